"""Solr is down: the extension's site does what a plain CKAN does then, and its own pages go on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import requests

from tests.integration import ckan_outages
from tests.integration.ckan_outages import nowhere, other
from tests.stack import Stack
from tests.stack.sites import Site, prepared, serving

pytestmark = [pytest.mark.stack, pytest.mark.slow]

#: a plain CKAN takes no keywords in Thai
FIELDS = {**ckan_outages.FIELDS, "tag_string": "office"}
PAGES = ("/", "/dataset/", "/dataset/held", "/dataset/edit/held", "/organization/", "/organization/agency", "/about")
READS: dict[str, dict[str, Any]] = {
    "package_show": {"id": "held"},
    "package_search": {"q": "held"},
    "organization_show": {"id": "agency"},
    "package_list": {},
}
WRITES: dict[str, dict[str, Any]] = {
    "package_create": {"name": "fresh", "owner_org": "agency", **FIELDS},
    "package_patch": {"id": "held", "maintainer": "กองกลาง"},
    "resource_create": {"package_id": "held", "name": "ข้อมูล", "url": "https://data.example/a.csv", "format": "CSV"},
    "package_delete": {"id": "held"},
}
OURS = (
    "/organization/agency/dgmaturity",
    "/organization/agency/quality",
    "/dataset/held/dgmaturity/badge.svg",
    "/ckan-admin/dgmaturity",
    "/api/3/action/dgmaturity_status",
    "/api/3/action/dgmaturity_dataset_show?id=held",
    "/api/3/action/dgmaturity_organization_show?id=agency",
)

Answers = Mapping[str, int]


class Asking:
    """One site with a dataset, asked as its administrator."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._head = {"Authorization": site.administrator()}
        with serving(site):
            made = [
                self.act(site, "organization_create", {"name": "agency", "title": "หน่วยงานตัวอย่าง"}),
                self.act(site, "package_create", {"name": "held", "owner_org": "agency", **FIELDS}),
            ]
        assert made == [200, 200]

    def act(self, site: Site, action: str, given: dict[str, Any]) -> int:
        """The status of an action."""
        url = f"{site.url}/api/3/action/{action}"
        return requests.post(url, json=given, headers=self._head, timeout=60).status_code

    def get(self, site: Site, path: str) -> int:
        """The status of a page."""
        return requests.get(f"{site.url}{path}", headers=self._head, timeout=60).status_code

    def without_solr(self, more: tuple[str, ...] = ()) -> tuple[Answers, Answers]:
        """What it answers while nothing listens where Solr should: (what any CKAN has, ``more`` pages)."""
        url = f"http://{nowhere()}/solr/none"
        with serving(other(self.site, "no_solr", {"solr_url": url})) as lame:
            pages = {path: self.get(lame, path) for path in PAGES}
            own = {path: self.get(lame, path) for path in more}
            acts = {name: self.act(lame, name, given) for name, given in {**READS, **WRITES}.items()}
        return {**pages, **acts}, own


@pytest.fixture(scope="module")
def ours(stack: Stack) -> tuple[Answers, Answers]:
    options = {"ckanext.dgmaturity.enforcement": "report"}
    return Asking(prepared(stack, "solrless-ours", options=options)).without_solr(OURS)


@pytest.fixture(scope="module")
def plain(stack: Stack) -> Answers:
    return Asking(prepared(stack, "solrless-plain", plugins="activity datastore")).without_solr()[0]


def test_every_answer_is_that_of_a_plain_ckan(ours: tuple[Answers, Answers], plain: Answers) -> None:
    assert plain["package_show"] == 200
    assert ours[0] == plain


def test_pages_of_the_extension_go_on(ours: tuple[Answers, Answers]) -> None:
    assert ours[1] == dict.fromkeys(OURS, 200)
