"""Keywords as they are typed: one normal form, CKAN's length, and nothing that is not seen."""

from __future__ import annotations

import re

from msgspec import Struct

from checker.entry.rules import entry
from checker.rubric import Text
from checker.text import one_line, repair

#: between two keywords of one text, so never inside of one
SEPARATORS = ",;\n\r"
_SEPARATORS = re.compile(f"[{SEPARATORS}]")
#: control, direction and zero-width characters, line and paragraph separators, unpaired surrogates
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


class TagProblem(Struct, frozen=True, kw_only=True):
    """Why a keyword is not taken."""

    code: str
    text: Text


def tags_of(text: str) -> list[str]:
    """The keywords of one text, each once, in their order. Commas, semicolons and line breaks stand between them."""
    return list(dict.fromkeys(filter(None, (each.strip() for each in _SEPARATORS.split(text)))))


def tag_of(written: object) -> str | TagProblem:
    """The keyword in its stored form: NFC, Thai marks in order, single blanks.

    Thai letters, vowels and tone marks count one each, as CKAN counts (code points): a single consonant is too short.
    """
    if not isinstance(written, str):
        return _problem("no_text", "")
    text = written.strip()
    if _SEPARATORS.search(text):
        return _problem("separator", text)
    if _UNSEEN.search(text):
        return _problem("unseen", text)
    text = one_line(repair(text)).strip()
    bounds = entry().tags
    if len(text) < bounds.least:
        return _problem("short", text)
    return _problem("long", text) if len(text) > bounds.most else text


def _problem(code: str, tag: str) -> TagProblem:
    shown = {"tag": _UNSEEN.sub("�", tag[:40]), "least": entry().tags.least, "most": entry().tags.most}
    template = entry().texts[f"tag_{code}"]
    return TagProblem(code=code, text=Text(th=template.th.format(**shown), en=template.en.format(**shown)))
