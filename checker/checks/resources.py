"""Resource metadata (``metadata.md`` section 2, Template 3): a finding a resource; the portal's bundle is left out."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from checker.checks.context import NOTHING, OK, Check, CheckContext, ResourceJudge, Said, noted
from checker.checks.informative import OUTSIDE, outside
from checker.dates import DateProblem, parse_date
from checker.model import Dataset, Distribution
from checker.vocabulary import OTHER

CUT = 200
BLANK: Said = ("blank", NOTHING)


def for_each(check_id: str, field: str, judge: ResourceJudge, *reasons: str) -> Check:
    """A check that judges every resource of the dataset by itself."""
    return Check(id=check_id, reasons=("ok", *reasons, "bundle"), judge_each=judge, field=field)


def name(each: Distribution, dataset: Dataset, context: CheckContext) -> Said:
    """Required."""
    if not each.name:
        return BLANK
    if len(each.name) <= 20 and context.vocabulary.filler(each.name):
        return "filler", {"value": each.name}
    return OK


def url(each: Distribution, dataset: Dataset, context: CheckContext) -> Said:
    """Required, http or https, with a host; one address."""
    written = each.url
    if not written:
        return BLANK
    if not _is_http(written) or _SECOND.search(written):
        scheme = written.partition(":")[0]
        known = "://" in written[:20] and scheme.isalpha() and scheme.lower() not in ("http", "https")
        return "not_http" if known else "invalid", {"value": written[:CUT]}
    if dataset.notes and noted(dataset, "trimmed", f"resources/{each.id}/url"):
        return "trimmed", {"value": written[:CUT]}
    return OK


_HTTP = re.compile(r"https?://(?:[^\s/?#@]*@)?(?:\[[0-9A-Fa-f:.]+\]|[^\s/?#@:\[\]]+)(?::\d{0,5})?", re.IGNORECASE)
_SECOND = re.compile(r"\shttps?://", re.IGNORECASE)  #: another address behind the first
_AUTHORITY_ENDS = re.compile("[/?#]")


def _is_http(written: str) -> bool:
    """http or https with a host, and no character that nobody sees."""
    if not written.isprintable():
        return False
    end = written.find("/", 8)
    return _is_site(written[:end] if end > 0 else written)


@lru_cache(maxsize=4096)
def _is_site(written: str) -> bool:
    """Scheme and host; what follows a question mark or a number sign does not count."""
    return _HTTP.fullmatch(written[:8] + _AUTHORITY_ENDS.split(written[8:], maxsplit=1)[0]) is not None


def format_(each: Distribution, dataset: Dataset, context: CheckContext) -> Said:
    """Required; what is written otherwise than the format is called is told with the format."""
    if not each.declared:
        return BLANK
    if each.format is None:
        return "not_recognised", {"value": each.declared[:CUT]}
    title = context.vocabulary.formats[each.format].title
    for note in dataset.notes:
        reason = _FORMAT_NOTES.get(note.code)
        if reason is not None and note.path == f"resources/{each.id}/format":
            return reason, {"value": each.declared[:CUT], "format": title}
    return "ok", {"format": title}


_FORMAT_NOTES = {"format_repaired": "repaired", "format_from_name": "from_name"}


def last_updated(each: Distribution, dataset: Dataset, context: CheckContext) -> Said:
    """A date that has come."""
    return _date(each.fields.get("resource_last_updated_date"), each.updated, context)


def created(each: Distribution, dataset: Dataset, context: CheckContext) -> Said:
    """A date that has come, not after the last update."""
    said = _date(each.fields.get("resource_created_date"), each.created, context)
    if said[0] == "ok" and each.created and each.updated and each.created > each.updated:
        return "after_update", {"value": each.created.isoformat(), "updated": each.updated.isoformat()}
    return said


def _date(written: object, value: date | None, context: CheckContext) -> Said:
    if value is not None:
        shown = written if isinstance(written, str) else value.isoformat()
        return ("in_future" if value > context.today else "ok"), {"value": shown}
    if not written:
        return BLANK
    problem = parse_date(written)
    code = problem.code if isinstance(problem, DateProblem) else "unreadable"
    return code, {"value": str(written)[:CUT]}


def data_collect(each: Distribution, dataset: Dataset, context: CheckContext) -> Said:
    """Optional; one choice."""
    check, field = "resource_data_collect", "resource_data_collect"
    written = each.fields.get(field, "")
    if not written:
        return BLANK
    text = written if isinstance(written, str) else ", ".join(written)
    if context.vocabulary.match(field, text) is None:
        return outside(context.vocabulary, field, text)
    if text in context.parameter(check, "unknown"):
        return "all_unknown", {"value": text}
    if text == OTHER and not each.fields.get("resource_data_collect_other"):
        return "other_without_text", NOTHING
    return OK


_DATES = ("two_digit_year", "incomplete", "impossible", "unreadable", "in_future")

CHECKS: tuple[Check, ...] = (
    for_each("resource_name", "name", name, "blank", "filler"),
    for_each("resource_url", "url", url, "trimmed", "blank", "not_http", "invalid"),
    for_each("resource_format", "format", format_, "repaired", "from_name", "not_recognised", "blank"),
    for_each("resource_last_updated", "resource_last_updated_date", last_updated, *_DATES, "blank"),
    for_each("resource_created", "resource_created_date", created, *_DATES, "after_update", "blank"),
    for_each(
        "resource_data_collect",
        "resource_data_collect",
        data_collect,
        *OUTSIDE,
        "all_unknown",
        "other_without_text",
        "filler",
        "blank",
    ),
)
