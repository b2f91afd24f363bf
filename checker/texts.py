"""From reason ids to words, in Thai and English. The words are data: of the checks, the rubric, the openness rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Protocol

from checker.dates import show_date
from checker.model import Finding, Parameter
from checker.rubric import CheckReason, Rubric

_PLACE = re.compile(r"\{([a-z_]+)\}")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Bilingual(Protocol):
    """Anything with a text in both languages."""

    @property
    def th(self) -> str: ...
    @property
    def en(self) -> str: ...


Named = Mapping[str, Mapping[str, Bilingual]]  #: words for the values of a parameter, by the parameter's name


def perhaps(name: str) -> dict[str, str]:
    """The parameters ``near_th`` and ``near_en`` of a text: what was perhaps meant; nothing where nothing is near."""
    if not name:
        return {"near_th": "", "near_en": ""}
    return {"near_th": f" (หมายถึง {name} หรือไม่)", "near_en": f" (did you mean {name}?)"}


def finding_text(finding: Finding, rubric: Rubric, lang: str) -> str:
    """What a finding says."""
    return reason_text(_reason(finding, rubric), finding.params, lang)


def finding_fix(finding: Finding, rubric: Rubric, lang: str) -> str | None:
    """How to mend it; ``None`` where there is nothing to mend."""
    fix = _reason(finding, rubric).fix
    return None if fix is None else reason_text(fix, finding.params, lang)


def finding_title(finding: Finding, rubric: Rubric, lang: str) -> str:
    """What the check is called."""
    return rubric.checks[finding.check].title.get(lang)


def _reason(finding: Finding, rubric: Rubric) -> CheckReason:
    return rubric.checks[finding.check].reasons[finding.reason]


def reason_text(reason: Bilingual, params: Mapping[str, Parameter], lang: str) -> str:
    """The text with its parameters; a parameter that is not there leaves its place blank.

    Parameters come from hostile catalogs: they are put in as they are, never read as a pattern.
    """
    template = reason.th if lang == "th" else reason.en
    return _PLACE.sub(lambda place: _shown(params.get(place[1]), lang), template) if "{" in template else template


def in_words(params: Mapping[str, Parameter], named: Named, lang: str) -> dict[str, Parameter]:
    """The parameters, the values of which are ids by their words (``named``, by the parameter's name)."""
    return {name: _in_words(value, named.get(name), lang) for name, value in params.items()}


def _in_words(value: Parameter, words: Mapping[str, Bilingual] | None, lang: str) -> Parameter:
    if not words:
        return value
    if isinstance(value, tuple):
        return tuple(str(_in_words(part, words, lang)) for part in value)
    known = words.get(str(value))
    return value if known is None else known.th if lang == "th" else known.en


def _shown(value: Parameter, lang: str) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        return _day(value, lang)
    return str(value)


def _day(value: str, lang: str) -> str:
    try:
        return show_date(date.fromisoformat(value), lang)
    except ValueError:
        return value
