"""The rules of the engine as validators of the whole dataset: before its fields are read, and after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey

from checker.entry import (
    CATEGORY,
    Judgement,
    Problem,
    TagProblem,
    category_of,
    closed_category,
    decide,
    judge,
    tag_of,
    unfit,
)
from checker.vocabulary import vocabulary
from ckanext.dgmaturity import config, judging, names
from ckanext.dgmaturity.entering import packages, settings, ticket
from ckanext.dgmaturity.language import said
from ckanext.dgmaturity.logic.validators.truth import boolean_validator
from ckanext.dgmaturity.model import Publication

__all__ = ["dgmaturity_after", "dgmaturity_before"]


def dgmaturity_before(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
    """What has no shape that can be kept is refused; a name is made; a closed category is private."""
    before = _stored(context, data)
    _shapes(data, errors, before)
    if _blank(data.get(("name",))):
        data[("name",)] = before["name"] if before else _name(data)
    elif before is None and isinstance(data[("name",)], str):
        names.held(data[("name",)])
    if not ticket.of(context).as_stored:
        _guard(data, errors, context, before)


def dgmaturity_after(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
    """The judgement: what is refused stands at its field, what is only told stands on the ticket."""
    before = _stored(context, data)
    package = packages.of_data(data, before)
    note = ticket.of(context)
    if note.as_stored:
        return
    resources = packages.whole(package["resources"], before, note.resources)
    package = {**package, "resources": [each for each, _ in resources]}
    judgement = judge(package, before, today=judging.today(), rubric=config.rubric())
    level = _level(package) if judgement.lacking else config.enforcement()
    visible, was_visible = _visible(package), before is not None and _visible(before)
    if level == "publish" and visible and not was_visible and judgement.lacking and _finishing(note, before):
        data[("private",)], visible, note.unfinished = True, False, True
    decision = decide(judgement, level, visible=visible, was_visible=was_visible)
    for problem in (*decision.refused, *_untitled(data, judgement, errors)):
        _refuse(problem, resources, errors)
    note.told = () if package.get("state") == "deleted" else decision.told
    if not any(errors.values()):
        _log(package, before, context)


def _stored(context: Context, data: FlattenDataDict) -> packages.Package | None:
    """The dataset that is updated, as the database holds it; ``None``: a new one is made."""
    package, note = context.get("package"), ticket.of(context)
    if package is None or data.get(("id",)) not in (package.id, package.name):
        return None
    if note.before is None or note.before["id"] != package.id:
        note.before = packages.of_row(package)
    return note.before


def _level(package: packages.Package) -> str:
    """How strictly it is held to what it lacks; to that, nothing that is deleted is."""
    owner = (package["organization"] or {}).get("id")
    return "report" if package.get("state") == "deleted" else settings.enforcement_of(owner)


def _finishing(note: ticket.Ticket, before: packages.Package | None) -> bool:
    """The last step of CKAN's form makes a draft active; before 2.12 its page has no place for an error."""
    return note.form and before is not None and before["state"] == "draft" and before["organization"] is not None


def _visible(package: packages.Package) -> bool:
    """Whether everybody sees it."""
    return not package.get("private") and (package.get("state") or "active") == "active"


def _refuse(
    problem: Problem, resources: Sequence[tuple[packages.Package, int | None]], errors: FlattenErrorDict
) -> None:
    """A field that a validator of its own refused keeps that text alone.

    Reading: what is wrong with a file that nobody changes now has no place among those that are validated. It is why
    the dataset may not be as visible as it was to be, so it stands there, with the name of the file.
    """
    if problem.index is None:
        _put((problem.field,), said(problem.text), errors)
        return
    resource, place = resources[problem.index]
    if place is not None:
        _put(("resources", place, problem.field), said(problem.text), errors)
    else:
        errors.setdefault(("private",), []).append(
            f"{resource.get('name') or resource.get('url')}: {said(problem.text)}"
        )


def _put(place: FlattenKey, text: str, errors: FlattenErrorDict) -> None:
    if not errors.get(place):
        errors.setdefault(place, []).append(text)


def _untitled(data: FlattenDataDict, judgement: Judgement, errors: FlattenErrorDict) -> list[Problem]:
    """The name is made of the title: where both are blank, the title is what is asked for, whatever the level."""
    if not (_blank(data.get(("name",))) and _blank(data.get(("title",)))):
        return []
    errors[("name",)] = []
    return [each for each in judgement.lacking if each.field == "title"]


def _shapes(data: FlattenDataDict, errors: FlattenErrorDict, before: packages.Package | None) -> None:
    """What was stored already is kept, whatever its shape."""
    for level, key in (("dataset", 1), ("resource", 3)):
        fields = vocabulary().fields[level]
        for place in [each for each in data if len(each) == key and each[-1] in fields]:
            if key == 3 and place[0] != "resources" or data[place] is tk.missing:
                continue
            found = unfit(fields[place[-1]], data[place])
            if found is not None and not _kept(place, data, before):
                errors.setdefault(place, []).append(said(found.text))
                data[place] = ""
    for place in [each for each in data if len(each) == 3 and each[0] == "tags" and each[2] == "name"]:
        found = tag_of(data[place])
        if not isinstance(data[place], str) and isinstance(found, TagProblem):
            errors.setdefault(place, []).append(said(found.text))


def _kept(place: FlattenKey, data: FlattenDataDict, before: packages.Package | None) -> bool:
    if before is None:
        return False
    if len(place) == 1:
        return bool(before.get(place[0]) == data[place])
    identity = data.get((*place[:2], "id"))
    old: dict[str, Any] = next((each for each in before["resources"] if each["id"] == identity), {})
    return bool(old.get(place[-1]) == data[place])


def _name(data: FlattenDataDict) -> Any:
    title = data.get(("title",))
    if not isinstance(title, str) or not title.strip():
        return data.get(("name",), tk.missing)
    return names.free(names.held(names.made_of(title)))


def _blank(value: Any) -> bool:
    return value is None or value is tk.missing or (isinstance(value, str) and not value.strip())


def _guard(data: FlattenDataDict, errors: FlattenErrorDict, context: Context, before: packages.Package | None) -> None:
    """A closed category is private from the start; making it visible later wants a confirmation (``metadata.md``)."""
    note, category = ticket.of(context), _category(packages.category_of(data), before)
    if category is None:
        return
    _keep(data, errors, before)
    if before is None or before["state"] == "draft":
        note.kept_private = category if not _private(data, before) else ""
        data[("private",)] = True
    elif not _private(data, before) and _asks(before, category) and not note.confirmed:
        errors.setdefault(("private",), []).append(refusal(category, form=ticket.of(context).form))


def _keep(data: FlattenDataDict, errors: FlattenErrorDict, before: packages.Package | None) -> None:
    """A closed category does not get lost, or the next publication would need no confirmation.

    Reading: a call that does not name it leaves it as it is; a blank in its place is refused, another choice is taken.
    """
    place = (CATEGORY,)
    if before is None or category_of(packages.category_of(data)):
        return
    if data.get(place, tk.missing) is tk.missing:
        data[place] = before.get(CATEGORY, "")
    else:
        errors.setdefault(place, []).append(blanked())


def _category(package: packages.Package, before: packages.Package | None) -> str | None:
    """The closed category that counts: to leave the category out does not open a dataset."""
    return closed_category(before if before is not None and not category_of(package) else package)


def _private(data: FlattenDataDict, before: packages.Package | None) -> bool:
    """Whether it is to be private, by the validator that reads what is stored; what is not said stays as it is."""
    asked = data.get(("private",), tk.missing)
    if asked is None or asked is tk.missing:
        return bool(before and before["private"])
    try:
        return bool(boolean_validator(asked, {}))
    except tk.Invalid:
        return False


def _asks(before: packages.Package, category: str) -> bool:
    """Whether visibility would be new for this category: one that everybody sees already is left as it is."""
    return not _visible(before) or closed_category(before) != category


def blanked() -> str:
    """Why a closed category is not left blank."""
    return tk._("The dataset is of a category that is not for the public: choose another one instead of none")


def refusal(category: str, *, form: bool = False) -> str:
    """Why a dataset is not made visible; on the form the box to tick stands beside it, others are told the field."""
    text = tk._(
        "Datasets of the category “{category}” are not for the public. Keep the dataset private, or confirm that "
        "everybody may see it."
    ).format(category=category)
    return text if form else f"{text} ({ticket.CONFIRM})"


def _log(package: packages.Package, before: packages.Package | None, context: Context) -> None:
    """A confirmed publication is written down with the change itself."""
    category = _category(package, before)
    if category is None or before is None or not _visible(package) or not _asks(before, category):
        return
    user = model.User.get(context.get("user"))
    model.Session.add(
        Publication(
            package_id=before["id"],
            package_name=package["name"],
            organization_id=(package["organization"] or {}).get("id"),
            user_id=user.id if user else "",
            category=category,
        )
    )
