"""What the columns and the header of a table say of periods: the finest one, the span in years, the era."""

from checker.tables.periods.combine import period_of, together
from checker.tables.periods.typing import era_of, is_date
from checker.tables.periods.wide import period_of_headers

__all__ = ["era_of", "is_date", "period_of", "period_of_headers", "together"]
