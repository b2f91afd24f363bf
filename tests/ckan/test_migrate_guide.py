"""What ``docs/from-thai-gdc.md`` says to write and to use in place of what is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ckan.common import config_declaration
from ckan.config.declaration import Key
from ckan.tests import factories
from migrate_values import GENERATION_2, legacy
from rules_values import a_name

GUIDE = Path(__file__).parents[2] / "docs" / "from-thai-gdc.md"
AS_THEY_ARE = "already the default: leave them so"


def options() -> dict[str, dict[str, str]]:
    """The options that the guide says to write, by the comment above them."""
    (block,) = re.findall(r"```ini\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    found: dict[str, dict[str, str]] = {}
    for line in filter(None, block.splitlines()):
        name, is_option, value = line.partition(" = ")
        if is_option:
            found[next(reversed(found))][name] = value
        else:
            found[line.rpartition(" · ")[2]] = {}
    return found


def test_the_options_are_ckans_and_its_defaults_are_others_unless_the_guide_says_so():
    told = options()
    assert len(told) == 3
    assert all(told.values())
    for why, group in told.items():
        for name, value in group.items():
            assert Key.from_string(name) in config_declaration, name
            default = str(config_declaration[Key.from_string(name)].default or False).lower()
            assert (default == value) is (why == AS_THEY_ARE), (name, default)


@pytest.mark.parametrize(
    ("asked", "sought", "other"),
    [
        ({"data_classification": "ลับ"}, {"data_classification": "ลับ"}, {"data_classification": "เปิดเผย"}),
        ({"private": "true"}, {"private": True}, {"private": False}),
    ],
)
def test_the_search_page_can_be_narrowed_by_address_in_place_of_a_facet(site, asked, sought, other):
    organization, names = factories.Organization(), (a_name(), a_name())
    for name, held in zip(names, (sought, other), strict=True):
        columns = {key: value for key, value in held.items() if key == "private"}
        extras = {key: value for key, value in held.items() if key != "private"}
        legacy(organization, {**GENERATION_2, **extras}, name=name, **columns)
    headers = {"Authorization": factories.SysadminWithToken()["token"]}
    body = site.get("/dataset/", query_string={"organization": organization["name"], **asked}, headers=headers).body
    assert [f"/dataset/{name}" in body for name in names] == [True, False]
