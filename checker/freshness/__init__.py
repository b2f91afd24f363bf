"""How current data is: its signs of life against the declared interval (openness rules, section 5). Pure.

Ages are whole days of the calendar where the cut-off lives, counted to the cut-off, or to the newest look where that
came before it: what was not looked at later may have changed since.
"""

from checker.freshness.judge import NEVER, UNKNOWN, currency, freshness
from checker.freshness.life import EVIDENCE

__all__ = ["EVIDENCE", "NEVER", "UNKNOWN", "currency", "freshness"]
