"""A rubric: steps, components, items, tiers, thresholds and texts of one KPI year, loaded and proved.

A rubric is ``schemas/rubric/<id>.yaml``, or a file of the same shape; the checks that it names, with their
texts, are ``schemas/checks/*.yaml`` and are shared by all years. Loading proves both ways: every id that the
rubric names exists, and every method and check that exists in code is known to data
(:func:`prove` is handed what the code has, so that this module imports none of it).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from checker.errors import RubricError
from checker.model import Outcome, Severity, Verdict
from checker.resources import load_yaml, schemas_dir


class Text(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text in both languages; ``{name}`` stands for a parameter."""

    th: str
    en: str

    def get(self, lang: str) -> str:
        """The text in ``th`` or ``en``."""
        return self.th if lang == "th" else self.en


class Reason(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why points were given or lost, and how to get them back."""

    th: str
    en: str
    fix: Text | None = None
    assumed: str = ""  #: the reading under the rubric's ``assumed`` that a tier rests on; told beside it


class Step(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step of the KPI; ``to`` is the score that it leads to."""

    id: str
    to: int
    title: Text


class Body(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An office that decides components."""

    id: str
    title: Text


class Component(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the score. ``method`` names the function that counts it."""

    id: str
    step: str
    points: int
    method: str
    bodies: tuple[str, ...]
    title: Text
    rule: Text
    reasons: dict[str, Reason]
    parameters: dict[str, Any] = {}
    assumed: tuple[str, ...] = ()  #: readings under ``assumed`` that this part rests on; shown beside its points


class Item(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mandatory metadata item: passed when none of ``checks`` fails."""

    no: str
    title: Text
    fields: tuple[str, ...]
    checks: tuple[str, ...]
    informative: tuple[str, ...] = ()
    short: Text | None = None  #: the title where there is little room; ``None``: it is short already


class Tier(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A tier of openness and its cumulative points; the first is "none"."""

    id: str
    points: int
    title: Text


class Kind(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of data and the criteria that apply to it."""

    id: str
    criteria: tuple[str, ...]
    title: Text


class Criterion(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A criterion of openness: what each tier asks."""

    id: str
    title: Text
    tiers: dict[str, Text]


class GranularityRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is detailed, and what an overview."""

    detailed_periods: tuple[str, ...]
    detailed_areas: tuple[str, ...]
    declared_areas: dict[str, str]  #: ``geo_coverage`` → area
    detailed_units: tuple[str, ...]  #: ``data_collect``: the units of collection that are finer than any area
    overview_years: int  #: a span of so many years or fewer is an overview, where nothing finer lifts it


class DocumentRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When the text of a document can be searched."""

    text_share: float  #: more than this share of the pages that were looked at
    garbled_share: float  #: up to this share of the pages with text may be garbled
    least_letters: int  #: letters and digits that a document without pages must have for its text to be told
    filled_when_opened: frozenset[str]  #: formats whose text a program may put in when they are opened


class OpennessRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How datasets are graded."""

    combination: str
    public_categories: tuple[str, ...]
    tiers: tuple[Tier, ...]
    kinds: tuple[Kind, ...]
    criteria: tuple[Criterion, ...]
    switches: dict[str, bool]
    common_software: tuple[str, ...]
    text_documents: tuple[str, ...]
    report_signs: tuple[str, ...]  #: signs by which a table is laid out for print, not for machines
    granularity: GranularityRules
    documents: DocumentRules
    camera_days: dict[str, int]  #: days back that a tier of traffic cameras asks for


class VerdictRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a verdict means for "can be reached": for a public dataset, for another, and when it is confirmed."""

    public: Outcome
    other: Outcome
    confirm: str  #: ``never`` (settled at once), ``time`` or ``vantage``


class LinkRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How links are judged. Seconds throughout."""

    verdicts: dict[str, VerdictRule]  #: by verdict, and ``forbidden`` for a bare 403
    confirm_after: dict[str, float]
    confirm_after_default: float
    head_first: bool = False


class MatchingRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From which likeness of titles a listed dataset is taken to be one of the catalog."""

    sure: float
    unsure: float
    candidates: int


class Period(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The fiscal year."""

    start: date
    end: date


class CheckReason(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that a check can say, with what it means and the words."""

    outcome: Outcome
    th: str
    en: str
    severity: Severity | None = None  #: ``None``: the check's
    fix: Text | None = None


class CheckRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A check as data: how much it matters and all that it can say."""

    title: Text
    severity: Severity
    reasons: dict[str, CheckReason]
    parameters: dict[str, Any] = {}
    source: str = ""


class Rubric(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One KPI year."""

    id: str
    version: str
    fiscal_year: int
    period: Period
    time_zone: str
    applies_to: tuple[str, ...]
    title: Text
    gated: bool
    bodies: tuple[Body, ...]
    assumed: dict[str, Text]
    steps: tuple[Step, ...]
    components: tuple[Component, ...]
    items: tuple[Item, ...]
    other_checks: tuple[str, ...]
    openness: OpennessRules
    links: LinkRules
    matching: MatchingRules
    headline: dict[str, Text]
    checks: dict[str, CheckRule] = {}
    openness_reasons: dict[str, Reason] = {}

    def tier_points(self) -> dict[str, int]:
        """Cumulative points by tier id, lowest first."""
        return {tier.id: tier.points for tier in self.openness.tiers}


def available() -> tuple[str, ...]:
    """The ids of the rubrics that ship with the project."""
    return tuple(sorted(path.stem for path in (schemas_dir() / "rubric").glob("*.yaml")))


@cache
def load(name: str) -> Rubric:
    """The rubric with this id, or in the file of this name; proved against its own ids."""
    path = Path(name) if name.endswith((".yaml", ".yml")) else schemas_dir() / "rubric" / f"{name}.yaml"
    if not path.is_file():
        known = ", ".join(available())
        raise RubricError(f"unknown rubric {name!r}; there are: {known}", f"ไม่รู้จักเกณฑ์ {name!r}; ที่มีคือ: {known}")
    raw = load_yaml(path)
    checks: dict[str, Any] = {}
    for part in sorted((schemas_dir() / "checks").glob("*.yaml")):
        checks.update(load_yaml(part))
    reasons = load_yaml(schemas_dir() / "openness" / "reasons.yaml")
    try:
        rubric = msgspec.convert({**raw, "checks": checks, "openness_reasons": reasons}, Rubric, strict=True)
    except msgspec.ValidationError as error:
        raise RubricError(f"{path}: {error}", f"{path}: เกณฑ์ไม่ถูกรูปแบบ: {error}") from error
    _prove_references(rubric, path)
    return rubric


def _prove_references(rubric: Rubric, path: Path) -> None:
    """Every id that the rubric names is one that it defines."""
    wrong: list[str] = []

    def expect(what: str, names: Iterable[str], known: Iterable[str]) -> None:
        wrong.extend(f"{what} {name!r}" for name in sorted(set(names) - set(known)))

    tiers = [tier.id for tier in rubric.openness.tiers]
    criteria = [criterion.id for criterion in rubric.openness.criteria]
    expect("step", (c.step for c in rubric.components), (s.id for s in rubric.steps))
    expect("body", (b for c in rubric.components for b in c.bodies), (b.id for b in rubric.bodies))
    expect("criterion", (c for k in rubric.openness.kinds for c in k.criteria), criteria)
    expect("tier", (t for c in rubric.openness.criteria for t in c.tiers), tiers)
    expect("check", (c for i in rubric.items for c in (*i.checks, *i.informative)), rubric.checks)
    expect("check", rubric.other_checks, rubric.checks)
    expect("assumed reading", (a for c in rubric.components for a in c.assumed), rubric.assumed)
    expect("assumed reading", (r.assumed for r in rubric.openness_reasons.values() if r.assumed), rubric.assumed)
    expect("verdict rule for", (v.value for v in Verdict), rubric.links.verdicts)
    if sum(c.points for c in rubric.components) != max(s.to for s in rubric.steps):
        wrong.append("points of the components that do not add up to the last step")
    if wrong:
        raise RubricError(f"{path}: the rubric names what does not exist: {'; '.join(wrong)}")


def prove(
    rubric: Rubric,
    *,
    methods: Iterable[str],
    checks: Mapping[str, Iterable[str]],
    kinds: Iterable[str],
    criteria: Iterable[str],
) -> None:
    """Holds the rubric against the code: every id has a function, every function an id.

    ``checks`` gives for each check in code the reasons that it can yield.
    """
    wrong: list[str] = []

    def same(what: str, named: Iterable[str], coded: Iterable[str]) -> None:
        here, there = set(named), set(coded)
        wrong.extend(f"{what} {name!r} has no function" for name in sorted(here - there))
        wrong.extend(f"{what} {name!r} is not in the rubric" for name in sorted(there - here))

    named_checks = {c for i in rubric.items for c in (*i.checks, *i.informative)} | set(rubric.other_checks)
    wrong.extend(f"method {c.method!r} has no function" for c in rubric.components if c.method not in set(methods))
    same("check", named_checks, checks)
    same("kind", (k.id for k in rubric.openness.kinds), kinds)
    same("criterion", (c.id for c in rubric.openness.criteria), criteria)
    for check, reasons in checks.items():
        if check in rubric.checks:
            same(f"reason of {check}", rubric.checks[check].reasons, reasons)
    if wrong:
        raise RubricError(f"{rubric.id}: {'; '.join(wrong)}")
