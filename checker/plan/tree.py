"""A plan, or another file of its kind, as it was written: plain values, and where each of them stands; read from YAML
within bounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from msgspec import Struct

from checker.errors import PlanError, Problem
from checker.plan.problems import problem

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 40
MAX_VALUES = 200_000  #: after aliases are followed

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TYPED: dict[str, Callable[[str], Any]] = {
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:bool": lambda text: text.casefold() in ("true", "yes", "on"),
    "tag:yaml.org,2002:null": lambda text: None,
}

Path = tuple[str | int, ...]


class Kind(Struct, frozen=True, kw_only=True):
    """What a file is to be, for the words of a refusal."""

    th: str
    en: str
    keys: str  #: its first keys


PLAN = Kind(th="แผน", en="a plan", keys="agency, issues …")


class Tree(Struct, frozen=True, kw_only=True):
    """Values by path, with their places (``line 12`` or ``sheet!cell``) and, for YAML, the text as written."""

    source: str
    value: Any
    places: dict[Path, str] = {}
    texts: dict[Path, str] = {}
    problems: tuple[Problem, ...] = ()

    def place(self, path: Path) -> str:
        """Where the value stands; where it has no place of its own, the nearest one around it."""
        for end in range(len(path), -1, -1):
            found = self.places.get(path[:end])
            if found is not None:
                return found
        return ".".join(map(str, path))


def read_yaml(body: bytes, source: str, kind: Kind = PLAN) -> Tree:
    """The tree of a YAML file. Raises PlanError for what is no YAML mapping, too large or too deep."""
    if len(body) > MAX_BYTES:
        size = MAX_BYTES // 1024 // 1024
        raise refusal(source, f"larger than {size} MB", f"ใหญ่กว่า {size} MB", kind)
    try:
        text = body.decode("utf-8-sig")
        _bounded(text, source, kind)
        node = yaml.compose(text, Loader=_Loader)
    except UnicodeDecodeError as error:
        raise refusal(source, "it is not UTF-8 text", "ไม่ใช่ข้อความแบบ UTF-8", kind) from error
    except yaml.YAMLError as error:
        raise _bad_yaml(source, error, kind) from error
    if node is None:
        return Tree(source=source, value={}, places={(): "line 1"})
    if not isinstance(node, yaml.MappingNode):
        raise refusal(
            source,
            f"it is not {kind.en} (a mapping of {kind.keys})",
            f"ไม่ใช่{kind.th} (ต้องเป็นหัวข้อ {kind.keys})",
            kind,
        )
    reading = _Reading(source, kind)
    value = reading.value(node, ())
    return Tree(
        source=source, value=value, places=reading.places, texts=reading.texts, problems=tuple(reading.problems)
    )


def refusal(source: str, why_en: str, why_th: str, kind: Kind = PLAN) -> PlanError:
    """The error for a file that is no plan at all."""
    return PlanError(
        f"{source}: cannot be read as {kind.en}: {why_en}",
        f"{source}: อ่านเป็น{kind.th}ไม่ได้: {why_th}",
        code="unreadable",
    )


def _bounded(text: str, source: str, kind: Kind) -> None:
    """Nothing deeper or longer than a plan can be: checked on the stream, before anything is built."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Loader)):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH or count > MAX_VALUES:
            raise _too_much(source, kind)


def _too_much(source: str, kind: Kind) -> PlanError:
    return refusal(source, f"it holds far more than {kind.en} does", f"มีเนื้อหามากเกินกว่าจะเป็น{kind.th}", kind)


def _bad_yaml(source: str, error: yaml.YAMLError, kind: Kind) -> PlanError:
    mark = getattr(error, "problem_mark", None)
    place = f"line {mark.line + 1}" if mark is not None else "-"
    why = getattr(error, "problem", None) or str(error).splitlines()[0]
    one = problem("bad_yaml", source, place, why=why)
    return PlanError(
        f"{source}: cannot be read as {kind.en}",
        f"{source}: อ่านเป็น{kind.th}ไม่ได้",
        problems=(one,),
        code="bad_yaml",
    )


class _Reading:
    """Builds the values of nodes; aliases are followed, and what they come to is counted."""

    def __init__(self, source: str, kind: Kind = PLAN) -> None:
        self.places: dict[Path, str] = {}
        self.texts: dict[Path, str] = {}
        self.problems: list[Problem] = []
        self._source = source
        self._kind = kind
        self._left = MAX_VALUES

    def value(self, node: yaml.Node, path: Path) -> Any:
        self._left -= 1
        if self._left < 0 or len(path) > MAX_DEPTH:
            raise _too_much(self._source, self._kind)
        self.places[path] = f"line {node.start_mark.line + 1}"
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(each, (*path, place)) for place, each in enumerate(node.value)]
        self.texts[path] = node.value
        return self._scalar(node)

    def _scalar(self, node: yaml.Node) -> Any:
        """Numbers with a point and dates stay as they are written: ``1.10`` is no number, ``2565-02-29`` no date."""
        make = _TYPED.get(node.tag, str)
        try:
            return make(node.value)
        except ValueError:
            return node.value

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            if key in found:
                place = f"line {key_node.start_mark.line + 1}"
                self.problems.append(problem("duplicate_key", self._source, place, key, key=key))
            inner: Path = (*path, key)
            found[key] = self.value(value_node, inner)
            self.places[inner] = f"line {key_node.start_mark.line + 1}"
        return found
