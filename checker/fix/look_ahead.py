"""What a file's fixes would make of a dataset, as values that the line takes: no network, nothing written."""

from __future__ import annotations

from collections.abc import Iterable

from checker.fix.model import AskedDataset, Change, Proposal
from checker.fix.places import Customs, Package
from checker.fix.propose import Ground, propose
from checker.fix.values import empty, fields_of, read
from checker.model import FieldValue
from checker.normalise import identity_of


def look_ahead(asked: AskedDataset, package: Package, organizations: Iterable[Package] = ()) -> Proposal:
    """The new values of one dataset by field; ``None``: emptied. An organization is known by any dataset of its."""
    known = {key: key for each in organizations for key in _names(each)}
    ground = Ground(now=package, then=package, customs=Customs(), organization=known.get)
    fields: dict[str, FieldValue | None] = {}
    resources: dict[str, dict[str, FieldValue | None]] = {}
    proposed = propose(asked, ground)
    for change in proposed.changes:
        target = resources.setdefault(change.resource, {}) if change.resource else fields
        target[change.field] = _value(change)
    return Proposal(dataset=identity_of(package)[0], fields=fields, resources=resources, problems=proposed.problems)


def _value(change: Change) -> FieldValue | None:
    raw = change.new.raw
    if not change.new.there or empty(raw):
        return None
    field = fields_of("resource" if change.resource else "dataset")[change.field]
    return str(raw) if field.form == "organization" else read(field, raw).value


def _names(package: Package) -> list[str]:
    shown = package.get("organization")
    found = [shown.get(part) for part in ("id", "name", "title")] if isinstance(shown, dict) else []
    return [each for each in found if isinstance(each, str) and each]
