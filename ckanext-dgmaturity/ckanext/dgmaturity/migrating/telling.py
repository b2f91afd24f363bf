"""The report of a migration: lines to read, JSON for machines, CSV for a spreadsheet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from checker.fix.written import shown
from checker.migrate import Move
from checker.report.csv import guarded
from checker.resources import load_yaml, schemas_dir
from checker.rubric import Text
from checker.vocabulary import vocabulary
from ckanext.dgmaturity.migrating.moving import Ended
from ckanext.dgmaturity.migrating.undoing import Undone

LONGEST = 80
COLUMNS = ("dataset", "title", "resource", "what", "field", "before", "after", "why_th", "why_en")


@cache
def _texts() -> dict[str, dict[str, Text]]:
    return msgspec.convert(load_yaml(schemas_dir() / "migrate" / "texts.yaml"), dict[str, dict[str, Text]])


def said(name: str, lang: str, **params: Any) -> str:
    """A text of the report."""
    return _texts()["report"][name].get(lang).format(**params)


def why(move: Move, lang: str) -> str:
    """Why a place changes."""
    return _texts()["why"][move.why].get(lang).format(source=shown(move.source))


def lines(ended: Ended, lang: str) -> Iterator[str]:
    """One dataset; nothing of one that has nothing to tell."""
    plan = ended.plan
    if not (plan.moves or plan.left or plan.lacking or plan.exposed):
        return
    marks = [
        said(name, lang) for name, is_so in (("private", ended.private), ("draft", ended.state == "draft")) if is_so
    ]
    yield f"{shown(plan.name)}  {shown(plan.title)}" + (f" ({', '.join(marks)})" if marks else "")
    for file in plan.exposed:
        yield f"  {said('exposed', lang)}: {_cut(file.name)} [{file.resource}]  [{said('exposed_why', lang)}]"
    for move in plan.moves:
        place = _place(move.field, move.resource, lang)
        yield f"  {said('change', lang)}: {place}: {_change(move, lang)}  [{why(move, lang)}]"
    for left in plan.left:
        yield (
            f"  {said('left', lang)}: {_place(left.field, left.resource, lang)}: {_cut(left.value)}"
            f"  [{shown(left.why.get(lang))}]"
        )
    for item in plan.lacking:
        yield f"  {said('lacking', lang)}: {item.no}. {item.title.get(lang)}: {shown(item.text.get(lang))}"
    for field, errors in ended.errors.items():
        yield f"  {said('refused', lang)}: {field}: {shown(_error(errors))}"


def warning(ended: Sequence[Ended], lang: str) -> Iterator[str]:
    """Every public dataset whose hidden files come to light, and what to do; nothing where there is none."""
    found = [each.plan for each in ended if each.plan.exposed]
    if not found:
        return
    yield said("exposed_sum", lang, files=sum(len(plan.exposed) for plan in found), datasets=len(found))
    for plan in found:
        yield f"  {shown(plan.name)}  {shown(plan.title)}: {', '.join(_cut(file.name) for file in plan.exposed)}"
    yield said("exposed_do", lang)


def undone_line(undone: Undone, lang: str) -> str:
    """One dataset of a batch that is undone."""
    fields = f" ({', '.join(map(shown, undone.fields))})" if undone.fields else ""
    return f"{shown(undone.name)}  {shown(undone.title)}: {said(undone.outcome, lang)}{fields}"


def _place(name: str, resource: str, lang: str) -> str:
    field = vocabulary().fields["resource" if resource else "dataset"].get(name)
    shown_name = f"{field.label.get(lang)} ({name})" if field else shown(name)
    return f"{shown_name} [{resource}]" if resource else shown_name


def _change(move: Move, lang: str) -> str:
    before, after = (said("nothing", lang) if value in (None, "", []) else _cut(text_of(value))
                     for value in (move.before, move.after))  # fmt: skip
    return f"{before} → {after}"


def text_of(value: Any) -> str:
    """A value of any shape as one text."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _cut(text: str) -> str:
    return shown(text[:LONGEST]) + ("…" if len(text) > LONGEST else "")


def _error(errors: Any) -> str:
    return "; ".join(map(str, errors)) if isinstance(errors, list) else text_of(errors)


def summary(ended: Sequence[Ended], lang: str) -> str:
    """The last line."""
    counts = {name: sum(each.outcome in outcomes for each in ended) for name, outcomes in _COUNTS.items()}
    complete = sum(not each.plan.lacking for each in ended)
    return said("sum", lang, datasets=len(ended), complete=complete, **counts)


_COUNTS = {"changed": ("changed", "planned"), "unchanged": ("unchanged",), "refused": ("refused",)}


def as_json(ended: Sequence[Ended], batch: str | None) -> dict[str, Any]:
    """The report for machines; ``batch`` is null for a rehearsal. ``warning``: null, or the lines of hidden files."""
    found = [
        {**msgspec.to_builtins(each.plan), "outcome": each.outcome, "private": each.private, "state": each.state,
         "errors": each.errors}
        for each in ended
    ]  # fmt: skip
    warned = {lang: list(warning(ended, lang)) for lang in ("th", "en")}
    return {"batch": batch, "warning": warned if warned["en"] else None, "datasets": found}


def write_csv(ended: Iterable[Ended], place: Path) -> None:
    """One row a hidden file, a change, a value that stays, a missing item, a refusal; nothing in it is a formula."""
    with place.open("w", encoding="utf-8-sig", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(COLUMNS)
        for each in ended:
            for row in _rows(each):
                out.writerow([guarded(text_of(cell)) for cell in (each.plan.name, each.plan.title, *row)])


def _rows(ended: Ended) -> Iterator[tuple[Any, ...]]:
    plan = ended.plan
    for file in plan.exposed:
        why_exposed = (said("exposed_why", lang) for lang in ("th", "en"))
        yield file.resource, "exposed", "resource_private", file.name, "", *why_exposed
    for move in plan.moves:
        yield move.resource, "change", move.field, move.before, move.after, why(move, "th"), why(move, "en")
    for left in plan.left:
        yield left.resource, "left", left.field, left.value, left.value, left.why.th, left.why.en
    for item in plan.lacking:
        yield "", "lacks", item.no, "", "", item.text.th, item.text.en
    for field, errors in ended.errors.items():
        yield "", "refused", field, "", "", _error(errors), _error(errors)
