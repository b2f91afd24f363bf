"""Stars of the five-star scheme (section 3): by format alone, and with an open licence as precondition."""

from __future__ import annotations

from typing import NamedTuple

from checker.grade.seen import REACHED, UNTESTED, WAITING, Seen, format_facts
from checker.model import Dataset, Parameters
from checker.vocabulary import vocabulary


class Stars(NamedTuple):
    """Both figures, and why."""

    stars: int | None
    by_format: int | None
    reason: str
    params: Parameters


def stars_of(dataset: Dataset, seen: list[Seen]) -> Stars:
    """The best of the resources that were reached; ``None`` where it cannot be told yet, 0 where none ever was."""
    reached = [name for each in seen if each.state is REACHED for name in each.formats]
    if not any(each.state is REACHED for each in seen):
        if any(each.state in (WAITING, UNTESTED) for each in seen):
            return Stars(None, None, "stars_not_settled", {})
        return Stars(0, 0, "stars_not_reached", {})
    known = format_facts().stars
    placed = [stars for stars in map(known.get, reached) if stars is not None]
    if not placed:
        return Stars(None, None, "stars_unknown_format", {"formats": tuple(sorted(set(reached)))})
    by_format = max(placed)
    reason, params = _licence(dataset)
    return Stars(by_format if reason == "stars_open" else 0, by_format, reason, params)


def _licence(dataset: Dataset) -> tuple[str, Parameters]:
    written = dataset.fields.get("license_id", "")
    text = written if isinstance(written, str) else ", ".join(written)
    if not text.strip():
        return "stars_no_licence", {}
    is_open = vocabulary().licence(text).open
    reason = {True: "stars_open", False: "stars_closed", None: "stars_unrecognised"}[is_open]
    return reason, {"licence": text}
