"""A dataset of a workbook as what CKAN's ``package_create`` takes: thai_gdc's names, stored values, Gregorian dates.

What is right goes in, spelled as catalogs store it. A value that is in no list goes to อื่นๆ with its text, where the
list has that choice. An optional value that cannot be used (a date that is none) stays out, as CKAN would refuse the
whole dataset for it; a mandatory one stays as it is written, so that a check still says what is wrong with it. A
dataset of a category that is not public is private until somebody publishes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checker.dates import DateProblem, parse_date
from checker.model import Dataset, Distribution, FieldValue
from checker.normalise import normalise
from checker.vocabulary import OTHER, Field, vocabulary
from checker.workbook.layouts import template
from checker.workbook.record import Package, Record

_APART = frozenset({"owner_org", "tag_string", "name", "title"})  #: fields that are written otherwise than the rest


def created(record: Record) -> Package:
    """The package, with its resources; no ids, which are the catalog's to give."""
    dataset = normalise(record.package)
    return {
        "name": record.name,
        "title": dataset.title,
        **_owner(record.package, dataset),
        "private": _private(record.package, dataset),
        "tags": [{"name": tag} for tag in _keywords(dataset)],
        **_fields(dataset.fields, "dataset"),
        "resources": [_resource(each) for each in dataset.distributions],
    }


def _owner(package: Mapping[str, Any], dataset: Dataset) -> Package:
    """The organization as it is written; with who stands behind it, where the workbook came from a catalog."""
    if isinstance(package.get("organization"), dict) and dataset.publisher is not None:
        return {"owner_org": dataset.publisher.id, "organization": package["organization"]}
    return {"owner_org": dataset.fields.get("owner_org", "")}


def _keywords(dataset: Dataset) -> tuple[str, ...]:
    """Those that a catalog takes; where it takes none of them, all, as for any mandatory field."""
    keywords = tuple(dataset.fields.get("tag_string", ()))
    low, high = template()["keyword"]
    return tuple(each for each in keywords if low <= len(each) <= high) or keywords


def _private(package: Mapping[str, Any], dataset: Dataset) -> bool:
    if "private" in package:
        return dataset.private
    return is_closed(dataset.fields)


def is_closed(fields: Mapping[str, Any]) -> bool:
    """Whether a dataset is of a category that is not public."""
    category = fields.get("data_category", "")
    known = {choice.value for choice in vocabulary().choices("data_category")}
    return category in known and category != template()["public"]


def _resource(each: Distribution) -> Package:
    words = vocabulary()
    known = words.format_written(each.declared)
    resource: Package = {
        "name": each.name,
        "url": each.url,
        "description": each.description,
        "format": words.formats[known].title if known is not None else each.declared,
        **_fields(each.fields, "resource"),
    }
    if each.private:
        resource["resource_private"] = "True"
    return {name: value for name, value in resource.items() if value}


def _fields(fields: Mapping[str, FieldValue], level: str) -> Package:
    known = vocabulary().fields[level]
    found: Package = {}
    for name, value in fields.items():
        if name not in _APART and name in known and value:
            found.update(_settled(known[name], value, fields))
    return found


def _settled(field: Field, value: FieldValue, fields: Mapping[str, FieldValue]) -> Iterator[tuple[str, Any]]:
    """A field as it is stored, and the text of its อื่นๆ."""
    if isinstance(value, tuple):
        yield field.name, list(value)
    elif field.form == "choice" and _outside(field, value):
        there = fields.get(field.other, "")
        yield field.name, OTHER
        yield field.other, "\n".join(dict.fromkeys(filter(None, (str(there), value))))
    elif field.item or _usable(field, value):
        yield field.name, value


def _outside(field: Field, value: str) -> bool:
    """In no list, which has an อื่นๆ for it; a licence that is known by another name is in one."""
    words = vocabulary()
    if not field.other or OTHER not in {choice.value for choice in words.choices(field.name)}:
        return False
    if field.name == "license_id" and words.licence(value).reason != "not_recognised":
        return False
    return words.match(field.name, value) is None and not words.filler(value)


def _usable(field: Field, value: str) -> bool:
    if field.form == "date":
        return not isinstance(parse_date(value), DateProblem)
    if field.form == "flag":
        return value in ("True", "False")
    return field.form != "year" or (value.isdecimal() and len(value) == len("2021"))
