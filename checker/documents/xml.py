"""XML as a stream of what begins, stands and ends in it: never whole, never deep, and without entities of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from xml.parsers import expat

from checker.errors import Unreadable

DEPTH = 500  #: elements inside each other
ELEMENTS = 1_000_000  #: elements that are read of one file


class Kind(Enum):
    """What comes next."""

    BEGIN = 1
    TEXT = 2
    END = 3


Event = tuple[Kind, str]


class Events:
    """The events of one XML file, in order; names without their prefix. Raises Unreadable for what is hostile.

    Where it breaks off, the events end and ``damaged`` is true; where it is too long, ``complete`` is false.
    """

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.damaged = False
        self.complete = True
        self._elements = 0
        self._pieces = pieces
        self._waiting: list[Event] = []
        self._depth = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.EntityDeclHandler = _refuse

    def __iter__(self) -> Iterator[Event]:
        try:
            for piece in self._pieces:
                self._parser.Parse(piece)
                yield from self._taken()
                if self._elements > ELEMENTS:
                    self.complete = False
                    return
            self._parser.Parse(b"", True)
        except expat.ExpatError:
            self.damaged = True
        yield from self._taken()

    def _taken(self) -> list[Event]:
        taken, self._waiting = self._waiting, []
        return taken

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > DEPTH:
            raise Unreadable("bomb", "XML too deep")
        self._waiting.append((Kind.BEGIN, name.rpartition(":")[2]))

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._waiting.append((Kind.END, name.rpartition(":")[2]))

    def _text(self, text: str) -> None:
        self._waiting.append((Kind.TEXT, text))


def _refuse(*declared: object) -> None:
    raise Unreadable("bomb", "XML that declares entities")
