"""The common course of a conversation: the whole, a condition taken from it, the part, and the whole again.

A condition counts when every record of the part meets it, while the whole holds records that do not, and when the same
link shows the same in the column of the condition both times. All of the source's "only that area, only that period" is
such a part; a number of rows is none, save for the DataStore (``by_rows``), where the rules name it.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from datetime import datetime

from msgspec import Struct

from checker.model import Fetched, Request
from checker.probe import conditions
from checker.probe.conditions import Condition
from checker.probe.reading import Answer
from checker.probe.rules import rules
from checker.probe.talk import JSON, Talk
from checker.probe.target import Conversation

#: Why no condition was shown, what says most first
_SAYING = ("ignored", "nothing_found", "not_as_asked", "condition_refused")


class Shown(Struct, frozen=True, kw_only=True):
    """What one condition showed."""

    reason: str
    text: str = ""
    part: Answer | None = None
    whole: Answer | None = None  #: where it is another than the first answer
    moment: datetime | None = None


class Dialect(Struct, frozen=True, kw_only=True):
    """How one kind of interface is asked. Subclasses write the links."""

    url: str

    @property
    def headers(self) -> Mapping[str, str]:
        """What is sent beside the link."""
        return JSON

    def whole(self, rows: int) -> str:
        """The link to the first rows of all."""
        raise NotImplementedError

    def part(self, rows: int, condition: Condition) -> tuple[str, str] | None:
        """The link to those that meet a condition, and the part of it that says so; ``None``: it cannot be said."""
        raise NotImplementedError

    def settled(self, whole: Answer, part: Answer) -> bool:
        """The part needs no second look at the whole."""
        return False

    def by_rows(self) -> tuple[str, str] | None:
        """A link to one row alone, where the rules take that for a condition."""
        return None

    def by_newest(self, field: str, answer: Answer) -> tuple[str, ...]:
        """Links to the newest row by a field, where the interface sorts; the second for those that refuse the first."""
        return ()

    def epochs(self, answer: Answer) -> tuple[str, ...]:
        """Fields whose numbers are milliseconds since 1970."""
        return ()

    def refine(self, answer: Answer) -> Answer:
        """The answer as this interface means it."""
        return answer

    def conditions(self, answer: Answer) -> list[Condition] | None:
        """The conditions to try, best first; ``None``: a value or a box taken from the records."""
        return None

    def guesses(self) -> bool:
        """Nobody says that it takes conditions by its fields' names: one that changes nothing is no fault."""
        return False


def compare(talk: Talk, dialect: Dialect) -> Conversation:
    """Asks for the whole, tries conditions, and says what came of it."""
    rows = rules().asking.rows
    whole = yield from _ask(talk, dialect, dialect.whole(rows))
    if whole.trouble == "too_large":
        rows = rules().asking.few_rows
        whole = yield from _ask(talk, dialect, dialect.whole(rows))
    if whole.trouble:
        return talk.end(whole.trouble, part=whole)
    if whole.records is None:
        return talk.end("no_records", whole=whole)
    if not whole.records:
        return talk.end("empty_collection", whole=whole)
    shown = yield from _conditions(talk, dialect, whole, rows)
    if shown.reason not in ("condition", "unstable"):
        shown = (yield from _by_rows(talk, dialect, whole)) or shown
    found = None
    if shown.reason.startswith("condition_") or shown.reason in ("condition", "ignored"):
        found = yield from _newest(talk, dialect, whole, rows)
    return talk.end(shown.reason, whole=whole, part=shown.part, condition=shown.text, moment=shown.moment, newest=found)


def _by_rows(talk: Talk, dialect: Dialect, whole: Answer) -> Generator[Request, Fetched, Shown | None]:
    """One row alone of several, where the rules take a number of rows for a condition."""
    limited = dialect.by_rows()
    if limited is None or not talk.left or len(whole.records or ()) < 2:
        return None
    part = yield from _ask(talk, dialect, limited[0])
    one = part.records is not None and len(part.records) == 1 and part.records[0] in (whole.records or ())
    return Shown(reason="condition_limit", text=limited[1], part=part) if one else None


def _ask(talk: Talk, dialect: Dialect, url: str) -> Generator[Request, Fetched, Answer]:
    return dialect.refine((yield from talk.ask(url, dialect.headers)))


def _conditions(talk: Talk, dialect: Dialect, whole: Answer, rows: int) -> Generator[Request, Fetched, Shown]:
    """The first condition that is shown, or what the others say."""
    records = whole.records or ()
    if len(records) == 1 and whole.total in (None, 1):
        return Shown(reason="one_record")
    failed: list[Shown] = []
    own = dialect.conditions(whole)
    for condition in _candidates(talk, whole) if own is None else own:
        link = dialect.part(rows, condition)
        if link is None or len(failed) >= rules().asking.conditions or talk.left < 2:
            continue
        shown = yield from _try(talk, dialect, whole, condition, rows, link)
        if shown.reason in ("condition", "unstable"):
            return shown
        failed.append(shown)
    if not failed:
        return Shown(reason="nothing_to_choose")
    best = min(failed, key=lambda each: _SAYING.index(each.reason) if each.reason in _SAYING else len(_SAYING))
    if dialect.guesses() and best.reason in _SAYING:
        return Shown(reason="no_condition", text=best.text, part=best.part)
    return best


def _candidates(talk: Talk, whole: Answer) -> list[Condition]:
    by_value = conditions.by_value(whole, talk.mask, camera=talk.target.camera)
    by_box = conditions.by_box(whole)
    return by_value if by_box is None else [by_box, *by_value]


def _try(
    talk: Talk, dialect: Dialect, whole: Answer, condition: Condition, rows: int, link: tuple[str, str]
) -> Generator[Request, Fetched, Shown]:
    """Whether the part is one: all of it meets the condition, and the whole is the same when it is asked again."""
    url, text = link
    part = yield from _ask(talk, dialect, url)
    if part.trouble:
        refused = part.trouble in ("error_answer", "not_found", "page", "unreadable")
        return Shown(reason="condition_refused" if refused else part.trouble, text=text, part=part)
    if not part.records:
        return Shown(reason="nothing_found" if part.records is not None else "condition_refused", text=text, part=part)
    talk.tried(condition)
    if not condition.of_all(part):
        same = conditions.column(part, condition) == conditions.column(whole, condition)
        return Shown(reason="ignored" if same else "not_as_asked", text=text, part=part)
    if dialect.settled(whole, part):
        return Shown(reason="condition", text=text, part=part, moment=condition.moment)
    again = yield from _ask(talk, dialect, dialect.whole(rows))
    if again.trouble:
        return Shown(reason=again.trouble, text=text, part=part)
    if conditions.column(again, condition) != conditions.column(whole, condition):
        return Shown(reason="unstable", text=text, part=part)
    return Shown(reason="condition", text=text, part=part, moment=condition.moment)


def _all_seen(whole: Answer, rows: int) -> bool:
    """By the answer's own word; without one, by a number of rows that is no page's size."""
    count = len(whole.records or ())
    if whole.cut:
        return False
    return whole.total == count if whole.total is not None else count < rows and count % 5 != 0


def _newest(talk: Talk, dialect: Dialect, whole: Answer, rows: int) -> Generator[Request, Fetched, datetime | None]:
    """The newest row's moment: of all rows where all were seen, else by the interface's own order."""
    now, epochs = whole.evidence.at, dialect.epochs(whole)
    found = conditions.newest(whole, now, epochs=epochs)
    if found is None:
        return None
    if _all_seen(whole, rows):
        return found[1]
    for url in dialect.by_newest(found[0], whole)[: talk.left]:
        first = yield from _ask(talk, dialect, url)
        dated = conditions.newest(first, now, epochs=epochs) if first.records else None
        if dated is not None:
            return dated[1] if dated[0] == found[0] and dated[1] >= found[1] else None
    return None
