"""What is held of each resource of a dataset: its looks settled, with what was found inside and behind interfaces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from checker.checks import CheckContext
from checker.content import Probe, ProbeOutcome, Reading, TableProfile
from checker.grade import speaks_of_cameras
from checker.links import settle
from checker.model import Attempt, Dataset, Note, Observation, Outcome, Past, PlannedDataset, Verdict
from checker.probe import Target, targets
from checker.rubric import LinkRules, Rubric
from checker.standing import is_public
from checker.supposed import NONE, Suppositions

#: a service that was asked without a condition may refuse, and answer its probe
NEEDS_CONDITION = "service_without_conditions"
CAMERAS = "cctv"


def nothing_read(url: str) -> Reading | None:
    """No file was read."""
    return None


class Known(Struct, frozen=True, kw_only=True):
    """What every dataset of a run is held against."""

    rubric: Rubric
    rules: LinkRules
    context: CheckContext
    cutoff: datetime
    looks: Callable[[str], tuple[Attempt, ...]]  #: by URL; none: it was not looked at
    planned: Mapping[str, PlannedDataset]  #: by the id of the dataset that it was matched to
    reading: Callable[[str], Reading | None] = nothing_read  #: what was found inside, by URL
    probe: Callable[[str], Probe | None] | None = None  #: what an interface answered, by key; ``None``: none was tried
    past: Mapping[str, Past] = {}  #: by resource id
    urls_before: Mapping[str, tuple[str, ...]] = {}  #: by dataset id, in the snapshot before
    api_url: str = ""  #: of the catalog's Action API
    supposed: Suppositions = NONE  #: what is taken for true in place of what was seen


def observe(dataset: Dataset, known: Known) -> dict[str, Observation]:
    """What is held of each link of a dataset, by distribution id. Interfaces are not looked for."""
    public = is_public(dataset, known.planned.get(dataset.id), known.rubric) is not False  # unknown: as a public one
    found = {}
    for each in dataset.distributions:
        looks = known.looks(each.url)
        if looks:
            observation = settle(each, looks, known.rules, public)
            reading = known.reading(each.url) if observation.outcome is Outcome.PASSED else None
            found[each.id] = observation if reading is None else replace(observation, content=reading.content)
    return found


def interfaces(dataset: Dataset, observations: Mapping[str, Observation], known: Known) -> tuple[Target, ...]:
    """The query interfaces of a dataset, from what was seen of its links."""
    planned = known.planned.get(dataset.id)
    camera = (planned is not None and planned.kind == CAMERAS) or speaks_of_cameras(dataset)
    return targets(dataset, observations, api_url=known.api_url, camera=camera)


def with_probes(dataset: Dataset, observations: dict[str, Observation], known: Known) -> dict[str, Observation]:
    """The same with what each interface answered; one that answers by a condition is reached.

    What it refused a bare look with was an error: its bytes say nothing of what the data is.
    """
    if known.probe is None:
        return observations
    answered: dict[str, list[Probe]] = {}
    for target in interfaces(dataset, observations, known):
        probe = known.probe(target.key)
        if probe is not None:
            answered.setdefault(target.distribution, []).append(probe)
    return {name: _probed(each, tuple(answered.get(name, ()))) for name, each in observations.items()}


def _probed(observation: Observation, probes: tuple[Probe, ...]) -> Observation:
    held = replace(observation, probes=probes)
    refused = observation.verdict is Verdict.REFUSED_BY_US and any(
        note.code == NEEDS_CONDITION for note in observation.notes
    )
    if not refused or not any(probe.outcome is ProbeOutcome.CONDITION for probe in probes):
        return held
    note = Note(code="answers_by_condition", path="url", after=probes[0].condition[:200])
    return replace(held, verdict=Verdict.OK, outcome=Outcome.PASSED, confirmed=True, notes=(note,), sniffed=None)


def with_verdicts(
    dataset: Dataset, observations: dict[str, Observation], verdicts: Mapping[str, Verdict], known: Known
) -> dict[str, Observation]:
    """The same with links whose verdict is taken for settled, whether they were looked at or not."""
    if not verdicts:
        return observations
    public = is_public(dataset, known.planned.get(dataset.id), known.rubric) is not False
    found = dict(observations)
    for each in dataset.distributions:
        if each.id in verdicts:
            rule = known.rubric.links.verdicts[verdicts[each.id].value]
            settled = Observation(
                distribution=each.id,
                url=each.url,
                verdict=verdicts[each.id],
                outcome=rule.public if public else rule.other,
                confirmed=True,
            )
            seen = found.get(each.id, settled)
            if settled.outcome is Outcome.PASSED and seen.outcome is not Outcome.PASSED:
                seen = replace(seen, sniffed=None, content=None, notes=())  # bytes of a failure tell of no data
            found[each.id] = replace(seen, verdict=settled.verdict, outcome=settled.outcome, confirmed=True)
    return found


def told(observation: Observation) -> Observation:
    """What a report shows of a resource: its tables and those of its interfaces without their columns."""
    content = observation.content
    if content is not None and content.tables:
        observation = replace(observation, content=replace(content, tables=_told(content.tables)))
    if observation.probes and any(probe.tables for probe in observation.probes):
        probes = tuple([replace(probe, tables=_told(probe.tables)) for probe in observation.probes])
        observation = replace(observation, probes=probes)
    return observation


def _told(tables: tuple[TableProfile, ...]) -> tuple[TableProfile, ...]:
    return tuple([replace(table, columns=(), width=len(table.columns)) for table in tables])
