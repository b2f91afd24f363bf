"""pygeoapi and Datasette, as their makers ship them, each found by its address alone and probed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from probe_servers import ROWS, datasette, pygeoapi
from wild import QUICK

from checker.content import Probe, ProbeOutcome
from checker.fetch import Fetcher
from checker.model import Dataset, Distribution
from checker.probe import Probed, converse_all, targets

pytestmark = pytest.mark.slow
NEWEST = datetime(2022, 4, 16, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    folder: Path = tmp_path_factory.mktemp("servers")
    with datasette(folder) as first, pygeoapi(folder) as second:
        yield {"datasette": first, "pygeoapi": second}


def probed(url: str, declared: str = "API", format_: str | None = "api") -> Probed:
    """The one interface of a resource at ``url``."""
    dataset = Dataset(id="d", distributions=(Distribution(id="r", url=url, declared=declared, format=format_),))
    with Fetcher(QUICK) as fetcher:
        (found,) = converse_all(targets(dataset, {}), fetcher.run, mask=lambda text: text)
    return found


def counted(probe: Probe) -> tuple[int | None, int | None]:
    assert probe.whole is not None
    assert probe.part is not None
    return probe.whole.total, probe.part.total


@pytest.mark.parametrize("path", ["", "/collections", "/collections/rain", "/collections/rain/items", "/openapi"])
def test_pygeoapi_is_found_from_any_of_its_addresses(servers: dict[str, str], path: str) -> None:
    found = probed(servers["pygeoapi"] + path)
    assert (found.probe.interface, found.probe.outcome) == ("ogc_features", ProbeOutcome.CONDITION)
    assert (found.probe.area, found.probe.period) == (True, False)
    assert found.probe.condition.startswith("bbox=98.9")
    assert counted(found.probe) == (100, 1)
    assert found.probe.newest == NEWEST
    assert found.rows is not None
    assert (len(found.rows.rows), found.rows.complete, found.rows.geometry) == (len(ROWS) + 1, True, True)


@pytest.mark.parametrize("path", ["/weather/rain.json", "/weather/rain", "/weather/rain.json?_size=3"])
def test_datasette_is_found_from_its_page_and_its_json(servers: dict[str, str], path: str) -> None:
    found = probed(servers["datasette"] + path)
    assert (found.probe.interface, found.probe.outcome) == ("datasette", ProbeOutcome.CONDITION)
    assert (found.probe.condition, found.probe.area) == ("จังหวัด__exact=เชียงใหม่", True)
    assert (counted(found.probe), found.probe.newest) == ((100, 25), NEWEST)


def test_a_link_with_a_column_as_parameter_is_an_example_of_a_condition(servers: dict[str, str]) -> None:
    found = probed(f"{servers['datasette']}/weather/rain.csv?station=S1", "CSV", "csv")
    assert (found.probe.interface, found.probe.outcome) == ("declared", ProbeOutcome.CONDITION)
    assert found.probe.condition == "station=S1"
    assert found.probe.whole is not None
    assert found.probe.part is not None
    assert (found.probe.whole.rows, found.probe.part.rows) == (100, 25)


def test_a_table_of_one_row_tells_nothing(servers: dict[str, str]) -> None:
    found = probed(f"{servers['datasette']}/weather/one.json")
    assert (found.probe.outcome, found.probe.reason) == (ProbeOutcome.UNDECIDED, "one_record")
