"""The plan: uploaded, shown as the table of Template 1, kept with its history, given back as the official sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ckan.plugins import toolkit as tk

from checker.plan import Issue, Plan, Process, read_value, touched_services
from checker.plan.words import area_names, words
from checker.vocabulary import vocabulary
from checker.workbook.plan_book import EMPTY, plan_book
from ckanext.dgmaturity import given, language
from ckanext.dgmaturity.desk.plans import counted_year
from ckanext.dgmaturity.views.desk.pages import Answer, back, blueprint, called, may, organization, shown, workbook


@blueprint.route("/plan", methods=["GET", "POST"])
def plan(id: str) -> Answer:
    """The plan in force, the form to upload another, all that were uploaded."""
    found = organization(id)
    errors: dict[str, Any] = {}
    if tk.request.method == "POST":
        try:
            made = called("plan_create", organization_id=found["id"], upload=tk.request.files.get("upload"))
        except tk.ValidationError as error:
            errors = error.error_dict
        else:
            text = tk._("The plan is kept. Datasets that it lists: {count}").format(count=made["datasets"])
            tk.h.flash_success(text)
            return back("plan", found)
    return _page(found, called("plan_list", organization_id=found["id"]), errors=errors)


@blueprint.route("/plan/<plan_id>")
def plan_version(id: str, plan_id: str) -> Answer:
    """One of the plans that were uploaded."""
    found = organization(id)
    listed = called("plan_list", organization_id=found["id"])
    if plan_id not in [each["id"] for each in listed]:
        tk.abort(404, tk._("There is no plan"))
    return _page(found, listed, plan_id)


@blueprint.route("/plan/<plan_id>/delete", methods=["GET", "POST"])
def plan_delete(id: str, plan_id: str) -> Answer:
    """Asked once more, then deleted."""
    found = organization(id)
    held = called("plan_show", id=plan_id)
    if held["organization_id"] != found["id"]:
        tk.abort(404, tk._("There is no plan"))
    if not may("plan_create", found):
        tk.abort(403, tk._("Only administrators of this organization may do this"))
    if tk.request.method == "POST":
        called("plan_delete", id=plan_id)
        tk.h.flash_success(tk._("The plan is deleted"))
        return back("plan", found)
    question = tk._("Delete the plan {name} of fiscal year {year}?").format(name=held["name"], year=held["fiscal_year"])
    return shown("confirm", found, active="plan", question=question, back="dgmaturity_desk.plan")


@blueprint.route("/plan-template.xlsx")
def plan_template(id: str) -> Answer:
    """The empty form."""
    found = organization(id)
    called("plan_list", organization_id=found["id"])
    return workbook(plan_book(EMPTY, language.lang()), "Temp1_Dataset.xlsx")


@blueprint.route("/plan.xlsx")
def plan_workbook(id: str) -> Answer:
    """The plan in force as the official sheet, with the names of what was matched by hand and all records of use."""
    found = organization(id)
    called("plan_list", organization_id=found["id"])
    value = given.effective_plan(found["id"])
    if value is None:
        tk.abort(404, tk._("There is no plan"))
    body = plan_book(read_value(value, "plan"), language.lang())
    return workbook(body, f"Temp1_Dataset-{found['name']}.xlsx")


def _page(
    found: dict[str, Any], listed: list[dict[str, Any]], plan_id: str = "", errors: dict[str, Any] | None = None
) -> str:
    chosen = plan_id or next((each["id"] for each in listed if each["in_force"]), "")
    held = called("plan_show", id=chosen) if chosen else None
    read = read_value(held["plan"], held["name"]) if held else None
    return shown(
        "plan",
        found,
        active="plan",
        held=held,
        issues=[_issue(number, each) for number, each in enumerate(read.issues, 1)] if read else [],
        agency=_agency(read) if read else [],
        services=[pair[language.lang() == "en"] for pair in touched_services(read)] if read else [],
        columns={name: label[language.lang()] for name, label in words()["columns"].items()},
        plans=listed,
        counted=counted_year(),
        fills=may("plan_create", found),
        errors=errors or {},
    )


def _agency(plan: Plan) -> list[tuple[str, str]]:
    """The agency's lines of the form: label and value, those that are filled."""
    lang = language.lang()
    lines = []
    for name, label in words()["agency"].items():
        value = getattr(plan if name in ("fiscal_year", "catalog_url", "reported_on") else plan.agency, name)
        labels = words()["choices"].get(name, {})
        text = labels[value][lang] if value in labels else tk.h.dgmaturity_day(value.isoformat()) if (
            name == "reported_on" and value
        ) else str(value or "")  # fmt: skip
        if text:
            lines.append((label[lang], text))
    return lines


def _issue(number: int, issue: Issue) -> dict[str, Any]:
    lang = language.lang()
    head = words()["head"]
    area = "" if issue.focus_area is None else _area(issue.focus_area)
    lines = {
        "focus_area": [area],
        "issue": [issue.issue],
        "goal": [issue.goal],
        "expected_users": list(issue.expected_users),
        "public_impact": [issue.attestations.public_impact],
        "demand": [issue.attestations.demand],
    }
    return {
        "number": number,
        "lines": [(head[name][lang], [each for each in values if each]) for name, values in lines.items()],
        "rows": list(_rows(issue)),
    }


def _area(number: int) -> str:
    if language.lang() == "th":
        return area_names()[number - 1]
    return next(f"{area.id}. {area.en}" for area in vocabulary().focus_areas if area.id == number)


def _rows(issue: Issue) -> Iterator[dict[str, Any]]:
    """The table of the form: a level that is as above stays blank."""
    for number, mission in enumerate(issue.missions, 1):
        title = f"{number}. {mission.title}"
        rows = [row for process in mission.processes for row in _process(process)]
        for row in rows or [{"process": "-", "subprocess": "-", "dataset": None}]:
            yield {"mission": title, **row}
            title = ""


def _process(process: Process) -> Iterator[dict[str, Any]]:
    title = f"{process.number} {process.title}".strip()
    parts = [("-", process.datasets)] if process.datasets or not process.subprocesses else []
    parts += [(f"{each.number} {each.title}".strip(), each.datasets) for each in process.subprocesses]
    for name, datasets in parts:
        for dataset in datasets or (None,):
            yield {"process": title, "subprocess": name, "dataset": dataset}
            title = name = ""
