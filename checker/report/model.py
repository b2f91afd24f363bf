"""What a report is made from: one frozen value, the same for JSON, HTML and XLSX."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from msgspec import Struct

from checker.decided import DecisionLine, Signature, State, is_locked
from checker.errors import Problem
from checker.model import Agency, CatalogState, Finding, Hop, Match, Observation, RunInfo, Score, Standing
from checker.rubric import Rubric
from checker.worth import Fix, Gain


class ResourceLine(Struct, frozen=True, kw_only=True, gc=False):
    """One resource of a dataset with what was seen of its link."""

    id: str
    name: str
    url: str
    declared: str  #: format as the catalog writes it
    format: str | None  #: its format id
    role: str  #: ``data``, ``dictionary``, ``bundle``
    observation: Observation | None  #: ``None``: not looked at (listed but not data, or no link)


class Todo(Struct, frozen=True, kw_only=True, gc=False):
    """What there is to do in one dataset."""

    jobs: int  #: fixes, those that count only together as one
    gain: Gain  #: points that they would add to the whole score


class DatasetLine(Struct, frozen=True, kw_only=True):
    """One dataset in the report. ``findings`` holds all that did not simply pass."""

    standing: Standing
    url: str = ""  #: page on the catalog
    publisher: str = ""
    contact: str = ""  #: the unit (item 4)
    resources: tuple[ResourceLine, ...] = ()
    findings: tuple[Finding, ...] = ()
    todo: Todo | None = None  #: ``None``: nothing that counts, or the list is too long to be counted in a report


class EvidenceLine(Struct, frozen=True, kw_only=True):
    """One piece of evidence: what was asked, what came back, when, with its hash."""

    id: str
    kind: str  #: ``catalog`` (a page of its API), ``link``, ``file`` (read whole), ``probe``
    url: str
    at: datetime
    status: int | None
    bytes_read: int
    sha256: str
    attempts: int
    detail: str = ""
    method: str = "GET"
    final_url: str = ""  #: where the redirects led
    hops: tuple[Hop, ...] = ()  #: the redirects that were followed
    error: str = ""  #: why no complete answer came, in a word


class Totals(Struct, frozen=True, kw_only=True):
    """Counts over everything that the report holds; ``unreconciled`` must be 0 in a right report."""

    datasets: int
    resources: int
    by_outcome: dict[str, int]  #: findings, passed ones included, by outcome
    by_verdict: dict[str, int]  #: links by verdict
    by_format: dict[str, int]  #: resources by sniffed format, ``unknown`` otherwise
    unreconciled: int  #: datasets declared by the catalog that are neither held nor listed as unreadable


class TrendPoint(Struct, frozen=True, kw_only=True):
    """What one run came to: a point of the agency's trend."""

    run: str  #: its id
    cutoff: datetime
    fiscal_year: int  #: of the Buddhist Era: the round that the cut-off lies in
    last: bool  #: the last run of its round, so the round's figure
    total: Fraction
    minimum: Fraction
    maximum: Fraction
    final: bool
    points: tuple[tuple[str, Fraction], ...]  #: (component id, points), in the order of the rubric
    datasets: int
    rubric_id: str
    rubric_version: str


class Decided(Struct, frozen=True, kw_only=True):
    """What assessors decided on a run, and what it changed."""

    lines: tuple[DecisionLine, ...]  #: the whole log, in order
    signatures: tuple[Signature, ...]  #: of every body that decides a component
    undecided: Score  #: the score without any decision
    head: str  #: hash of the last entry of the log: printed, so that a log cut short is seen
    broken: int | None = None  #: the log was changed here: nothing from there on counts
    titles: dict[str, str] = {}  #: names of the datasets that the log speaks of, by standing id

    @property
    def locked(self) -> bool:
        """Whether every body has signed, and every signature still stands."""
        return is_locked(self.signatures)

    def of(self, dataset: str) -> tuple[DecisionLine, ...]:
        """What the log says of one dataset."""
        return tuple([line for line in self.lines if line.entry.subject.dataset == dataset])

    def open_objections(self) -> int:
        """How many objections wait for an answer."""
        return sum(line.state is State.OPEN for line in self.lines)


class Report(Struct, frozen=True, kw_only=True):
    """The whole result of a run under one rubric."""

    run: RunInfo
    rubric: Rubric
    catalog: CatalogState
    agency: Agency
    applies: bool  #: the rubric is for this type of agency; else the score is indicative only
    planned: bool  #: a plan was given; else all datasets are the list
    score: Score
    datasets: tuple[DatasetLine, ...]
    totals: Totals
    evidence: tuple[EvidenceLine, ...] = ()
    matches: tuple[Match, ...] = ()
    agenda: tuple[tuple[str, str], ...] = ()  #: (th, en) titles of the e-Services that the plan touches
    warnings: tuple[Problem, ...] = ()  #: of the plan, workbook, catalog (e.g. repeated datasets)
    remark: tuple[str, str] = ("", "")  #: (th, en) said at the top, e.g. that files are generated
    trend: tuple[TrendPoint, ...] = ()  #: the runs of the same source up to this one; never in the canonical form
    worklist: tuple[Fix, ...] = ()  #: what to mend first: most points for the effort, the best of them
    ahead: Gain | None = None  #: points that the whole worklist would add, all of it done; ``None``: not counted
    decided: Decided | None = None  #: ``None``: the run has no log of decisions, or it is left out
