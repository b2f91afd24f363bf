"""A resource as the grade sees it: its kind, its formats, and whether its bytes were reached."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from checker.model import Dataset, Distribution, Observation, Outcome, Verdict
from checker.resources import load_yaml, schemas_dir
from checker.vocabulary import vocabulary

REACHED = "reached"
WAITING = "waiting"  #: a failure that is not confirmed, or a look that could not tell
UNTESTED = "untested"  #: not looked at
CLOSED = "closed"  #: a login, on a dataset that is not public
LOST = "lost"

_STATES = {
    Outcome.PASSED: REACHED,
    Outcome.FAILED: LOST,
    Outcome.CANNOT_TELL: WAITING,
    Outcome.UNTESTED: UNTESTED,
    Outcome.NOT_APPLICABLE: CLOSED,
}
_GOOD = (Verdict.OK, Verdict.MOVED)


class KindRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``schemas/openness/kinds.yaml``."""

    cctv_words: tuple[str, ...]
    cctv_formats: frozenset[str]
    data_type: dict[str, str]
    plain_text: frozenset[str]
    own_structure: frozenset[str]
    coordinates: frozenset[str]
    services: frozenset[str]


class FormatFacts(NamedTuple):
    """What the vocabulary says of formats, by id."""

    kinds: dict[str, str | None]
    stars: dict[str, int | None]
    titles: dict[str, str]


class Seen(NamedTuple):
    """One data resource."""

    id: str
    distribution: Distribution
    state: str
    kind: str | None
    formats: tuple[str, ...]  #: its own, or those inside it when it is an archive
    observation: Observation | None


@cache
def kind_rules() -> KindRules:
    """The rules on kinds, loaded once."""
    raw: Any = load_yaml(schemas_dir() / "openness" / "kinds.yaml")
    return msgspec.convert(raw, KindRules)


@cache
def format_facts() -> FormatFacts:
    """The vocabulary of formats by what the grade asks of it."""
    formats = vocabulary().formats
    return FormatFacts(
        kinds={name: form.kind for name, form in formats.items()},
        stars={name: form.stars for name, form in formats.items()},
        titles={name: form.title for name, form in formats.items()},
    )


def titles(formats: tuple[str, ...]) -> str:
    """Formats as people write them."""
    known = format_facts().titles
    return ", ".join([known.get(name, name) for name in formats])


def may_be_interface(seen: Seen) -> bool:
    """Whether a query interface may stand behind a resource that was not reached."""
    distribution = seen.distribution
    return distribution.datastore_active or not kind_rules().services.isdisjoint(seen.formats)


def see(distribution: Distribution, observation: Observation | None) -> Seen:
    """The resource with its formats: from the bytes where they were reached, else as declared.

    Bytes behind a verdict that is neither ``ok`` nor ``moved`` are no evidence of what the data is.
    """
    if observation is None:
        return _told(distribution, UNTESTED, observation)
    state = _STATES[observation.outcome]
    if state is not REACHED or observation.verdict not in _GOOD:
        return _told(distribution, LOST if state is REACHED else state, observation)
    sniffed = observation.sniffed
    if sniffed is None or sniffed.format is None:
        return _told(distribution, REACHED, observation)
    formats = sniffed.members or (sniffed.format,)
    # A page under the name of a service tells about its data; what that is stands in what is declared.
    of = (distribution.format,) if formats == ("html",) and distribution.format in kind_rules().services else formats
    return Seen(distribution.id, distribution, REACHED, _kind(of), formats, observation)


def _told(distribution: Distribution, state: str, observation: Observation | None) -> Seen:
    formats = (distribution.format,) if distribution.format else ()
    kind = _kind(formats)
    if kind is None and distribution.datastore_active:
        kind = "structured"
    return Seen(distribution.id, distribution, state, kind, formats, observation)


def _kind(formats: tuple[str, ...]) -> str | None:
    """The kind of what is held: a table before a document."""
    kinds = format_facts().kinds
    found = None
    for name in formats:
        kind = kinds.get(name)
        if kind == "structured":
            return kind
        found = found or kind
    return found


def kind_of(dataset: Dataset, seen: list[Seen]) -> str | None:
    """The kind of a dataset (section 1): any table makes it ``structured``; metadata is asked last."""
    rules = kind_rules()
    formats = {name for each in seen for name in each.formats}
    if formats and formats <= rules.cctv_formats and speaks_of_cameras(dataset):
        return "cctv"
    kinds = [each.kind for each in seen if each.kind]
    found = "structured" if "structured" in kinds else next(iter(kinds), None)
    if found is None and not formats:
        written = dataset.fields.get("data_type")
        return rules.data_type.get(written) if isinstance(written, str) else None
    return found


def speaks_of_cameras(dataset: Dataset) -> bool:
    """Whether the words of a dataset are those of traffic cameras."""
    rules = kind_rules()
    tags = dataset.fields.get("tag_string", ())
    names = (each.name for each in dataset.distributions)
    words = " \n".join((dataset.title, *((tags,) if isinstance(tags, str) else tags), *names)).lower()
    return any(word in words for word in rules.cctv_words)
