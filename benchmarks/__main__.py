"""All benchmarks, one after the other: ``python -m benchmarks [name …]``."""

from __future__ import annotations

import subprocess
import sys

NAMES = (
    "store", "json_schema", "line", "links", "harvest", "memory", "documents", "tables", "accuracy", "personal",
    "hostile", "workbook", "workbook_out", "compare", "extension", "ckan_import",
)  # fmt: skip


def main() -> None:
    """Run each in a program of its own, so that none leaves memory or warmth to the next."""
    for name in sys.argv[1:] or NAMES:
        print(f"\n== {name}", flush=True)
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)


if __name__ == "__main__":
    main()
