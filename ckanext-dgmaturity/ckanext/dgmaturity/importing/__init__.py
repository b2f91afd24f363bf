"""Workbooks on their way into the catalog: read, held against what is there, shown, written dataset by dataset."""
