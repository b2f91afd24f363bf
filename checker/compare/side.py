"""One run's report, reduced to what a comparison looks at, so that two large runs need not be held whole."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import TypeVar, cast

from msgspec import Struct

from checker.compare.model import RunLine, Total
from checker.compare.shares import Reached, reached
from checker.model import ComponentScore, Finding, Observation, Outcome, RunHead, Standing
from checker.report.model import DatasetLine, Report, ResourceLine
from checker.rubric import Rubric

_Value = TypeVar("_Value", bound=Hashable)
_STATES = {Outcome.PASSED: "works", Outcome.NOT_APPLICABLE: "exempt", Outcome.FAILED: "broken"}


class Link(Struct, frozen=True, kw_only=True, gc=False):
    """One resource."""

    id: str
    name: str
    url: str
    state: str  #: ``works``, ``broken`` (confirmed), ``exempt``, ``unsure``, ``unseen``
    verdict: str


class One(Struct, frozen=True, kw_only=True):
    """One dataset."""

    id: str
    name: str
    code: str
    title: str
    listed: bool
    on_catalog: bool
    public: bool | None
    waived: bool
    category: str
    items: tuple[Outcome, ...]  #: in the order of the rubric
    tiers: tuple[tuple[str, str], ...]  #: (criterion, tier)
    kind: str
    stars: int | None
    reachable: Outcome
    reached: tuple[Reached, ...]  #: in the order of the rubric's components
    links: tuple[Link, ...]
    findings: tuple[Finding, ...]


class Facts(Struct, frozen=True, kw_only=True):
    """What a report does not tell of its run."""

    source: str = ""
    organization: str = ""
    own_rubric: str = ""
    finished: bool = True
    content: bool = True  #: what is inside files was read
    given: tuple[tuple[str, str], ...] = ()  #: (kind, hash) of the files that came with the run
    scored: tuple[tuple[str, str], ...] = ()  #: (rubric id, version) that it was counted by before


class Side(Struct, frozen=True, kw_only=True):
    """One of the two runs."""

    run: RunLine
    facts: Facts
    rubric: Rubric
    components: tuple[ComponentScore, ...]
    datasets: tuple[One, ...]


def facts_of(
    head: RunHead, given: Sequence[tuple[str, str]], scored: Sequence[tuple[str, str]], content: bool
) -> Facts:
    """The facts of a stored run."""
    return Facts(
        source=head.source,
        organization=head.organization,
        own_rubric=head.rubric,
        finished=head.finished is not None,
        content=content,
        given=tuple(sorted(given)),
        scored=tuple(scored),
    )


def side_of(report: Report, facts: Facts | None = None) -> Side:
    """The report as one side of a comparison; without ``facts`` what they would tell is not compared."""
    known = facts or Facts()
    reducing = _Reducing(report.rubric)
    return Side(
        run=_run(report, known),
        facts=known,
        rubric=report.rubric,
        components=report.score.components,
        datasets=tuple([reducing.one(line) for line in report.datasets]),
    )


def _run(report: Report, facts: Facts) -> RunLine:
    run, score = report.run, report.score
    return RunLine(
        id=run.id,
        started=run.started,
        finished=run.finished,
        cutoff=run.cutoff,
        source=facts.source,
        organization=facts.organization,
        agency=report.agency.title,
        catalog=report.catalog.url,
        catalog_title=report.catalog.title,
        rubric_id=run.rubric_id,
        rubric_version=run.rubric_version,
        own_rubric=facts.own_rubric,
        tool_version=run.tool_version,
        datasets=len(report.datasets),
        decisions=len(report.decided.lines) if report.decided is not None else 0,
        score=Total(total=score.total, minimum=score.minimum, maximum=score.maximum, final=score.final),
    )


class _Reducing:
    """Makes the datasets of one side; parts that many datasets share are held once."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._held: dict[object, object] = {}

    def one(self, line: DatasetLine) -> One:
        standing = line.standing
        openness = standing.openness
        return One(
            id=standing.id,
            name=standing.name or "",
            code=standing.code or "",
            title=standing.title,
            listed=standing.listed,
            on_catalog=standing.on_catalog,
            public=standing.public,
            waived=standing.waived or bool(standing.waived_in),
            category=standing.category or "",
            items=self._once(tuple(self._items(standing))),
            tiers=self._once(tuple((each.criterion, each.tier) for each in openness.criteria) if openness else ()),
            kind=(openness.kind if openness else None) or "",
            stars=openness.stars if openness else None,
            reachable=standing.reachable,
            reached=self._once(reached(standing, self._rubric)),
            links=tuple([_link(each) for each in line.resources]),
            findings=tuple([each for each in line.findings if each.outcome is not Outcome.NOT_APPLICABLE]),
        )

    def _items(self, standing: Standing) -> Iterator[Outcome]:
        """Where no items were read, the outcome of the whole stands for each, as in the report."""
        for item in self._rubric.items:
            yield standing.items.get(item.no, standing.items_outcome)

    def _once(self, value: _Value) -> _Value:
        held = self._held.setdefault(value, value)
        return cast(_Value, held)  # equal, so of the same kind


def _link(resource: ResourceLine) -> Link:
    seen = resource.observation
    return Link(
        id=resource.id,
        name=resource.name,
        url=resource.url,
        state=_state(seen),
        verdict=seen.verdict.value if seen else "",
    )


def _state(seen: Observation | None) -> str:
    """A failure that was seen but once is not broken yet."""
    if seen is None:
        return "unseen"
    if seen.outcome is Outcome.FAILED and not seen.confirmed:
        return "unsure"
    return _STATES.get(seen.outcome, "unsure")
