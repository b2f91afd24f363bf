"""What is asked, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Generator

from msgspec import Struct

from checker.content import Probe
from checker.grid import Sheet
from checker.model import Fetched, Request

#: Personal data made unreadable in a text that is kept
Mask = Callable[[str], str]


class Target(Struct, frozen=True, kw_only=True):
    """One query interface of one distribution."""

    key: str  #: ``<interface>:<url>``, the same in every run
    distribution: str  #: distribution id
    interface: str  #: how the conversation begins: a name of ``checker.probe.INTERFACES``
    url: str
    name: str = ""  #: what is asked for there: resource id, collection, layer, entity set, feature type
    declared: bool = False  #: the catalog calls it an interface, or its form is one that programs exchange
    camera: bool = False  #: it may give pictures of traffic cameras


class Probed(Struct, frozen=True, kw_only=True):
    """A probe, and the records that were seen on the way, to be profiled; they are not stored."""

    probe: Probe
    rows: Sheet | None = None


#: Yields requests, is sent what came back for each, and returns what it all showed
Conversation = Generator[Request, Fetched, Probed]
