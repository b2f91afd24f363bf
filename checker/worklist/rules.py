"""``schemas/worklist.yaml``: efforts, what gains take for granted, and the worklist's own words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec
from msgspec import Struct

from checker.resources import load_yaml, schemas_dir
from checker.rubric import Text
from checker.worth import Effort

DEFAULT = "default"


class WorklistRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The rules as they stand in the file; every effort that is named is one of ``efforts``."""

    efforts: tuple[Effort, ...]
    checks: dict[str, str]  #: by check of an item
    links: dict[str, str]  #: by verdict
    tiers: dict[str, dict[str, str]]  #: by criterion and the tier that is reached
    kinds: dict[str, str]
    components: dict[str, dict[str, str]]  #: by method and reason
    shown: int  #: fixes that a report holds
    derived: int  #: datasets that a report derives anew at most
    not_seen: frozenset[str]  #: reasons of openness by which nothing was seen of a file
    assumed: dict[str, Text]
    texts: dict[str, Text]
    columns: dict[str, Text]  #: heads of the list as a table

    def effort(self, name: str) -> Effort:
        """The effort with this id."""
        return next(each for each in self.efforts if each.id == name)

    def of_checks(self, checks: tuple[str, ...]) -> Effort:
        """The most laborious of what these checks ask for."""
        found = [self.effort(self.checks.get(check, self.checks[DEFAULT])) for check in checks]
        return max(found, key=lambda effort: effort.weight)

    def of_link(self, verdict: str) -> Effort:
        """To mend a link with this verdict."""
        return self.effort(_either(self.links, verdict))

    def of_tier(self, criterion: str, tier: str) -> Effort:
        """To reach a tier from the one below."""
        found = self.tiers.get(criterion, {}).get(tier)
        return self.effort(found or self.tiers[DEFAULT].get(tier) or self.kinds["settle"])

    def of_kind(self, kind: str) -> Effort:
        """Of a kind of fix."""
        return self.effort(self.kinds[kind])

    def of_component(self, method: str, reason: str) -> Effort:
        """Of a part of the score that is not full for this reason."""
        return self.effort(_either(self.components.get(method, self.components["evidenced_use"]), reason))


def _either(table: Mapping[str, str], name: str) -> str:
    return table.get(name, table[DEFAULT])


@cache
def worklist_rules() -> WorklistRules:
    """The rules, loaded once."""
    return msgspec.convert(load_yaml(schemas_dir() / "worklist.yaml"), WorklistRules)
