"""Query interfaces that answer by a condition, and those that do not, over real HTTP on loopback.

The label is how the fake was made: ``well`` answers by conditions; every other way does not. The DataStore that heeds
its ``limit`` alone answers by one, as the openness rules say (section 2).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.config import Settings
from checker.content import ProbeOutcome
from checker.fetch import Fetcher
from checker.model import Dataset, Distribution
from checker.probe import Probed, converse_all, targets
from checker.testing import serve
from tests.corpora.interface_sites import INSTEAD, SITES, Table, site_of

QUICK = Settings(allow_networks=("127.0.0.0/8",), host_interval=0.0, retries=0, first_byte_timeout=5.0, timeout=8.0)
MODES = ("well", "ignores", "refuses", "finds_nothing", "random", "error_in_200", *INSTEAD)
LIMITED = ("refuses", "finds_nothing")


def probed(name: str, table: Table) -> Probed:
    """What the one interface of a resource showed."""
    fake, path, format_ = SITES[name]
    with serve(site_of(fake, table)) as base, Fetcher(QUICK) as fetcher:
        resource = Distribution(id="r", url=base + path, format=format_, declared=format_)
        found = targets(Dataset(id="d", distributions=(resource,)), {})
        (one,) = converse_all(found, fetcher.run, mask=lambda text: text)
    return one


def results() -> Iterator[tuple[str, str, str | None]]:
    """(kind of interface, whether it answers by a condition, what was told)."""
    for name in SITES:
        for mode in MODES:
            limited = name == "ckan_datastore" and mode in LIMITED
            outcome = probed(name, Table(mode=mode)).probe.outcome
            told = "yes" if outcome is ProbeOutcome.CONDITION else "no"
            expected = "yes" if mode == "well" or limited else "no"
            yield name, expected, None if outcome is ProbeOutcome.UNDECIDED else told
