"""Records of real use (KPI, section 5): read by the engine as those of a plan are; evidence only with every part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from msgspec.structs import replace

from checker.errors import PlanError
from checker.model import UseRecord
from checker.plan import missing_parts, read_value, use_value
from checker.plan.valid import plan_schema
from checker.plan.words import words
from ckanext.dgmaturity import language
from ckanext.dgmaturity import model as tables
from ckanext.dgmaturity.desk import plans
from ckanext.dgmaturity.desk.powers import user_name
from ckanext.dgmaturity.model.columns import now

PARTS = ("dataset", "kind", "change", "result", "link", "attested_by", "attested_on")


def most() -> int:
    """How many records a plan can hold."""
    return int(plan_schema()["properties"]["utilisation"]["maxItems"])


def kept(organization: str) -> list[tables.Use]:
    """The records of an organization, oldest first."""
    query = model.Session.query(tables.Use).filter(tables.Use.organization_id == organization)
    found: list[tables.Use] = query.order_by(tables.Use.at, tables.Use.id).all()
    return found


def read(values: Mapping[str, Any], organization: str) -> UseRecord:
    """A record as it was typed. Raises ValidationError with everything that is wrong, field by field."""
    record, errors = _read({name: values.get(name) for name in PARTS})
    code = record.dataset or str(values.get("dataset") or "").strip()
    listed = _listed(organization)
    if "dataset" not in errors and code.casefold() not in listed:
        errors["dataset"] = [_why(code, listed)]
    if errors:
        raise tk.ValidationError(errors)
    return replace(record, dataset=listed[code.casefold()])


def _read(values: Mapping[str, Any]) -> tuple[UseRecord, dict[str, list[str]]]:
    """A record and what is wrong with its parts. The engine names some faults only once others are gone: those parts
    are left out, and it is asked again."""
    try:
        found = read_value({"utilisation": [dict(values)]}, "").utilisation
    except PlanError as error:
        errors: dict[str, list[str]] = {}
        for each in error.problems:
            text = each.th if language.lang() == "th" else each.en
            errors.setdefault(each.place.rpartition(".")[2], []).append(text)
        left = {name: value for name, value in values.items() if name not in errors}
        record, others = _read(left) if len(left) < len(values) else (UseRecord(), {})
        return record, {**others, **errors}
    return (found[0] if found else UseRecord()), {}


def _listed(organization: str) -> dict[str, str]:
    """The codes of the plan in force as it writes them, by code as it is compared."""
    row = plans.in_force(organization)
    return {each.code.casefold(): each.code for each in plans.plan_of(row).planned()} if row else {}


def _why(code: str, listed: Mapping[str, str]) -> str:
    """Why a code is refused: a record of a dataset that is not listed counts for nothing."""
    if not listed:
        return str(tk._("There is no plan yet: upload it first"))
    return str(tk._("The plan has no dataset of this code") if code else tk._("Choose the dataset that was used"))


def create(organization: str, values: Mapping[str, Any], user_id: str) -> tables.Use:
    """Keeps a new record. Raises ValidationError."""
    record = read(values, organization)
    if len(kept(organization)) >= most():
        raise tk.ValidationError({"dataset": [tk._("There are {count} records already").format(count=most())]})
    row = tables.Use(organization_id=organization, user_id=user_id, body=use_value(record))
    model.Session.add(row)
    model.Session.commit()
    return row


def update(row: tables.Use, values: Mapping[str, Any], user_id: str) -> tables.Use:
    """Puts a record in the place of the one that was there. Raises ValidationError.

    ``seen`` is the moment of the record that the person had before them: where another has changed it since, nothing
    is written over unseen.
    """
    if values.get("seen") and values["seen"] != row.at.isoformat():
        text = tk._("Somebody else has changed this record meanwhile: look at it again before you save")
        raise tk.ValidationError({"seen": [text]})
    row.body, row.user_id, row.at = use_value(read(values, row.organization_id)), user_id, now()
    model.Session.commit()
    return row


def shown(row: tables.Use, codes: Mapping[str, str]) -> dict[str, Any]:
    """A record with what it lacks; ``codes`` are the titles of the listed datasets, by code as it is compared."""
    return {
        "id": row.id,
        "organization_id": row.organization_id,
        "at": row.at.isoformat(),
        "user": user_name(row.user_id),
        **_parts(row.body, codes),
    }


def of_plan(value: Mapping[str, Any], codes: Mapping[str, str]) -> dict[str, Any]:
    """A record that came with the plan: it is changed there."""
    return {"id": None, **_parts(value, codes)}


def _parts(value: Mapping[str, Any], codes: Mapping[str, str]) -> dict[str, Any]:
    record = record_of(value)
    lang = language.lang()
    missing = missing_parts(record)
    known = record.dataset.casefold() in codes
    kinds = words()["choices"]["use_kind"]
    return {
        **{name: value.get(name, "") for name in PARTS},
        "kind_title": kinds[record.kind][lang] if record.kind in kinds else "",
        "title": codes.get(record.dataset.casefold(), ""),
        "listed": known,
        "complete": not missing and known,
        "missing": [{"id": each.id, "text": getattr(each, lang)} for each in missing],
    }


def record_of(value: Mapping[str, Any]) -> UseRecord:
    """A kept record as the engine has it."""
    found = read_value({"utilisation": [dict(value)]}, "").utilisation
    return found[0] if found else UseRecord()


def listed(organization: str) -> list[dict[str, Any]]:
    """Every record of an organization: its own, and those of the plan in force."""
    plan = plans.in_force(organization)
    planned = plans.plan_of(plan).planned() if plan else ()
    codes = {each.code.casefold(): each.title for each in planned}
    given = plan.body["plan"].get("utilisation", []) if plan else []
    return [*[shown(row, codes) for row in kept(organization)], *[of_plan(each, codes) for each in given]]
