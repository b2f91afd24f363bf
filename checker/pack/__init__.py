"""The evidence pack (KPI, section 6): one ZIP for each agency and round, for the self-assessment (e-SAR)."""

from __future__ import annotations

from checker.pack.members import Document, Pack, members

__all__ = ["Document", "Pack", "members"]
