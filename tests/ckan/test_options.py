"""What our options may say: a wrong line is named with what would be right."""

from __future__ import annotations

from pathlib import Path

import ckanext.dgmaturity
import pytest
from ckan.exceptions import CkanConfigurationException
from ckan.plugins import toolkit as tk
from ckanext.dgmaturity import options

from checker.resources import load_yaml

DECLARED = Path(ckanext.dgmaturity.__file__).parent / "config_declaration.yaml"
HAS_TO = {
    "enforcement = strickt": "has to be one of strict, publish, report",
    "public_page = ture": "has to be true or false",
    "rubric = typo": "unknown rubric 'typo'; there are: data-catalog-kpi-2565",
    "mail_days = x": "has to be a whole number, 0 or more",
    "mail_days = -1": "has to be a whole number, 0 or more",
    "connections = 0": "has to be a whole number, 1 or more",
    "connections = 1.5": "has to be a whole number, 1 or more",
    "confirm_after = soon": "has to be a number, 0 or more, or nothing",
    "confirm_after = nan": "has to be a number, 0 or more, or nothing",
    "confirm_after = inf": "has to be a number, 0 or more, or nothing",
    "allow_networks = 10.0.0.0/8 10.0.0/8": (
        "10.0.0/8 is no network. Write them with blanks between them: 10.0.0.0/8 192.168.0.0/16"
    ),
    "assessors = NSA=nso": "NSA is no body of the rubric; there are: OPDC, NSO, DGA",
    "assessors = NSO=": "NSO= has to be an organization's name, or BODY=organization",
    "assessors = NSO=DGA=dga": "NSO=DGA=dga has to be an organization's name, or BODY=organization",
    "webhooks = hooks.example.go.th": "hooks.example.go.th is no address that can be asked",
    "gd_catalog_harvester = ftp://a.example": "ftp://a.example is no address that can be asked",
    "gd_catalog_harvester = https://a.example https://b.example": "has to be 1 address",
    "contact = สำนักงาน": "has to be an e-mail address or a page, in Latin letters",
}
RIGHT = [
    "enforcement = strict", "public_page = No", "public_badge = 0", "mail_days = 0", "confirm_after = 2.5",
    "allow_networks = 10.0.0.0/8 fd00::/8 192.168.1.7", "assessors = OPDC=opdc NSO=nso dga",
    "webhooks = https://a.example/hook http://10.1.2.3:8080/", "contact = data@agency.example",
    "webhook_secret = ความลับ", "gd_catalog_harvester = https://harvester.gdcatalog.go.th/",
]  # fmt: skip


def given(line: str) -> dict[str, str]:
    name, _, value = f"{options.PREFIX}{line}".partition(" = ")
    return {name: value}


@pytest.mark.parametrize("line", HAS_TO)
def test_a_wrong_line_is_named_with_what_would_be_right(line):
    with pytest.raises(CkanConfigurationException) as refused:
        options.check(given(line))
    assert str(refused.value).startswith(f"{options.PREFIX}{line}: {HAS_TO[line]}")


@pytest.mark.parametrize("line", RIGHT)
def test_a_right_line_passes(line):
    options.check(given(line))


def test_every_option_may_be_blank_and_every_default_passes():
    options.check(dict.fromkeys(options.allowed(), ""))
    options.check({name: tk.config[name] for name in options.allowed()})


def test_an_option_that_is_misspelt_is_named_with_the_one_that_is_near():
    with pytest.raises(CkanConfigurationException) as refused:
        options.check(given("enforcment = strict"))
    told = "ckanext.dgmaturity.enforcment: there is no such option. Did you mean ckanext.dgmaturity.enforcement?"
    assert str(refused.value) == told


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(CkanConfigurationException) as refused:
        options.check({**given("mail_days = x"), **given("rubric = typo"), **given("assessors = XYZ=nso")})
    assert [line.split(" = ")[0].rpartition(".")[2] for line in str(refused.value).splitlines()] == [
        "mail_days", "rubric",
    ]  # fmt: skip


def test_every_option_that_is_declared_has_its_rule_and_no_other():
    declared = load_yaml(DECLARED)["groups"]
    assert {each["key"] for group in declared for each in group["options"]} == set(options.allowed())
    assert {may.kind for may in options.allowed().values()} == set(options.KINDS)
