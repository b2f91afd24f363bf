"""Words and shown values: interface texts in both languages, texts made safe to show, times in Bangkok.

A text that comes from a catalog may hold anything: control characters, bidirectional overrides, half
surrogates, a megabyte without a space. :func:`clean` makes it one that can be shown; escaping for HTML is
Jinja2's work (autoescape), cells of a workbook are written as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec
from markupsafe import Markup, escape

from checker.dates import show_date
from checker.model import Parameter
from checker.resources import load_yaml, schemas_dir
from checker.rubric import Rubric, Text
from checker.texts import Bilingual, reason_text
from checker.vocabulary import vocabulary

Named = Mapping[str, Mapping[str, Text]]  #: words for the values of a parameter, by the parameter's name

LANGUAGES = ("th", "en")
_VALUE_GROUPS = frozenset({"universe", "verdict", "role", "outcome"})  #: interface texts that are words for values
SHOWN = 300  #: characters of a catalog's text that a page shows

# C0 and C1 controls, bidirectional marks and overrides, separators, half surrogates, no characters
_UNSHOWN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\ufffe\uffff]"
)
_BLANKS = re.compile(r"\s+")
_WEB = re.compile(r"https?://[^\s\x00-\x20<>\"]+\Z", re.IGNORECASE)


class _Ended(msgspec.Struct, frozen=True, kw_only=True):
    """How an attempt at an interface ended, in words."""

    th: str
    en: str
    fix: Text | None = None


@cache
def words() -> Mapping[str, Mapping[str, Text]]:
    """The interface texts by group and id, of all files in ``schemas/report``."""
    raw: dict[str, Any] = {}
    for part in sorted((schemas_dir() / "report").glob("*.yaml")):
        raw.update(load_yaml(part))
    return msgspec.convert(raw, dict[str, dict[str, Text]])


def word(group: str, name: str) -> Text:
    """The text of an id; the id itself where there is none, so that a new one can never stop a report."""
    return words().get(group, {}).get(name) or Text(th=name, en=name)


def say(key: str, lang: str, **params: object) -> str:
    """An interface text (``group.id``) in one language, filled in."""
    group, _, name = key.partition(".")
    return fill(word(group, name), {name: _parameter(value) for name, value in params.items()}, lang)


def fill(text: Bilingual, params: Mapping[str, Parameter], lang: str, named: Named | None = None) -> str:
    """The text with its parameters, each cleaned and cut.

    A parameter whose values have words, in ``named`` or among the interface texts, is shown by them.
    """
    shown = {name: _told(name, value, lang, named or {}) for name, value in params.items()}
    return reason_text(text, shown, lang)


def _told(name: str, value: Parameter, lang: str, named: Named) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, tuple):
        return ", ".join(_told(name, part, lang, named) for part in value) or "–"
    group = named.get(name) or (words()[name] if name in _VALUE_GROUPS else {})
    known = group.get(str(value))
    return known.get(lang) if known else clean(str(value), 160)


def _parameter(value: object) -> Parameter:
    return value if isinstance(value, int | tuple) else str(value)


def rubric_words(rubric: Rubric) -> Named:
    """The rubric's own names for the ids that parameters hold."""
    criteria = {criterion.id: criterion.title for criterion in rubric.openness.criteria}
    tiers = {tier.id: tier.title for tier in rubric.openness.tiers}
    return {
        "criterion": criteria,
        "criteria": criteria,
        "tier": tiers,
        "formats": {name: Text(th=form.title, en=form.title) for name, form in vocabulary().formats.items()},
        "kind": {kind.id: kind.title for kind in rubric.openness.kinds},
        "item": {item.no: item.title for item in rubric.items},
        "step": {step.id: step.title for step in rubric.steps},
        **openness_words(),
    }


@cache
def openness_words() -> Named:
    """Names for what the grades speak of: periods, areas, interfaces, signs of layout, troubles of reading, probes.

    ``probe`` tells how an attempt at an interface ended, ``mend`` what to do about it.
    """
    folder = schemas_dir() / "openness"
    signs = msgspec.convert(load_yaml(folder / "signs.yaml"), dict[str, Text])
    troubles = msgspec.convert(load_yaml(folder / "troubles.yaml"), dict[str, Text])
    terms = msgspec.convert(load_yaml(folder / "terms.yaml"), dict[str, dict[str, Text]])
    probes = msgspec.convert(load_yaml(folder / "probes.yaml")["reasons"], dict[str, _Ended])
    told = {name: Text(th=each.th, en=each.en) for name, each in probes.items()}
    mend = {name: each.fix or terms["mend"]["interface"] for name, each in probes.items()}
    return {"sign": signs, "signs": signs, "trouble": troubles, **terms, "probe": told, "mend": mend}


def words_of_gains() -> Mapping[str, Text]:
    """What the gain of a fix takes for granted, by id."""
    return _words_of_worklist("assumed")


def words_of_columns() -> Mapping[str, Text]:
    """What the columns of the worklist are called, by id."""
    return _words_of_worklist("columns")


@cache
def _words_of_worklist(group: str) -> Mapping[str, Text]:
    return msgspec.convert(load_yaml(schemas_dir() / "worklist.yaml")[group], dict[str, Text])


def clean(text: str, limit: int = SHOWN) -> str:
    """The text with nothing in it that acts on what is around it, on one line, cut at ``limit`` characters."""
    shown = _BLANKS.sub(" ", _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", text[: limit * 4])).strip()
    return shown if len(shown) <= limit else shown[: limit - 1].rstrip() + "…"


def web_address(url: str) -> str | None:
    """The URL where a page may link to it: http or https, with a host, nothing hidden in it."""
    if not _WEB.match(url) or _UNSHOWN.search(url) or len(url) > 2000:
        return None
    try:
        return url if urlsplit(url).hostname else None
    except ValueError:
        return None


def moment(at: datetime, zone: str, lang: str) -> str:
    """A date and time in the zone, of the Buddhist Era in Thai: ``30 กันยายน 2565 เวลา 23:59 น.``"""
    local = at.astimezone(ZoneInfo(zone))
    return f"{show_date(local.date(), lang)} {say('date.time', lang, time=f'{local:%H:%M}')}"


def both(th: str, en: str) -> Markup:
    """Both languages, one of which the page shows; once where they are the same."""
    if th == en:
        return escape(th)
    return Markup("<span lang=th>{}</span><span lang=en>{}</span>").format(th, en)


def tell(key: str, **params: object) -> Markup:
    """An interface text in both languages, for a page."""
    return both(say(key, "th", **params), say(key, "en", **params)) if params else _told_plainly(key)


@cache
def _told_plainly(key: str) -> Markup:
    return both(say(key, "th"), say(key, "en"))


def told(text: Bilingual, params: Mapping[str, Parameter], named: Named) -> Markup:
    """A text of the rubric in both languages, filled in, for a page."""
    return both(fill(text, params, "th", named), fill(text, params, "en", named))


def names(group: str) -> Iterator[str]:
    """The ids of a group of texts, in the order of the file."""
    return iter(words()[group])
