"""What the columns and the header of a table say of areas: the finest one, by official names, codes and coordinates."""

from checker.tables.areas.combine import area_of, area_of_headers, finer

__all__ = ["area_of", "area_of_headers", "finer"]
