"""Labelled corpora: what each case should be told as, and what is told. `python -m benchmarks accuracy` prints them.

Each module has ``results()``, which yields ``(what, expected, told)``: ``told`` is ``None`` where it cannot be told.
"""
