"""XML of strangers: elements without their markup, no entities, no fetching, and as far as it goes where it is cut."""

from __future__ import annotations

from typing import Any
from xml.parsers import expat

from msgspec import Struct

MOST_NODES = 60_000
DEEPEST = 40
LONGEST = 2_000  #: characters of one text that are kept


class Node(Struct, gc=False):
    """One element. Names are local, without their namespace's prefix."""

    name: str
    attributes: dict[str, str] = {}
    children: list[Any] = []
    text: str = ""

    def walk(self) -> list[Node]:
        """This element and all below it, in the order of the document."""
        found, waiting = [], [self]
        while waiting:
            node = waiting.pop()
            found.append(node)
            waiting.extend(reversed(node.children))
        return found

    def first(self, *names: str) -> Node | None:
        """The first element below with one of these names."""
        return next((node for node in self.walk() if node.name in names), None)

    def leaf(self) -> bool:
        """It holds text alone."""
        return not self.children


class _Enough(Exception):
    """No more of this document is read."""


class _Tree:
    """Builds the nodes from what the parser reports."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.open: list[Node] = []
        self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST_NODES or len(self.open) >= DEEPEST:
            raise _Enough
        told = {_local(each): value[:LONGEST] for each, value in attributes.items()}
        node = Node(name=_local(name), attributes=told, children=[])
        if self.open:
            self.open[-1].children.append(node)
        elif self.root is None:
            self.root = node
        self.open.append(node)

    def end(self, _name: str) -> None:
        self.open.pop()

    def text(self, data: str) -> None:
        if self.open and len(self.open[-1].text) < LONGEST:
            self.open[-1].text += data[:LONGEST]

    def refuse(self, *_told: object) -> None:
        raise _Enough


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def parse(body: bytes) -> Node | None:
    """The root with what could be read of it; ``None`` where there is none, or where it declares entities."""
    tree = _Tree()
    parser = expat.ParserCreate()
    parser.StartElementHandler = tree.start
    parser.EndElementHandler = tree.end
    parser.CharacterDataHandler = tree.text
    parser.EntityDeclHandler = tree.refuse
    try:
        parser.Parse(body, True)
    except (_Enough, expat.ExpatError, ValueError, LookupError):  # cut, broken, or of an encoding that is unknown
        _drop_open(tree)
    return tree.root


def _drop_open(tree: _Tree) -> None:
    """Takes out the record that was cut: the outermost open element that stands among its like."""
    for parent, child in zip(tree.open, tree.open[1:], strict=False):
        if len(parent.children) > 1:
            parent.children.remove(child)
            return


def records(root: Node) -> list[dict[str, str]]:
    """The records of a document, each as the texts in it: its members, else the outermost elements that repeat."""
    return [_record(_inner(node)) for node in _members(root) or _repeated(root)]


def _members(root: Node) -> list[Node]:
    """Of a feature collection of the OGC, or of a feed."""
    held = [node for node in root.children if node.name in ("member", "featureMember", "entry")]
    many = [node for node in root.children if node.name == "featureMembers"]
    return held or [feature for node in many for feature in node.children]


def _repeated(root: Node) -> list[Node]:
    single: list[Node] = []
    level = [root]
    for _ in range(DEEPEST):
        best: list[Node] = []
        for node in level:
            groups: dict[str, list[Node]] = {}
            for child in node.children:
                if child.children or child.attributes:
                    groups.setdefault(child.name, []).append(child)
            best = max([best, *groups.values()], key=len)
        if len(best) > 1:
            return best
        single = single or best
        level = [child for node in level for child in node.children]
    return single


def _inner(node: Node) -> Node:
    """A wrapper (``member``) stands for the one element in it."""
    while len(node.children) == 1 and node.children[0].children:
        node = node.children[0]
    return node


def _record(node: Node) -> dict[str, str]:
    found = {name: value for name, value in node.attributes.items() if name != "xmlns"}
    for child in node.children:
        if child.leaf() and child.text.strip():
            found.setdefault(child.name, child.text.strip())
    return found
