"""An ini file that is not as the extension needs it: the start ends with an error that names the line to write."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.stack import Stack
from tests.stack.sites import Site, prepared

pytestmark = [pytest.mark.stack, pytest.mark.slow]

FORM = "scheming.dataset_schemas = checker.schemas:dataset.yaml"
PRESETS = "scheming.presets = ckanext.scheming:presets.json checker.schemas:presets.yaml"
CASES = {
    "scheming is missing": (
        {"ckan.plugins": "datastore dgmaturity"},
        "ckan.plugins = datastore dgmaturity scheming_datasets",
    ),
    "scheming stands first": (
        {"ckan.plugins": "scheming_datasets datastore dgmaturity activity"},
        "ckan.plugins = datastore dgmaturity scheming_datasets activity",
    ),
    "the form is not named": ({"scheming.dataset_schemas": None}, FORM),
    "another form is named": ({"scheming.dataset_schemas": "ckanext.scheming:ckan_dataset.yaml"}, FORM),
    "the presets are not named": ({"scheming.presets": None}, PRESETS),
    "a rubric that is not there": (
        {"ckanext.dgmaturity.rubric": "typo"},
        "ckanext.dgmaturity.rubric = typo: unknown rubric 'typo'; there are: data-catalog-kpi-2565",
    ),
    "two options that say what they may not": (
        {"ckanext.dgmaturity.mail_days": "x", "ckanext.dgmaturity.allow_networks": "10.0.0/8"},
        "ckanext.dgmaturity.allow_networks = 10.0.0/8: 10.0.0/8 is no network. Write them with blanks between them: "
        "10.0.0.0/8 192.168.0.0/16 ckanext.dgmaturity.mail_days = x: has to be a whole number, 0 or more",
    ),
    "an option that is misspelt": (
        {"ckanext.dgmaturity.enforcment": "strict"},
        "there is no such option. Did you mean ckanext.dgmaturity.enforcement?",
    ),
}


@pytest.fixture(scope="module")
def site(stack: Stack) -> Site:
    return prepared(stack, "start")


def changed(site: Site, options: dict[str, str | None], place: Path) -> Path:
    """The site's ini file with other lines; ``None``: without the line."""
    text = site.ini.read_text(encoding="utf-8")
    for key, value in options.items():
        line = "" if value is None else f"{key} = {value}"
        text, there = re.subn(rf"^{re.escape(key)} = .*$", lambda _, line=line: line, text, flags=re.M)
        text = text if there else text.replace("ckan.plugins = ", f"{line}\nckan.plugins = ")
    place.write_text(text, encoding="utf-8")
    return place


@pytest.mark.parametrize("case", CASES)
def test_the_error_names_the_line(site: Site, case: str, tmp_path: Path) -> None:
    options, line = CASES[case]
    ini = changed(site, options, tmp_path / "site.ini")
    done = subprocess.run([str(site.bin / "ckan"), "-c", str(ini), "config", "list"], capture_output=True, text=True)
    assert done.returncode != 0
    assert line in " ".join((done.stdout + done.stderr).split())


def test_the_form_may_be_named_by_variables_of_the_environment(site: Site, tmp_path: Path) -> None:
    plugins = {"ckan.plugins": "activity datastore dgmaturity scheming_datasets envvars"}
    unnamed = {"scheming.dataset_schemas": None, "scheming.presets": None}
    ini = changed(site, {**plugins, **unnamed}, tmp_path / "site.ini")
    named = {
        "CKAN___SCHEMING__DATASET_SCHEMAS": "checker.schemas:dataset.yaml",
        "CKAN___SCHEMING__PRESETS": "ckanext.scheming:presets.json checker.schemas:presets.yaml",
    }
    command = [str(site.bin / "ckan"), "-c", str(ini), "config", "declaration", "dgmaturity"]
    told = [
        subprocess.run(command, capture_output=True, text=True, env={**os.environ, **given}) for given in (named, {})
    ]
    assert "ckanext.dgmaturity.enforcement" in told[0].stdout, told[0].stderr
    assert FORM in " ".join(told[1].stderr.split())


def test_the_site_itself_starts(site: Site) -> None:
    assert "ckanext.dgmaturity.enforcement" in site.ckan("config", "declaration", "dgmaturity")
