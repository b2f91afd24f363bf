"""What a file's fixes would make of a dataset, as values that the line takes: no network, nothing written."""

from __future__ import annotations

from collections.abc import Callable

from checker.fix.model import AskedDataset, Change, Proposal
from checker.fix.places import Customs, Package
from checker.fix.propose import Ground, propose
from checker.fix.values import empty, fields_of, read
from checker.model import FieldValue
from checker.normalise import identity_of


def nobody(written: str) -> str | None:
    """No organization is known."""


def look_ahead(asked: AskedDataset, package: Package, organization: Callable[[str], str | None] = nobody) -> Proposal:
    """The new values of one dataset by field; ``None``: emptied. ``organization``: its id by what is written of it."""
    ground = Ground(now=package, then=package, customs=Customs(), organization=organization)
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
