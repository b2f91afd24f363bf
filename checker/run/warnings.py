"""What a run itself warns of, in the words of ``schemas/run/warnings.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from checker.errors import Problem
from checker.model import CatalogState
from checker.resources import load_yaml, schemas_dir


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
