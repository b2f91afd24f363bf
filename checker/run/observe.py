"""What is held of each resource of a dataset: its looks settled, with what was found inside and behind interfaces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from checker.checks import CheckContext
from checker.content import Content, Probe, Reading
from checker.links import settle
from checker.model import Attempt, Dataset, Observation, Outcome, Past, PlannedDataset
from checker.rubric import LinkRules, Rubric
from checker.standing import is_public


def nothing_read(url: str) -> Reading | None:
    """No file was read."""
    return None


class Known(Struct, frozen=True, kw_only=True):
    """What every dataset of a run is held against."""

    rubric: Rubric
    rules: LinkRules
    context: CheckContext
    cutoff: datetime
    attempts: Mapping[str, tuple[Attempt, ...]]  #: looks by URL
    planned: Mapping[str, PlannedDataset]  #: by the id of the dataset that it was matched to
    reading: Callable[[str], Reading | None] = nothing_read  #: what was found inside, by URL
    probes: Mapping[str, Probe] | None = None  #: what interfaces answered, by key; ``None``: none was tried
    past: Mapping[str, Past] = {}  #: by resource id
    api_url: str = ""  #: of the catalog's Action API


def observe(dataset: Dataset, known: Known) -> dict[str, Observation]:
    """What is held of each link of a dataset, by distribution id. Interfaces are not looked for."""
    public = is_public(dataset, known.planned.get(dataset.id), known.rubric) is not False  # unknown: as a public one
    found = {}
    for each in dataset.distributions:
        if each.url in known.attempts:
            observation = settle(each, known.attempts[each.url], known.rules, public)
            reading = known.reading(each.url) if observation.outcome is Outcome.PASSED else None
            found[each.id] = observation if reading is None else replace(observation, content=reading.content)
    return found


def told_inside(content: Content | None) -> Content | None:
    """What a report shows of a file: its tables without the names of their columns."""
    if content is None or not content.tables:
        return content
    return replace(content, tables=tuple([replace(t, columns=(), width=len(t.columns)) for t in content.tables]))
