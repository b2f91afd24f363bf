"""The round by night on a running site: all of it, with parts that are down, and cut off in the midst of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ckanapi import RemoteCKAN

from checker.testing import SiteAnswer, SiteRequest, json_answer, serve
from tests.integration.ckan_outages import Web, created, killed, mail_server, nightly, nowhere, other, started, web
from tests.stack import Stack
from tests.stack.sites import Site, prepared, serving

pytestmark = [pytest.mark.stack, pytest.mark.slow]

OPTIONS = {
    "ckanext.dgmaturity.enforcement": "report",
    "ckanext.dgmaturity.allow_networks": "127.0.0.0/8",
    "ckanext.dgmaturity.confirm_wait": "0",
    "smtp.mail_from": "catalog@agency.example",
}

#: what becomes of the links of ``linked``
LINKS = [("ตาราง", "ok"), ("หายไป", "missing")]


@pytest.fixture(scope="module")
def site(stack: Stack) -> Site:
    return prepared(stack, "nights", options=OPTIONS)


@pytest.fixture(scope="module")
def api(site: Site) -> Iterator[RemoteCKAN]:
    token = site.administrator()
    with serving(site), RemoteCKAN(site.url, apikey=token) as found:
        yield found


@pytest.fixture
def served() -> Iterator[tuple[Web, str]]:
    with web() as found:
        yield found


def linked(api: RemoteCKAN, name: str, url: str) -> Any:
    """A dataset with a file that is there and one that is not."""
    return created(api, name, resources=[
        {"name": "ตาราง", "url": f"{url}/{name}/table.csv", "format": "CSV"},
        {"name": "หายไป", "url": f"{url}/{name}/gone.csv", "format": "CSV"},
    ])  # fmt: skip


def harvester(request: SiteRequest) -> SiteAnswer:
    """A national catalog that has read everything and published nothing."""
    known = "2026-01-01T00:00:00" if request.path.endswith("harvesting_state") else ""
    packages = json.loads(request.body)["packages"]
    return json_answer({"success": True, "result": [{"metadata_modified": known} for _ in packages]})


def came_to(api: RemoteCKAN, name: str) -> dict[str, Any]:
    """The verdict of a dataset without what every check makes anew: moments, and ports of test servers."""
    told = api.action.dgmaturity_dataset_show(id=name)
    links = [(each["name"], each["verdict"]) for each in told["links"]]
    kept = ("passed", "required", "informative", "tier", "stars", "points", "broken", "waiting", "late", "items")
    return {**{key: told[key] for key in kept}, "links": links}


def scored(api: RemoteCKAN, name: str) -> tuple[str, int]:
    """The score of its organization."""
    score = api.action.dgmaturity_organization_show(id=f"of-{name}")["score"]
    return score["total"], score["datasets"]


def test_a_night_checks_scores_tells_and_asks(site: Site, api: RemoteCKAN, served: Any, tmp_path: Path) -> None:
    linked(api, "whole", served[1])
    with mail_server(site, tmp_path / "mails") as smtp, serve(harvester) as catalog:
        night = other(site, "night", {"smtp.server": smtp, "ckanext.dgmaturity.gd_catalog_harvester": catalog})
        done = nightly(night)
        again = nightly(night)
    assert (done.status, again.status) == (0, 0), (done, again)
    assert "of-whole: 10 points (1 datasets" in done.out
    assert "the whole site: 10 points (1 datasets" in done.out
    assert "links of 1 datasets looked at" in done.told
    assert "old results removed: 0 looks, 0 scores" in done.told
    assert "GD Catalog: 1 datasets asked about, 1 registered" in done.told
    assert "digests: 2 sent" in done.told
    assert "digests: 0 sent" in again.told
    assert len(list((tmp_path / "mails" / "new").iterdir())) == 2
    told = came_to(api, "whole")
    assert told["links"] == LINKS
    assert not told["late"]
    assert scored(api, "whole") == ("10", 1)


def test_without_mail_server_and_national_catalog_all_else_is_done(site: Site, api: RemoteCKAN, served: Any) -> None:
    linked(api, "alone", served[1])
    down = {"smtp.server": nowhere(), "ckanext.dgmaturity.gd_catalog_harvester": f"http://{nowhere()}"}
    done = nightly(other(site, "alone", down), "--quiet")
    assert done.status == 3
    assert "the mail server did not take 1 digests; the next night tries again" in done.told
    assert "GD Catalog could not be asked" in done.told
    assert "points" not in done.told, "cron mails what is printed: scores are no trouble"
    told = came_to(api, "alone")
    assert told["links"] == LINKS
    assert scored(api, "alone") == ("10", 1)


@pytest.mark.parametrize("part", ["smtp.server", "ckanext.dgmaturity.gd_catalog_harvester"])
def test_each_of_them_alone_is_told_by_the_exit_status(site: Site, api: RemoteCKAN, part: str) -> None:
    assert created(api, f"only-{part.rpartition('.')[2].replace('_', '-')}")
    address = nowhere() if part == "smtp.server" else f"http://{nowhere()}"
    switched = {"ckanext.dgmaturity.mail_days": "7" if part == "smtp.server" else "0"}
    assert nightly(other(site, "one", {part: address, **switched}), "--quiet").status == 3


def test_a_night_without_solr_comes_to_the_same(site: Site, api: RemoteCKAN, served: Any) -> None:
    quiet = {"ckanext.dgmaturity.mail_days": "0"}
    linked(api, "indexed", served[1])
    assert nightly(other(site, "quiet", quiet)).status == 0
    expected = came_to(api, "indexed"), scored(api, "indexed")
    linked(api, "unindexed", served[1])
    done = nightly(other(site, "no_solr", {**quiet, "solr_url": f"http://{nowhere()}/solr/none"}))
    assert done.status == 0, done
    assert (came_to(api, "unindexed"), scored(api, "unindexed")) == expected


def test_a_night_that_is_killed_in_a_check_is_made_good_by_the_next(site: Site, api: RemoteCKAN, served: Any) -> None:
    page, url = served
    quiet = other(site, "killed", {"ckanext.dgmaturity.mail_days": "0"})
    linked(api, "twin", url)
    assert nightly(quiet).status == 0
    expected = came_to(api, "twin"), scored(api, "twin")
    linked(api, "cut-off", url)
    page.slow = True
    page.asked.clear()
    with started(quiet, "dgmaturity", "nightly") as night:
        assert page.asked.wait(60)
        killed(night)
    page.slow = False
    assert came_to(api, "cut-off")["late"]
    assert nightly(quiet).status == 0
    assert (came_to(api, "cut-off"), scored(api, "cut-off")) == expected


def test_a_worker_that_is_killed_in_a_check_leaves_it_late_until_the_next(
    site: Site, api: RemoteCKAN, served: Any
) -> None:
    page, url = served
    page.slow = True
    site.ckan("jobs", "clear")
    linked(api, "dropped", url)
    with started(site, "jobs", "worker") as worker:
        assert page.asked.wait(60)
        killed(worker)
    page.slow = False
    assert came_to(api, "dropped")["late"]
    assert api.action.dgmaturity_check(id="dropped")["queued"] is True
    site.ckan("jobs", "worker", "--burst")
    told = came_to(api, "dropped")
    assert (told["links"], told["broken"], told["late"]) == (LINKS, 1, False)
