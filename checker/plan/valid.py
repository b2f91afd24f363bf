"""A tree held against ``plan.schema.json``: first made what a person plainly meant, then every fault named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from checker.errors import Problem
from checker.plan.cells import listed_names
from checker.plan.problems import nearest, problem
from checker.plan.tree import Path, Tree
from checker.plan.words import choice, list_of, tidy, words
from checker.resources import schemas_dir
from checker.text import arabic_digits

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

_KINDS = {
    "string": ("ข้อความ", "text"),
    "integer": ("จำนวนเต็ม", "a whole number"),
    "boolean": ("ใช่ หรือ ไม่ใช่", "true or false"),
    "array": ("รายการ", "a list"),
    "object": ("กลุ่มของหัวข้อ", "a group of keys"),
}
_PATTERNS = {"code": "bad_code", "number": "bad_number", "catalog_url": "bad_url"}


@cache
def plan_schema() -> dict[str, Any]:
    """The JSON Schema of the plan file."""
    found: dict[str, Any] = msgspec.json.decode((schemas_dir() / "metadata" / "plan.schema.json").read_bytes())
    return found


@cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # here: only a plan needs it, and it is slow to load

    return Draft202012Validator(plan_schema())


def softened(tree: Tree) -> Any:
    """The tree's value with blanks left out, labels as ids, and scalars of the type that the schema asks for."""
    return _soft(tree.value, plan_schema(), (), tree)


def faults(value: Any, tree: Tree) -> tuple[Problem, ...]:
    """Everything in a softened value that the schema does not allow, in the order of the file."""
    order: dict[str, int] = {}
    for number, place in enumerate(tree.places.values()):
        order.setdefault(place, number)
    found = (fault for error in _validator().iter_errors(value) for fault in _named(error, tree))
    return tuple(sorted(found, key=lambda fault: order.get(fault.place, 0)))


def _resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = schema.get("$ref")
    return plan_schema()["$defs"][reference.rpartition("/")[2]] if reference else schema


def _soft(value: Any, schema: Mapping[str, Any], path: Path, tree: Tree) -> Any:
    schema = _resolved(schema)
    kinds = schema.get("type", "string")
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        parts = {key: _soft(each, properties.get(key, {}), (*path, key), tree) for key, each in value.items()}
        return {key: each for key, each in parts.items() if key not in properties or each not in (None, "", {}, [])}
    if kinds == "array":
        return _soft_list(value, schema, path, tree)
    if isinstance(value, list):
        return value
    if value is None:
        return {} if kinds == "object" and path and isinstance(path[-1], int) else None
    return _soft_scalar(value, schema, kinds, tree.texts.get(path))


def _soft_list(value: Any, schema: Mapping[str, Any], path: Path, tree: Tree) -> Any:
    items = _resolved(schema["items"])
    if isinstance(value, list):
        found = [_soft(each, items, (*path, place), tree) for place, each in enumerate(value)]
        return ["" if each is None else each for each in found] if items.get("type") == "string" else found
    if items.get("type") == "string" and value is not None:
        entries = listed_names(value) if isinstance(value, str) and "\n" in value.strip() else [value]
        return [_soft(each, items, path, tree) for each in entries]
    return tidy(value) if isinstance(value, str) else value


def _soft_scalar(value: Any, schema: Mapping[str, Any], kinds: Any, written: str | None) -> Any:
    if "enum" in schema:
        text = tidy(written if written is not None else str(value))
        name = list_of(frozenset(schema["enum"]))
        return (choice(name, text) or text) if name and text else text
    if kinds == "string":
        if isinstance(value, date | datetime):
            return value.isoformat()
        text = tidy(value if isinstance(value, str) else written if written is not None else str(value))
        return arabic_digits(text) if schema.get("pattern", "").startswith("^[0-9]") else text
    if isinstance(value, str):
        text = tidy(value)
        if kinds == "boolean":
            found = choice("authoritative", text) if text else None
            return text if found is None else found == "true"
        digits = arabic_digits(text)
        return int(digits) if "integer" in kinds and digits.isdecimal() and len(digits) < 10 else text
    return value


def _named(error: ValidationError, tree: Tree) -> Iterator[Problem]:
    path: Path = tuple(error.absolute_path)
    place, value, rule = tree.place(path), error.instance, error.validator
    shown = value if isinstance(value, str | int | float | bool) else ""
    source = tree.source
    if rule == "additionalProperties":
        known = list(error.schema["properties"])
        for key in value:
            if key not in known:
                yield problem(
                    "unknown_key",
                    source,
                    tree.place((*path, key)),
                    key,
                    key=key,
                    known=", ".join(known),
                    **nearest(key, known),
                )
    elif rule == "type":
        wanted = error.validator_value[0] if isinstance(error.validator_value, list) else error.validator_value
        yield problem("wrong_type", source, place, shown, wanted_th=_KINDS[wanted][0], wanted_en=_KINDS[wanted][1])
    elif rule == "enum":
        known = [str(each) for each in error.validator_value]
        labels = words()["choices"][list_of(frozenset(known))]
        yield problem(
            "not_one_of",
            source,
            place,
            shown,
            **nearest(str(value), known),
            known_th=", ".join(f"{each} ({labels[each]['th']})" for each in known),
            known_en=", ".join(f"{each} ({labels[each]['en']})" for each in known),
        )
    elif rule in ("maxLength", "maxItems"):
        yield problem("too_long", source, place, shown, limit=error.validator_value)
    elif rule in ("minimum", "maximum"):
        yield problem("out_of_range", source, place, shown, low=error.schema["minimum"], high=error.schema["maximum"])
    elif rule == "required":
        missing = [key for key in error.validator_value if key not in value]
        yield problem("missing_key", source, place, key=", ".join(missing))
    else:
        yield problem(_PATTERNS[str(path[-1])], source, place, shown)
