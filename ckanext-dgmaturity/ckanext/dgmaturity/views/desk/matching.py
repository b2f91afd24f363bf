"""Matching: the unsure ones first, each with its candidates; any dataset of the organization can be looked for."""

from __future__ import annotations

from typing import Any

from ckan.plugins import toolkit as tk

from checker.text import key
from ckanext.dgmaturity.desk import matches as kept
from ckanext.dgmaturity.views.desk.pages import Answer, back, blueprint, called, may, organization, shown

PAGE = 50  #: rows of one page
FOUND = 30  #: datasets that a search shows


@blueprint.route("/matching", methods=["GET", "POST"])
def matches(id: str) -> Answer:
    """Every listed dataset and which dataset of the organization it is."""
    found = organization(id)
    errors: dict[str, Any] = {}
    code = tk.request.form.get("code", "")
    if tk.request.method == "POST":
        try:
            _save(found, code)
        except tk.ValidationError as error:
            errors = error.error_dict
        else:
            tk.h.flash_success(tk._("Kept for {code}").format(code=code))
            return back("matches", found, page=_page())
    told = called("match_list", organization_id=found["id"])
    first = (_page() - 1) * PAGE
    rows = told["matches"][first : first + PAGE]
    return shown(
        "matching", found, active="matches", told=told, rows=rows, page=_page(), fills=may("match_update", found),
        more=first + PAGE < len(told["matches"]), errors=errors, tried=code,
    )  # fmt: skip


@blueprint.route("/matching/search")
def match_search(id: str) -> Answer:
    """Datasets of the organization to choose from, for one code."""
    found = organization(id)
    told = called("match_list", organization_id=found["id"])
    code, asked = tk.request.args.get("code", ""), tk.request.args.get("q", "")
    line = next((each for each in told["matches"] if each["code"].casefold() == code.casefold()), None)
    if line is None:
        tk.abort(404, tk._("The plan has no dataset of this code"))
    others = {each["dataset"]["id"]: each["code"] for each in told["matches"] if each["dataset"]}
    held = _searched(found["id"], asked)
    return shown(
        "match_search", found, active="matches", line=line, asked=asked, held=held[:FOUND], others=others,
        more=len(held) - FOUND, fills=may("match_update", found),
    )  # fmt: skip


def _searched(organization_id: str, asked: str) -> list[kept.Held]:
    """Datasets whose title or name has all the words, in any spelling; in the order of their titles."""
    wanted = [key(word) for word in asked.split()]
    held = kept.datasets_of(organization_id).values()
    found = [each for each in held if all(word in key(each.title) + " " + key(each.name) for word in wanted)]
    return sorted(found, key=lambda each: (each.title, each.name))


def _save(found: dict[str, Any], code: str) -> None:
    """What the pressed button says."""
    form = tk.request.form
    if form.get("automatic"):
        called("match_delete", organization_id=found["id"], code=code)
    elif form.get("none"):
        called("match_update", organization_id=found["id"], code=code, none=True)
    else:
        called("match_update", organization_id=found["id"], code=code, dataset=form.get("dataset", ""))


def _page() -> int:
    asked = tk.request.values.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1
