"""The log of decisions: every entry with what it is worth, the objection of the agency, the answer of a body."""

from __future__ import annotations

from typing import Any

from ckan.plugins import toolkit as tk

from checker.decided import AGENCY, Kind, State
from checker.decisions.file import written_file
from checker.run.rules import proved_rubric
from ckanext.dgmaturity import config, language
from ckanext.dgmaturity.desk import log, powers
from ckanext.dgmaturity.desk.matches import datasets_of
from ckanext.dgmaturity.views.desk.pages import (
    Answer,
    Response,
    back,
    blueprint,
    called,
    may,
    organization,
    shown,
    typed,
)
from ckanext.dgmaturity.views.downloads import private

MOST = 500  #: datasets that the form offers; others are written by their name
DECIDES = ("accept_evidence", "overrule", "set_kind", "waive", "sign_off")


@blueprint.route("/decisions", methods=["GET", "POST"])
def decisions(id: str) -> Answer:
    """The log, and what the reader may add to it."""
    found = organization(id)
    errors: dict[str, Any] = {}
    if tk.request.method == "POST":
        asked = {name: value for name, value in typed().items() if value.strip() and name != "form"}
        try:
            made = called("decision_create", **{**asked, "organization_id": found["id"], "kind": asked.get("kind", "")})
        except tk.ValidationError as error:
            errors = error.error_dict
        else:
            tk.h.flash_success(tk._("Entry {number} is in the log").format(number=made["number"]))
            return back("decisions", found)
    return _page(found, errors)


@blueprint.route("/decisions/log.yaml")
def decisions_file(id: str) -> Answer:
    """The whole log as a file that the command line of the engine reads."""
    found = organization(id)
    called("evidence_list", organization_id=found["id"])
    body = written_file(log.log_of(found["id"]), log.run_of(found["id"]), config.rubric())
    answer = Response(body, mimetype="text/yaml")
    answer.headers.set("Content-Disposition", "attachment", filename=f"decisions-{found['name']}.yaml")
    return private(answer)


def _page(found: dict[str, Any], errors: dict[str, Any]) -> str:
    told = called("decision_list", organization_id=found["id"])
    lang, rubric = language.lang(), proved_rubric(config.rubric())
    mine = powers.bodies_of(tk.current_user.name)
    held = sorted(datasets_of(found["id"]).values(), key=lambda each: each.title)
    return shown(
        "decisions",
        found,
        active="decisions",
        told=told,
        errors=errors,
        data=typed(),
        objects=may("match_update", found),
        bodies=[{"value": body.id, "text": body.title.get(lang)} for body in rubric.bodies if body.id in mine],
        open=[each for each in told["entries"] if each["kind"] == Kind.OBJECT and each["state"] == State.OPEN],
        own=[each for each in told["entries"] if each["body"] == AGENCY and each["state"] == State.OPEN],
        datasets=[{"value": each.id, "text": each.title} for each in held[:MOST]],
        items=[{"value": item.no, "text": f"{item.no} {item.title.get(lang)}"} for item in rubric.items],
        criteria=[{"value": each.id, "text": each.title.get(lang)} for each in rubric.openness.criteria],
        components=[{"value": each.id, "text": each.title.get(lang)} for each in rubric.components],
        kinds=DECIDES,
        values=_values(),
    )


def _values() -> list[dict[str, str]]:
    """Every value that a decision can have; which one fits is told where it does not."""
    lang, rubric = language.lang(), proved_rubric(config.rubric())
    settled = [{"value": "passed", "text": tk._("passed")}, {"value": "failed", "text": tk._("failed")}]
    tiers = [{"value": each.id, "text": each.title.get(lang)} for each in rubric.openness.tiers]
    return settled + tiers + [{"value": each.id, "text": each.title.get(lang)} for each in rubric.openness.kinds]
