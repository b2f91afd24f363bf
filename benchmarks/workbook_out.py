"""The official workbook of a large catalog, written and compared: seconds and peak memory, each in its own process."""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from checker.model import Dataset
from checker.normalise import normalise
from checker.plan import Issue, Plan

TYPES = ("ข้อมูลระเบียน", "ข้อมูลสถิติ", "ข้อมูลภูมิสารสนเทศเชิงพื้นที่", "ข้อมูลหลากหลายประเภท", "ข้อมูลประเภทอื่นๆ")
FILES = 3  #: of each dataset


def datasets(count: int) -> Iterator[Dataset]:
    """As agencies fill them: all 14 items, some with a text of their own for อื่นๆ, consent to be listed."""
    for number in range(count):
        yield normalise(
            {
                "id": f"id-{number}",
                "name": f"dataset_{number:05d}",
                "title": f"จำนวนผู้รับบริการรายจังหวัด ชุดที่ {number}",
                "notes": "จำนวนผู้ที่มารับบริการ ณ จุดบริการของหน่วยงาน จำแนกรายจังหวัดและรายเดือน " * 4,
                "organization": {
                    "id": f"org-{number % 40}",
                    "name": f"org-{number % 40}",
                    "title": f"กรมที่ {number % 40}",
                },
                "maintainer": "กองข้อมูลและสถิติ",
                "maintainer_email": "data@agency.example.go.th",
                "tags": ["บริการ", "จังหวัด", f"คำ {number % 500}"],
                "data_type": TYPES[number % len(TYPES)],
                "objective": ["พันธกิจหน่วยงาน", "อื่นๆ"] if number % 3 == 0 else ["พันธกิจหน่วยงาน"],
                "objective_other": "เพื่อรายงานสถานการณ์, วางแผน" if number % 3 == 0 else "",
                "update_frequency_unit": "เดือน",
                "update_frequency_interval": "1",
                "geo_coverage": "จังหวัด",
                "data_source": "ระบบบริการของหน่วยงาน",
                "data_format": ["CSV", "XLS"],
                "data_category": "ข้อมูลสาธารณะ",
                "license_id": "Open Data Common",
                "allow_harvest": "True",
                "created_date": "2021-10-01",
                "last_updated_date": "2022-03-01",
                "resources": [
                    {
                        "name": f"ข้อมูลปี {2563 + place}",
                        "url": f"https://data.agency.example.go.th/dataset/{number}/resource/{place}/download/{number}.csv",
                        "format": "CSV",
                        "description": "ข้อมูลรายเดือน",
                        "resource_last_updated_date": "2022-03-01",
                    }
                    for place in range(FILES)
                ],
            }
        )


def made(count: int) -> None:
    """Only the datasets, as the other figures hold them too."""
    for _ in datasets(count):
        pass


def exported(count: int, path: Path) -> None:
    """The workbook of so many datasets."""
    from checker.workbook.official.book import write_workbook

    written = write_workbook(datasets(count), Plan(issues=(Issue(),)), path, generation=2, lang="th")
    print(f"  {written.datasets} datasets, {written.resources} files, {written.extras} rows of Extra_Fields, "
          f"{len(written.problems)} problems, {path.stat().st_size / 1e6:.1f} MB", file=sys.stderr)  # fmt: skip


def compared(path: Path) -> None:
    """The workbook read twice and held against itself."""
    from checker.workbook.difference import difference
    from checker.workbook.template2 import read_workbook

    books = [read_workbook(path.read_bytes(), str(path)) for _ in range(2)]
    print(f"  {difference(*books).same} datasets as they were", file=sys.stderr)


def main() -> None:
    """Prints a line for each job, or does one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5_000)
    parser.add_argument("--job", choices=["made", "exported", "compared"])
    parser.add_argument("--path", type=Path)
    given = parser.parse_args()
    if given.job:
        _do(given.job, given.count, given.path)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        for job in ("made", "exported", "compared"):
            command = [sys.executable, __file__, "--job", job, "--count", str(given.count), "--path", str(path)]
            print(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout, end="", flush=True)


def _do(job: str, count: int, path: Path) -> None:
    started = time.perf_counter()
    busy = time.process_time()
    if job == "made":
        made(count)
    elif job == "exported":
        exported(count, path)
    else:
        compared(path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{job:10} {time.perf_counter() - started:6.1f} s  {time.process_time() - busy:6.1f} CPU-s  {peak:6.0f} MB")


if __name__ == "__main__":
    main()
