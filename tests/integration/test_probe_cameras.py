"""Cameras: a list of them by conditions, a picture by its camera, and pictures of ninety days ago."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest
from wild import QUICK

from checker.content import Probe
from checker.fetch import Fetcher
from checker.model import Dataset, Distribution
from checker.probe import converse_all, targets
from checker.testing import Site, SiteAnswer, SiteRequest, json_answer, serve

CAMERAS = [{"camera": f"C{number}", "จุดติดตั้ง": f"แยกที่ {number}", "district": f"D{number % 3}"} for number in range(12)]
_count = itertools.count()


def picture() -> SiteAnswer:
    """A picture, each time another one."""
    body = b"\xff\xd8\xff\xe0" + str(next(_count)).encode() * 50
    return SiteAnswer(headers={"Content-Type": "image/jpeg"}, body=body)


def none() -> SiteAnswer:
    return json_answer({"message": "ไม่พบภาพ"}, status=404)


def kept(request: SiteRequest, days: int) -> bool:
    """Whether there is a picture of the moment that is asked for."""
    now = datetime.now(timezone.utc)
    asked = datetime.strptime(request.query["time"], "%Y-%m-%dT%H:%M:%S").replace(tzinfo=timezone.utc)
    return now - timedelta(days=days) <= asked <= now + timedelta(days=1)


def archive(days: int) -> Site:
    """Pictures by camera and moment, as far back as that."""
    return lambda request: picture() if request.query["id"] == "C1" and kept(request, days) else none()


def latest(request: SiteRequest) -> SiteAnswer:
    """The latest picture of a camera, whatever moment is asked for."""
    return picture() if request.query.get("id", "").startswith("C") else none()


def anything(request: SiteRequest) -> SiteAnswer:
    """A picture, whatever is asked for."""
    return picture()


def listed(request: SiteRequest) -> SiteAnswer:
    """The cameras of a district."""
    wanted = request.query.get("district")
    return json_answer({"cameras": [each for each in CAMERAS if wanted in (None, each["district"])]})


def events(days: int) -> Site:
    """Counts by day, kept so long, in JSON."""

    def site(request: SiteRequest) -> SiteAnswer:
        now = datetime.now(timezone.utc).date()
        asked = datetime.strptime(request.query.get("date", f"{now}"), "%Y-%m-%d").date()
        there = now - timedelta(days=days) <= asked <= now
        rows = [{"camera": each["camera"], "date": f"{asked}", "count": asked.toordinal() % 97} for each in CAMERAS]
        return json_answer({"data": rows if there else []})

    return site


def probed(site: Site, path: str) -> Probe:
    with serve(site) as base, Fetcher(QUICK) as fetcher:
        resource = Distribution(id="r", url=base + path, format="api", declared="API")
        found = targets(Dataset(id="d", distributions=(resource,)), {}, camera=True)
        (one,) = converse_all(found, fetcher.run, mask=lambda text: text)
    return one.probe


def day(back: int = 0) -> str:
    return str((datetime.now(timezone.utc) - timedelta(days=back)).date())


@pytest.mark.parametrize(
    ("site", "path", "reason", "condition", "days_back"),
    [
        (archive(120), f"/p?id=C1&time={day(1)}T08:00:00", "condition_selects", "id=C1", 90),
        (archive(7), f"/p?id=C1&time={day(1)}T08:00:00", "condition_selects", "id=C1", 0),
        (latest, f"/p?id=C1&time={day(1)}T08:00:00", "condition_selects", "id=C1", 0),
        (latest, "/p?id=C1", "condition_selects", "id=C1", 0),
        (anything, "/p?id=C1", "no_records", "", 0),
        (lambda request: none(), "/p?id=C1", "not_found", "", 0),
        (listed, "/cameras?district=D1", "condition", "district=D1", 0),
        (events(365), f"/c?date={day(2)}", "condition", f"date={day(2)}", 90),
        (events(30), f"/c?date={day(2)}", "condition", f"date={day(2)}", 0),
    ],
)  # fmt: skip
def test_what_a_camera_interface_shows(
    site: Callable[[SiteRequest], SiteAnswer], path: str, reason: str, condition: str, days_back: int
) -> None:
    probe = probed(site, path)
    assert (probe.reason, probe.condition, probe.days_back) == (reason, condition, days_back)
    assert probe.period == ("date" in path or ("time=" in path and reason.startswith("condition")))
