"""The program starts at once: what only some commands need is loaded by those alone."""

import subprocess
import sys

#: libraries that write reports and workbooks, or write to a catalog
LATER = (
    "ckanapi", "frictionless", "jinja2", "jsonschema", "openpyxl", "pypdfium2", "rdflib", "requests", "rich",
    "xlsxwriter",
)  # fmt: skip


def test_no_library_that_only_some_commands_need_is_loaded_at_the_start() -> None:
    program = f"import sys, checker.cli; print(*sorted(set(sys.modules) & set({LATER!r})))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == []
