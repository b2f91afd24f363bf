"""Many datasets at once are written into the index again out of the index: only our figures are others afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from checking_values import made
from ckan import model
from ckan.lib import search
from ckan.lib.search.common import make_connection
from ckan.tests import factories
from ckanext.dgmaturity.model import Verdict
from ckanext.dgmaturity.search import MANY, following
from sqlalchemy import event

pytestmark = pytest.mark.usefixtures("extension")

FIGURES = {"dgmaturity_tier", "dgmaturity_stars"}
#: what Solr puts in by itself
OWN = {"_version_", "timestamp", "indexed_ts", "metadata_modified"}


@pytest.fixture(scope="module")
def datasets(extension) -> list[dict[str, Any]]:
    owner = factories.Organization()["id"]
    resources = [{"name": "ข้อมูล", "url": "https://data.example/a.csv", "format": "CSV"}]
    kinds = [{}, {"private": True}, {"resources": resources}, {"notes": 'ข้อความ \u0e01\n"ในเครื่องหมาย"'}]
    return [made(owner_org=owner, **kinds[number % len(kinds)]) for number in range(MANY + 2)]


@pytest.fixture
def statements() -> Iterator[list[str]]:
    held: list[str] = []

    def one(_: Any, __: Any, statement: str, *rest: Any) -> None:
        held.append(statement)

    event.listen(model.meta.engine, "before_cursor_execute", one)
    yield held
    event.remove(model.meta.engine, "before_cursor_execute", one)


def graded(ids: list[str], tier: str) -> dict[str, tuple[str | None, int | None]]:
    """Another tier for all of them; what the index has until now."""
    before = following.figures(ids)
    values = {"rubric": "data-catalog-kpi-2565", "passed": 14, "required": 14, "informative": 14, "body": {}}
    for each in ids:
        model.Session.merge(Verdict(package_id=each, tier=tier, stars=3, **values))
    model.Session.commit()
    return before


def held(ids: list[str]) -> dict[str, dict[str, Any]]:
    asked = {"fq": f"id:({' OR '.join(ids)})", "rows": 100}
    return {each["id"]: each for each in make_connection().search("*:*", **asked)}


def rest(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in OWN | FIGURES}


def counted(ids: list[str], field: str) -> dict[str, int]:
    found = make_connection().search("*:*", **{
        "fq": f"id:({' OR '.join(ids)})", "rows": 0, "facet": "true", "facet.field": field, "facet.limit": -1,
        "facet.mincount": 1,
    })  # fmt: skip
    values = found.facets["facet_fields"][field]
    return dict(zip(values[::2], values[1::2], strict=True))


def test_only_the_figures_change(datasets, statements):
    ids = [each["id"] for each in datasets]
    search.rebuild(package_ids=ids, quiet=True)
    search.commit()
    fields = ("permission_labels", "capacity", "data_category", "vocab_dgmaturity_objective", "res_format", "tags",
              "organization", "extras_data_type", "title_string")  # fmt: skip
    documents, counts = held(ids), [counted(ids, each) for each in fields]
    before = graded(ids, "middle")
    statements.clear()
    following.follow(before, ids)
    assert len(statements) < 4 * len(ids)  # by way of the database it would be nine and more of each
    after = held(ids)
    assert {name: rest(each) for name, each in after.items()} == {n: rest(each) for n, each in documents.items()}
    assert [counted(ids, each) for each in fields] == counts
    assert counted(ids, "dgmaturity_tier") == {"middle": len(ids)}
    assert counted(ids, "dgmaturity_stars") == {"3": len(ids)}


def test_what_the_index_has_not_as_it_is_now_is_read_from_the_database(datasets):
    ids = [each["id"] for each in datasets]
    changed = {"title": "ชื่อใหม่", "metadata_modified": datetime(2040, 1, 1)}
    model.Session.query(model.Package).filter_by(id=ids[0]).update(changed)
    model.Session.commit()
    following.follow(graded(ids, "advanced"), ids)
    assert held([ids[0]])[ids[0]]["title"] == "ชื่อใหม่"
    assert counted(ids, "dgmaturity_tier") == {"advanced": len(ids)}


def test_a_dataset_that_was_deleted_behind_the_index_goes_out_of_it(datasets):
    ids = [each["id"] for each in datasets]
    before = graded(ids, "basic")
    model.Session.query(model.Package).filter_by(id=ids[1]).update({"state": "deleted"})
    model.Session.commit()
    following.follow(before, ids)
    assert held(ids).keys() == set(ids) - {ids[1]}
