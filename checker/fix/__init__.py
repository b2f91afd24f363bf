"""Metadata mended: from what a person asks for to the calls that a CKAN takes. Pure; ``publish`` sends, ``run`` wires.

- :func:`read_fixes` reads ``fixes.yaml``; :func:`of_record` takes a row of the official workbook.
- :func:`propose` holds it against a dataset as the catalog has it; :func:`call_for` makes the call, :func:`applied`
  the package that it leads to, :func:`standing` tells whether it was made.
- :func:`look_ahead` gives the new values as the line takes them; :func:`suggest` what may safely be mended.
"""

from checker.fix.asked import of_record, read_fixes
from checker.fix.calls import applied, call_for, standing
from checker.fix.look_ahead import look_ahead
from checker.fix.model import Asking, Change, Ending, Fixed, Proposal, Proposed
from checker.fix.propose import propose
from checker.fix.suggest import suggest

__all__ = [
    "Asking",
    "Change",
    "Ending",
    "Fixed",
    "Proposal",
    "Proposed",
    "applied",
    "call_for",
    "look_ahead",
    "of_record",
    "propose",
    "read_fixes",
    "standing",
    "suggest",
]
