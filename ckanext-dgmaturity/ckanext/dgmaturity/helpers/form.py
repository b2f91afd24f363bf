"""What the templates of the form and of the dataset page ask: groups, options, values in the reader's era."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ckan.plugins import toolkit as tk

from checker.dates import BUDDHIST_OFFSET, MONTHS_EN, MONTHS_TH, parse_moment, show_date
from checker.filled import shown
from checker.vocabulary import vocabulary
from ckanext.dgmaturity import judging
from ckanext.dgmaturity.language import lang
from ckanext.dgmaturity.logic.validators.fields import members

__all__ = [
    "dgmaturity_beside_form", "dgmaturity_chosen", "dgmaturity_data_type", "dgmaturity_day",
    "dgmaturity_errors_by_field", "dgmaturity_field_errors",
    "dgmaturity_form_groups", "dgmaturity_form_value", "dgmaturity_kept", "dgmaturity_months", "dgmaturity_options",
    "dgmaturity_other_keys", "dgmaturity_says", "dgmaturity_shown_values", "dgmaturity_type_letter",
    "dgmaturity_years_added",
]  # fmt: skip

Field = Mapping[str, Any]
#: keys of a resource that CKAN itself sets or keeps
RESOURCE_KEYS = frozenset({
    "cache_last_updated", "cache_url", "clear_upload", "created", "datastore_active",
    "datastore_contains_all_records_of_source_file", "hash", "id", "last_modified", "metadata_modified", "mimetype",
    "mimetype_inner", "on_same_domain", "package_id", "pkg_name", "position", "previous_upload", "resource_type",
    "save", "size", "state", "tracking_summary", "upload", "url_type", "views",
})  # fmt: skip


def dgmaturity_says(words: Any) -> str:
    """A text of the form in the page's language: Thai, or English for every other one."""
    return str(words.get(lang()) or "") if isinstance(words, Mapping) else str(words or "")


def dgmaturity_form_groups(
    schema: Mapping[str, Any], level: str, data: Mapping[str, Any], errors: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    """The groups of a form's fields in order, and whether anything stands in them; none where the form is another."""
    made = []
    for group in schema.get("form_groups", {}).get(level, ()):
        fields = [field for field in schema[f"{level}_fields"] if field.get("form_group") == group["id"]]
        filled = any(dgmaturity_kept(field, data, errors) for field in fields)
        made.append({**group, "fields": fields, "filled": filled})
    return made


def dgmaturity_kept(field: Field, data: Mapping[str, Any], errors: Any = None) -> bool:
    """Whether something stands in a field or is said of it: it is shown, whatever the type of data."""
    return bool(dgmaturity_shown_values(field, data) or dgmaturity_field_errors(errors, field["field_name"]))


def dgmaturity_data_type(package: str | None) -> str:
    """The type of data of a stored dataset; blank where there is none, or none that the reader may see."""
    if not package:
        return ""
    try:
        return str(tk.get_action("package_show")({}, {"id": package}).get("data_type") or "")
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return ""


def dgmaturity_options(field: Field, data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The choices of a field, those taken marked. A taken value outside of the list stands at the end, to be kept."""
    taken = dgmaturity_chosen(field, data)
    options = [
        {"value": each["value"], "label": dgmaturity_says(each["label"]), "taken": each["value"] in taken,
         "other": each.get("other", False), "letter": each.get("letter", ""), "listed": True}
        for each in field["choices"]
    ]  # fmt: skip
    known = {each["value"] for each in field["choices"]}
    for value in taken:
        if value not in known:
            options.append({"value": value, "label": _unlisted(field, value), "taken": True, "other": False,
                            "letter": "", "listed": False})  # fmt: skip
    return options


def _unlisted(field: Field, value: str) -> str:
    """A licence that is known by its id has a title; any other value is its own."""
    return vocabulary().licence(value).title if field["field_name"] == "license_id" else value


def dgmaturity_chosen(field: Field, data: Mapping[str, Any]) -> list[str]:
    """The values of a field with choices."""
    value = data.get(field["field_name"])
    if field.get("form_kind") == "choices":
        return members(value) or []
    return [str(value)] if value not in (None, "") and not isinstance(value, (list, dict)) else []


def dgmaturity_form_value(field: Field, data: Mapping[str, Any], errors: Sequence[str] = ()) -> str:
    """What stands in the input: what was typed where it was refused, else dates and years in the reader's era."""
    value = data.get(field["field_name"])
    if not isinstance(value, (str, int, float)):
        return ""
    return str(value) if errors else shown(str(field.get("form_kind")), str(value), lang())


def dgmaturity_shown_values(field: Field, data: Mapping[str, Any]) -> list[str]:
    """What a page shows of a field: labels of choices, dates in the reader's era; nothing where nothing is stored."""
    if "choices" in field:
        labels = {each["value"]: each["label"] for each in field["choices"]}
        taken = dgmaturity_chosen(field, data)
        listed = [dgmaturity_says(labels[value]) for value in labels if value in taken] if taken else []
        return [*listed, *(_unlisted(field, value) for value in taken if value not in labels)]
    value = data.get(field["field_name"])
    if value in (None, "", [], {}):
        return []
    if isinstance(value, list):
        return [str(each) for each in value]
    text = shown(str(field.get("form_kind")), str(value), lang()).strip()
    return [text] if text else []


def dgmaturity_day(moment: str) -> str:
    """The day of one of CKAN's time stamps, where the rubric is in force and in the reader's era."""
    found = parse_moment(moment)
    return show_date(judging.there(found).date(), lang()) if found else moment


def dgmaturity_months() -> list[str]:
    """The months' names in the page's language, for the picker of dates."""
    return list(MONTHS_TH if lang() == "th" else MONTHS_EN)


def dgmaturity_years_added() -> int:
    """What the page's era adds to a Gregorian year."""
    return BUDDHIST_OFFSET if lang() == "th" else 0


def dgmaturity_type_letter(schema: Mapping[str, Any], data_type: Any) -> str:
    """The letter of a type of data, as ``shown_for`` writes it; blank for none."""
    field = next((each for each in schema.get("dataset_fields", ()) if each["field_name"] == "data_type"), None)
    choices = field["choices"] if field else ()
    return next((each["letter"] for each in choices if each["value"] == data_type), "")


def dgmaturity_field_errors(errors: Any, name: str) -> list[str]:
    """The messages of one field; those of single keywords stand at the field of keywords."""
    if not isinstance(errors, Mapping):
        return []
    found = list(_messages(errors.get(name)))
    return found + list(_messages(errors.get("tags"))) if name == "tag_string" else found


def dgmaturity_errors_by_field(errors: Any, fields: Sequence[Field]) -> list[dict[str, Any]]:
    """Every message with the field that it belongs to, in the order of the form; then those of no field."""
    found = [
        {"name": field["field_name"], "label": dgmaturity_says(field["label"]), "messages": messages}
        for field in fields
        if (messages := dgmaturity_field_errors(errors, field["field_name"]))
    ]
    if closed := dgmaturity_field_errors(errors, "private"):
        found.append({"name": "private", "label": tk._("Who may see it"), "messages": closed})
    told = {field["field_name"] for field in fields} | {"tags", "private"}
    rest = {key: value for key, value in errors.items() if key not in told} if isinstance(errors, Mapping) else {}
    return found + [{"name": "", "label": tk._(key), "messages": said} for key, value in sorted(rest.items())
                    if (said := list(_messages(value)))]  # fmt: skip


def _messages(found: Any) -> Iterator[str]:
    """The texts of an error in any of CKAN's shapes, each once."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, Mapping):
        yield from _once(text for each in found.values() for text in _messages(each))
    elif isinstance(found, (list, tuple)):
        yield from _once(text for each in found for text in _messages(each))


def _once(texts: Iterator[str]) -> Iterator[str]:
    yield from dict.fromkeys(texts)


def dgmaturity_other_keys(data: Mapping[str, Any], fields: Sequence[Field]) -> list[tuple[str, str]]:
    """What a resource holds beside its form: it goes through an edit unchanged."""
    known = {field["field_name"] for field in fields} | RESOURCE_KEYS
    return sorted((key, str(value)) for key, value in data.items()
                  if key not in known and not key.startswith("_") and isinstance(value, (str, int, float)))  # fmt: skip


def dgmaturity_beside_form(data: Mapping[str, Any], fields: Sequence[Field]) -> list[tuple[str, Any]]:
    """What a resource holds that no field of the form shows."""
    known = {field["field_name"] for field in fields}
    return [(key, value) for key, value in data.items() if key not in known]
