"""A comparison in words: each change, cause and figure as a text in one language, nothing of a catalog left raw."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

from checker.compare.model import Cause, Change, Comparison, DatasetChange, Direction, Presence, Subject
from checker.model import Finding
from checker.report.words import clean, fill, rubric_words, say
from checker.rounding import shown, shown_change, shown_parts

NAME_SHOWN = 120  #: characters of a name or address that is told
GROUPS = ("worse", "gone", "new", "better", "other")
_OUTCOMES = frozenset({Subject.ITEM, Subject.REACHABLE})
_YES_OR_NO = frozenset({Subject.LISTED, Subject.CATALOG, Subject.PUBLIC, Subject.WAIVED})


def group_of(change: DatasetChange) -> str:
    """Under which heading a dataset stands."""
    return change.direction.value if change.presence is Presence.BOTH else change.presence.value


def members(comparison: Comparison, group: str) -> list[DatasetChange]:
    """The datasets under one heading: the worst loss first, the greatest gain first."""
    found = [each for each in comparison.datasets if group_of(each) == group]
    return sorted(found, key=lambda each: -each.points) if group in ("new", "better") else found


def counts(comparison: Comparison) -> dict[str, int]:
    """How many datasets stand under each heading."""
    found = dict.fromkeys(GROUPS, 0)
    for change in comparison.datasets:
        found[group_of(change)] += 1
    return found


def signed(points: Fraction) -> str:
    """Points with their sign, a real minus: ``+3.33``, ``−0.5``, ``0``. What is not 0 is never shown as 0."""
    text = shown(abs(points))
    if points and text == "0":
        return "+<0.01" if points > 0 else "−<0.01"
    return text if text == "0" else f"{'+' if points > 0 else '−'}{text}"


class Figures(Struct, frozen=True, kw_only=True):
    """The components as shown: each column adds up to its total."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    difference: tuple[str, ...]
    total: tuple[str, str, str]


def figures(comparison: Comparison) -> Figures:
    """Before, after and difference of each component, rounded together so that they add up to the totals.

    The difference of the totals is that of the two figures that stand beside it.
    """
    before, first = shown_parts([part.before for part in comparison.components])
    after, second = shown_parts([part.after for part in comparison.components])
    parts_of = comparison.components
    change = shown_change(_sum(part.before for part in parts_of), _sum(part.after for part in parts_of))
    parts, total = shown_parts([part.difference for part in comparison.components], total_shown=change)
    return Figures(
        before=before, after=after, difference=tuple(_sign(part) for part in parts), total=(first, second, _sign(total))
    )


def adds_up(comparison: Comparison) -> bool:
    """Whether the figures of the datasets and causes, each rounded by itself, come to the change that is shown."""
    points = [*(each.points for each in comparison.datasets), *(each.points for each in comparison.causes)]
    told = [Fraction(shown(abs(each))) * (1 if each > 0 else -1) for each in points]
    return _sum(told) == shown_change(comparison.before.score.total, comparison.after.score.total)


def _sum(points: Iterable[Fraction]) -> Fraction:
    return sum(points, Fraction(0))


def _sign(text: str) -> str:
    return f"−{text[1:]}" if text.startswith("-") else text if text == "0" else f"+{text}"


class Telling:
    """The words of one comparison in one language."""

    def __init__(self, comparison: Comparison, lang: str) -> None:
        rubric = comparison.rubric
        self.lang = lang
        self._rubric = rubric
        self._named = rubric_words(rubric)
        self._components = {part.id: part.title.get(lang) for part in rubric.components}
        self._items = {item.no: item.title.get(lang) for item in rubric.items}
        self._criteria = {each.id: each.title.get(lang) for each in rubric.openness.criteria}
        self._tiers = {tier.id: tier.title.get(lang) for tier in rubric.openness.tiers}
        self._kinds = {kind.id: kind.title.get(lang) for kind in rubric.openness.kinds}

    def component(self, name: str) -> str:
        """The title of a component."""
        return self._components.get(name, name)

    def cause(self, cause: Cause) -> str:
        """Why points changed that no dataset explains."""
        return say(f"compare_cause.{cause.cause}", self.lang, before=cause.before, after=cause.after)

    def name(self, change: DatasetChange) -> str:
        """What a dataset is called."""
        return clean(change.title or change.name or change.code or change.after_id or change.before_id or "–", 160)

    def change(self, change: Change) -> str:
        """One change as a sentence."""
        if change.subject is Subject.FINDING:
            return self._findings(change)
        return say(
            f"compare_change.{change.subject.value}",
            self.lang,
            name=self._of(change),
            before=self._value(change, change.before, change.was),
            after=self._value(change, change.after, change.now),
        )

    def _of(self, change: Change) -> str:
        if change.subject is Subject.ITEM:
            return f"{change.name} {self._items.get(change.name, '')}".strip()
        if change.subject is Subject.CRITERION:
            return self._criteria.get(change.name, change.name)
        return f"“{clean(change.name, NAME_SHOWN)}”"

    def _value(self, change: Change, value: str, verdict: str) -> str:
        if change.subject is Subject.LINK:
            told = say(f"compare_link.{value or 'absent'}", self.lang)
            return f"{told} ({say(f'verdict.{verdict}', self.lang)})" if verdict and value != "works" else told
        if change.subject in _OUTCOMES:
            return say(f"outcome.{value}", self.lang)
        if change.subject in _YES_OR_NO:
            return say(f"compare_yes.{value}", self.lang)
        named = {Subject.CRITERION: self._tiers, Subject.KIND: self._kinds}.get(change.subject, {})
        return named.get(value) or clean(value, NAME_SHOWN) or "–"

    def _findings(self, change: Change) -> str:
        old = self.finding(change.old) if change.old else ""
        new = self.finding(change.new) if change.new else ""
        key = "finding" if old and new else "came" if new else "went"
        return say(f"compare_change.{key}", self.lang, name=self._check(change.name), before=old, after=new)

    def _check(self, check: str) -> str:
        rule = self._rubric.checks.get(check)
        return rule.title.get(self.lang) if rule else check

    def finding(self, finding: Finding) -> str:
        """What a finding says."""
        rule = self._rubric.checks.get(finding.check)
        reason = rule.reasons.get(finding.reason) if rule else None
        return fill(reason, finding.params, self.lang, self._named) if reason else finding.reason

    def sign(self, direction: Direction) -> str:
        """An arrow, for those who cannot see colours."""
        return say(f"compare_sign.{direction.value}", self.lang)
