"""The words and thresholds of personal data (``schemas/vocabulary/personal.yaml``)."""

from __future__ import annotations

from functools import cache

import msgspec
from msgspec import Struct

from checker.resources import load_yaml, schemas_dir
from checker.text import key


class Limits(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much of a file is looked at."""

    rows: int
    columns: int
    cells: int
    cell: int
    header_rows: int
    header_fill: float
    findings: int


class Enough(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much of a column makes a finding."""

    rows: int = 1
    share: float = 0.0  #: of the filled cells
    distinct: int = 1


class CitizenRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When numbers are citizen ids."""

    valid_share: float
    with_header: Enough
    without_header: Enough
    as_on_card: Enough


class PassportRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When codes are numbers of passports."""

    with_header: Enough


class MobileRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When numbers are phones of people."""

    mobile_share: float
    with_header: Enough
    without_header: Enough
    in_text: Enough
    fronts: int  #: different pairs of first digits


class EmailRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When mailboxes are people's."""

    personal_share: float
    with_header: Enough
    without_header: Enough
    person_like: Enough


class NameRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When texts are names of people."""

    with_header: Enough
    without_header: Enough
    latin: Enough
    in_text: Enough
    parts_share: float


class AddressRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When addresses are people's."""

    with_header: Enough
    without_header: Enough


class Thresholds(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of them, by kind."""

    citizen_id: CitizenRules
    passport: PassportRules
    mobile: MobileRules
    email: EmailRules
    name: NameRules
    address: AddressRules


class HeaderWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of a header, and those that take the meaning back."""

    words: tuple[str, ...]
    exact: tuple[str, ...] = ()
    refused: tuple[str, ...] = msgspec.field(name="not", default=())

    def refused_by(self, header: str) -> bool:
        """Whether a header says that it is something else."""
        return any(word in header for word in self.refused)

    def told_by(self, header: str, own: str) -> bool:
        """Whether a header names it: with those above it, and its lowest cell alone (as :func:`header_key`)."""
        told = own in self.exact or any(word in header for word in self.words)
        return told and not self.refused_by(header)


class Beginnings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that count from the front, and words that count as a whole."""

    begins: tuple[str, ...]
    exact: tuple[str, ...]


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of ``personal.yaml``."""

    limits: Limits
    thresholds: Thresholds
    provinces: str
    example_ids: tuple[str, ...]
    headers: dict[str, HeaderWords]
    full_name_headers: tuple[str, ...]
    not_full_names: tuple[str, ...]
    given_headers: tuple[str, ...]
    surname_headers: tuple[str, ...]
    not_labels: tuple[str, ...]
    house_headers: tuple[str, ...]
    of_person: tuple[str, ...]
    organisation: tuple[str, ...]
    free_mail: tuple[str, ...]
    role_mail: tuple[str, ...]
    role_begins: tuple[str, ...]
    province_mail: tuple[str, ...]
    prefixes: tuple[str, ...]
    titles: tuple[str, ...]
    latin_prefixes: tuple[str, ...]
    latin_firms: tuple[str, ...]
    not_names: Beginnings
    places_before: tuple[str, ...]
    not_given: Beginnings
    not_surnames: Beginnings
    provinces_th: tuple[str, ...]
    office_places: tuple[str, ...]

    def province_codes(self) -> frozenset[str]:
        """The two digits of each province."""
        spans = (span.partition("-") for span in self.provinces.split())
        return frozenset(str(code) for first, _, last in spans for code in range(int(first), int(last or first) + 1))


@cache
def words() -> Words:
    """The words that ship with the project."""
    raw = load_yaml(schemas_dir() / "vocabulary" / "personal.yaml")
    for name in raw:
        if name.endswith("_headers") or name in ("organisation", "not_full_names", "of_person"):
            raw[name] = [key(word) for word in raw[name]]
    for lists in raw["headers"].values():
        lists |= {name: [key(word) for word in lists[name]] for name in lists}
    return msgspec.convert(raw, Words)


def header_key(header: str) -> str:
    """A header as it is compared: without blanks, case and line breaks."""
    return key(header[:200])
