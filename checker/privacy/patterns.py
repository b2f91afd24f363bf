"""What one personal value looks like. Every expression is of linear time: bounded repeats behind fixed borders.

Two widths: what :func:`checker.privacy.personal` counts must look the way people write it; what
:func:`checker.privacy.masked` hides may look any way that still holds the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from checker.privacy.words import Beginnings, words

#: what the eye does not see inside a value
UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_DASHES = r"\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_BLANKS_OF_LINE = "\t \u00a0\u2000-\u200a\u202f\u3000"
#: with line ends: narrow columns break names, and a list of numbers is no number
_BLANKS = f"{_BLANKS_OF_LINE}\n\v\f\r\u0085\u2028\u2029"
_ANY_SIGN = f"[{_BLANKS_OF_LINE}{UNSEEN}{_DASHES}._()/'’]"
_START = "\u0e01-\u0e2e\u0e40-\u0e44"  #: what a Thai syllable can begin with
_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
_WORD = f"[{_START}][{_THAI}{UNSEEN}]{{1,40}}"
_LATIN_WORD = r"[A-Z][A-Za-z'’\-]{1,40}"
_DIGITS = {ord(thai): str(value) for value, thai in enumerate("๐๑๒๓๔๕๖๗๘๙")}
_DIGITS |= {ord(wide): str(value) for value, wide in enumerate("０１２３４５６７８９")}
_HIDDEN = re.compile(f"[{UNSEEN}]")
_OTHER_DIGITS = re.compile("[๐-๙０-９]")

#: a citizen id as it stands in a cell or a text: bare, or in the groups of the card
CITIZEN = re.compile(
    r"(?<![\d.,A-Za-z])(?<!\d[-/])"
    r"(?:(\d{13})(?:\.0{1,2}(?!\d))?|(\d[- ]\d{4}[- ]\d{5}[- ]\d{2}[- ]\d))(?![\d%])(?![.,\-/]\d)"
)
MOBILE = re.compile(
    r"(?<![\d.,/A-Za-z])(?<!\d[- ])\(?(?:\+?\(?66\)?[- ]?\(?0?\)?|0)([689](?:[ .)\-]{0,2}\d){8})(?![\dA-Za-z])(?!\.\d)"
)
#: how people group the digits of a mobile number, the leading zero counted
MOBILE_GROUPS = frozenset(
    {(10,), (3, 7), (3, 3, 4), (2, 4, 4), (3, 4, 3), (2, 8), (3, 3, 2, 2), (2, 3, 5), (2, 3, 3, 2), (1, 9), (1, 4, 5)}
    | {(2, 2, 3, 3), (3, 2, 2, 3), (4, 3, 3), (6, 4), (4, 6)}
)
FIXED_LINE = re.compile(r"(?<![\d.,/])(?:\+?66[- ]?|0)[2-57](?:[ .)\-]{0,2}\d){7}(?!\d)")
NINE_DIGITS = re.compile(r"[689]\d{8}")
EMAIL = re.compile(r"(?<![\w.+\-])([\w.+\-]{1,64})@([A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,5})")
PASSPORT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,2}\d{6,8}(?![A-Za-z0-9])")
HOUSE = re.compile(r"(?:บ้าน)?เลขที่\s{0,3}\d{1,5}(?:[/\-]\d{1,5}){0,2}|(?<![\d/.])\d{1,5}(?:[/\-]\d{1,5}){0,2}(?![\d/])")
_BEHIND_HOUSE = re.compile(
    r"\s{0,3}(?:(?:หมู่บ้าน|หมู่|ม\.)\s{0,2}(?:ที่)?\s{0,2}\d{1,2}|(?:ซ\.|ซอย|ถ\.|ถนน|ตรอก)\s{0,2}[ก-๙A-Z0-9])"
)
_PLACE = re.compile(r"ต\.|ตำบล|แขวง|อ\.|อำเภอ|เขต|ถ\.|ถนน|ซ\.|ซอย|หมู่|ม\.")

SOME_DIGIT = re.compile(r"\d")
#: 13 digits from here on, whatever stands between them; the next candidate may begin inside this one
_ANY_ID = re.compile(f"(?<!\\d)(?=(\\d(?:{_ANY_SIGN}{{0,3}}\\d){{12}}(?!\\d)))")
_CARD = re.compile(
    f"\\d{_ANY_SIGN}{{1,3}}\\d{{4}}{_ANY_SIGN}{{1,3}}\\d{{5}}{_ANY_SIGN}{{1,3}}\\d{{2}}{_ANY_SIGN}{{1,3}}\\d"
)
ANY_MOBILE = re.compile(
    f"(?<!\\d)\\(?(?:(?:\\+|00){_ANY_SIGN}{{0,2}})?(?:[0๐０]{_ANY_SIGN}{{0,2}}|[6๖６]{_ANY_SIGN}{{0,2}}[6๖６]{_ANY_SIGN}{{0,3}}"
    f"(?:[0๐０]{_ANY_SIGN}{{0,2}})?)[689๖๘๙６８９](?:{_ANY_SIGN}{{0,3}}\\d){{8}}(?![\\da-f])"
)
ANY_EMAIL = re.compile(
    f"(?<![\\w.+%'\\-{UNSEEN}])[\\w.+%'\\-{UNSEEN}]{{1,64}}[ {UNSEEN}]{{0,2}}(?:@|＠|\\(at\\)|\\[at\\]|%40)"
    f"[ {UNSEEN}]{{0,2}}[\\w\\-{UNSEEN}]{{1,63}}(?:\\.[\\w\\-{UNSEEN}]{{1,63}}){{1,5}}"
)
ANY_HOUSE = re.compile(
    f"(บ้านเลขที่{_ANY_SIGN}{{0,4}})\\d{{1,5}}(?:/\\d{{1,5}}){{0,2}}"
    f"|(?<![\\d/])\\d{{1,5}}(?:/\\d{{1,5}}){{0,2}}(?=[{_BLANKS}]{{0,3}}(?:หมู่|ม\\.)[{_BLANKS}]{{0,3}}(?:ที่)?[{_BLANKS}]{{0,3}}\\d)"
)
ANY_PASSPORT = re.compile(
    r"((?i:passport|หนังสือเดินทาง|พาสปอร์ต)[^\dA-Za-z]{0,20}(?:(?i:no|number)[^\dA-Za-z]{0,5})?)"
    r"[A-Za-z]{1,2} ?\d{6,8}(?![A-Za-z0-9])"
)


def arabic(text: str) -> str:
    """The text with the digits 0 to 9 and nothing unseen."""
    if text.isascii():
        return text
    if _HIDDEN.search(text):
        text = _HIDDEN.sub("", text)
    return text.translate(_DIGITS) if _OTHER_DIGITS.search(text) else text


def check_digit_holds(number: str) -> bool:
    """Whether the last of 13 digits is the check digit of the others (modulo 11)."""
    total = sum((13 - place) * int(digit) for place, digit in enumerate(number[:12]))
    return (11 - total % 11) % 10 == int(number[12])


def plausible(number: str) -> bool:
    """Whether 13 digits can be a citizen id by their first five: a kind of person, a province, an office of it."""
    return number[0] in "12345678" and number[1:3] in _provinces() and number[3:5] != "00"


@cache
def _provinces() -> frozenset[str]:
    return words().province_codes()


def citizen_numbers(text: str) -> Iterator[tuple[str, bool]]:
    """Each number of 13 digits and whether it is written as on the card. ``text`` as :func:`arabic`."""
    for found in CITIZEN.finditer(text):
        yield (found[1], False) if found[1] else ("".join(filter(str.isdigit, found[2])), True)


def mobiles(text: str) -> Iterator[tuple[str, bool]]:
    """Each mobile number (``08…``, ten digits) and whether it is written in groups. ``text`` as :func:`arabic`."""
    for found in MOBILE.finditer(text):
        parts = re.findall(r"\d+", found[1])
        groups = (len(parts[0]) + 1, *map(len, parts[1:]))
        if groups in MOBILE_GROUPS:
            yield "0" + "".join(parts), len(groups) > 1


def any_ids(text: str) -> Iterator[tuple[int, int, str]]:
    """Each span that may hold a citizen id, with its 13 digits: valid and bare, plausible, or as on the card."""
    last = 0
    for found in _ANY_ID.finditer(text):
        start, end = found.span(1)
        number = digits(found[1])
        if start < last:
            continue
        card = _CARD.fullmatch(found[1]) is not None
        valid = check_digit_holds(number)
        if card or (valid and (plausible(number) or _HIDDEN.sub("", found[1]).isdigit())):
            yield start, end, number
            last = end


def digits(text: str) -> str:
    """The digits of a text alone, as 0 to 9."""
    return "".join(str(int(sign)) for sign in text if sign.isdecimal())


def _alternatives(names: Iterable[str]) -> str:
    """Longest first. A blank in a name is any few, and a dot may have one behind it.

    A name that is the front of another (``นาง``, ``นางสาว``) does not stand where the other does.
    """
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    found = []
    for name in ordered:
        longer = [_spelled(other[len(name) :]) for other in ordered if other.startswith(name) and other != name]
        found.append(_spelled(name) + (f"(?!{'|'.join(longer)})" if longer else ""))
    return "|".join(found)


def _spelled(name: str) -> str:
    return re.escape(name).replace(r"\ ", " {0,2}").replace(r"\.", r"\. {0,1}")


def _none_of(listed: Beginnings, more: Iterable[str] = ()) -> str:
    exact = _alternatives((*listed.exact, *more))
    return f"(?!{_alternatives(listed.begins)})(?!(?:{exact})(?![{_THAI}]))"


@cache
def prefix_pattern() -> str:
    """One prefix or several (``ว่าที่ ร.ต. ดร.``) that are not the front of an office or a place."""
    found = words()
    prefix = _alternatives((*found.prefixes, *found.titles))
    latin = "|".join(found.latin_prefixes)
    thai = f"(?:{_none_of(found.not_names)}(?:{prefix})\\.?[{_BLANKS}{UNSEEN}]{{0,3}}){{1,3}}"
    return f"(?:{thai}|(?i:(?<![a-z])(?:{latin}))(?:\\.[{_BLANKS}]{{0,3}}|[{_BLANKS}]{{1,3}}))"


def _given() -> str:
    return f"{_none_of(words().not_given)}{_WORD}"


def _surname() -> str:
    """One word, or an old surname of several (``ณ กรุง``)."""
    old = f"ณ[{_BLANKS}]{{1,3}}"
    word = f"{_none_of(words().not_surnames, words().provinces_th)}{_WORD}"
    return f"(?:{old}{_WORD}|{word}(?:[{_BLANKS}]{{1,3}}{old}{_WORD})?)"


@cache
def full_name() -> re.Pattern[str]:
    """Prefix (1), given name (2) and surname (3) with nothing Thai before them."""
    given, surname = _given(), _surname()
    firm = f"(?i:[^\\n]{{0,60}}(?<![a-z])(?:{'|'.join(words().latin_firms)})(?![a-z]))"
    return re.compile(
        f"(?<![{_THAI}])(?<![{_THAI}]\\.)({prefix_pattern()})"
        f"(?:({given})[{_BLANKS}{UNSEEN}]{{1,6}}({surname})"
        f"|(?!{firm})({_LATIN_WORD})[{_BLANKS}]{{1,4}}({_LATIN_WORD}))"
    )


@cache
def any_name() -> re.Pattern[str]:
    """Prefix (1) and a name in one or two words, Thai (2, 3) or Latin (4, 5), wherever it stands."""
    given, surname = _given(), _surname()
    return re.compile(
        f"(?<!ท)({prefix_pattern()})(?:({given})(?:[{_BLANKS}{UNSEEN}{_DASHES}]{{1,6}}({surname}))?"
        f"|({_LATIN_WORD})(?:[{_BLANKS}]{{1,4}}({_LATIN_WORD}))?)"
    )


@cache
def labelled_name() -> re.Pattern[str]:
    """What says that a name follows (1), and one or two words of it (2, 3), as in ``ชื่อ-สกุล: …`` and in JSON."""
    found = words()
    named = {*found.full_name_headers, *found.surname_headers, *found.given_headers} - set(found.not_labels)
    labels = "|".join(map(re.escape, sorted(named, key=len, reverse=True)))
    word = f"(?:{_WORD}|[A-Za-z][A-Za-z'’\\-]{{1,40}})"
    sign = f"[\"'”]{{0,2}}[{_BLANKS}]{{0,3}}[:=][{_BLANKS}]{{0,3}}[\"'“]{{0,2}}"
    return re.compile(f"((?<![{_THAI}A-Za-z])(?i:{labels}){sign})({word})(?:[{_BLANKS}]{{1,4}}({word}))?")


@cache
def bare_prefix() -> re.Pattern[str]:
    """A cell that is a prefix and nothing else."""
    found = words()
    thai, latin = _alternatives((*found.prefixes, *found.titles)), "|".join(found.latin_prefixes)
    return re.compile(f"(?:(?:{thai})[ ]{{0,2}}){{1,3}}|(?i:{latin})\\.?")


@cache
def prefix_and_name() -> re.Pattern[str]:
    """A cell that is a prefix and a given name."""
    return re.compile(f"({prefix_pattern()})({_WORD}|{_LATIN_WORD})")


#: a cell that can be one name
ONE_NAME = re.compile(f"(?:{_WORD}|[A-Za-z][A-Za-z'’\\-]{{1,40}})")
#: a cell that can be a given name and a surname
TWO_NAMES = re.compile(
    f"({_WORD})[{_BLANKS}]{{1,6}}({_WORD}(?:[{_BLANKS}]{{1,3}}ณ[{_BLANKS}]{{1,3}}{_WORD})?)"
    f"|({_LATIN_WORD}) {{1,4}}({_LATIN_WORD})"
)


@cache
def name_stems() -> tuple[str, ...]:
    """Short texts of which one stands in every text that holds a name behind a Thai prefix."""
    found = words()
    stems: list[str] = []
    for name in sorted({name[:4] for name in (*found.prefixes, *found.titles)}, key=len):
        if not any(stem in name for stem in stems):
            stems.append(name)
    return tuple(stems)


@cache
def short_stems() -> tuple[str, ...]:
    """As :func:`name_stems`, with what stands in front of a first dot alone: blanks may come behind it (``น. ส.``)."""
    return tuple({stem.partition(".")[0] + "." if "." in stem else stem for stem in name_stems()})


#: what stands in every text that holds a name behind a Latin prefix
LATIN_STEM = re.compile(r"[MmDdPp](?:[rR]|[sS]|[iI][sS][sS]|[aA][sS][tT][eE][rR])")


def house_number(text: str) -> bool:
    """Whether a text is an address with the number of a house, and not an office's."""
    if not _PLACE.search(text):
        return False
    if any(place in text for place in words().office_places):
        return False
    return any("เลขที่" in found[0] or _BEHIND_HOUSE.match(text, found.end()) for found in HOUSE.finditer(text))
