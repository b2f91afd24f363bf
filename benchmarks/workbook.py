"""The official workbook of 5,000 datasets and 15,000 resources: checked, imported, coloured; against merely loading it.

Ours is the command, start and all: every cell read within bounds, every dataset through the engine of a scan, every
remark written out. The peers do nothing with what they load: openpyxl (whole, and as a stream), pandas with openpyxl.
Wall time, CPU time and peak memory of a program of its own each; medians of three rounds, in turns.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.machine import Used, machine, spread, versions
from benchmarks.machine import run as measured
from benchmarks.records import packages
from tests.unit.workbook_values import sheets_of, workbook_bytes

DATASETS, ROUNDS = 5_000, 3
LIMIT_SECONDS, LIMIT_MEGABYTES = 20, 500
_OURS = "from checker.cli import main; main()"
_PEERS = {
    "openpyxl, whole": "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1])",
    "openpyxl, as a stream": (
        "import sys, openpyxl\n"
        "for sheet in openpyxl.load_workbook(sys.argv[1], read_only=True): list(sheet.iter_rows(values_only=True))"
    ),
    "pandas (openpyxl)": "import sys, pandas; pandas.read_excel(sys.argv[1], sheet_name=None, header=3)",
}


def commands(book: Path, folder: Path) -> dict[str, list[str]]:
    """What is measured, by name."""
    ours = [sys.executable, "-c", _OURS, "workbook"]
    return {
        "check": [*ours, "check", str(book), "--json"],
        "import": [*ours, "import", str(book), "--out", str(folder / "out.jsonl"), "--force", "--json"],
        "check with coloured copy": [
            *ours, "check", str(book), "--json", "--colour", str(folder / "out.xlsx"), "--force",
        ],
        **{name: [sys.executable, "-c", code, str(book)] for name, code in _PEERS.items()},
    }  # fmt: skip


def main() -> None:
    """Print the figures."""
    if sys.argv[1:2] == ["--make"]:  # in a program of its own: what a child is said to use begins with its parent's
        Path(sys.argv[2]).write_bytes(workbook_bytes(sheets_of(packages(DATASETS))))
        return
    print(f"{machine()}; {versions('openpyxl', 'pandas', 'XlsxWriter')}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = folder / "workbook.xlsx"
        subprocess.run([sys.executable, "-m", "benchmarks.workbook", "--make", str(book)], check=True)
        print(f"{DATASETS:,} datasets, {3 * DATASETS:,} resources, {book.stat().st_size / 1e6:.1f} MB"
              f"   (goals for check: {LIMIT_SECONDS} s, {LIMIT_MEGABYTES} MB)")  # fmt: skip
        asked = commands(book, folder)
        found: dict[str, list[Used]] = {each: [] for each in asked}
        for _ in range(ROUNDS):
            for each, command in asked.items():
                found[each].append(measured(command, fine=(0, 1)))
    print(f"{'':<26} {'seconds':>24} {'CPU-seconds':>24} {'peak MB':>9}")
    for each, rounds in found.items():
        figures = [spread([used.seconds for used in rounds]), spread([used.cpu for used in rounds])]
        print(f"{each:<26} {figures[0]:>24} {figures[1]:>24} {max(used.megabytes for used in rounds):>9.0f}")


if __name__ == "__main__":
    main()
