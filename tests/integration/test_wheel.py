"""The wheel: built, installed into an empty environment, and used there."""

from __future__ import annotations

import configparser
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = ("checker", "schemas", "ckanext-dgmaturity", "setup.py", "pyproject.toml", "README.md", "LICENSE")

pytestmark = pytest.mark.slow


def run(*command: str, cwd: Path) -> str:
    """Runs a command as a person would, without what this test run has set; what it printed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL", "DGCHECK"))}
    done = subprocess.run(command, cwd=cwd, env=kept, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A folder with an empty virtual environment in it."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "venv", str(folder / "venv"), cwd=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(place) -> Path:
    """The wheel, built from a copy of the sources."""
    source = place / "source"
    source.mkdir()
    for name in SOURCES:
        held = ROOT / name
        leave = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(held, source / name, ignore=leave) if held.is_dir() else shutil.copy(held, source)
    pip = (str(place / "venv" / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "-q")
    run(*pip, "wheel", "--no-deps", "-w", str(place), str(source), cwd=place)
    return next(place.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(place, wheel) -> Path:
    """The folder of the environment's programs, with the wheel installed."""
    programs = place / "venv" / "bin"
    run(str(programs / "python"), "-m", "pip", "--disable-pip-version-check", "-q", "install", str(wheel), cwd=place)
    return programs


def of_project(*folders: str) -> set[str]:
    """The files under these folders of the checkout, as paths."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    return {str(path.relative_to(ROOT)) for path in found if "__pycache__" not in path.parts}


def test_the_wheel_holds_every_file_of_the_engine_and_its_data(wheel):
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    data = {f"checker/{name}" for name in of_project("schemas") if not name.endswith(".md")}
    code = {name for name in of_project("checker") if not name.endswith(".md") or "bundled" in name}
    assert (code | data) - held == set()
    folder = "ckanext-dgmaturity/ckanext/dgmaturity"
    extension = {name.removeprefix("ckanext-dgmaturity/") for name in of_project(folder) if "/." not in name}
    assert extension - held == set()
    assert any(name.endswith("licenses/LICENSE") for name in held)
    assert not any(name.startswith("tests/") for name in held)


def test_ckan_finds_the_plugin_and_translators_its_texts_by_the_wheel(wheel):
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [each for each in archive.namelist() if each.endswith(".dist-info/entry_points.txt")]
        held = configparser.ConfigParser()
        held.read_string(archive.read(name).decode())
    assert {group: dict(held[group]) for group in held.sections()} == {
        "ckan.plugins": {"dgmaturity": "ckanext.dgmaturity.plugin:DgmaturityPlugin"},
        "babel.extractors": {"ckan": "ckan.lib.extract:extract_ckan"},
        "console_scripts": {"dgcheck": "checker.cli:main"},
    }


def test_the_command_runs_from_the_wheel(installed, place):
    assert run(str(installed / "dgcheck"), "--version", cwd=place).startswith("dgcheck")


def test_the_extensions_namespace_is_shared(installed, place):
    code = "import ckanext, ckanext.dgmaturity, checker; print(len(list(ckanext.__path__)), checker.__version__)"
    assert run(str(installed / "python"), "-W", "error", "-c", code, cwd=place).split()[0] == "1"


def test_the_demo_runs_from_the_wheel_within_fifteen_seconds(installed, place):
    started = time.monotonic()
    run(str(installed / "dgcheck"), "demo", "--out", str(place / "out"), cwd=place)
    took = time.monotonic() - started
    report = json.loads((place / "out" / "report.json").read_text(encoding="utf-8"))
    assert report["catalog"]["held"] == 16
    assert {"report.html", "report.xlsx", "report.json"} <= {path.name for path in (place / "out").iterdir()}
    assert took < 15
