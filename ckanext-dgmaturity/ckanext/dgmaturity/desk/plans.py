"""The plans of an organization: read by the engine, kept with what it warned of, the newest of the year in force."""

from __future__ import annotations

from typing import Any

import msgspec
from ckan import model
from ckan.plugins import toolkit as tk
from msgspec.structs import replace

from checker.errors import PlanError, Problem
from checker.plan import Plan, completeness, read_plan, read_value, value_of
from checker.run.rules import proved_rubric
from ckanext.dgmaturity import config, language, names
from ckanext.dgmaturity import model as tables
from ckanext.dgmaturity.desk.powers import user_name

MEGABYTE = 1024 * 1024
SHOWN = 200  #: problems that a refusal names


def counted_year() -> int:
    """The fiscal year (B.E.) that the site's rubric counts."""
    return proved_rubric(config.rubric()).fiscal_year


def kept(organization: str) -> list[tables.Plan]:
    """Every plan of an organization, newest first."""
    query = model.Session.query(tables.Plan).filter(tables.Plan.organization_id == organization)
    found: list[tables.Plan] = query.order_by(tables.Plan.at.desc(), tables.Plan.id).all()
    return found


def in_force(organization: str) -> tables.Plan | None:
    """The newest plan of the year that is counted; where there is none, the newest of the latest year.

    The engine warns of a plan of another year; that there is one says more than that there is none.
    """
    rows = kept(organization)
    counted = [row for row in rows if row.fiscal_year == counted_year()]
    latest = max((row.fiscal_year for row in rows), default=0)
    return next(iter(counted or [row for row in rows if row.fiscal_year == latest]), None)


def plan_of(row: tables.Plan) -> Plan:
    """A plan as the engine has it."""
    return read_value(row.body["plan"], row.name)


def read_upload(upload: Any) -> Plan:
    """The plan in an uploaded file. Raises ValidationError with every problem at its place."""
    name = names.of_file(upload.filename) or "plan"
    most = config.plan_max_size()
    body = upload.stream.read(most * MEGABYTE + 1)
    if len(body) > most * MEGABYTE:
        raise tk.ValidationError({"upload": [tk._("The file is larger than {size} MB").format(size=most)]})
    if not body.strip():
        raise tk.ValidationError({"upload": [tk._("The file is empty")]})
    try:
        return listing(read_plan(body, name), "upload")
    except PlanError as error:
        raise refusal(error, "upload") from error


def read_json(value: Any) -> Plan:
    """The plan in plain values. Raises ValidationError with every problem at its path."""
    try:
        return listing(read_value(value, "plan"), "plan")
    except PlanError as error:
        raise refusal(error, "plan") from error


def listing(plan: Plan, field: str) -> Plan:
    """The plan; one that lists nothing is a form that nobody has filled in, and would put a filled one out of force."""
    if not plan.planned():
        raise tk.ValidationError({field: [tk._("The plan lists no dataset: the form is not filled in yet")]})
    return plan


def refusal(error: PlanError, field: str) -> tk.ValidationError:
    """Everything wrong with a plan, in the language of the request: as texts, and apart for tables."""
    lang = language.lang()
    told = [shown(each) for each in error.problems[:SHOWN]]
    texts = [": ".join(filter(None, (each["place"], each["value"], each["text"]))) for each in told]
    if len(error.problems) > SHOWN:
        texts.append(tk._("{count} more").format(count=len(error.problems) - SHOWN))
    head = error.th if lang == "th" else error.en
    return tk.ValidationError({field: texts or [head], **({"problems": told} if told else {})})


def shown(problem: Problem) -> dict[str, str]:
    """One problem as pages and answers show it."""
    sheet, _, cell = problem.place.rpartition("!")
    text = problem.th if language.lang() == "th" else problem.en
    return {"place": problem.place, "sheet": sheet, "cell": cell, "value": problem.value, "text": text}


def store(plan: Plan, organization: str, user_id: str) -> tables.Plan:
    """Keeps a plan; it is in force from now on."""
    plan = replace(plan, fiscal_year=plan.fiscal_year or counted_year())
    row = tables.Plan(
        organization_id=organization,
        fiscal_year=plan.fiscal_year,
        user_id=user_id,
        name=plan.source,
        body={
            "plan": value_of(plan),
            "warnings": msgspec.to_builtins(plan.warnings),
            "datasets": len(plan.planned()),
        },
    )
    model.Session.add(row)
    model.Session.commit()
    return row


def summary(row: tables.Plan, force: tables.Plan | None) -> dict[str, Any]:
    """A plan in a list."""
    return {
        "id": row.id,
        "organization_id": row.organization_id,
        "fiscal_year": row.fiscal_year,
        "name": row.name,
        "at": row.at.isoformat(),
        "user": user_name(row.user_id),
        "in_force": force is not None and row.id == force.id,
        "datasets": row.body.get("datasets", 0),
    }


def whole(row: tables.Plan, force: tables.Plan | None) -> dict[str, Any]:
    """A plan with all that it says, what it lacks and what an assessor should know of it."""
    lang = language.lang()
    missing = completeness(plan_of(row))
    warnings = msgspec.convert(row.body.get("warnings", []), tuple[Problem, ...])
    return {
        **summary(row, force),
        "plan": row.body["plan"],
        "complete": not missing,
        "missing": [{"id": each.id, "issue": each.issue, "text": getattr(each, lang)} for each in missing],
        "warnings": [shown(each) for each in warnings],
    }
