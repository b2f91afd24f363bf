"""What a run itself warns of, in the words of ``schemas/run/warnings.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from checker.errors import Problem
from checker.model import CatalogState, Dataset
from checker.resources import load_yaml, schemas_dir

SHOWN = 5  #: datasets that a warning names


@cache
def _texts() -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = load_yaml(schemas_dir() / "run" / "warnings.yaml")
    return texts


def catalog_warnings(catalog: CatalogState) -> Iterator[Problem]:
    """A certificate that did not verify; a catalog that changed under the reading."""
    if catalog.tls_detail:
        yield _warning("catalog_tls", catalog, detail=catalog.tls_detail)
    if catalog.changed:
        yield _warning("catalog_changed", catalog)


def cut_off(dataset: Dataset) -> list[str]:
    """What of a dataset was too long to be read whole, in words: ``name (resources: 10000 of 1000000)``."""
    cuts = [note for note in dataset.notes if note.code == "cut"] if dataset.notes else []
    return [f"{dataset.name or dataset.id} ({note.path}: {note.after} / {note.before})" for note in cuts]


def cut_warnings(cut: Sequence[str], catalog: CatalogState) -> Iterator[Problem]:
    """Datasets of which more stands on the catalog than is read of one."""
    if cut:
        yield _warning("cut_off", catalog, datasets=_some(cut))


def authority_warnings(differing: Sequence[str], catalog: CatalogState) -> Iterator[Problem]:
    """Datasets whose published ``single_source_of_truth`` the plan contradicts (openness rules, section 2, Edges)."""
    if differing:
        yield _warning("authority_differs", catalog, datasets=_some(differing))


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + " …" * (len(names) > SHOWN)


def _warning(code: str, catalog: CatalogState, **params: str) -> Problem:
    text = _texts()[code]
    return Problem(
        source=catalog.url,
        place="",
        value="",
        code=code,
        th=text["th"].format(**params),
        en=text["en"].format(**params),
        severity="warning",
    )
