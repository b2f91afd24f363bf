"""Two runs side by side: what got better, worse, new, gone, and how many points each dataset explains.

A pure room: two reports under one rubric → one :class:`Comparison`, and that as text, JSON or a page.
"""

from __future__ import annotations

from checker.compare.comparison import compare, compare_reports
from checker.compare.model import Comparison
from checker.compare.side import Facts, Side, side_of

__all__ = ["Comparison", "Facts", "Side", "compare", "compare_reports", "side_of"]
