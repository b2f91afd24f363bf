"""Checks on a running site: by CKAN's own worker after a save, and without Redis by the nightly round."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from ckanapi import RemoteCKAN

from tests.integration.ckan_outages import created, nightly, nowhere, other, soon, started
from tests.stack import Stack
from tests.stack.sites import Site, prepared, serving

pytestmark = [pytest.mark.stack, pytest.mark.slow]

OPTIONS = {"ckanext.dgmaturity.enforcement": "report", "ckanext.dgmaturity.confirm_wait": "0"}


@pytest.fixture(scope="module")
def site(stack: Stack) -> Site:
    return prepared(stack, "checks", options=OPTIONS)


@pytest.fixture(scope="module")
def token(site: Site) -> str:
    return site.administrator()


@pytest.fixture(scope="module")
def api(site: Site, token: str) -> Iterator[RemoteCKAN]:
    with serving(site), RemoteCKAN(site.url, apikey=token) as found:
        yield found


def waiting(site: Site, package_id: str) -> int:
    """Checks of a dataset in the queue."""
    return site.ckan("jobs", "list").count(f"dgmaturity: check {package_id}")


def test_two_saves_make_one_job_and_the_worker_checks_what_was_saved(site: Site, api: RemoteCKAN) -> None:
    made = created(api, "saved")
    api.action.package_patch(id="saved", maintainer="กองกลาง")
    assert waiting(site, made["id"]) == 1
    assert api.action.dgmaturity_dataset_show(id="saved")["checked_at"] is None
    assert api.action.dgmaturity_check(id="saved")["queued"] is False
    site.ckan("jobs", "worker", "--burst")
    told = api.action.dgmaturity_dataset_show(id="saved")
    assert told["checked_at"]
    assert not told["late"]
    assert waiting(site, made["id"]) == 0


def test_a_worker_that_stays_takes_each_change_as_it_comes(site: Site, api: RemoteCKAN) -> None:
    def late() -> bool:
        return bool(api.action.dgmaturity_dataset_show(id="watched")["late"])

    with started(site, "jobs", "worker"):
        created(api, "watched")
        assert soon(lambda: not late())
        api.action.package_patch(id="watched", maintainer="กองกลาง")
        assert soon(lambda: not late())


def test_without_redis_saving_works_and_the_night_makes_it_good(site: Site, token: str) -> None:
    lame = other(site, "no_redis", {"ckan.redis.url": f"redis://{nowhere()}/0"})
    with serving(lame), RemoteCKAN(lame.url, apikey=token) as api:
        created(api, "unqueued")
        assert api.action.package_patch(id="unqueued", maintainer="กองกลาง")["maintainer"] == "กองกลาง"
        assert api.action.dgmaturity_dataset_show(id="unqueued")["late"]
        assert api.action.dgmaturity_check(id="unqueued")["queued"] is False
        done = nightly(lame)
        assert done.status == 0, done
        told = api.action.dgmaturity_dataset_show(id="unqueued")
        assert told["checked_at"]
        assert not told["late"]
        assert api.action.dgmaturity_organization_show(id="of-unqueued")["score"]["datasets"] == 1
