"""Evidence of use: the records with what each lacks, and the form."""

from __future__ import annotations

from typing import Any

from ckan.plugins import toolkit as tk

from checker.plan.words import words
from ckanext.dgmaturity import language
from ckanext.dgmaturity.views.desk.pages import Answer, back, blueprint, called, may, organization, shown, typed


@blueprint.route("/evidence")
def evidence(id: str) -> Answer:
    """Every record."""
    found = organization(id)
    records = called("evidence_list", organization_id=found["id"])
    planned = called("match_list", organization_id=found["id"])
    return shown(
        "evidence", found, active="evidence", records=records, labels=_labels(), planned=planned["plan_id"] is not None,
        fills=may("evidence_create", found),
    )  # fmt: skip


@blueprint.route("/evidence-new", methods=["GET", "POST"])
def evidence_new(id: str) -> Answer:
    """The form of a new record."""
    found = organization(id)
    _only_fillers(found)
    if tk.request.method == "GET":
        return _form(found, {"dataset": tk.request.args.get("dataset", "")}, {})
    try:
        made = called("evidence_create", organization_id=found["id"], **_sent())
    except tk.ValidationError as error:
        return _form(found, typed(), error.error_dict)
    _tell(made)
    return back("evidence", found)


@blueprint.route("/evidence/<use_id>", methods=["GET", "POST"])
def evidence_edit(id: str, use_id: str) -> Answer:
    """The form of a record that is there."""
    found = organization(id)
    _only_fillers(found)
    record = _record(found, use_id)
    if tk.request.method == "GET":
        return _form(found, {**record, "seen": record["at"]}, {})
    try:
        made = called("evidence_update", **{**_sent(), "id": use_id})
    except tk.ValidationError as error:
        return _form(found, {**typed(), "id": use_id}, error.error_dict, record)
    _tell(made)
    return back("evidence", found)


@blueprint.route("/evidence/<use_id>/delete", methods=["GET", "POST"])
def evidence_delete(id: str, use_id: str) -> Answer:
    """Asked once more, then deleted."""
    found = organization(id)
    _only_fillers(found)
    record = _record(found, use_id)
    if tk.request.method == "POST":
        called("evidence_delete", id=use_id)
        tk.h.flash_success(tk._("The record is deleted"))
        return back("evidence", found)
    question = tk._("Delete the record of use of {code} ({title})?").format(**{**record, "code": record["dataset"]})
    return shown("confirm", found, active="evidence", question=question, back="dgmaturity_desk.evidence")


def _only_fillers(found: dict[str, Any]) -> None:
    if not may("evidence_create", found):
        tk.abort(403, tk._("Only administrators of this organization may do this"))


def _record(found: dict[str, Any], use_id: str) -> dict[str, Any]:
    records = called("evidence_list", organization_id=found["id"])
    record = next((each for each in records if each["id"] == use_id), None)
    if record is None:
        tk.abort(404, tk._("There is no such record"))
    return dict(record)


def _sent() -> dict[str, str]:
    return {name: value for name, value in typed().items() if name not in ("id", "organization_id")}


def _tell(made: dict[str, Any]) -> None:
    if made["complete"]:
        tk.h.flash_success(tk._("The record is complete and counts as evidence"))
    else:
        lacks = ", ".join(each["text"] for each in made["missing"])
        tk.h.flash_notice(tk._("The record is kept. It counts as evidence once it has: {parts}").format(parts=lacks))


def _labels() -> dict[str, str]:
    return {name: label[language.lang()] for name, label in words()["utilisation"].items()}


def _form(
    found: dict[str, Any], data: dict[str, Any], errors: dict[str, Any], now: dict[str, Any] | None = None
) -> str:
    planned = called("match_list", organization_id=found["id"])["matches"]
    lang = language.lang()
    kinds = [{"value": name, "text": label[lang]} for name, label in words()["choices"]["use_kind"].items()]
    codes = [{"value": each["code"], "text": f"{each['code']} · {each['title']}"} for each in planned]
    return shown(
        "evidence_form", found, active="evidence", data=data, errors=errors, labels=_labels(), kinds=kinds, now=now,
        codes=sorted(codes, key=lambda each: each["value"]),
    )  # fmt: skip
