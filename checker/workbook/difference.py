"""Two workbooks held against each other: datasets that are new, gone, changed, field by field and file by file.

Datasets are the same by their code, in whatever row or sheet they stand; files by address and name, else by address,
else by name. What is compared is what importing makes of the cells: another spelling of a choice, another order of
keywords, a date in the other era is no change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

from msgspec import Struct

from checker.model import Dataset, Distribution, FieldValue
from checker.normalise import normalise
from checker.rubric import Text
from checker.text import arabic_digits, key, thai_order
from checker.vocabulary import vocabulary
from checker.workbook.official.cells import in_era
from checker.workbook.official.forms import words
from checker.workbook.record import Record, Row, Workbook

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
_TYPE = ("d_type", "data_type_other")  #: what the column of the data type is called
_ERAS = ("date", "year")
_DISTRIBUTION = {"name": "name", "url": "url", "description": "description", "format": "declared"}


class Change(Struct, frozen=True, kw_only=True):
    """One field that says something else; blank where a side says nothing."""

    field: str
    label: Text
    old: str
    new: str
    old_place: str  #: ``sheet!B7``; the sheet Extra_Fields for a field that the form has no column for
    new_place: str


class FileChange(Struct, frozen=True, kw_only=True):
    """One file that is new, gone or changed."""

    kind: str
    name: str
    url: str
    old_place: str = ""
    new_place: str = ""
    changes: tuple[Change, ...] = ()


class DatasetChange(Struct, frozen=True, kw_only=True):
    """One dataset that is new, gone or changed."""

    kind: str
    code: str
    title: str
    old_place: str = ""
    new_place: str = ""
    changes: tuple[Change, ...] = ()
    files: tuple[FileChange, ...] = ()


class Difference(Struct, frozen=True, kw_only=True):
    """All that differs, in the order of the codes."""

    old: str  #: file
    new: str
    same: int  #: datasets without a change
    datasets: tuple[DatasetChange, ...]

    def count(self, kind: str) -> int:
        """Datasets of this kind."""
        return sum(each.kind == kind for each in self.datasets)


def difference(old: Workbook, new: Workbook) -> Difference:
    """What changed from the first workbook to the second."""
    before, after = _by_code(old), _by_code(new)
    found = [_dataset(before.get(code), after.get(code)) for code in sorted({*before, *after}, key=thai_order)]
    datasets = tuple(each for each in found if each is not None)
    return Difference(old=old.source, new=new.source, same=len(found) - len(datasets), datasets=datasets)


def _by_code(book: Workbook) -> dict[str, Record]:
    return {arabic_digits(key(record.code)): record for record in book.datasets}


def _dataset(old: Record | None, new: Record | None) -> DatasetChange | None:
    if old is None or new is None:
        record = old or new
        assert record is not None  # a code is of one side at least
        kind = ADDED if old is None else REMOVED
        return DatasetChange(
            kind=kind,
            code=record.code,
            title=normalise(record.package).title,
            old_place=old.row.place() if old else "",
            new_place=new.row.place() if new else "",
        )
    before, after = normalise(old.package), normalise(new.package)
    changes = tuple(_changes(_said(before), _said(after), old.row, new.row, "dataset"))
    files = tuple(_files(listed(old, before), listed(new, after)))
    if not changes and not files:
        return None
    return DatasetChange(
        kind=CHANGED,
        code=new.code,
        title=after.title,
        old_place=old.row.place(),
        new_place=new.row.place(),
        changes=changes,
        files=files,
    )


def _said(dataset: Dataset) -> dict[str, FieldValue]:
    return {**dataset.fields, "private": "True" if dataset.private else ""}


def file_said(file: Distribution) -> dict[str, FieldValue]:
    """All that a file says, by field."""
    own = {name: getattr(file, attribute) for name, attribute in _DISTRIBUTION.items()}
    return {**file.fields, **own, "resource_private": "True" if file.private else ""}


def _changes(
    old: Mapping[str, FieldValue], new: Mapping[str, FieldValue], was: Row, now: Row, level: str
) -> Iterator[Change]:
    for name in dict.fromkeys((*vocabulary().fields[level], "private")):
        before, after = old.get(name, ""), new.get(name, "")
        if compared(before) != compared(after):
            yield Change(
                field=name,
                label=label_of(name, level),
                old=shown(name, before, level),
                new=shown(name, after, level),
                old_place=place_of(was, name, level),
                new_place=place_of(now, name, level),
            )


def compared(value: FieldValue) -> Hashable:
    """A list without its order; a blank is nothing."""
    return frozenset(value) if value and isinstance(value, tuple) else value or ""


def shown(name: str, value: FieldValue, level: str) -> str:
    """A value as a person reads it in a workbook."""
    text = ", ".join(value) if isinstance(value, tuple) else value
    field = vocabulary().fields[level].get(name)
    return in_era(text) if field is not None and field.form in _ERAS else text


def label_of(name: str, level: str) -> Text:
    """What a field is called."""
    field = vocabulary().fields[level].get(name)
    return field.label if field is not None else Text(**words()["extra"]["labels"][name])


def place_of(row: Row, name: str, level: str) -> str:
    """The cell of a field, or of the field to whose อื่นๆ it belongs."""
    owners = [field.name for field in vocabulary().fields[level].values() if field.other == name]
    for column in (name, *owners, *(_TYPE if name == "data_type" else ())):
        if column in row.columns:
            return row.place(column)
    extra: str = words()["extra"]["sheet"]
    return extra


class Listed(Struct, frozen=True, kw_only=True):
    """A file among those of its dataset."""

    place: int  #: from 0
    file: Distribution
    row: Row


def listed(record: Record, dataset: Dataset) -> list[Listed]:
    """The files of a dataset with their rows."""
    files = zip(record.resources, dataset.distributions, strict=True)
    return [Listed(place=place, file=file, row=each.row) for place, (each, file) in enumerate(files)]


_SAME: tuple[Callable[[Listed], Hashable], ...] = (
    lambda each: (each.file.url, each.file.name),
    lambda each: each.file.url or None,
    lambda each: each.file.name or None,
)


def _files(old: Sequence[Listed], new: Sequence[Listed]) -> Iterator[FileChange]:
    pairs, gone, come = paired(list(old), list(new))
    for before, after in pairs:
        changes = tuple(_changes(file_said(before.file), file_said(after.file), before.row, after.row, "resource"))
        if changes:
            yield _file(CHANGED, after, old=before.row, new=after.row, changes=changes)
    yield from (_file(REMOVED, each, old=each.row) for each in gone)
    yield from (_file(ADDED, each, new=each.row) for each in come)


def _file(
    kind: str, each: Listed, *, old: Row | None = None, new: Row | None = None, changes: tuple[Change, ...] = ()
) -> FileChange:
    return FileChange(
        kind=kind,
        name=each.file.name,
        url=each.file.url,
        old_place=old.place() if old else "",
        new_place=new.place() if new else "",
        changes=changes,
    )


def paired(old: list[Listed], new: list[Listed]) -> tuple[list[tuple[Listed, Listed]], list[Listed], list[Listed]]:
    """(the same files of both, those of the first alone, those of the second alone)."""
    pairs: list[tuple[Listed, Listed]] = []
    for same in _SAME:
        waiting: dict[Hashable, list[Listed]] = defaultdict(list)
        for each in reversed(old):
            waiting[same(each)].append(each)
        left = []
        for each in new:
            mark = same(each)
            if mark is not None and waiting[mark]:
                pairs.append((waiting[mark].pop(), each))
            else:
                left.append(each)
        taken = {id(before) for before, _ in pairs}
        old, new = [each for each in old if id(each) not in taken], left
    return pairs, old, new
