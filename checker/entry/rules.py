"""``schemas/entry.yaml``: what is refused as new input, and within which bounds."""

from __future__ import annotations

from functools import cache

import msgspec
from msgspec import Struct

from checker.errors import RubricError
from checker.resources import load_yaml, schemas_dir
from checker.rubric import Text
from checker.run.rules import proved_rubric
from checker.vocabulary import vocabulary


class Rule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Findings that are refused where one of ``fields`` is new."""

    check: str
    reasons: tuple[str, ...]
    fields: tuple[str, ...]


class Tags(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Code points of one keyword."""

    least: int
    most: int


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of the file."""

    refused: tuple[Rule, ...]
    lacking: tuple[Rule, ...]
    texts: dict[str, Text]
    most_characters: dict[str, int]
    most_members: int
    tags: Tags

    def most(self, form: str) -> int:
        """Most characters of a value of a field of this form."""
        return self.most_characters.get(form, self.most_characters["other"])


@cache
def entry() -> Entry:
    """The rules that ship with the project."""
    return msgspec.convert(load_yaml(schemas_dir() / "entry.yaml"), Entry)


@cache
def by_check(name: str, part: str) -> dict[str, Rule]:
    """The rules of ``refused`` or ``lacking`` by their check, held against the rubric's checks: every id is there."""
    rubric = proved_rubric(name)
    rules: tuple[Rule, ...] = getattr(entry(), part)
    known = vocabulary().fields["dataset"].keys() | vocabulary().fields["resource"].keys()
    for rule in rules:
        reasons = rubric.checks[rule.check].reasons if rule.check in rubric.checks else {}
        strange = [*(set(rule.reasons) - set(reasons)), *(set(rule.fields) - known)]
        if strange:
            raise RubricError(f"schemas/entry.yaml, {rule.check}: {', '.join(sorted(strange))} is not known")
    return {rule.check: rule for rule in rules}
