"""What a reader asks of the table of datasets, in the query of the address: ``?missing=8&category=…&sort=…&page=2``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from msgspec import Struct
from msgspec.structs import replace

from checker.vocabulary import vocabulary
from ckanext.dgmaturity.dashboard.rules import rubric, tiers

PAGE = 50  #: rows of the table on one page
SORTS = ("worst", "best", "title", "openness", "broken", "oldest")
#: of the organizations, which stand above the table on the page of the site
ORDERS = ("rank", "title", "datasets", "complete", "broken", "late")
UNKNOWN = "unknown"  #: a category that is none of the list, or none at all; a tier that is not graded
LONGEST = 100  #: characters of a word that is looked for
LAST = 100_000  #: the highest page that is looked for


class Asked(Struct, frozen=True, kw_only=True):
    """One view of the table. What is not one of the choices counts as not asked."""

    missing: str = ""  #: number of an item that is not passed, or passed and weak
    category: str = ""  #: stored value, or ``unknown``
    tier: str = ""  #: id of a tier, or ``unknown``
    broken: bool = False  #: only datasets with links that do not work
    late: bool = False  #: only those that were changed, or made, after they were checked last
    q: str = ""  #: part of a title or a name
    sort: str = SORTS[0]
    order: str = ORDERS[0]
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.missing or self.category or self.tier or self.broken or self.late or self.q)

    @property
    def start(self) -> int:
        """How many rows stand before the page."""
        return (self.page - 1) * PAGE

    def query(self, **changes: Any) -> str:
        """The query of the same view with these changes; another page only where it is asked for."""
        changed = replace(self, **{"page": 1, **changes})
        told = {name: getattr(changed, name) for name in self.__struct_fields__}
        plain = Asked()
        kept = {name: value for name, value in told.items() if value != getattr(plain, name)}
        return urlencode({name: "1" if value is True else value for name, value in kept.items()})


def asked(args: Mapping[str, str]) -> Asked:
    """The view that these parameters ask for; whatever they hold, nothing is raised."""
    return Asked(
        missing=_one(args, "missing", [item.no for item in rubric().items]),
        category=_one(args, "category", [*categories(), UNKNOWN]),
        tier=_one(args, "tier", [*tiers(), UNKNOWN]),
        broken=args.get("broken") == "1",
        late=args.get("late") == "1",
        q=args.get("q", "").replace("\0", "").strip()[:LONGEST],
        sort=_one(args, "sort", SORTS) or SORTS[0],
        order=_one(args, "order", ORDERS) or ORDERS[0],
        page=_number(args.get("page", "")),
    )


def categories() -> tuple[str, ...]:
    """The stored values of the governance category, in the order of the list."""
    return tuple(choice.value for choice in vocabulary().choices("data_category"))


def _one(args: Mapping[str, str], name: str, choices: Any) -> str:
    value = args.get(name, "")
    return value if value in choices else ""


def _number(text: str) -> int:
    return min(max(int(text), 1), LAST) if text.isascii() and text.isdecimal() and len(text) < 10 else 1
