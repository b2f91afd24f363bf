"""What a person wants to suppose of a run, in their words: ``DATASET:ITEM[=VALUE]`` → which dataset, which change."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from checker.errors import UsageError
from checker.model import FieldValue, Outcome, Standing, Verdict
from checker.rubric import Item
from checker.run.basis import Basis
from checker.supposed import Supposed
from checker.vocabulary import vocabulary
from checker.worklist.choices import is_other
from checker.worklist.drafts import LINK
from checker.worklist.lacking import is_lacking

SHOWN = 5  #: near names that an error offers


class Wish(Struct, frozen=True, kw_only=True):
    """One change of one dataset."""

    dataset: str  #: the standing's id
    supposed: Supposed = Supposed()
    item: Item | None = None  #: to be filled in with any value that passes
    there: bool = False  #: a listed dataset is put on the catalog, with every item


def wish(basis: Basis, text: str) -> tuple[Wish, ...]:
    """The change that ``DATASET:ITEM[=VALUE]`` asks for. UsageError where there is no such dataset, item or value."""
    left, sign, value = text.partition("=")
    dataset, colon, item = left.rpartition(":")
    if not colon:
        raise UsageError(
            f"{text!r}: write DATASET:ITEM or DATASET:ITEM=VALUE, e.g. dataset_11_01:8",
            f"{text!r}: เขียนเป็น ชุดข้อมูล:รายการ หรือ ชุดข้อมูล:รายการ=ค่า เช่น dataset_11_01:8",
        )
    row = find(basis, dataset.strip())
    return tuple(_of(basis, row, item.strip(), value.strip() if sign else None))


def wish_everywhere(basis: Basis, text: str) -> tuple[Wish, ...]:
    """The change that ``ITEM[=VALUE]`` asks for, in every listed dataset that lacks it."""
    item, sign, value = text.partition("=")
    found: list[Wish] = []
    for row in basis.rows:
        if row.listed and _lacks(basis, row, item.strip()):
            found.extend(_of(basis, row, item.strip(), value.strip() if sign else None))
    if not found:
        _known(basis, item.strip())
    return tuple(found)


def drop(basis: Basis, dataset: str) -> Wish:
    """The dataset counts nowhere."""
    return Wish(dataset=find(basis, dataset).id, supposed=Supposed(waived=True))


def find(basis: Basis, name: str) -> Standing:
    """The one standing with this id, name, code or title."""
    wanted = name.casefold()
    found: dict[str, list[Standing]] = {}
    for row in basis.rows:
        for known in dict.fromkeys(each.casefold() for each in (row.id, row.name, row.code, row.title) if each):
            found.setdefault(known, []).append(row)
    rows = found.get(wanted, [])
    exact = [row for row in rows if wanted in ((row.name or "").casefold(), (row.code or "").casefold(), row.id)]
    if len(rows) == 1 or len(exact) == 1:
        return (exact or rows)[0]
    if rows:
        codes = ", ".join(row.name or row.code or row.id for row in rows[:SHOWN])
        raise UsageError(f"{name!r} names several datasets: {codes}", f"{name!r} ตรงกับหลายชุดข้อมูล: {codes}")
    raise _unknown(name, found, "no dataset of the run", "ไม่มีชุดข้อมูลนี้ในการตรวจ")


def _unknown(name: str, known: Iterable[str], en: str, th: str) -> UsageError:
    near = ", ".join(difflib.get_close_matches(name.casefold(), list(known), n=3, cutoff=0.4))
    return UsageError(
        f"{name!r}: {en}" + (f"; near: {near}" if near else ""),
        f"{name!r}: {th}" + (f" ใกล้เคียง: {near}" if near else ""),
    )


def _known(basis: Basis, name: str) -> Item | str:
    """The item, or the name of a field, a criterion or the check of links. UsageError where it is none of them."""
    for item in basis.rubric.items:
        if name in (item.no, *item.fields, *item.checks, *item.informative):
            return item
    fields = vocabulary().fields["dataset"]
    criteria = [each.id for each in basis.rubric.openness.criteria]
    if name == LINK or name in criteria or name in fields:
        return name
    known = [LINK, *criteria, *fields, *(check for item in basis.rubric.items for check in item.checks)]
    numbers = ", ".join(item.no for item in basis.rubric.items)
    raise _unknown(
        name, known, f"no item ({numbers}), field, check or criterion", f"ไม่มีรายการ ({numbers}) ฟิลด์ หรือเกณฑ์นี้"
    )


def _lacks(basis: Basis, row: Standing, name: str) -> bool:
    what = _known(basis, name)
    if isinstance(what, Item):
        details = basis.derivation.details.get(row.id)
        return is_lacking(row, what, details.findings if details else (), basis.rubric)
    if what == LINK:
        return any(_broken(basis, row))
    grades = {each.criterion: each for each in row.openness.criteria} if row.openness else {}
    if what in {each.id for each in basis.rubric.openness.criteria}:
        return bool(row.public) and what in grades and bool(_above(basis, what, grades[what].tier))
    return row.on_catalog


def _of(basis: Basis, row: Standing, name: str, value: str | None) -> Iterator[Wish]:
    what = _known(basis, name)
    if isinstance(what, Item):
        yield _item(row, what, name, value)
    elif what == LINK:
        yield from _links(basis, row, value)
    elif what in {each.id for each in basis.rubric.openness.criteria}:
        yield _tier(basis, row, what, value)
    else:
        yield Wish(dataset=row.id, supposed=Supposed(fields=_written(what, value or "")))


def _item(row: Standing, item: Item, name: str, value: str | None) -> Wish:
    if not row.on_catalog:
        return Wish(dataset=row.id, supposed=Supposed(items={item.no: Outcome.PASSED}))
    if value is None:
        return Wish(dataset=row.id, item=item)
    field = name if name in item.fields else _field(item, name)
    return Wish(dataset=row.id, supposed=Supposed(fields=_written(field, value)))


def _field(item: Item, name: str) -> str:
    by_check = dict(zip(item.checks, item.fields, strict=False))
    return by_check.get(name, item.fields[0])


def _written(field: str, value: str) -> Mapping[str, FieldValue | None]:
    """The field as it is to be written; a choice is one of its list."""
    words = vocabulary()
    choices = words.choices(field)
    if words.fields["dataset"][field].form != "choice" or not value:
        return {field: value or None}
    found = words.match(field, value)
    if found is None:
        near = words.nearest(field, value)
        listed = ", ".join(choice.value for choice in choices)
        raise UsageError(
            f"{value!r} is no choice of {field}"
            + (f"; did you mean {near}?" if near else "")
            + f" There are: {listed}",
            f"{value!r} ไม่ใช่ตัวเลือกของ {field}" + (f" หมายถึง {near} หรือไม่" if near else "") + f" ตัวเลือกคือ: {listed}",
        )
    return {field: found, **is_other(field, found)}


def _broken(basis: Basis, row: Standing) -> Iterator[str]:
    details = basis.derivation.details.get(row.id)
    for each in details.resources if details else ():
        if each.role == "data" and each.observation and each.observation.outcome is not Outcome.PASSED:
            yield each.id


def _links(basis: Basis, row: Standing, value: str | None) -> Iterator[Wish]:
    details = basis.derivation.details.get(row.id)
    resources = details.resources if details else ()
    names = {known: each.id for each in resources for known in (each.url, each.name, each.id) if known}
    if value is None:
        wanted = tuple(_broken(basis, row))
    elif value in names:
        wanted = (names[value],)
    else:
        raise _unknown(value, names, "no resource of the dataset", "ไม่มีไฟล์หรือลิงก์นี้ในชุดข้อมูล")
    yield Wish(dataset=row.id, supposed=Supposed(verdicts=dict.fromkeys(wanted, Verdict.OK)))


def _tier(basis: Basis, row: Standing, criterion: str, value: str | None) -> Wish:
    tiers = next(each.tiers for each in basis.rubric.openness.criteria if each.id == criterion)
    graded = (
        next((each.tier for each in row.openness.criteria if each.criterion == criterion), "") if row.openness else ""
    )
    if not graded:
        raise UsageError(
            f"{row.name or row.id}: the criterion {criterion} does not apply, or no resource can be reached yet",
            f"{row.name or row.id}: เกณฑ์ {criterion} ไม่ใช้กับชุดข้อมูลนี้ หรือยังเข้าถึงไฟล์ไม่ได้",
        )
    tier = value or _above(basis, criterion, graded) or graded
    if tier not in tiers:
        raise _unknown(
            tier, tiers, f"no tier of {criterion} ({', '.join(tiers)})", f"ไม่ใช่ขั้นของ {criterion} ({', '.join(tiers)})"
        )
    return Wish(dataset=row.id, supposed=Supposed(tiers={criterion: tier}))


def _above(basis: Basis, criterion: str, tier: str) -> str:
    """The next tier that the criterion has; empty at the top."""
    order = [each.id for each in basis.rubric.openness.tiers]
    tiers = next(each.tiers for each in basis.rubric.openness.criteria if each.id == criterion)
    return next((each for each in order[order.index(tier) + 1 :] if each in tiers), "") if tier in order else ""
