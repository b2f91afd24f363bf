"""Parameters of an example link: which of them are conditions, and which other values they may take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from msgspec import Struct

from checker.dates import BUDDHIST_OFFSET, BUDDHIST_YEARS
from checker.probe.rules import kind_of_name, rules
from checker.probe.urls import query

_FORMS = (
    "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M",
    "%Y%m%d", "%Y%m%d%H%M", "%Y%m%d%H%M%S", "%Y/%m/%d", "%d/%m/%Y", "%d-%m-%Y",
)  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d{2}|2[45]\d{2}")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_EPOCH = re.compile(r"1\d{9}(\d{3})?")
_THAI = re.compile("[\u0e01-\u0e5b]")


class Trial(Struct, frozen=True, kw_only=True):
    """One parameter that may be a condition."""

    name: str
    value: str
    kind: str = ""  #: ``area``, ``period`` or nothing
    others: tuple[str, ...] = ()  #: other values that a document lists
    identity: bool = False  #: it names one thing: another value of it is another thing, no condition


class Example(Struct, frozen=True, kw_only=True):
    """A link that should answer, with its parameters that may be conditions, the most telling first."""

    url: str
    trials: tuple[Trial, ...] = ()
    names: tuple[str, ...] = ()  #: parameters that a document tells of, without any value


def example_of(url: str, *, camera: bool = False, others: dict[str, tuple[str, ...]] | None = None) -> Example:
    """The example that a link is."""
    trials = [
        Trial(
            name=name,
            value=value,
            kind=kind_of_name(name),
            others=(others or {}).get(name, ()),
            identity=name.lower() in rules().parameters.identity and not (camera and name.lower() in rules().camera),
        )
        for name, value in query(url)
        if value and (is_condition(name, camera=camera) or _dates_a_page(name, value))
    ]
    return Example(url=url, trials=tuple(sorted(trials, key=_rank)))


def is_condition(name: str, *, camera: bool = False) -> bool:
    """Whether a parameter may be a condition at all."""
    low, known = name.lower(), rules().parameters
    if low.endswith(known.key_ends):
        return False
    if camera and low in rules().camera:
        return True
    return low not in known.paging | known.form | known.key | known.route


def _dates_a_page(name: str, value: str) -> bool:
    """``start`` and its like count records, unless they hold a date."""
    return name.lower() in rules().parameters.paging and read_form(value) is not None


def _rank(trial: Trial) -> int:
    return 3 if trial.identity else 0 if trial.others else 1 if trial.kind else 2


def another(trial: Trial) -> str:
    """Another value that is as likely to find something; empty: none is known."""
    listed = next((other for other in trial.others if other != trial.value), "")
    if listed or trial.identity:
        return listed
    if date := read_form(trial.value):
        return write_form(date[0] - timedelta(days=rules().days_between), date[1], buddhist=date[2])
    if found := _MONTH.fullmatch(trial.value):
        year, month = int(found[1]), int(found[2])
        return f"{year}-{month - 1:02}" if month > 1 else f"{year - 1}-12"
    if _YEAR.fullmatch(trial.value):
        return str(int(trial.value) - 1)
    return _swapped(trial)


def beyond(trial: Trial) -> str:
    """A value of the same form that finds nothing."""
    ahead = timedelta(days=rules().asking.future_days)
    if date := read_form(trial.value):
        return write_form(date[0] + ahead, date[1], buddhist=date[2])
    if found := _MONTH.fullmatch(trial.value):
        return f"{int(found[1]) + ahead.days // 365}-{found[2]}"
    if _YEAR.fullmatch(trial.value):
        return str(int(trial.value) + ahead.days // 365)
    return rules().nowhere


def _swapped(trial: Trial) -> str:
    known = rules().swaps
    rows = [*known.areas, *(known.area_codes if trial.kind == "area" else ())]
    rows += known.months if trial.kind == "period" else ()
    value = trial.value.removeprefix("จังหวัด")
    for row in rows:
        if value.lower() in row:
            return trial.value[: len(trial.value) - len(value)] + _other(row, value.lower())
    if trial.kind == "area" and _THAI.search(trial.value):
        return trial.value[: len(trial.value) - len(value)] + _other(known.areas[0], value)
    return ""


def _other(row: Sequence[str], value: str) -> str:
    return next(each for each in row if each != value)


# ------------------------------------------------------------------ dates as links write them


def read_form(value: str) -> tuple[datetime, str, bool] | None:
    """(moment, form, Buddhist) of a date as a link writes it; ``None``: it is none."""
    if found := _EPOCH.fullmatch(value):
        form = "epoch_ms" if found[1] else "epoch"
        return datetime.fromtimestamp(int(value) / (1000 if found[1] else 1), timezone.utc), form, False
    for form in _FORMS:
        try:
            moment = datetime.strptime(value, form).replace(tzinfo=timezone.utc)
        except ValueError:
            continue
        if moment.strftime(form) != value:
            continue
        if moment.year in BUDDHIST_YEARS:
            return _gregorian(moment, form)
        if 1900 <= moment.year < 2200:
            return moment, form, False
    return None


def _gregorian(moment: datetime, form: str) -> tuple[datetime, str, bool] | None:
    try:
        return moment.replace(year=moment.year - BUDDHIST_OFFSET), form, True
    except ValueError:  # 29 February of a year that has none
        return None


def write_form(moment: datetime, form: str, *, buddhist: bool) -> str:
    """A moment in the form that was read."""
    if form.startswith("epoch"):
        return str(int(moment.timestamp() * (1000 if form.endswith("_ms") else 1)))
    if buddhist:
        moment = moment.replace(day=min(moment.day, 28)) if moment.month == 2 else moment
        moment = moment.replace(year=moment.year + BUDDHIST_OFFSET)
    return moment.strftime(form)


def moved(example: Example, moment: datetime) -> dict[str, str]:
    """The example's dates so that the first of them is ``moment`` and their distances stay; none: it has no dates."""
    dates = {each.name: found for each in example.trials if each.kind == "period" and (found := read_form(each.value))}
    if not dates:
        return {}
    away = moment.astimezone(timezone.utc) - min(date for date, _, _ in dates.values())
    return {name: write_form(date + away, form, buddhist=era) for name, (date, form, era) in dates.items()}
