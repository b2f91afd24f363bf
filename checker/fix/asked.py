"""``fixes.yaml``: what a person asks for, each value with its line; and the same of a workbook's records.

The contract is ``schemas/metadata/fixes.schema.json``. Whether a value is taken is told later, beside what the
catalog has; here only what is no fix at all is refused: an unknown key, a group where a value belongs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from checker.errors import Problem
from checker.fix.model import Asked, AskedDataset, AskedResource, Asking
from checker.fix.values import NOT_FIXABLE, fields_of
from checker.fix.words import problem
from checker.plan.problems import nearest
from checker.plan.tree import Kind, Path, Tree, read_yaml

FIXES = Kind(th="แฟ้มแก้ไข", en="a file of fixes", keys="datasets")
LISTS = frozenset({"choices", "tags"})  #: forms whose value may be a list
Cell = Callable[[str], str]  #: the place of a field's cell; of the record, for the empty text


def read_fixes(body: bytes, source: str) -> Asking:
    """What the file asks for. Raises PlanError for what is no YAML mapping."""
    tree = read_yaml(body, source, FIXES)
    reading = _Reading(tree)
    datasets = tuple(reading.datasets())
    return Asking(datasets=datasets, problems=(*tree.problems, *reading.problems))


class _Reading:
    def __init__(self, tree: Tree) -> None:
        self.problems: list[Problem] = []
        self._tree = tree

    def datasets(self) -> Iterator[AskedDataset]:
        for name in self._tree.value:
            if name != "datasets":
                self._wrong("unknown_key", (name,), name, known="datasets")
        for name, value in self._group(("datasets",), self._tree.value.get("datasets")):
            path: Path = ("datasets", name)
            given = dict(self._group(path, value))
            yield AskedDataset(
                key=name,
                source=self._tree.source,
                place=self._tree.place(path),
                resources=tuple(self._resources((*path, "resources"), given.pop("resources", None))),
                fields=tuple(self._fields("dataset", path, given)),
            )

    def _resources(self, path: Path, value: Any) -> Iterator[AskedResource]:
        for name, given in self._group(path, value):
            inner: Path = (*path, name)
            fields = tuple(self._fields("resource", inner, dict(self._group(inner, given))))
            yield AskedResource(key=name, place=self._tree.place(inner), fields=fields)

    def _group(self, path: Path, value: Any) -> list[tuple[str, Any]]:
        """The pairs of a group; nothing stands for an empty one."""
        if value is None:
            return []
        if isinstance(value, dict):
            return list(value.items())
        self._wrong("no_group", path, "" if isinstance(value, list) else value)
        return []

    def _fields(self, level: str, path: Path, given: Mapping[str, Any]) -> Iterator[Asked]:
        known = fields_of(level)
        for name, value in given.items():
            inner: Path = (*path, name)
            if name not in known:
                self._unknown(level, inner, name)
                continue
            written = self._written(inner, value, many=known[name].form in LISTS)
            if written is not _NOTHING:
                yield Asked(field=name, written=written, place=self._tree.place(inner))

    def _unknown(self, level: str, path: Path, name: str) -> None:
        if level == "dataset" and name in NOT_FIXABLE:
            self._wrong("not_fixable", path, name)
            return
        known = [*fields_of(level), *(["resources"] if level == "dataset" else [])]
        self._wrong("unknown_field", path, name, **nearest(name, known))

    def _written(self, path: Path, value: Any, *, many: bool) -> Any:
        """A text as typed, a list of them, or ``None`` for ``null``; an empty value says nothing and is refused."""
        if isinstance(value, dict) or (isinstance(value, list) and not many):
            self._wrong("one_value" if isinstance(value, list) else "no_value", path)
            return _NOTHING
        if isinstance(value, list):
            return self._members(path, value)
        text = self._tree.texts.get(path, "")
        if value is None and text:
            return None
        if not text.strip():
            self._wrong("blank_value", path)
            return _NOTHING
        return text

    def _members(self, path: Path, value: list[Any]) -> Any:
        texts = [self._tree.texts.get((*path, place), "") for place in range(len(value))]
        if not texts or any(
            isinstance(each, dict | list) or not text.strip() for each, text in zip(value, texts, strict=True)
        ):
            self._wrong("blank_value", path)
            return _NOTHING
        return texts

    def _wrong(self, code: str, path: Path, value: object = "", **params: object) -> None:
        self.problems.append(problem(code, self._tree.source, self._tree.place(path), value, **params))


class _Nothing:
    """No value that can be used."""


_NOTHING = _Nothing()


def of_record(
    key: str, package: Mapping[str, Any], source: str, cell: Cell, resources: Sequence[tuple[Mapping[str, Any], Cell]]
) -> AskedDataset:
    """What one record of a workbook asks for. A blank cell asks for nothing. ``cell`` tells the place of a field."""
    return AskedDataset(
        key=key,
        place=cell(""),
        source=source,
        title=str(package.get("title") or ""),
        fields=_of_package("dataset", package, cell),
        resources=tuple(
            AskedResource(
                key=str(each.get("name") or ""),
                place=place(""),
                url=str(each.get("url") or ""),
                fields=_of_package("resource", each, place),
            )
            for each, place in resources
        ),
        exact=False,
    )


def _of_package(level: str, package: Mapping[str, Any], cell: Cell) -> tuple[Asked, ...]:
    known = fields_of(level)
    return tuple(
        Asked(field=name, written=value, place=cell(name))
        for name, value in package.items()
        if name in known and value not in ("", None, [])
    )
