"""Where a verdict was decided, and what was found inside a file or behind an interface, in words."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from checker.content import Content, DocumentProfile, Place, Probe, Sign, TableProfile
from checker.model import CriterionGrade, Observation, Parameter
from checker.report.model import DatasetLine
from checker.report.words import both, clean, fill, openness_words, say, word

TABLES = 5  #: tables of one file that are told


def decided_at(grade: CriterionGrade, lang: str) -> str:
    """The row, cell or page that decided a criterion; empty where it was none."""
    return place_text(grade.at, lang) if grade.at is not None and not grade.signs else ""


def resource_of(grade: CriterionGrade, line: DatasetLine) -> str:
    """Name of the resource that a grade speaks of; empty where the dataset has no other."""
    if grade.distribution is None or len(line.resources) < 2:
        return ""
    names = (each.name or each.url for each in line.resources if each.id == grade.distribution)
    return clean(next(names, grade.distribution), 90)


def place_text(place: Place, lang: str) -> str:
    """``sheet "A", row 5, column 2 "ปี": 2565``, in as many parts as are known."""
    parts = [
        say(f"where.{part}", lang, **{part: value})
        for part, value in (
            ("member", place.member),
            ("sheet", place.sheet),
            ("page", place.page),
            ("row", place.row),
            ("column", place.column),
            ("header", place.header),
            ("value", place.value),
        )
        if value
    ]
    return " ".join(parts)


def sign_text(sign: Sign, lang: str) -> str:
    """A sign of the layout: what it is, how often, and where it stands first."""
    known = openness_words()["sign"].get(sign.code)
    times = f" × {sign.count}" if sign.count > 1 else ""
    where = place_text(sign.at, lang)
    return f"{known.get(lang) if known else sign.code}{times}" + (f" ({where})" if where else "")


def found_inside(observation: Observation, lang: str) -> Iterator[str]:
    """What was found inside a file and behind its interfaces, a line each."""
    if observation.content is not None:
        yield from _content(observation.content, lang)
    for probe in observation.probes or ():
        yield _probe(probe, lang)


def _content(content: Content, lang: str) -> Iterator[str]:
    for table in content.tables[:TABLES]:
        yield _table(table, content.head, lang)
    if len(content.tables) > TABLES:
        yield say("inside.more_tables", lang, count=len(content.tables) - TABLES)
    for document in content.documents[:TABLES]:
        yield _document(document, lang)
    if content.trouble:
        trouble = openness_words()["trouble"].get(content.trouble)
        yield trouble.get(lang) if trouble else content.trouble


def _table(table: TableProfile, head: bool, lang: str) -> str:
    parts = [say("inside.table", lang, rows=table.rows, columns=table.width or len(table.columns))]
    name = " / ".join(part for part in (table.member, table.sheet) if part)
    if name:
        parts.insert(0, say("inside.name", lang, name=name))
    if head or not table.complete:
        parts.append(say("inside.head", lang))
    if table.header_row:
        parts.append(say("inside.header_row", lang, row=table.header_row))
    if table.encoding:
        parts.append(clean(table.encoding, 40))
    for group, fact in (("period", table.period), ("area", table.area)):
        if fact is not None:
            parts.append(word_of(group, fact.finest, lang))
    parts.extend(word_of("sign", sign.code, lang) for sign in table.signs[:TABLES])
    return " · ".join(parts)


def _document(document: DocumentProfile, lang: str) -> str:
    if not document.pages:
        return say("inside.text", lang, characters=document.characters)
    pages = {"pages": document.pages, "read": document.pages_read, "text": document.pages_with_text}
    return say("inside.document", lang, **pages)


def _probe(probe: Probe, lang: str) -> str:
    key = f"probe.{probe.outcome.value}"
    params: dict[str, Parameter] = {"interface": probe.interface, "condition": probe.condition, "probe": probe.reason}
    return fill(word(*key.split(".")), params, lang, openness_words())


def word_of(group: str, name: str, lang: str) -> str:
    """The word for an id of a group of the openness terms."""
    known = openness_words().get(group, {}).get(name)
    return known.get(lang) if known else name


def in_both(th: str, en: str) -> Markup:
    """A line in both languages, for a page; empty where there is none."""
    return both(th, en) if th or en else Markup("")
