"""What is told of a dataset that is stored although it lacks something: in the reply, and on CKAN's pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ckan.plugins import toolkit as tk

from checker.entry import Problem
from checker.run.rules import proved_rubric
from ckanext.dgmaturity import config
from ckanext.dgmaturity.entering import ticket
from ckanext.dgmaturity.language import lang, said


def told(result: Any, note: ticket.Ticket) -> Any:
    """The reply of an action, with what its ticket tells."""
    if note.form:
        _flash(note)
    if note.told and isinstance(result, dict):
        return {**result, ticket.WARNINGS: by_field(note.told)}
    return result


def by_field(problems: Sequence[Problem]) -> dict[str, Any]:
    """Texts by field in the shape of CKAN's errors: those of resources in a list by their places."""
    found: dict[str, Any] = {}
    for each in problems:
        if each.index is None:
            found.setdefault(each.field, []).append(said(each.text))
        else:
            places = found.setdefault("resources", [])
            places += [{} for _ in range(each.index + 1 - len(places))]
            places[each.index].setdefault(each.field, []).append(said(each.text))
    return found


def _flash(note: ticket.Ticket) -> None:
    if note.unfinished:
        tk.h.flash_notice(tk._("The dataset is saved as private, because it still lacks: {items}").format(
            items=_items(note.told)))  # fmt: skip
    elif note.told:
        tk.h.flash_notice(tk._("Saved. The dataset still lacks: {items}").format(items=_items(note.told)))
    if note.kept_private:
        tk.h.flash_notice(tk._("Datasets of the category “{category}” are created private.").format(
            category=note.kept_private))  # fmt: skip


def _items(problems: Sequence[Problem]) -> str:
    """The titles of the items that are lacking, each once; of a resource, the text."""
    title = {check: each.title for each in proved_rubric(config.rubric()).items for check in each.checks}
    named = [title[each.code].get(lang()) if each.code in title else said(each.text) for each in problems]
    return ", ".join(dict.fromkeys(named))
