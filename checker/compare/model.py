"""What a comparison is made of: frozen values, points as exact fractions, ids in place of words."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from msgspec import Struct

from checker.errors import Problem
from checker.model import Finding, Outcome, Parameters, Word
from checker.rubric import Rubric

ZERO = Fraction(0)


class Direction(Word):
    """Which way something went."""

    WORSE = "worse"
    OTHER = "other"  #: neither, or nobody can tell
    BETTER = "better"


class Subject(Word):
    """What of a dataset changed. ``before`` and ``after`` of the change hold what is said behind each."""

    LISTED = "listed"  #: ``yes``, ``no``
    CATALOG = "catalog"  #: whether it stands on the catalog: ``yes``, ``no``
    PUBLIC = "public"  #: ``yes``, ``no``, ``unknown``
    WAIVED = "waived"  #: ``yes``, ``no``
    CATEGORY = "category"  #: stored values
    ITEM = "item"  #: outcomes; ``name`` is the number of the item
    REACHABLE = "reachable"  #: outcomes: one resource at least can be reached
    LINK = "link"  #: states of a link: ``works``, ``broken``, ``unsure``, ``exempt``, ``unseen``, empty: not there
    ADDRESS = "address"  #: URLs of one resource
    KIND = "kind"  #: kinds of openness
    CRITERION = "criterion"  #: tiers, empty where the criterion does not apply; ``name`` is the criterion
    STARS = "stars"  #: numbers
    TITLE = "title"
    NAME = "name"
    IDENTITY = "identity"  #: the catalog's ids
    FINDING = "finding"  #: reasons, empty where the check found nothing there; ``name`` is the check


class Change(Struct, frozen=True, kw_only=True, gc=False):
    """One thing that is not as it was."""

    subject: Subject
    direction: Direction
    before: str
    after: str
    name: str = ""  #: of what: an item's number, a criterion, a check, the name of a resource
    place: str = ""  #: of a finding: its path; of a link: the id of the resource
    was: str = ""  #: of a link: the verdict before …
    now: str = ""  #: … and after
    old: Finding | None = None  #: the finding that went …
    new: Finding | None = None  #: … and the one that came


class Share(Struct, frozen=True, kw_only=True, gc=False):
    """Points of one component that are explained."""

    component: str
    points: Fraction


class Presence(Word):
    """Where a dataset was found."""

    BOTH = "both"
    NEW = "new"  #: in the second run alone
    GONE = "gone"  #: in the first run alone


class DatasetChange(Struct, frozen=True, kw_only=True):
    """One dataset that is not as it was, with the points of the score's difference that it explains."""

    presence: Presence
    before_id: str | None
    after_id: str | None
    matched: str  #: by what the two are one: ``id``, ``code``, ``name``; empty for new and gone ones
    title: str  #: as it is now; of a gone one as it was
    name: str
    code: str
    listed: bool
    points: Fraction  #: the sum of the shares
    shares: tuple[Share, ...]  #: those that are not 0
    changes: tuple[Change, ...]

    @property
    def direction(self) -> Direction:
        """By the points; where they are the same, by the changes where all agree."""
        if self.points:
            return Direction.BETTER if self.points > 0 else Direction.WORSE
        ways = {change.direction for change in self.changes} - {Direction.OTHER}
        return ways.pop() if len(ways) == 1 else Direction.OTHER


class Cause(Struct, frozen=True, kw_only=True):
    """Points of a component's difference that no single dataset explains.

    ``universe``: those datasets that stayed weigh otherwise, because there are more or fewer (``before``, ``after``).
    ``whole``: the component is not counted by datasets. ``decided``: it was settled as a whole by a decision.
    ``gate``: a step before it holds it back. ``other``: none of these.
    """

    component: str
    cause: str
    points: Fraction
    before: int = 0
    after: int = 0


class ComponentChange(Struct, frozen=True, kw_only=True):
    """One part of the score in both runs. A part that one of the rubrics does not have counts 0 there."""

    id: str
    max: Fraction
    before: Fraction
    after: Fraction
    difference: Fraction
    outcomes: tuple[Outcome, Outcome]
    reasons: tuple[str, str]  #: text ids under the component's ``reasons``; empty: it has no such part
    params: tuple[Parameters, Parameters]


class Total(Struct, frozen=True, kw_only=True):
    """The proven total of a run with its range."""

    total: Fraction
    minimum: Fraction
    maximum: Fraction
    final: bool


class RunLine(Struct, frozen=True, kw_only=True):
    """One of the two runs."""

    id: str
    started: datetime
    finished: datetime | None
    cutoff: datetime
    source: str
    organization: str
    agency: str
    catalog: str  #: its address
    catalog_title: str
    rubric_id: str  #: that it was counted by here
    rubric_version: str
    own_rubric: str  #: that it was scanned under: an id or a file's name; empty: not known
    tool_version: str
    datasets: int
    decisions: int  #: entries of the log of decisions
    score: Total


class Comparison(Struct, frozen=True, kw_only=True):
    """What changed from one run to another.

    ``difference`` is exactly the sum of the points of ``datasets`` and of ``causes``.
    """

    before: RunLine
    after: RunLine
    rubric: Rubric  #: of the words; the later run's where they differ
    difference: Fraction
    components: tuple[ComponentChange, ...]
    causes: tuple[Cause, ...]
    datasets: tuple[DatasetChange, ...]  #: the worst loss first
    unchanged: int  #: datasets that are as they were
    warnings: tuple[Problem, ...]
