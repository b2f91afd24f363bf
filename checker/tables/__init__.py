"""Bytes → the tables in them, and tables → what can be seen of their layout, columns, periods and areas."""
