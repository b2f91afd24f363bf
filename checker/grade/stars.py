"""Stars of the five-star scheme (section 3): by format alone, and with an open licence as precondition."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from checker.grade.seen import UNTESTED, WAITING, Seen, format_facts
from checker.model import Dataset, Parameters
from checker.vocabulary import vocabulary

RDF, LINKED = 4, 5
_REASONS = {True: "stars_open", False: "stars_closed", None: "stars_unrecognised"}


class Stars(NamedTuple):
    """Both figures, and why."""

    stars: int | None
    by_format: int | None
    reason: str
    params: Parameters


def stars_of(dataset: Dataset, seen: list[Seen], reached: list[Seen]) -> Stars:
    """The best of the resources that were reached; ``None`` where it cannot be told yet, 0 where none ever was."""
    if not reached:
        if any(each.state in (WAITING, UNTESTED) for each in seen):
            return Stars(None, None, "stars_not_settled", {})
        return Stars(0, 0, "stars_not_reached", {})
    known = format_facts().stars
    told = [_stars(each, known.get(name)) for each in reached for name in each.formats]
    placed = [stars for stars in told if stars is not None]
    if not placed:
        formats = tuple(sorted({name for each in reached for name in each.formats} or {"?"}))
        return Stars(None, None, "stars_unknown_format", {"formats": formats})
    by_format = max(placed)
    reason, params = _licence(dataset)
    return Stars(by_format if reason == "stars_open" else 0, by_format, reason, params)


def _stars(each: Seen, stars: int | None) -> int | None:
    """The stars of a format; RDF that links to other data has one more."""
    content = each.observation.content if each.observation else None
    return LINKED if stars == RDF and content is not None and content.links_out else stars


def _licence(dataset: Dataset) -> tuple[str, Parameters]:
    written = dataset.fields.get("license_id", "")
    text = written if isinstance(written, str) else ", ".join(written)
    if not text.strip():
        return "stars_no_licence", {}
    return _REASONS[_is_open(text)], {"licence": text[:200]}


@lru_cache(maxsize=1024)
def _is_open(written: str) -> bool | None:
    """A catalog writes few licences, many times."""
    return vocabulary().licence(written).open
