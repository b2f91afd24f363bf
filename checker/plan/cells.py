"""Cells of the printed form: labels, bullets, numbers, several values in one cell."""

from __future__ import annotations

import re
from functools import cache

from checker.plan.words import spellings, words
from checker.text import arabic_digits, key

#: signs that begin an entry; the last ones are what Word's bullets become in a cell (Symbol, Wingdings)
_SIGNS = "•●▪‣◦·*◼■□○◆◇♦►▶→➢➤✓✔★\uf0b7\uf0a7\uf0a8\uf076\uf0d8\uf0fc"
_BULLET = re.compile(
    rf"^\s*(?:[{_SIGNS}–—-]\s*|[oü]\s+|[(]?[0-9๐-๙]{{1,2}}[.)](?:\s+|(?=[^\W\d]))|[(][0-9๐-๙]{{1,2}}[)]\s*)"
)
_RUNNING = re.compile(r"(?:^|\s)[(]?([0-9๐-๙]{1,2})[.)](?=\s|[^\W\d])")
_INLINE = re.compile("\\s*[•●▪‣◦\uf0b7]\\s*")
_COUNTED = re.compile(r"\s*[(][0-9๐-๙]{1,2}[)]\s*")
_NUMBERED = re.compile(
    r"^\s*([0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,3})+|[0-9๐-๙]{1,2}(?=[.)]))[.)]?(?:\s+|(?=[^\d\s.]))?(.*)$", re.DOTALL
)
_LEADING = re.compile(r"^\s*[(]?[0-9๐-๙]{1,2}[.)]\s*")
_NONE = re.compile(r"^[\s\-–—_.…]*$")


def says_none(text: str) -> bool:
    """Whether a cell says "none": ``-``, or the dots and lines of the empty form."""
    return bool(text) and bool(_NONE.match(text))


def numbered(text: str) -> tuple[str, str]:
    """``2.1 ขับเคลื่อน…`` → number and title; no number where there is none."""
    found = _NUMBERED.match(text)
    if found is None:
        return "", text.strip()
    return arabic_digits(found[1]), found[2].strip()


def several(text: str, count: int = 0) -> list[str]:
    """The entries of one cell: bullets where there are any (a line without one goes on the one before), else lines.

    Bullets that follow one another on a line are entries too, unless ``count`` lines are just what is expected.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    bulleted = [bool(_BULLET.match(line)) for line in lines]
    if any(bulleted):
        entries: list[str] = []
        for line, starts in zip(lines, bulleted, strict=True):
            if starts or not entries:
                entries.append(_BULLET.sub("", line, count=1).strip())
            else:
                entries[-1] = f"{entries[-1]} {line.strip()}"
    else:
        entries = [line.strip() for line in lines]
    if len(entries) != count:
        entries = [part.strip() for entry in _counted(lines) or entries for part in _INLINE.split(entry)]
    return [entry for entry in entries if entry and not says_none(entry)]


def _counted(lines: list[str]) -> list[str]:
    """The entries of a single line that is counted through, ``(1) … (2) …``; nothing for any other."""
    if len(lines) != 1:
        return []
    ends: list[tuple[int, int]] = []
    for found in _RUNNING.finditer(lines[0].strip()):
        if int(arabic_digits(found[1])) == len(ends) + 1 and (ends or found.start() == 0):
            ends.append(found.span())
    line, nexts = lines[0].strip(), [*(start for start, _ in ends[1:]), None]
    entries = [line[end:start].strip() for (_, end), start in zip(ends, nexts, strict=False)]
    return entries if len(entries) > 1 else []


def lines_of(text: str) -> list[str]:
    """One value a line; ``-`` leaves its line empty. Nothing at all where every line is."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    values = ["" if says_none(line) else _BULLET.sub("", line, count=1).strip() for line in lines]
    return values if any(values) else []


def listed_names(text: str) -> list[str]:
    """The names of one cell: by ``(1) … (2) …``, else as :func:`several`."""
    if len(_COUNTED.findall(text)) > 1:
        return [part.strip() for part in _COUNTED.split(text.replace("\n", " ")) if part.strip()]
    return several(text)


def bare(label: str) -> str:
    """A label as it is compared: without its number, what stands in brackets, and signs."""
    return key(re.sub(r"[(][^()]*[)]", "", _LEADING.sub("", label))).rstrip(":")


def label_of(text: str, group: str) -> str | None:
    """The id of the label that a cell is, among one group of ``template1.yaml`` (``columns``, ``agency`` …)."""
    return _bare_labels(group).get(bare(text))


@cache
def _bare_labels(group: str) -> dict[str, str]:
    return {bare(each): name for name, label in words()[group].items() for each in spellings(label)}


def label_before(text: str, group: str) -> tuple[str, str] | None:
    """The label that a cell begins with, and what follows it in the same cell; the longest label goes first."""
    body = _LEADING.sub("", text)
    for pattern, name in _label_patterns(group):
        found = pattern.match(body)
        if found is not None:
            return name, found[1].strip()
    return None


@cache
def _label_patterns(group: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Labels as patterns in which blanks may stand anywhere, as Thai writes them."""
    labels = [(_LEADING.sub("", each), name) for name, label in words()[group].items() for each in spellings(label)]
    return tuple(
        (
            re.compile(
                r"\s*".join(map(re.escape, label.replace(" ", ""))) + r"\s*[:–-]?\s*(.*)$", re.DOTALL | re.IGNORECASE
            ),
            name,
        )
        for label, name in sorted(labels, key=lambda pair: -len(pair[0]))
    )
