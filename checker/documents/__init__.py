"""Bytes → the text of a document, counted: pages, letters, scans, text that is not what is shown."""

from __future__ import annotations

from checker.content import DocumentProfile
from checker.errors import Unreadable

__all__ = ["FORMATS", "NEEDS_WHOLE", "SANDBOXED", "document", "documents"]

#: formats of this room; of those that are not read it says ``unsupported``
FORMATS = frozenset({"pdf", "docx", "odt", "pptx", "odp", "html", "txt", "md", "rtf", "doc", "ppt", "epub"})
#: of which the head tells nothing: what leads to the text stands at the end
NEEDS_WHOLE = frozenset({"pdf", "docx", "odt", "pptx", "odp", "epub", "doc"})
#: to be read in a worker of the sandbox: all but plain text
SANDBOXED = FORMATS - {"txt", "md"}


def document(body: bytes, format: str, *, complete: bool) -> DocumentProfile:
    """What can be seen of the text of one document. Raises Unreadable with the trouble that kept it from being read."""
    raise Unreadable("unsupported")


def documents(body: bytes, format: str, *, complete: bool) -> tuple[DocumentProfile, ...]:
    """The same of a document, or of each document in a ZIP, one level deep. Raises Unreadable where there is none."""
    return (document(body, format, complete=complete),)
