"""Gathers the texts of the extension, says which lack Thai, and compiles: run by a Python that has CKAN.

``.stack/ckan-2.12/bin/python tools/translations.py [--check]``: new texts are added to the Thai file with nothing
beside them, those that nobody uses any more are taken out, the English file is made of the texts themselves. Ends
with 1 while a text has no Thai; ``--check`` writes nothing.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

EXTENSION = Path(__file__).resolve().parent.parent / "ckanext-dgmaturity" / "ckanext" / "dgmaturity"
DOMAIN = "ckanext-dgmaturity"
METHODS = [
    ("**.py", "python"),
    ("**/templates/**.html", "ckan"),
    ("**/templates/**.txt", "ckan"),
    ("**/assets/**.js", "javascript"),
]
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "ungettext": (1, 2), "pgettext": ((1, "c"), 2)}


#: the same file from the same texts, whoever makes it and whenever
HEADER = {
    "domain": DOMAIN,
    "project": DOMAIN,
    "version": "1",
    "header_comment": "# Texts of ckanext-dgmaturity",
    "msgid_bugs_address": "",
    "last_translator": "",
    "language_team": "",
    "creation_date": datetime(2026, 1, 1, tzinfo=timezone.utc),
    "revision_date": datetime(2026, 1, 1, tzinfo=timezone.utc),
    "fuzzy": False,
}


def gathered() -> Catalog:
    """Every text of the extension, in English, without the places where they stand."""
    found = Catalog(domain=DOMAIN)
    methods = [*METHODS, ("templates/**.html", "ckan"), ("templates/**.txt", "ckan"), ("assets/**.js", "javascript")]
    for _, _, text, _, context in extract_from_dir(
        EXTENSION, methods, {"**.py": {}, **{place: {"silent": "false"} for place, kind in methods if kind == "ckan"}},
        keywords=KEYWORDS,
    ):  # fmt: skip
        found.add(text, context=context)
    return found


def place(lang: str, kind: str) -> Path:
    """The ``po`` or ``mo`` file of a language."""
    return EXTENSION / "i18n" / lang / "LC_MESSAGES" / f"{DOMAIN}.{kind}"


def held(lang: str) -> Catalog:
    """What a language has now."""
    path = place(lang, "po")
    if not path.is_file():
        return Catalog(locale=lang, **HEADER)
    with path.open("rb") as file:
        return read_po(file, locale=lang, domain=DOMAIN)


def thai(texts: Catalog) -> Catalog:
    """The Thai of every text, empty where there is none yet, in the order of the English."""
    old, made = held("th"), Catalog(locale="th", **HEADER)
    for each in _of(texts):
        before = old.get(each.id if isinstance(each.id, str) else each.id[0], each.context)
        made.add(each.id, _in_form(each, before), context=each.context)
    return made


def english(texts: Catalog) -> Catalog:
    """The texts themselves."""
    made = Catalog(locale="en", **HEADER)
    for each in _of(texts):
        made.add(each.id, each.id, context=each.context)
    return made


def missing(catalog: Catalog) -> list[str]:
    """The texts that say nothing in this language."""
    return [str(each.id) for each in _of(catalog) if not any(_strings(each))]


def _of(catalog: Catalog) -> Iterator[Message]:
    return iter(sorted((each for each in catalog if each.id), key=lambda each: (str(each.id), each.context or "")))


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _in_form(new: Message, old: Message | None) -> str | tuple[str, ...]:
    """The old words in the form of the new message: Thai has one form for all numbers."""
    said = next((text for text in _strings(old) if text), "") if old is not None else ""
    return said if isinstance(new.id, str) else (said,)


def _bytes(catalog: Catalog) -> tuple[bytes, bytes]:
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalog, width=0, omit_header=False, no_location=True)
    write_mo(mo, catalog)
    lines = [line for line in po.getvalue().splitlines(keepends=True) if b"-Date:" not in line]
    return b"".join(lines), mo.getvalue()


def main(words: list[str]) -> int:
    """Checks or writes; 1 while a text has no Thai, or the files are not what the texts are."""
    texts = gathered()
    made = {"th": thai(texts), "en": english(texts)}
    stale = False
    for lang, catalog in made.items():
        for kind, body in zip(("po", "mo"), _bytes(catalog), strict=True):
            path = place(lang, kind)
            if "--check" in words:
                stale = stale or kind == "po" and (not path.is_file() or path.read_bytes() != body)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
    lacking = missing(made["th"])
    for text in lacking:
        print(f"no Thai: {text}", file=sys.stderr)
    if stale:
        print("the files are not what the texts are; run tools/translations.py", file=sys.stderr)
    return 1 if lacking or stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
