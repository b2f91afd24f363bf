"""From what was found of one dataset to what could be mended of it, not weighed yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from checker.model import CriterionGrade, Finding, Observation, Outcome, Parameters, Standing, Verdict
from checker.rubric import CheckReason, Criterion, Item, Reason, Rubric, Text
from checker.supposed import Supposed
from checker.texts import Named, in_words, reason_text
from checker.vocabulary import vocabulary
from checker.worklist.choices import telling
from checker.worklist.lacking import CATEGORY, failed_checks, fields_of, is_lacking, outside
from checker.worklist.rules import WorklistRules
from checker.worklist.scale import NOTHING, WAITING, Candidate, at_best, raised
from checker.worth import Effort, Fix

LINK = "link_reachable"
DECIDED = "decided"
MEAN = "mean"  #: the combination under which every step up counts alone
#: reasons of openness by which a file, not a better one, is what is missing
NO_FILE = frozenset({"no_resource"})
_LOST = Outcome.FAILED


class Seen(Struct, frozen=True, kw_only=True):
    """What the worklist needs of one dataset beside its standing."""

    url: str = ""
    publisher: str = ""
    contact: str = ""
    findings: tuple[Finding, ...] = ()
    links: tuple[Link, ...] = ()
    live: bool = False  #: an interface answers by conditions, so that it matters how current the data is


class Link(Struct, frozen=True, kw_only=True):
    """A data resource and what was seen of it."""

    id: str
    name: str
    url: str
    observation: Observation | None


class Draft(Struct, frozen=True, kw_only=True):
    """A fix that is not weighed yet: what it makes of the standing, or what has to be supposed to find out."""

    fix: Fix
    candidates: tuple[Candidate, ...] = ()
    item: Item | None = None  #: to be filled in each way, and derived anew
    failed: frozenset[str] = frozenset()  #: the item's checks that failed
    supposed: Supposed | None = None  #: to be derived anew with
    tells: bool = False  #: what is filled in may change more than the item, alone or with others
    live: bool = False  #: as of :class:`Seen`
    together: str = ""  #: what it only counts with: ``items`` or ``tiers``; empty: alone


class Sketch:
    """Drafts fixes under one rubric."""

    def __init__(self, rubric: Rubric, rules: WorklistRules, named: Named) -> None:
        """``named``: words for the ids that reasons hold."""
        self.rubric, self.rules, self._named = rubric, rules, named
        self.best = Fraction(max(tier.points for tier in rubric.openness.tiers))
        self._criteria: dict[str, Criterion] = {each.id: each for each in rubric.openness.criteria}
        self._tiers = [tier.id for tier in rubric.openness.tiers]
        self._mean = rubric.openness.combination == MEAN
        self._points = rubric.tier_points()
        self._titles: dict[str, Text] = {tier.id: tier.title for tier in rubric.openness.tiers}

    def of(self, row: Standing, seen: Seen) -> Iterator[Draft]:
        """Everything that could be mended of one dataset; what is not there first, then its items, links, tiers."""
        if not row.on_catalog:
            yield from self._absent(row, seen)
        yield from self._items(row, seen)
        if row.on_catalog and row.public:
            yield from self._openness(row, seen)

    # ------------------------------------------------------------ not on the catalog

    def _absent(self, row: Standing, seen: Seen) -> Iterator[Draft]:
        texts = self.rules.texts
        if row.items_outcome in WAITING:
            if row.items_reason == "not_visible":
                done = replace(row, items_outcome=Outcome.PASSED, informative=len(self.rubric.items))
                fix = self._fix(row, seen, "record", "record", texts["record"], self.rules.of_kind("record"))
                fix = replace(fix, reason=texts["record_reason"], how=texts["record_how"])
                yield Draft(fix=fix, candidates=(Candidate("", done, done),))
                return
            yield self._to_settle(row, seen, row.items_reason)
            return
        if row.reachable is _LOST:
            fix = self._fix(row, seen, "publish", "publish", texts["catalog"], self.rules.of_kind("publish"))
            reason = self.rubric.openness_reasons["not_on_catalog"]
            fix = replace(fix, reason=self._said(reason, {}), how=self._fixed(reason, {}), assumed=("complete_record",))
            yield Draft(fix=fix, candidates=published(row, self.rubric))

    # ------------------------------------------------------------ items

    def _items(self, row: Standing, seen: Seen) -> Iterator[Draft]:
        lacking = [item for item in self.rubric.items if is_lacking(row, item, seen.findings, self.rubric)]
        lost = (item for item in lacking if row.items.get(item.no) is _LOST or self._failed(item, seen))
        counts = list(lost) if row.listed else []
        for item in lacking:
            draft = self._item(row, seen, item)
            if item in counts and len(counts) > 1:
                draft = replace(draft, together="items", tells=_tells(row, item, lacking))
            yield draft

    def _item(self, row: Standing, seen: Seen, item: Item) -> Draft:
        failed = self._failed(item, seen)
        found = [each for each in seen.findings if each.check in failed]
        checks = tuple(dict.fromkeys(each.check for each in found)) or item.checks[:1]
        fields = fields_of(item, frozenset(checks)) or item.fields
        told, params = self._why(row, seen, item, found)
        what = Text(th=f"{item.no} {item.title.th}", en=f"{item.no} {item.title.en}")
        fix = self._fix(row, seen, "item", f"item:{item.no}", what, self.rules.of_checks(checks))
        fix = replace(
            fix,
            reason=self._said(told, params),
            how=self._fixed(told, params),
            item=item.no,
            check=checks[0],
            fields=fields,
            labels=tuple(vocabulary().fields["dataset"][name].label for name in fields),
            assumed=("text_of_other_things",) if "title" in fields else (),
        )
        draft = Draft(fix=fix, item=item, failed=frozenset(checks), live=seen.live)
        if _tells(row, item, (item,)):
            return draft
        done = filled(row, (item.no,))
        return replace(draft, candidates=(Candidate("", done, done),))

    def _failed(self, item: Item, seen: Seen) -> frozenset[str]:
        return failed_checks(item, seen.findings, self.rubric)

    def _why(
        self, row: Standing, seen: Seen, item: Item, found: Sequence[Finding]
    ) -> tuple[CheckReason | None, Parameters]:
        """Why an item is to be mended: what failed; of a category that nobody knows, the warning of it."""
        if not found and outside(row, item):
            found = [each for each in seen.findings if each.check in item.informative]
        if found:
            return self._reason(found[0]), found[0].params
        return self.rubric.checks[item.checks[0]].reasons.get("blank"), {}

    # ------------------------------------------------------------ links and tiers

    def _openness(self, row: Standing, seen: Seen) -> Iterator[Draft]:
        openness = row.openness
        if openness is None or openness.points == self.best:
            return
        yield from (self._link(row, seen, link) for link in seen.links if _broken(link))
        if row.reachable is not Outcome.PASSED or not openness.criteria:
            if openness.reason in NO_FILE:
                yield self._new_file(row, seen, openness.reason)
            elif openness.maximum > openness.points:
                yield self._to_settle(row, seen, openness.reason)
            return
        for grade in openness.criteria:
            if grade.reason != DECIDED:
                yield from self._tier(row, seen, grade)

    def _link(self, row: Standing, seen: Seen, link: Link) -> Draft:
        verdict = link.observation.verdict.value if link.observation else ""
        found = next((each for each in seen.findings if each.path == f"resources/{link.id}/url"
                      and each.check == LINK), None)  # fmt: skip
        name = link.name or link.url or link.id
        what = Text(**{lang: text.format(name=name) for lang, text in _both(self.rules.texts["link"])})
        fix = self._fix(row, seen, "link", f"link:{link.id}", what, self.rules.of_link(verdict))
        told, params = (self._reason(found), found.params) if found else (None, {})
        fix = replace(
            fix,
            reason=self._said(told, params),
            how=self._fixed(told, params),
            check=LINK,
            resource=link.id,
            resource_name=link.name,
            link=link.url,
            assumed=("file_as_declared",),
        )
        return Draft(fix=fix, supposed=Supposed(verdicts={link.id: Verdict.OK}))

    def _new_file(self, row: Standing, seen: Seen, reason: str) -> Draft:
        fix = self._of_openness(row, seen, "link", "file", reason, self.rules.of_link("default"))
        open_now = replace(row, reachable=Outcome.PASSED, openness=None)
        return Draft(
            fix=replace(fix, assumed=("new_file",)), candidates=(Candidate("", row, at_best(open_now, self.best)),)
        )

    def _tier(self, row: Standing, seen: Seen, grade: CriterionGrade) -> Iterator[Draft]:
        criterion = self._criteria[grade.criterion]
        rank = self._tiers.index(grade.tier)
        above = next((tier for tier in self._tiers[rank + 1 :] if tier in criterion.tiers), "")
        unseen = grade.reason in self.rules.not_seen
        if above and not unseen:
            what = Text(th=f"{criterion.title.th}: {self._titles[above].th}",
                        en=f"{criterion.title.en}: {self._titles[above].en}")  # fmt: skip
            fix = self._graded(row, seen, grade, "tier", above, what, self.rules.of_tier(grade.criterion, above))
            together = "" if grade.gain else "tiers"
            up = raised(row, grade.gain)
            supposed = Supposed(tiers={grade.criterion: above})
            yield Draft(fix=fix, candidates=(Candidate("", up, up),), supposed=supposed, together=together)
        if self._tiers.index(grade.possible) > rank and row.openness is not None:
            fix = self._graded(row, seen, grade, "settle", grade.possible, criterion.title,
                               self.rules.of_kind("settle"))  # fmt: skip
            how = self.rules.texts["read"] if unseen and grade.outcome is Outcome.UNTESTED else fix.how
            fix = replace(fix, how=how, assumed=("settled_either_way",))
            yield Draft(fix=fix, candidates=(self._settled(row, grade),))

    def _settled(self, row: Standing, grade: CriterionGrade) -> Candidate:
        """What the openness may come to once this criterion is settled: exact under the mean, else at the most."""
        assert row.openness is not None
        if not self._mean:
            return Candidate("", row, at_best(row, self.best))
        more = Fraction(self._points[grade.possible] - self._points[grade.tier], len(row.openness.criteria))
        return Candidate("", row, raised(row, more))

    def _graded(
        self, row: Standing, seen: Seen, grade: CriterionGrade, kind: str, above: str, what: Text, effort: Effort
    ) -> Fix:
        told = self.rubric.openness_reasons.get(grade.reason)
        asked = self._criteria[grade.criterion].tiers.get(above)
        key = f"{kind}:{grade.criterion}:{above}"
        of = next((link for link in seen.links if link.id == grade.distribution), None)
        return replace(
            self._fix(row, seen, kind, key, what, effort),
            reason=self._said(told, grade.params),
            how=self._fixed(told, grade.params) if told and told.fix else asked or self._said(None, {}),
            check=grade.criterion,
            tier=grade.tier,
            next=above,
            resource=grade.distribution or "",
            resource_name=of.name if of else "",
            link=of.url if of else "",
        )

    # ------------------------------------------------------------ shared

    def _said(self, reason: Reason | CheckReason | None, params: Parameters) -> Text:
        return self._told(Text(th=reason.th, en=reason.en), params) if reason else Text(th="", en="")

    def _fixed(self, reason: Reason | CheckReason | None, params: Parameters) -> Text:
        return self._told(reason.fix, params) if reason and reason.fix else Text(th="", en="")

    def _told(self, text: Text, params: Parameters) -> Text:
        """Filled in with its parameters, in both languages."""
        th, en = (reason_text(text, in_words(params, self._named, lang), lang) for lang in ("th", "en"))
        return Text(th=th, en=en)

    def _to_settle(self, row: Standing, seen: Seen, reason: str) -> Draft:
        fix = self._of_openness(row, seen, "settle", "openness", reason, self.rules.of_kind("settle"))
        most = at_best(row, self.best)
        if most.items_outcome in WAITING:
            most = replace(most, items_outcome=Outcome.PASSED, informative=len(self.rubric.items), on_catalog=True)
        return Draft(fix=replace(fix, assumed=("settled_either_way",)), candidates=(Candidate("", row, most),))

    def _of_openness(self, row: Standing, seen: Seen, kind: str, key: str, reason: str, effort: Effort) -> Fix:
        told = self.rubric.openness_reasons.get(reason)
        params = row.openness.params if row.openness else {}
        fix = self._fix(row, seen, kind, f"{kind}:{key}", self.rules.texts["openness"], effort)
        return replace(fix, reason=self._said(told, params), how=self._fixed(told, params), check=reason)

    def _reason(self, found: Finding) -> CheckReason | None:
        rule = self.rubric.checks.get(found.check)
        return rule.reasons.get(found.reason) if rule else None

    def _fix(self, row: Standing, seen: Seen, kind: str, key: str, what: Text, effort: Effort) -> Fix:
        """A fix of this dataset; ``key`` is its kind and what tells it from others of the dataset."""
        head, _, rest = key.partition(":")
        return Fix(
            id=":".join(part for part in (head, row.id, rest) if part),
            kind=kind,
            what=what,
            reason=Text(th="", en=""),
            how=Text(th="", en=""),
            gain=NOTHING,
            effort=effort,
            dataset=row.id,
            title=row.title or row.name or row.id,
            code=row.code or "",
            owner=seen.contact.strip() or seen.publisher.strip(),
            owner_from="contact" if seen.contact.strip() else "publisher" if seen.publisher.strip() else "",
            url=seen.url,
        )


def _tells(row: Standing, item: Item, lacking: Sequence[Item]) -> bool:
    """Whether what is filled in for an item may change more than it, once all of ``lacking`` are filled in.

    Of a dataset that is not public, and cannot become so by its category, the openness counts nowhere.
    """
    matters = row.public or any(CATEGORY in each.fields for each in lacking)
    return bool(row.on_catalog and telling(item) and matters)


def published(row: Standing, rubric: Rubric) -> tuple[Candidate, ...]:
    """A dataset once it stands on the catalog; where nobody knows its category yet, public and not."""
    best, public = Fraction(max(tier.points for tier in rubric.openness.tiers)), rubric.openness.public_categories
    others = (each.value for each in vocabulary().choices(CATEGORY) if each.value not in public)
    known = [("", row.public)] if row.public is not None else [(public[0], True), (next(others, ""), False)]
    there = replace(
        row,
        on_catalog=True,
        items_outcome=Outcome.PASSED,
        informative=len(rubric.items),
        reachable=Outcome.CANNOT_TELL,
        openness=None,
    )
    rows = [(category, replace(there, public=is_public)) for category, is_public in known]
    return tuple([Candidate(category, each, at_best(each, best)) for category, each in rows])


def filled(row: Standing, numbers: Sequence[str]) -> Standing:
    """The standing with these items passed, and nothing else changed."""
    items: dict[str, Outcome] = {**row.items, **dict.fromkeys(numbers, Outcome.PASSED)}
    outcomes = set(items.values())
    outcome = row.items_outcome
    if _LOST not in outcomes:
        whole = outcomes <= {Outcome.PASSED, Outcome.NOT_APPLICABLE}
        outcome = Outcome.PASSED if whole else Outcome.CANNOT_TELL
    return replace(row, items=items, items_outcome=outcome, informative=row.informative + len(numbers))


def _broken(link: Link) -> bool:
    seen = link.observation
    return seen is not None and seen.outcome is _LOST


def _both(text: Text) -> tuple[tuple[str, str], ...]:
    return ("th", text.th), ("en", text.en)
