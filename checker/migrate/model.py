"""What a migration changes in one dataset, and what it leaves as it is: plain values."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from checker.rubric import Text


class Move(Struct, frozen=True, kw_only=True):
    """One place of a dataset: what it holds and what it shall hold."""

    field: str  #: name in the field list; of an extra that is no field, its key
    resource: str = ""  #: resource id; empty: of the dataset
    where: str  #: ``top``, ``extras`` or ``tags``
    key: str
    before: Any = None  #: ``None``: nothing stands there
    after: Any = None  #: ``None``: the key goes; a list for many choices and keywords
    why: str  #: a text id of ``schemas/migrate/texts.yaml``
    source: str = ""  #: the key that the value comes from, where it stood elsewhere


class Left(Struct, frozen=True, kw_only=True):
    """A value that our form would not take as new input. It stays, and an edit that leaves it alone keeps it."""

    field: str
    resource: str = ""
    value: str  #: cut
    why: Text


class Lacking(Struct, frozen=True, kw_only=True):
    """A mandatory item that is not passed."""

    no: str
    title: Text
    text: Text


class Exposed(Struct, frozen=True, kw_only=True):
    """A file that the other plugin hides, in a dataset that everybody may read: here everybody may open it."""

    resource: str  #: resource id
    name: str  #: cut


class Plan(Struct, frozen=True, kw_only=True):
    """One dataset."""

    id: str
    name: str
    title: str
    moves: tuple[Move, ...] = ()
    left: tuple[Left, ...] = ()
    lacking: tuple[Lacking, ...] = ()
    exposed: tuple[Exposed, ...] = ()
    passed: int = 0
    required: int = 0
