"""What is asked of a catalog's metadata, and what that comes to: plain values, from the file to the journal.

A *raw* value is JSON as the catalog's own API gives and takes it; nothing else here is untyped.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from checker.errors import Problem
from checker.model import FieldValue


class Asked(Struct, frozen=True, kw_only=True):
    """One field as a person gave it."""

    field: str  #: name in the field list
    written: Any  #: a text, a list of texts, or ``None``: the field is to be emptied
    place: str  #: ``line 12``, ``sheet!B7``


class AskedResource(Struct, frozen=True, kw_only=True):
    """The fields of one resource."""

    key: str  #: id or name
    place: str
    url: str = ""  #: by which it is found too, where it is given
    fields: tuple[Asked, ...] = ()


class AskedDataset(Struct, frozen=True, kw_only=True):
    """The fields of one dataset, from one file."""

    key: str  #: id, URL name, or code of the list
    place: str
    source: str  #: the file
    title: str = ""  #: by which a row of a workbook is found too
    fields: tuple[Asked, ...] = ()
    resources: tuple[AskedResource, ...] = ()
    #: ``True``: what is written is what the catalog shall hold, to the letter; ``False`` (a workbook): a value that
    #: means what the catalog has already is no change
    exact: bool = True


class Asking(Struct, frozen=True, kw_only=True):
    """All that a file asks for, and what is wrong with it."""

    datasets: tuple[AskedDataset, ...] = ()
    problems: tuple[Problem, ...] = ()


class Held(Struct, frozen=True, kw_only=True):
    """What stands in one place of a package."""

    there: bool = False  #: the key exists, whatever its value
    raw: Any = None


class Change(Struct, frozen=True, kw_only=True):
    """One place of a package: what it holds and what it shall hold."""

    field: str  #: name in the field list
    resource: str = ""  #: resource id; empty: of the dataset
    where: str  #: ``top``, ``extras`` or ``tags``
    key: str  #: the catalog's own name for it
    old: Held
    new: Held


class Proposed(Struct, frozen=True, kw_only=True):
    """One dataset: what would change, what cannot, and what was seen of it."""

    id: str
    name: str
    title: str
    modified: str = ""  #: ``metadata_modified`` when it was compared, as the catalog writes it
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()  #: fields that are left as they are
    stale: tuple[str, ...] = ()  #: fields that are no longer as the run saw them


class Proposal(Struct, frozen=True, kw_only=True):
    """The new values of one dataset as :func:`checker.normalise.normalise` gives values: for a look ahead."""

    dataset: str  #: id
    fields: dict[str, FieldValue | None] = {}
    resources: dict[str, dict[str, FieldValue | None]] = {}  #: by resource id
    problems: tuple[Problem, ...] = ()  #: what would be left as it is


class Reason(Struct, frozen=True, kw_only=True):
    """Why something was not written: a text id of ``schemas/fix/texts.yaml`` with what it names."""

    code: str
    params: dict[str, str] = {}
    fields: tuple[tuple[str, str], ...] = ()  #: (field, what CKAN says of it)


class Ending(Struct, frozen=True, kw_only=True):
    """How one dataset ended."""

    id: str
    name: str
    title: str
    outcome: str  #: ``proposed``, ``unchanged``, ``done``, ``refused``, ``failed``
    modified: str = ""  #: ``metadata_modified`` when it was compared
    changes: tuple[Change, ...] = ()  #: proposed or made
    reasons: tuple[Reason, ...] = ()
    problems: tuple[Problem, ...] = ()


class Fixed(Struct, frozen=True, kw_only=True):
    """What one giving of the command came to."""

    run: str
    catalog: str  #: address of the Action API
    applied: bool
    journal: str = ""  #: id; empty: nothing was written
    undoes: str = ""  #: id of the journal that was undone
    resumed: bool = False  #: it went on with a journal that was left behind
    datasets: tuple[Ending, ...] = ()
    problems: tuple[Problem, ...] = ()  #: of the file as a whole
    left: int = 0  #: datasets that were not asked about any more, as the site answered none of those before

    @property
    def whole(self) -> bool:
        """Everything that was asked for is so, or would be."""
        wrong = any(each.outcome in ("refused", "failed") or each.problems or each.reasons for each in self.datasets)
        return not (wrong or self.problems or self.left)
