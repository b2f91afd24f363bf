"""Texts with every personal-looking value masked, for whatever is stored, shown or logged.

Here recall comes first: each value that looks personal is hidden, the juristic id and the office's mailbox too where
they look the same. A masked text masks to itself; time is linear in its length.
"""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

from checker.privacy import patterns
from checker.privacy.emails import personal_mailbox
from checker.privacy.words import words

HIDDEN = "…"
_PASSES = 4  #: a mask can bring two halves of another value together
_PASSPORT = "xxxxxxxx"
_IN_JSON = re.compile(r"\\u0[eE][0-9a-fA-F]{2}")
_IN_HTML = re.compile(r"&#(?:3[5-7]\d\d|[xX]0?[eE][0-9a-fA-F]{2});")
_IN_URL = re.compile(r"(?:%[eE]0%[bB][89]%[89aAbB][0-9a-fA-F](?:%20|\+)?)+")
_DECIMAL = re.compile(r"0\.\d+")


def masked(text: str) -> str:
    """The text with ids, mobile numbers, mailboxes, names behind a prefix, house and passport numbers masked."""
    plain = _unescaped(text)
    shown = plain
    for _ in range(_PASSES):
        before = shown
        shown = _once(shown)
        if shown == before:
            break
    return text if shown == plain else shown


def _unescaped(text: str) -> str:
    """Thai letters and digits as they are, which JSON, HTML and addresses write by their numbers."""
    if "\\u0" in text:
        text = _IN_JSON.sub(lambda found: chr(int(found[0][2:], 16)), text)
    if "&#" in text:
        text = _IN_HTML.sub(lambda found: html.unescape(found[0]), text)
    if "%" in text:
        text = _IN_URL.sub(lambda found: unquote(found[0], errors="replace"), text)
    return text


def _once(text: str) -> str:
    if any(sign in text for sign in ("@", "＠", "(at)", "[at]", "%40")):
        text = patterns.ANY_EMAIL.sub(lambda found: masked_email(found[0]), text)
    if patterns.SOME_DIGIT.search(text):
        text = _without_ids(text)
        text = patterns.ANY_MOBILE.sub(_mobile, text)
        text = patterns.ANY_HOUSE.sub(lambda found: f"{found[1] or ''}xx", text)
        text = patterns.ANY_PASSPORT.sub(lambda found: f"{found[1]}{_PASSPORT}", text)
    if ":" in text or "=" in text:
        text = patterns.labelled_name().sub(_labelled, text)
    if patterns.LATIN_STEM.search(text) or any(stem in text for stem in patterns.short_stems()):
        text = patterns.any_name().sub(_name, text)
    return text


def _without_ids(text: str) -> str:
    kept: list[str] = []
    done = 0
    for start, end, number in patterns.any_ids(text):
        kept += text[done:start], masked_citizen(number)
        done = end
    return "".join((*kept, text[done:]))


def _mobile(found: re.Match[str]) -> str:
    """A decimal number (``0.812345678``) stays."""
    return found[0] if _DECIMAL.fullmatch(found[0]) else masked_mobile(found[0])


def _name(found: re.Match[str]) -> str:
    if found.string[max(found.start() - 10, 0) : found.start()].endswith(words().places_before):
        return found[0]
    return masked_name(found[1], *(part for part in found.groups()[1:] if part))


def holds_personal(text: str) -> bool:
    """Whether a text (the excerpt of an answer, a body) holds a value that would make it personal data.

    One plausible citizen id, mobile number, mailbox of a person or full name behind a prefix is enough: what is not
    kept is lost to nobody. An office's mailbox, a juristic id, a house number by itself are none.
    """
    plain = patterns.arabic(_unescaped(text))
    return (
        any(map(_personal_number, patterns.citizen_numbers(plain)))
        or next(patterns.mobiles(plain), None) is not None
        or any(personal_mailbox(found[1], found[2]) for found in patterns.EMAIL.finditer(plain))
        or patterns.full_name().search(plain) is not None
        or patterns.labelled_name().search(plain) is not None
    )


def _labelled(found: re.Match[str]) -> str:
    return found[1] + masked_name("", found[2], found[3] or "")


def _personal_number(found: tuple[str, bool]) -> bool:
    number, _card = found
    return patterns.plausible(number) and patterns.check_digit_holds(number)


def masked_citizen(number: str) -> str:
    """``1-1037-xxxxx-xx-9``."""
    return f"{number[0]}-{number[1:5]}-xxxxx-xx-{number[12]}"


def masked_mobile(written: str) -> str:
    """``08x-xxx-xx12``."""
    digits = patterns.digits(written)
    return f"0{digits[-9]}x-xxx-xx{digits[-2:]}"


def masked_email(written: str) -> str:
    """``s…@g….com``."""
    local, host = re.split(r"@|＠|\(at\)|\[at\]|%40", written, maxsplit=1)
    local, host = local.strip(), host.strip()
    name, _, end = host.partition(".")
    return f"{local[:1]}{HIDDEN}@{name[:1]}{HIDDEN}.{end.rpartition('.')[2]}"


def masked_name(prefix: str, *parts: str) -> str:
    """``นาย ส… ใ…``."""
    shown = " ".join(f"{part[0]}{HIDDEN}" for part in parts if part)
    lead = patterns.arabic(prefix).strip()
    return f"{lead} {shown}" if lead else shown


def masked_address(written: str) -> str:
    """``xx หมู่ x …``."""
    return f"xx หมู่ x {HIDDEN}" if "หมู่" in written or "ม." in written else f"xx {HIDDEN}"


def masked_passport(written: str) -> str:
    """``Axxxxxxx``."""
    return f"{written[:1]}{'x' * (len(written) - 1)}"
