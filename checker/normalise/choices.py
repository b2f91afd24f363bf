"""Values of choice lists in every spelling, brought to what the vocabulary stores (``metadata.md`` 1, 3, 4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from checker.model import FieldValue
from checker.normalise.notebook import Notebook
from checker.normalise.shapes import listed, parts, single
from checker.text import clean
from checker.vocabulary import LONGEST, OTHER, Field, Vocabulary

_LINES = re.compile(r"[\r\n]+|(?:^|\s)[•●▪◦‣·]\s*")
_BULLET = re.compile(r"^(?:[-–—*•●▪◦‣·]+\s*|\(?\d{1,2}[.)]\s+)")
_SEPARATOR = re.compile(r"\s*[,;/|]\s*")
_AROUND = " .,;:'\"“”‘’()[]"  #: signs around a choice that are no part of it
_LONGEST_CHOICE = 4  #: most separators inside one choice
#: "อื่นๆ: SPSS", "อื่น ๆ (โปรดระบุ) SPSS", "อื่นๆ ได้แก่ SPSS": the choice with its text behind it
_OTHER_AND_TEXT = re.compile(r"อื่น\s?ๆ\s*(?:\(?\s*(?:โปรด)?ระบุ\s*\)?|ได้แก่|คือ)?[\s:\-–=]*(?P<text>.*)", re.DOTALL)


def exact_values(words: Vocabulary, field: Field) -> Mapping[str, str]:
    """The stored values of a one-choice field: a text that is one of them needs no reading."""
    return {} if field.form == "choices" else {each.value: each.value for each in words.choices(field.name)}


def one_choice(words: Vocabulary, field: Field, value: Any, book: Notebook) -> tuple[str, str]:
    """(the stored value where the list knows the text, else the text itself; the text for the field of อื่นๆ)."""
    text = single(value)
    found = words.match(field.name, text)
    if found is None:
        text = single(book.clean(field.name, text))
        found = words.match(field.name, text) or _bare_match(words, field.name, text)
        if found is None:
            return _other_and_text(words, field, text, book)
    if found != text:
        book.add("synonym", field.name, text, found)
    return found, ""


def _other_and_text(words: Vocabulary, field: Field, text: str, book: Notebook) -> tuple[str, str]:
    """A text that is in no list: อื่นๆ and what it says, where it begins so."""
    others = behind_other(text) if field.other and words.match(field.name, OTHER) == OTHER else None
    if others is None:
        return text, ""
    book.add("kept_as_other", field.name, others or text, OTHER)
    return OTHER, others


def behind_other(text: str) -> str | None:
    """What is written behind อื่นๆ in one cell, without the brackets around it; ``None``: it does not begin so."""
    found = _OTHER_AND_TEXT.fullmatch(text)
    if found is None:
        return None
    said = found["text"].strip()
    return said[1:-1].strip() if said.startswith("(") and said.endswith(")") and said.count("(") == 1 else said


def _bare_match(words: Vocabulary, name: str, text: str) -> str | None:
    """The choice behind a bullet, between quotes, or written twice (``- จังหวัด``, ``"ปี".``, ``ปี, ปี``)."""
    bare = _BULLET.sub("", text).strip(_AROUND)
    found = words.match(name, bare) if bare and bare != text else None
    if found is None and "," in text and len(text) <= LONGEST:
        each = {words.match(name, part) for part in text.split(",")}
        found = each.pop() if len(each) == 1 else None
    return found


class Chosen:
    """The members of one many-choice value: those of the list, and the texts that are in no list."""

    __slots__ = ("found", "rest")

    def __init__(self) -> None:
        self.found: dict[str, str] = {}  #: stored value → as written
        self.rest: list[str] = []


def many_choices(words: Vocabulary, field: Field, value: Any, book: Notebook) -> tuple[tuple[str, ...], str]:
    """(stored values, text for the field of อื่นๆ). What is in no list becomes อื่นๆ with its text; a filler stays."""
    if type(value) is list and len(value) <= 30 and {*map(type, value)} == {str}:
        as_stored = _stored(words, field.name, tuple(value))
        if as_stored:
            return as_stored, ""
    chosen = Chosen()
    for part in parts(value):
        _take(words, field.name, book.clean(field.name, part), chosen)
    for stored, text in chosen.found.items():
        if stored != text:
            book.add("synonym", field.name, text, stored)
    if field.other:
        _split_others(chosen)
    rest = [text for text in chosen.rest if not words.filler(text)]
    if not rest:
        return tuple(chosen.found) or tuple(dict.fromkeys(chosen.rest)), ""
    if not field.other:
        return (*chosen.found, *dict.fromkeys(rest)), ""
    others = "\n".join(dict.fromkeys(rest))
    book.add("kept_as_other", field.name, others, OTHER)
    return (*(each for each in chosen.found if each != OTHER), OTHER), others


def _split_others(chosen: Chosen) -> None:
    """``อื่นๆ: SPSS`` in the rest: the choice is found, and its text remains."""
    rest, chosen.rest = chosen.rest, []
    for text in rest:
        said = behind_other(text)
        if said is not None:
            chosen.found.setdefault(OTHER, OTHER)
        if said is None or said:
            chosen.rest.append(said or text)


@lru_cache(maxsize=4096)
def _stored(words: Vocabulary, name: str, written: tuple[str, ...]) -> tuple[str, ...]:
    """The values, each once, where all of them are as they are stored; else nothing."""
    return tuple(dict.fromkeys(written)) if all(words.match(name, each) == each for each in written) else ()


def _take(words: Vocabulary, name: str, text: str, chosen: Chosen) -> None:
    if not text:
        return
    found = words.match(name, text)
    if found is not None:
        chosen.found.setdefault(found, text)
        return
    members = listed(text)
    if members is not None:
        for member in members:
            _take(words, name, clean(member), chosen)
        return
    for line in _LINES.split(text)[:200]:
        line = line.strip()
        line = _BULLET.sub("", line).strip() or line
        if line:
            _take_line(words, name, line, chosen)


def _take_line(words: Vocabulary, name: str, line: str, chosen: Chosen) -> None:
    """A line: one choice, or several between separators. Without a single choice in it, it is free text, whole."""
    found = words.match(name, line)
    if found is not None:
        chosen.found.setdefault(found, line)
        return
    pieces = _SEPARATOR.split(line)[:200]
    marks = _SEPARATOR.findall(line)
    known: list[tuple[str, str]] = []
    rest: list[str] = []
    at = 0
    while at < len(pieces):
        taken = _longest(words, name, pieces, marks, at)
        if taken is None:
            rest.append(pieces[at])
            at += 1
        else:
            known.append(taken[1:])
            at = taken[0]
    if known:
        for stored, text in known:
            chosen.found.setdefault(stored, text)
        chosen.rest.extend(filter(None, rest))
    else:
        chosen.rest.append(line)


def _longest(words: Vocabulary, name: str, pieces: list[str], marks: list[str], at: int) -> tuple[int, str, str] | None:
    """The longest choice that begins at a piece, separators inside it included (``DOC/DOCX``, ``เทศบาล/อบต.``)."""
    for end in range(min(len(pieces), at + _LONGEST_CHOICE), at, -1):
        text = pieces[at] + "".join(
            mark + piece for mark, piece in zip(marks[at : end - 1], pieces[at + 1 : end], strict=True)
        )
        found = words.match(name, text) if text else None
        if found is not None:
            return end, found, text
    return None


def with_other(fields: dict[str, FieldValue], field: Field, others: str) -> None:
    """Puts the text of อื่นๆ into its own field, behind what stands there."""
    there = fields.get(field.other)
    kept = there if isinstance(there, str) else ""
    if others and clean(others) not in kept:
        fields[field.other] = f"{kept}\n{others}" if kept else others
