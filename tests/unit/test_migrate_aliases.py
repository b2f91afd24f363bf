"""Every other name of a field (``aliases`` in schemas/vocabulary/fields.yaml): brought to its field, and back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from checker.fix.places import CORE
from checker.migrate import Move, Plan, plan
from checker.vocabulary import Field, vocabulary

TODAY = date(2026, 1, 31)
ALIASES = [
    (level, name, alias)
    for level, fields in vocabulary().fields.items()
    for name, field in fields.items()
    for alias in field.aliases
]
#: form → what other editions write, and what is stored
SAMPLES: dict[str, tuple[tuple[str, Any], ...]] = {
    "text": (("02 123 4567 ต่อ 8", "02 123 4567 ต่อ 8"), ("กองสถิติ", "กองสถิติ")),
    "heading": (("ชื่อ", "ชื่อ"),),
    "long_text": (("ติดต่อ\nเจ้าหน้าที่", "ติดต่อ\nเจ้าหน้าที่"),),
    "email": (("stat@agency.example", "stat@agency.example"),),
    "url": (("https://agency.example/", "https://agency.example/"),),
    "flag": (("1", "True"), ("0", "False"), ("true", "True"), ("True", "True")),
    "date": (("10 ก.ย. 2564", "2021-09-10"), ("2021-09-10", "2021-09-10")),
    "year": (("๒๕๖๔", "2021"), ("2021", "2021")),
    "number": (("๒", "2"), ("2", "2")),
}


def samples(field: Field) -> Iterator[tuple[str, Any]]:
    """What may stand under another name of a field, and what the field then holds."""
    yield from SAMPLES.get(field.form, ())
    for choice in vocabulary().choices(field.name) if field.form in ("choice", "choices") else ():
        for written in (choice.value, *choice.synonyms):
            yield written, [choice.value] if field.form == "choices" else choice.value


def package(extras: dict[str, Any], top: dict[str, Any]) -> dict[str, Any]:
    """A dataset as it lies in the database."""
    bare = {"id": "d", "name": "d", "title": "t", "tags": [], "resources": []}
    return {**bare, **top, "extras": [{"key": key, "value": value} for key, value in extras.items()]}


def planned(extras: dict[str, Any], top: dict[str, Any]) -> Plan:
    return plan(package(extras, top), today=TODAY)


def put(holders: dict[str, dict[str, Any]], move: Move, value: Any) -> None:
    """A place as a move leaves it, or as it found it."""
    if value is None and move.where == "extras":
        holders["extras"].pop(move.key)
    else:
        holders[move.where][move.key] = value


@pytest.mark.parametrize(("level", "name", "alias"), ALIASES)
def test_another_name_is_brought_to_its_field_and_back(level, name, alias):
    assert level == "dataset", "a file has no other names: checker/migrate/plan.py reads none there"
    field = vocabulary().fields[level][name]
    where = "top" if name in CORE else "extras"
    told = list(samples(field))
    assert told, f"no sample of the form {field.form}"
    for written, stored in told:
        extras, top = {alias: written}, {name: None} if name in CORE else {}
        holders = {"extras": dict(extras), "top": dict(top)}
        (move,) = planned(extras, top).moves
        assert move == Move(field=name, where=where, key=name, after=stored, why="moved", source=alias)
        put(holders, move, move.after)
        assert holders["extras"][alias] == written, "the old name stays"
        assert planned(holders["extras"], holders["top"]).moves == ()
        put(holders, move, move.before)
        assert (holders["extras"], holders["top"]) == (extras, top)


@pytest.mark.parametrize(("level", "name", "alias"), ALIASES)
def test_another_name_never_stands_before_what_the_field_says(level, name, alias):
    field = vocabulary().fields[level][name]
    (_, mine), *_, (other, _) = [*samples(field), *samples(field)]
    own = json.dumps(mine, ensure_ascii=False) if isinstance(mine, list) else mine
    holders: dict[str, dict[str, Any]] = {"extras": {alias: other}, "top": {}}
    holders["top" if name in CORE else "extras"][name] = own
    assert planned(holders["extras"], holders["top"]).moves == ()


@pytest.mark.parametrize("alias", ["data_class_level", "disclosure"])
@pytest.mark.parametrize("level", ["เปิดเผย", "เผยแพร่ภายในองค์กร", "ลับ", "ลับมาก", "ลับที่สุด"])
def test_a_level_of_classification_is_read_with_its_first_word_and_without(alias, level):
    with_word, without = ((move.after for move in planned({alias: each}, {}).moves) for each in ("ชั้น" + level, level))
    assert [*with_word] == [*without] == [level if level != "เผยแพร่ภายในองค์กร" else "ชั้น" + level]


@pytest.mark.parametrize(
    ("address", "stored"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "Creative Commons Attributions"),
        ("http://www.opendefinition.org/licenses/odc-pddl", "odc-pddl"),
        ("https://agency.example/terms", "https://agency.example/terms"),
    ],
)
def test_the_address_of_a_licence_becomes_the_licence_where_it_is_known(address, stored):
    assert [move.after for move in planned({"license_url": address}, {}).moves] == [stored]
