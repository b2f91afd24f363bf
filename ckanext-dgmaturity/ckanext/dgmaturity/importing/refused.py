"""What the validators refuse is left out and told, as long as something right is left.

First a dataset that is refused for a mandatory item is tried as a private draft, with all that it says; what is
refused even then is left out: a field, a keyword, a field of a file, a file without its name or address.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from checker.vocabulary import vocabulary
from checker.workbook.record import Package

_KEPT = frozenset({"name", "owner_org", "title"})  #: without them there is no dataset
_NEEDED = frozenset({"name", "url"})  #: without them there is no file
_SHOWN = 200  #: characters of a value
_LONGEST = 500  #: characters of what a validator says


class Left(Struct, frozen=True, kw_only=True):
    """One value that is left out."""

    field: str
    value: str
    said: str  #: by the validator, in the language of the import
    file: int | None = None  #: place of the file among those of the dataset, from 0


def mandatory(errors: dict[str, Any]) -> bool:
    """Whether a mandatory item, or what may be seen by whom, is among the reasons."""
    items = {field.name for field in vocabulary().fields["dataset"].values() if field.item}
    return not ({*items, "tags", "private", "state"} - {"title", "owner_org"}).isdisjoint(errors)


def without(package: Package, errors: dict[str, Any]) -> tuple[Package, list[Left]]:
    """(the package without what is refused, what was taken out); nothing taken out: it cannot be mended so."""
    kept, left = dict(package), []
    for name, said in errors.items():
        if name == "resources":
            kept["resources"], files = _files(kept.get("resources") or [], said)
            left += files
        elif name in ("tags", "tag_string") and "tags" in kept:
            kept["tags"], tags = _tags(kept["tags"], said)
            left += tags
        elif name in kept and name not in _KEPT and kept[name] not in ("", [], None):
            left.append(Left(field=name, value=_shown(kept.pop(name)), said=said_of(said)))
    return kept, left


def said_of(errors: Any) -> str:
    """The messages of CKAN's errors, at any depth."""
    return "; ".join(dict.fromkeys(_messages(errors)))[:_LONGEST]


def _messages(errors: Any) -> Iterator[str]:
    if isinstance(errors, dict):
        for inner in errors.values():
            yield from _messages(inner)
    elif isinstance(errors, (list, tuple)):
        for inner in errors:
            yield from _messages(inner)
    elif errors:
        yield str(errors)


def _shown(value: Any) -> str:
    return (", ".join(map(str, value)) if isinstance(value, list) else str(value))[:_SHOWN]


def _tags(tags: list[Package], said: Any) -> tuple[list[Package], list[Left]]:
    """Without the keywords that are refused; without all where it is not said which."""
    aligned = isinstance(said, list) and len(said) == len(tags) and all(isinstance(each, dict) for each in said)
    errors = said if aligned else [{"name": said_of(said)}] * len(tags)
    pairs = list(zip(tags, errors, strict=True))
    left = [Left(field="tag_string", value=_shown(tag["name"]), said=said_of(each)) for tag, each in pairs if each]
    return [tag for tag, each in pairs if not each], left


def _files(files: list[Package], said: Any) -> tuple[list[Package], list[Left]]:
    kept, left = [], []
    errors = said if isinstance(said, list) and len(said) == len(files) else [{}] * len(files)
    for place, (file, wrong) in enumerate(zip(files, errors, strict=True)):
        if not isinstance(wrong, dict) or not wrong:
            kept.append(file)
        elif _NEEDED.isdisjoint(wrong):
            left += [
                Left(field=name, value=_shown(file[name]), said=said_of(text), file=place)
                for name, text in wrong.items()
                if name in file
            ]
            kept.append({name: value for name, value in file.items() if name not in wrong})
        elif "id" in file:
            kept.append(file)  # a file of the catalog is not thrown away for what the workbook says of it
        else:
            shown = str(file.get("name") or file.get("url") or "")
            left.append(Left(field="resources", value=_shown(shown), said=said_of(wrong), file=place))
    return kept, left
