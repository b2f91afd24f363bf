"""Personal data in columns: precision and recall over the labelled columns of `tests/corpora/personal.py`; time.

A column is told right where exactly its kinds are told. Time is for one table of about 256 KB, as the head of a CSV is.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

from benchmarks.machine import cpu_seconds, machine, spread
from checker.grid import Row, Sheet
from checker.privacy import masked, personal
from tests.corpora.personal import PERSONAL, cases, made

ROUNDS = 30
KINDS = ("citizen_id", "passport", "name", "mobile", "email", "address")


def main() -> None:
    """Print the figures."""
    print(machine())
    print(f"{'kind':<12} {'columns':>8} {'found':>6} {'missed':>7} {'falsely':>8} {'precision':>10} {'recall':>7}")
    labelled, total = _counts()
    for kind in (*KINDS, "all"):
        right, missed, falsely = (labelled[kind, what] for what in ("right", "missed", "falsely"))
        precision, recall = right / max(right + falsely, 1), right / max(right + missed, 1)
        print(f"{kind:<12} {right + missed:>8} {right:>6} {missed:>7} {falsely:>8} {precision:>10.3f} {recall:>7.3f}")
    print(
        f"{total} columns in all, {total - labelled['all', 'right'] - labelled['all', 'missed']} without personal data"
    )
    for name, rows in _files():
        sheet = Sheet(rows=rows, format="csv")
        personal([sheet])
        times = [cpu_seconds(lambda: personal([sheet])) * 1000 for _ in range(ROUNDS)]  # noqa: B023
        print(f"{name:<34} {spread(times, '{:.2f}')} ms")
    text = "ประกาศกรมตัวอย่าง เรื่อง ผลการดำเนินงาน ปีงบประมาณ 2565 จังหวัดเชียงใหม่ โทร 02-123-4567 "
    times = [cpu_seconds(lambda: masked(text)) * 1000 for _ in range(ROUNDS)]
    print(f"{'masked(), a text of ' + str(len(text)):<34} {spread(times, '{:.3f}')} ms")


def _counts() -> tuple[Counter[tuple[str, str]], int]:
    counted: Counter[tuple[str, str]] = Counter()
    total = 0
    for _, label, said in cases():
        total += 1
        wanted, got = ({each for each in text.split("+") if each} for text in (label, said))
        for what, kinds in (("right", wanted & got), ("missed", wanted - got), ("falsely", got - wanted)):
            for kind in kinds:
                counted[kind, what] += 1
                counted["all", what] += 1
    return counted, total


def _files() -> Iterator[tuple[str, list[Row]]]:
    r = random.Random(1)
    yield "statistics, nothing personal", [
        ("ปี", "จังหวัด", "อำเภอ", "ชาย", "หญิง", "ร้อยละ", "วันที่", "หมายเหตุ"),
        *(("2565", "เชียงใหม่", "เมือง", str(r.randrange(10**5)), str(r.randrange(10**6)), f"{r.random():.6f}",
           f"2565-01-{i % 28 + 1:02d} 10:00:00", "ข้อมูลเบื้องต้น") for i in range(1700)),
    ]  # fmt: skip
    columns = tuple("abcdef")
    yield "coordinates", [columns, *(tuple(f"{r.random() * 100:.9f}" for _ in columns) for _ in range(3300))]
    yield (
        "codes of 13 digits",
        [columns, *(tuple(str(r.randrange(10**12, 10**13)) for _ in columns) for _ in range(3100))],
    )
    rows = made("register", PERSONAL["register of citizens"], 1300).sheet.rows
    yield "register of citizens", [tuple(map(str, row)) for row in rows]


if __name__ == "__main__":
    main()
