"""Columns with a header and a label, from which labelled tables are made."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

from checker.grid import Cell
from tests.corpora.people import DISTRICTS, PROVINCES, full_name

Make = Callable[[random.Random, int], Cell]


def count(r: random.Random, _: int) -> Cell:
    return r.randrange(5000)


def number(_: random.Random, i: int) -> Cell:
    return i + 1


def of(*texts: str) -> Make:
    return lambda r, i: r.choice(texts)


def some(share: float, make: Make, other: Make) -> Make:
    return lambda r, i: make(r, i) if r.random() < share else other(r, i)


class Labelled(NamedTuple):
    """One column: what stands above it, what it holds, how its cells are made."""

    header: str
    label: str
    make: Make


NO = Labelled("ลำดับ", "", number)
PROVINCE = Labelled("จังหวัด", "", of(*PROVINCES))
DISTRICT = Labelled("อำเภอ", "", of(*DISTRICTS))
AMOUNT = Labelled("จำนวน", "", count)
NAMES = Labelled("ชื่อ-สกุล", "name", lambda r, i: full_name(r))
AGENCY = Labelled("หน่วยงาน", "", of("สำนักงานสถิติจังหวัด", "เทศบาลตำบลนางรอง", "ที่ว่าการอำเภอนายูง", "กองคลัง"))
