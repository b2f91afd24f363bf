"""A batch as the actions answer it, in the words of the reader's language."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk

from checker.run.rules import proved_rubric
from checker.vocabulary import vocabulary
from ckanext.dgmaturity import config
from ckanext.dgmaturity.importing import running, writing
from ckanext.dgmaturity.language import lang
from ckanext.dgmaturity.model import Batch, BatchDataset


def batch(row: Batch) -> dict[str, Any]:
    """A batch without its datasets."""
    user = model.User.get(row.user_id)
    error = row.body.get("error")
    return {
        "id": row.id,
        "organization_id": row.organization_id,
        "name": row.name,
        "user": user.name if user is not None else None,
        "at": row.at.isoformat(),
        "finished": row.finished.isoformat() if row.finished else None,
        "state": row.state,
        "done": row.done,
        "total": row.total,
        "error": error[lang()] if error else None,
        "problems": [problem(each) for each in row.body.get("problems", ())],
    }


def counts(lines: list[BatchDataset]) -> dict[str, Any]:
    """How many there are of each kind and of each outcome, and how much is to be mended."""
    problems = [each for line in lines for each in line.body.get("problems", ())]
    return {
        "datasets": len(lines),
        "kinds": dict(Counter(line.kind for line in lines)),
        "outcomes": dict(Counter(line.outcome for line in lines if line.outcome)),
        "incomplete": sum(bool(line.body.get("missing")) for line in lines if line.kind == "new"),
        "problems": sum(bool(each["failed"]) for each in problems),
        "refused": sum(len((line.result or {}).get("refused", ())) for line in lines),
    }


def dataset(line: BatchDataset) -> dict[str, Any]:
    """One dataset: what was found, and what became of it."""
    body, result = line.body, line.result or {}
    written = line.outcome not in (None, writing.WRITING)
    differing = result.get("differences") if written else None
    shown = differing or body
    return {
        "number": line.number,
        "code": line.code,
        "name": result.get("name") or body.get("catalog_name") or line.name,
        "title": line.title,
        "kind": line.kind,
        "chosen": line.chosen,
        "package_id": line.package_id,
        "private": bool(body.get("private")),
        "missing": [item(number) for number in body.get("missing", ())],
        "changes": [change(each) for each in shown.get("changes", ())],
        "files": [file(each) for each in shown.get("files", ())],
        "problems": [problem(each) for each in body.get("problems", ())],
        "other_owner": body.get("other_owner", ""),
        "place": body["place"],
        "outcome": line.outcome if written else None,
        "why": why(body.get("why") or (result.get("why") if written else "") or ""),
        "said": result.get("said", "") if written else "",
        "refused": [refused(each) for each in result.get("refused", ())] if written else [],
    }


def why(code: str) -> str:
    """Why a dataset is not imported."""
    said = {
        "taken": tk._("The name is in use already, and not by a dataset of this organization. Change the code."),
        "twice": tk._("Another row of this workbook is the same dataset. Keep one of them."),
        "denied": tk._("You may not change this dataset."),
        "incomplete": tk._("It lacks mandatory items, and this organization takes complete datasets alone."),
        "gone": tk._("The dataset was removed, or belongs to another organization now."),
        "stopped": tk._("Something went wrong while it was written. Try this dataset again."),
    }
    return str(said.get(code, ""))


def item(number: str) -> dict[str, str]:
    """A mandatory item by name."""
    items = {each.no: each.title.get(lang()) for each in proved_rubric(config.rubric()).items}
    return {"no": number, "title": items.get(number, "")}


def change(each: dict[str, Any]) -> dict[str, str]:
    """One field that says something else."""
    return {
        "field": each["field"],
        "label": each["label"][lang()],
        "old": each["old"],
        "new": each["new"],
        "place": each["new_place"],
    }


def file(each: dict[str, Any]) -> dict[str, Any]:
    """One file that is new or changed."""
    return {
        "kind": each["kind"],
        "name": each["name"],
        "url": each["url"],
        "place": each["new_place"],
        "changes": [change(inner) for inner in each["changes"]],
    }


def problem(each: dict[str, Any]) -> dict[str, Any]:
    """One problem at its cell."""
    words = {name: each[name][lang()] for name in ("text", "fix", "field")}
    return {**{name: each[name] for name in ("sheet", "cell", "value", "code", "level", "failed", "count")}, **words}


def refused(each: dict[str, Any]) -> dict[str, str]:
    """One value that the catalog did not take."""
    level = "dataset" if each["file"] is None else "resource"
    known = vocabulary().fields[level].get(each["field"])
    label = known.label.get(lang()) if known is not None else tk._("File")
    return {"field": each["field"], "label": str(label), "value": each["value"], "said": each["said"]}


def progress(row: Batch) -> dict[str, Any]:
    """How far a batch is: ``working`` is whether anybody is at it now."""
    at_work = row.state == running.IMPORTING and running.is_at_work(row.organization_id)
    return {"state": row.state, "done": row.done, "total": row.total, "working": at_work}
