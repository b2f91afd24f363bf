"""A raw CKAN package of any schema and edition → :class:`Dataset` (``metadata.md`` sections 1, 2 and 4).

Whatever JSON object comes in, a dataset comes out: nothing raises, work and size are bounded, and what was repaired
is noted. Normalising the result again (:func:`as_package`) changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from msgspec.structs import replace

from checker.dates import parse_moment
from checker.model import Dataset, Distribution, FieldValue
from checker.normalise.dataset import (
    extras_of,
    identifier,
    identity_of,
    read_fields,
    read_publisher,
    read_tags,
)
from checker.normalise.notebook import Notebook
from checker.normalise.package import as_package, with_values
from checker.normalise.resources import MOST_RESOURCES, distribution
from checker.normalise.shapes import truth, written
from checker.normalise.values import address
from checker.vocabulary import Vocabulary, vocabulary

__all__ = ["addresses", "as_package", "identity_of", "normalise", "revised"]


def normalise(package: Mapping[str, Any], *, base_url: str = "") -> Dataset:
    """The dataset that a package describes. ``base_url`` is the site's, for the address of the dataset's page."""
    words, book = vocabulary(), Notebook()
    extras = extras_of(package)
    identity, name = identity_of(package)
    fields = read_fields(words, package, extras, book)
    publisher, shown = read_publisher(package, extras, book)
    if shown is not None:
        fields["owner_org"] = shown
    tags = read_tags(package, extras, book)
    if tags is not None:
        fields["tag_string"] = tags
    title = fields.get("title", "")
    private = package.get("private")
    return Dataset(
        id=identity,
        name=name,
        title=title if isinstance(title, str) else "",
        publisher=publisher,
        private=private is True or (private is not None and truth(private) == "True"),
        fields=fields,
        distributions=tuple(_distributions(words, package.get("resources"), identity, book)),
        modified=parse_moment(package.get("metadata_modified")),
        url=f"{base_url.rstrip('/')}/dataset/{quote(name or identity)}" if base_url else "",
        notes=tuple(book.notes),
    )


def revised(
    dataset: Dataset,
    fields: Mapping[str, FieldValue | None],
    resources: Mapping[str, Mapping[str, str]],
) -> Dataset:
    """The dataset as it would be read with other metadata: ``fields`` as one would write them (``None``: taken away).

    ``resources`` are fields by distribution id; a name that no resource has changes nothing. What was noted of a field
    that is written anew is forgotten.
    """
    found = normalise(with_values(as_package(dataset), fields, resources))
    anew = {*fields, *(f"resources/{each}/{name}" for each, values in resources.items() for name in values)}
    notes = tuple([note for note in dataset.notes if note.path not in anew])
    return replace(found, url=dataset.url, notes=notes + found.notes)


def addresses(package: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(id, URL) of each distribution, as :func:`normalise` gives them and at a fraction of the work."""
    book = Notebook()
    for identity, each in _identified(package.get("resources"), lambda: identity_of(package)[0], book):
        url = each.get("url")
        yield identity, address("url", url, book) if url else ""


def _distributions(words: Vocabulary, raw: Any, dataset_id: str, book: Notebook) -> Iterator[Distribution]:
    for identity, each in _identified(raw, lambda: dataset_id, book):
        yield distribution(words, each, identity, f"resources/{identity}", book)


def _identified(raw: Any, dataset_id: Callable[[], str], book: Notebook) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every resource in its order, each under an id of its own."""
    if not isinstance(raw, (list, tuple)):
        return
    if len(raw) > MOST_RESOURCES:
        book.add("cut", "resources", f"{len(raw)}", f"{MOST_RESOURCES}")
    seen: set[str] = set()
    for position, each in enumerate(raw[:MOST_RESOURCES], start=1):
        if not isinstance(each, (dict, Mapping)):
            book.add("not_a_resource", f"resources/{position}", written(each))
            continue
        identity = identifier(each.get("id"))
        if not identity or identity in seen:
            identity = f"{dataset_id()}#{position}"
            while identity in seen:
                identity += "'"
        seen.add(identity)
        yield identity, each
