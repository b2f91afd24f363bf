"""What may be filled in for an item, and which of it can change more than the item itself.

Most fields are read by their own check alone: any value that passes is as good as another. Some are read by others:
the category decides whether a dataset is public; frequency and coverage may speak for the detail of its files and how
current they are; the type, title and keywords may tell the kind of data. Of these every choice is tried that the
engine can tell from the others (``tests/unit/test_worklist_law.py`` holds them against all choices of the vocabulary).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

from checker.model import Dataset, FieldValue
from checker.resources import load_yaml, schemas_dir
from checker.rubric import Item, Rubric
from checker.vocabulary import Vocabulary, vocabulary
from checker.worklist.lacking import fields_of, says_nothing

Values = Mapping[str, FieldValue]  #: field → what is written in it

#: fields that other parts of the line read, beside the check of their own item
TELLING = frozenset(
    {
        "data_type",
        "data_category",
        "geo_coverage",
        "update_frequency_unit",
        "update_frequency_interval",
        "title",
        "tag_string",
    }
)
OTHER_TEXT = "ระบุแล้ว"  #: what stands in the text of อื่นๆ
PLAIN = "ข้อความที่กรอกแล้ว"  #: free text that no rule knows
E_MAIL = "contact@agency.go.th"
LONG, SHORT = "1000", "1"  #: the interval that allows most and least
ORGANIZATION = "organization"


def fills(
    dataset: Dataset, item: Item, failed: frozenset[str], rubric: Rubric, *, live: bool = True
) -> tuple[Values, ...]:
    """Each way to fill in what an item lacks that the engine can tell from the others; the plainest first.

    ``failed`` are the checks of the item that failed. A field whose check passed is left as it is. Where the dataset
    has no ``live`` interface, nobody asks how long an interval is: only what its unit says of the detail is told.
    """
    asked = fields_of(item, failed) or item.fields[:1]
    ways = [tuple(_of_field(dataset, name, rubric, live)) for name in asked]
    return tuple([_joined(each) for each in product(*ways)])


def _joined(parts: tuple[Values, ...]) -> Values:
    return {name: value for part in parts for name, value in part.items()}


def telling(item: Item) -> bool:
    """Whether what is filled in may change more than the item."""
    return not TELLING.isdisjoint(item.fields)


def _of_field(dataset: Dataset, name: str, rubric: Rubric, live: bool) -> Iterator[Values]:
    words = vocabulary()
    if name == "update_frequency_interval":
        yield from ({name: number} for number in ((SHORT, LONG) if live else (SHORT,)))
    elif name in ("title", "tag_string"):
        yield {name: plain_text(name)}
        yield {name: _camera_word()}
    elif name in TELLING:
        yield from ({name: value, **_other(words, name, value)} for value in told_apart(name, rubric, live))
    else:
        yield {name: plain_value(dataset, name)}


def plain_value(dataset: Dataset, name: str) -> FieldValue:
    """A value that passes the check of a field that nothing else reads."""
    words = vocabulary()
    field = words.fields["dataset"][name]
    if field.form == "email":
        return E_MAIL
    if field.form == "organization":
        return dataset.publisher.id if dataset.publisher else ORGANIZATION
    if choices := words.choices(name):
        return choices[0].value
    return plain_text(name)


def plain_text(name: str) -> str:
    """Free text that says something, and of each field another: a description is not its title again."""
    return f"{PLAIN} ({name})"


def told_apart(name: str, rubric: Rubric, live: bool = True) -> tuple[str, ...]:
    """One choice for each effect that the engine can tell, in the order of the vocabulary."""
    words = vocabulary()
    found: dict[object, str] = {}
    nothing = says_nothing(name, rubric)
    for choice in words.choices(name):
        if choice.value in nothing:
            continue
        found.setdefault(_effect(words, name, choice.value, rubric, live), choice.value)
    return tuple(found.values())


def _effect(words: Vocabulary, name: str, value: str, rubric: Rubric, live: bool) -> object:
    rules = rubric.openness
    if name == "data_category":
        return value in rules.public_categories
    if name == "geo_coverage":
        return rules.granularity.declared_areas.get(value) in rules.granularity.detailed_areas
    if name == "update_frequency_unit":
        unit = words.frequencies.get(value)
        if unit is None:
            return False
        detailed = unit.period in rules.granularity.detailed_periods
        return (detailed, unit.days, unit.allowed_days, unit.working) if live else detailed
    return _kinds_by_type().get(value) if name == "data_type" else value


def _other(words: Vocabulary, name: str, value: str) -> Values:
    """The text beside อื่นๆ, which an item may ask for."""
    field = words.fields["dataset"][name]
    return {field.other: OTHER_TEXT} if field.other and value == words.choices(name)[-1].value else {}


def is_other(name: str, value: str) -> Values:
    """What else has to be written beside a value that a person chose."""
    return _other(vocabulary(), name, value)


@cache
def _kinds() -> Mapping[str, object]:
    found: Mapping[str, object] = load_yaml(schemas_dir() / "openness" / "kinds.yaml")
    return found


def _kinds_by_type() -> Mapping[str, str]:
    found = _kinds()["data_type"]
    return found if isinstance(found, dict) else {}


@cache
def _camera_word() -> str:
    words = _kinds()["cctv_words"]
    return str(words[0]) if isinstance(words, list) else PLAIN
