"""Bytes → the text of a document, counted: pages, letters, scans, text that is not what is shown."""

from __future__ import annotations

from checker.documents.reading import FORMATS, NEEDS_WHOLE, SANDBOXED, document, documents

__all__ = ["FORMATS", "NEEDS_WHOLE", "SANDBOXED", "document", "documents"]
