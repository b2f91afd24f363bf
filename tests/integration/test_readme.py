"""What the README says can be done, can be done."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import checker
from checker.cli import dgcheck
from checker.demo import DemoSite

ROOT = Path(__file__).resolve().parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_of_the_readme_exists_and_every_command_is_told():
    told = set(re.findall(r"dgcheck ([a-z-]+)", README))
    assert told == set(dgcheck.commands)


def test_every_make_target_of_the_readme_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"make ([a-z-]+)", README)) <= targets


def test_the_python_lines_of_the_readme_run(tmp_path):
    lines = re.search(r"```python\n(.+?)```", README, re.DOTALL)[1]
    assert all(name in checker.__all__ for name in re.findall(r"checker\.(\w+)", lines))
    with DemoSite() as demo:
        (tmp_path / "plan.yaml").write_bytes(demo.plan)
        here = lines.replace("https://catalog.example.go.th", demo.catalog_url).replace("plan.xlsx", "plan.yaml")
        given = {f"DGCHECK_{name.upper()}": str(value) for name, value in demo.settings.items()}
        given |= {"DGCHECK_ALLOW_NETWORKS": "127.0.0.1/32", "DGCHECK_CONFIRM": "later"}
        subprocess.run([sys.executable, "-c", here], cwd=tmp_path, env={**os.environ, **given}, check=True, timeout=60)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"report.html", "report.xlsx", "report.json"}
