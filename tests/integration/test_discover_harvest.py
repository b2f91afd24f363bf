"""Reading a CKAN whole: pages that fail, catalogs that change, searches that break, readings that are killed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from discover_sites import (
    QUICK,
    Script,
    Seen,
    ids,
    opened,
    package,
    packages_of,
    query_of,
    refused,
    scripted,
    succeeded,
    with_page_size,
)
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from msgspec import structs

from checker.discover import SourceState, packages
from checker.errors import CatalogError
from checker.fetch import Fetcher
from checker.testing import Site, SiteAnswer, SiteRequest, ckan_site, html_answer, json_answer, serve

SORT = "metadata_created asc, id asc"


def numbers(pages: Sequence[Any]) -> list[int]:
    return [int(each.removeprefix("id-")) for each in ids(pages)]


BOOM = SiteAnswer(status=500, body=b"boom")


def failing(bad: set[int], answer: SiteAnswer = BOOM, show: bool = False) -> Script:
    """``package_search`` fails for every page that holds one of ``bad``; ``package_show`` too, where asked."""

    def script(action: str, query: Mapping[str, str]) -> SiteAnswer | None:
        if action == "package_search" and "start" in query:
            start, rows = int(query["start"]), int(query["rows"])
            return answer if bad & set(range(start, start + rows)) else None
        if action == "package_show" and show and int(query["id"][-5:]) in bad:
            return answer
        return None

    return script


def without_list(script: Script) -> Script:
    """The same where the site has no ``package_list``."""

    def both(action: str, query: Mapping[str, str]) -> SiteAnswer | None:
        return SiteAnswer(status=403) if action == "package_list" else script(action, query)

    return both


def test_pages_come_in_a_stable_order_with_a_cursor_and_a_hash_each() -> None:
    with opened(ckan_site(packages_of(25)), settings=with_page_size(10)) as source:
        pages = list(source.pages())
    assert [(page.number, page.kind, page.count) for page in pages] == [
        (1, "ckan_search", 10),
        (2, "ckan_search", 10),
        (3, "ckan_search", 5),
    ]
    assert [query_of(page.url)["start"] for page in pages] == ["0", "10", "20"]
    assert {query_of(page.url)["sort"] for page in pages} == {SORT}
    assert numbers(pages) == list(range(25))
    assert all(len(page.sha256) == 64 and page.at.tzinfo for page in pages)
    assert source.state() == SourceState(declared=25, held=25, sort=SORT)


@pytest.mark.parametrize("parallel", [1, 2, 5])
def test_the_same_pages_come_whether_asked_side_by_side_or_not(parallel: int) -> None:
    settings = with_page_size(7, harvest_parallel=parallel, per_host=3)
    with opened(ckan_site(packages_of(60)), settings=settings) as source:
        together = [(page.cursor, ids([page])) for page in source.pages()]
        assert len(together) == 9
    with opened(ckan_site(packages_of(60)), settings=settings, parallel=False) as source:
        assert [(page.cursor, ids([page])) for page in source.pages()] == together


def test_one_bad_record_costs_one_record_and_is_named() -> None:
    seen = Seen(scripted(ckan_site(packages_of(300)), failing({157}, show=True)))
    with opened(seen) as source:
        pages = list(source.pages())
    assert numbers(pages) == [each for each in range(300) if each != 157]
    assert source.state() == SourceState(declared=300, held=299, unreadable=(("dataset-00157", "HTTP 500"),), sort=SORT)
    assert [problem for page in pages for problem in page.problems] == [("dataset-00157", "HTTP 500")]
    assert [(start, rows) for start, rows in seen.searches() if 100 <= start < 200] == [
        (100, 100),
        (100, 50),
        (150, 50),
        *[(150, 10)],
        *[(start, 1) for start in range(150, 160)],
        *[(start, 10) for start in (160, 170, 180, 190)],
    ]
    assert (200, 100) in seen.searches()


def test_a_record_that_search_cannot_give_is_read_by_its_name() -> None:
    with opened(scripted(ckan_site(packages_of(30)), failing({4, 17}))) as source:
        pages = list(source.pages())
    assert sorted(numbers(pages)) == list(range(30))
    assert [page.kind for page in pages if page.kind == "ckan_show"] == ["ckan_show", "ckan_show"]
    assert source.state() == SourceState(declared=30, held=30, sort=SORT)


def test_without_a_list_of_names_the_offset_is_told() -> None:
    with opened(scripted(ckan_site(packages_of(30)), without_list(failing({4, 17})))) as source:
        pages = list(source.pages())
    assert source.state().unreadable == (("offset 4", "HTTP 500"), ("offset 17", "HTTP 500"))
    assert tuple(problem for page in pages for problem in page.problems) == source.state().unreadable
    bodies = [page.body for page in pages if page.kind == "unreadable"]
    assert bodies == [b"boom", b"boom", b""]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (SiteAnswer(status=502), "HTTP 502"),
        (SiteAnswer(hang_up=True), "connect"),
        (SiteAnswer(delay=2), "timeout"),
        (SiteAnswer(body=b'{"success": true, "result": {"count": 30, "resul'), "truncated"),
        (SiteAnswer(body=b'{"success": true', promised=500), "truncated"),
        (SiteAnswer(body=b"<!DOCTYPE html><title>blocked"), "html"),
        (SiteAnswer(body=b'{"success": true, "result": null}'), "not_a_catalog"),
        (SiteAnswer(body=b'{"result": {"count": 30, "results": [' + b"[" * 9999 + b"]" * 9999 + b"]}}"), "deep"),
        (SiteAnswer(body=b""), "empty_body"),
        (SiteAnswer(headers={"Content-Encoding": "gzip"}, body=b"no"), "encoding"),
        (refused("An error occurred while searching"), "refused"),
    ],
)
def test_whatever_way_a_record_breaks_its_page_only_it_is_lost(answer: SiteAnswer, why: str) -> None:
    settings = with_page_size(10, timeout=0.3, first_byte_timeout=0.3)
    with opened(scripted(ckan_site(packages_of(30)), without_list(failing({13}, answer))), settings=settings) as source:
        pages = list(source.pages())
    assert numbers(pages) == [each for each in range(30) if each != 13]
    ((place, said),) = source.state().unreadable
    assert (place, said.split(":")[0]) == ("offset 13", why)


@given(
    count=st.integers(0, 60),
    bad=st.sets(st.integers(0, 59), max_size=12),
    size=st.sampled_from([1, 7, 10, 25, 100]),
    parallel=st.booleans(),
    killed=st.integers(0, 8),
)
@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_arbitrary_failures_lose_exactly_the_bad_records_also_when_killed_and_gone_on(
    count: int, bad: set[int], size: int, parallel: bool, killed: int
) -> None:
    site = scripted(ckan_site(packages_of(count)), without_list(failing(bad)))
    with opened(site, settings=with_page_size(size), parallel=parallel) as source:
        first = [page for page, _ in zip(source.pages(), range(killed))]  # noqa: B905 - stopped in the middle
        after = first[-1].cursor if first else None
        pages = first + list(source.pages(after=after, held=first))
        lost = {each for each in bad if each < count}
        if lost and len(lost) == count:
            return  # nothing at all can be read: another road, or an error
        assert numbers(pages) == [each for each in range(count) if each not in lost]
        assert [page.number for page in pages] == list(range(1, len(pages) + 1))
        assert {place for place, _ in source.state().unreadable} == {f"offset {each}" for each in lost}
        assert (source.state().held, source.state().declared) == (count - len(lost), count)
        assert not source.state().changed


def test_a_site_that_answers_only_small_pages_is_soon_asked_for_no_others() -> None:
    def script(action: str, query: Mapping[str, str]) -> SiteAnswer | None:
        return SiteAnswer(status=504) if action == "package_search" and int(query["rows"]) > 50 else None

    seen = Seen(scripted(ckan_site(packages_of(5000)), script))
    with opened(seen) as source:
        assert len(numbers(list(source.pages()))) == 5000
    assert source.state() == SourceState(declared=5000, held=5000, sort=SORT)
    large = [start for start, rows in seen.searches() if rows > 50]
    assert len(large) <= 33  # the first page and one window
    assert (4950, 50) in seen.searches()


@pytest.mark.parametrize("cap", [1, 3, 10, 99])
def test_a_site_that_caps_its_rows_is_read_whole(cap: int) -> None:
    inner = ckan_site(packages_of(205))

    def site(request: SiteRequest) -> SiteAnswer:
        if "rows" not in request.query:
            return inner(request)
        rows = str(min(cap, int(request.query["rows"])))
        return inner(structs.replace(request, query={**request.query, "rows": rows}))

    seen = Seen(site)
    with opened(seen) as source:
        assert numbers(list(source.pages())) == list(range(205))
    assert source.state() == SourceState(declared=205, held=205, sort=SORT)
    assert len(seen.searches()) <= 205 // cap + 100


def test_a_site_that_gives_more_rows_than_asked_repeats_nothing() -> None:
    inner = ckan_site(packages_of(50))

    def site(request: SiteRequest) -> SiteAnswer:
        return inner(structs.replace(request, query={k: v for k, v in request.query.items() if k != "start"}))

    with opened(site, settings=with_page_size(100)) as source:
        assert numbers(list(source.pages())) == list(range(50))


def test_a_site_that_ignores_the_offset_is_read_by_names() -> None:
    inner = ckan_site(packages_of(40))

    def site(request: SiteRequest) -> SiteAnswer:
        return inner(structs.replace(request, query={k: v for k, v in request.query.items() if k != "start"}))

    with opened(site, settings=with_page_size(5)) as source:
        pages = list(source.pages())
    assert sorted(numbers(pages)) == list(range(40))
    assert source.state().held == 40


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_where_search_is_broken_names_are_listed_and_shown(status: int) -> None:
    def script(action: str, _query: Mapping[str, str]) -> SiteAnswer | None:
        return SiteAnswer(status=status, body=b"no") if action == "package_search" else None

    bad = package(7)

    def show(action: str, query: Mapping[str, str]) -> SiteAnswer | None:
        if action == "package_show" and query["id"] == bad["name"]:
            return SiteAnswer(status=500)
        return script(action, query)

    with opened(scripted(ckan_site(packages_of(12)), show)) as source:
        pages = list(source.pages())
        assert numbers(pages) == [each for each in range(12) if each != 7]
        assert source.state() == SourceState(
            declared=12, held=11, unreadable=(("dataset-00007", "HTTP 500"),), sort=SORT
        )
        rest = list(source.pages(after=pages[4].cursor, held=pages[:5]))
        assert [(page.cursor, page.sha256) for page in rest] == [(page.cursor, page.sha256) for page in pages[5:]]


def test_where_search_counts_but_shows_nothing_names_are_listed() -> None:
    def script(action: str, query: Mapping[str, str]) -> SiteAnswer | None:
        return SiteAnswer(status=500) if action == "package_search" and query.get("rows") != "0" else None

    with opened(scripted(ckan_site(packages_of(30)), script)) as source:
        assert numbers(list(source.pages())) == list(range(30))
        assert (source.state().held, source.state().unreadable) == (30, ())


def test_an_organization_is_picked_out_of_a_catalog_that_is_read_by_names() -> None:
    def script(action: str, _query: Mapping[str, str]) -> SiteAnswer | None:
        return SiteAnswer(status=500) if action == "package_search" else None

    site = ckan_site([package(0), package(1, "mot"), package(2)])
    with opened(scripted(site, script), organization="mot") as source:
        assert numbers(list(source.pages())) == [1]
        assert (source.state().held, source.state().declared) == (1, 1)


@pytest.mark.parametrize("refusal", [refused('Invalid "sort" parameter', 400), SiteAnswer(status=500)])
def test_a_site_that_refuses_the_order_is_read_without_it(refusal: SiteAnswer) -> None:
    def script(action: str, query: Mapping[str, str]) -> SiteAnswer | None:
        return refusal if action == "package_search" and query.get("sort") else None

    with opened(scripted(ckan_site(packages_of(12)), script), settings=with_page_size(5)) as source:
        assert sorted(numbers(list(source.pages()))) == list(range(12))
        assert source.state().sort == ""


def test_a_site_that_stops_in_the_middle_says_so_and_goes_on_later() -> None:
    down = [False]

    def script(action: str, query: Mapping[str, str]) -> SiteAnswer | None:
        return SiteAnswer(hang_up=True) if down[0] else None

    site = scripted(ckan_site(packages_of(50)), script)
    with opened(site, settings=with_page_size(10), parallel=False) as source:
        reading = source.pages()
        held = [next(reading), next(reading)]
        down[0] = True
        with pytest.raises(CatalogError) as raised:
            next(reading)
        assert (raised.value.code, "after 20 datasets" in raised.value.en) == ("connect", True)
        down[0] = False
        held += list(source.pages(after=held[-1].cursor, held=held))
    assert numbers(held) == list(range(50))


@pytest.mark.parametrize(
    ("answer", "code"), [(SiteAnswer(status=429), "throttled"), (SiteAnswer(status=403), "forbidden")]
)
def test_a_wall_in_the_middle_is_no_bad_record(answer: SiteAnswer, code: str) -> None:
    def script(_action: str, query: Mapping[str, str]) -> SiteAnswer | None:
        return answer if int(query.get("start", 0)) >= 20 else None

    with opened(scripted(ckan_site(packages_of(50)), script), settings=with_page_size(10)) as source:
        held = []
        with pytest.raises(CatalogError) as raised:
            held.extend(source.pages())
    assert (raised.value.code, numbers(held)) == (code, list(range(20)))


def test_what_comes_twice_counts_once_and_is_said() -> None:
    doubled = packages_of(20)
    doubled[12] = {**doubled[3], "metadata_created": doubled[12]["metadata_created"]}
    with opened(scripted(ckan_site(doubled), lambda *_: None), settings=with_page_size(5)) as source:
        pages = list(source.pages())
    assert sorted(numbers(pages)) == [each for each in range(20) if each != 12]
    assert sum(page.count for page in pages) == 19
    assert (source.state().duplicates, source.state().changed, source.state().held) == (1, True, 19)
    assert source.state().unreadable == (("1 datasets", "counted by the site, but in none of its answers"),)


def growing(before: Sequence[Any], after: Sequence[Any], at: int) -> Site:
    """A catalog that is another one from the page at ``at`` on."""
    first, then = ckan_site(before), ckan_site(after)
    turned = [False]

    def site(request: SiteRequest) -> SiteAnswer:
        turned[0] = turned[0] or int(request.query.get("start", 0)) >= at
        return (then if turned[0] else first)(request)

    return site


def test_a_dataset_that_is_made_while_we_read_is_read_and_the_change_is_said() -> None:
    with opened(growing(packages_of(20), packages_of(23), 10), settings=with_page_size(5), parallel=False) as source:
        assert numbers(list(source.pages())) == list(range(23))
        assert source.state() == SourceState(declared=23, held=23, changed=True, sort=SORT)


def test_a_dataset_that_slips_through_when_another_is_deleted_is_looked_up_by_its_name() -> None:
    site = growing(packages_of(20), packages_of(20)[1:], 10)
    with opened(site, settings=with_page_size(5), parallel=False) as source:
        pages = list(source.pages())
    assert sorted(numbers(pages)) == list(range(20))  # the one that was deleted was read before it was
    assert source.state().changed


def test_datasets_that_the_site_counts_but_never_shows_are_said() -> None:
    shown = packages_of(20)

    def script(action: str, query: Mapping[str, str]) -> SiteAnswer | None:
        if action != "package_search":
            return None
        start, rows = int(query.get("start", 0)), int(query["rows"])
        return succeeded({"count": 25, "results": shown[start : start + rows]})

    with opened(scripted(ckan_site(shown), script), settings=with_page_size(10)) as source:
        assert numbers(list(source.pages())) == list(range(20))
        assert source.state() == SourceState(
            declared=25,
            held=20,
            unreadable=(("5 datasets", "counted by the site, but in none of its answers"),),
            sort=SORT,
        )


def test_a_stale_row_in_the_middle_of_a_page_shifts_nothing() -> None:
    """CKAN leaves out of a page what its index holds and its database no longer does."""
    held = packages_of(20)

    def script(action: str, query: Mapping[str, str]) -> SiteAnswer | None:
        if action != "package_search":
            return None
        start, rows = int(query.get("start", 0)), int(query["rows"])
        found = [each for each in held[start : start + rows] if each["id"] != "id-00007"]
        return succeeded({"count": 20, "results": found})

    with opened(scripted(ckan_site(held[:7] + held[8:]), script), settings=with_page_size(10)) as source:
        assert numbers(list(source.pages())) == [each for each in range(20) if each != 7]
        assert (source.state().held, source.state().duplicates, source.state().changed) == (19, 0, False)


def test_harvest_sources_in_the_list_of_names_are_no_datasets() -> None:
    held = [*packages_of(5), package(5, type="harvest")]

    def script(action: str, query: Mapping[str, str]) -> SiteAnswer | None:
        if action == "package_search":
            start, rows = int(query.get("start", 0)), int(query["rows"])
            return succeeded({"count": 6, "results": held[:5][start : start + rows]})
        return None

    with opened(scripted(ckan_site(held), script)) as source:
        assert numbers(list(source.pages())) == list(range(5))
        assert [place for place, _ in source.state().unreadable] == ["1 datasets"]


def test_odd_rows_cost_only_themselves() -> None:
    def script(action: str, query: Mapping[str, str]) -> SiteAnswer | None:
        if action != "package_search":
            return None
        odd: list[Any] = [package(0), None, 3, "x", [], package(4), {"title": "no id"}]
        start, rows = int(query.get("start", 0)), int(query["rows"])
        return json_answer({"success": True, "result": {"count": "7", "results": odd[start : start + rows]}})

    with opened(scripted(ckan_site([]), script)) as source:
        pages = list(source.pages())
    assert numbers([page for page in pages if page.kind == "ckan_search"][:1]) == [0, 4]


def test_a_page_that_is_blocked_for_good_ends_the_reading_when_the_site_is_down() -> None:
    def script(action: str, query: Mapping[str, str]) -> SiteAnswer | None:
        return html_answer("blocked") if "start" in query or down[0] else None

    down = [False]
    with opened(scripted(ckan_site(packages_of(5)), script)) as source:
        down[0] = True
        with pytest.raises(CatalogError) as raised:
            list(source.pages())
    assert raised.value.code == "html"


def test_a_cursor_of_another_source_is_refused() -> None:
    with opened(ckan_site(packages_of(5))) as source:
        for cursor in ("", "{", '{"mode":"file"}', '{"mode":"search","x":1}', "[]", "null"):
            if cursor:
                with pytest.raises(CatalogError) as raised:
                    list(source.pages(after=cursor))
                assert raised.value.code == "cursor"


def test_a_finished_reading_has_nothing_behind_its_last_page() -> None:
    with opened(ckan_site(packages_of(25)), settings=with_page_size(10)) as source:
        pages = list(source.pages())
        assert list(source.pages(after=pages[-1].cursor, held=pages)) == []
        assert source.state().held == 25


def test_stored_pages_read_the_same_without_the_source() -> None:
    with serve(ckan_site(packages_of(3))) as base, Fetcher(QUICK) as fetcher:
        from checker.discover import open_source

        source = open_source(base, fetch=fetcher.get, settings=QUICK, clock=lambda: None)  # type: ignore[arg-type]
        (page,) = source.pages()
    assert [each["name"] for each in packages(page)] == ["dataset-00000", "dataset-00001", "dataset-00002"]
    assert list(packages(structs.replace(page, body=page.body[:100]))) == []


def test_a_long_run_of_bad_records_is_read_by_names_instead() -> None:
    seen = Seen(scripted(ckan_site(packages_of(200)), failing(set(range(20, 200)))))
    with opened(seen, settings=with_page_size(10)) as source:
        assert sorted(numbers(list(source.pages()))) == list(range(200))
        assert source.state() == SourceState(declared=200, held=200, sort=SORT)
    assert len([request for request in seen.requests if request.path.endswith("package_show")]) == 180


def test_a_long_run_of_bad_records_is_read_one_by_one_where_names_are_not_listed() -> None:
    bad = set(range(90))
    for first in (set(), {0}):
        site = scripted(ckan_site(packages_of(100)), without_list(failing(bad - first)))
        with opened(site, settings=with_page_size(10)) as source:
            if first:
                assert numbers(list(source.pages())) == [0, *range(90, 100)]
                assert len(source.state().unreadable) == 89
            else:
                with pytest.raises(CatalogError) as raised:
                    list(source.pages())
                assert raised.value.code == "server_error"


def test_what_a_list_names_beside_datasets_is_left_out() -> None:
    def script(action: str, _query: Mapping[str, str]) -> SiteAnswer | None:
        return SiteAnswer(status=500) if action == "package_search" else None

    with opened(scripted(ckan_site([*packages_of(3), package(3, type="harvest")]), script)) as source:
        assert numbers(list(source.pages())) == [0, 1, 2]
        assert (source.state().held, source.state().declared, source.state().changed) == (3, 3, False)


def test_what_was_lost_is_known_again_from_the_pages_that_are_held() -> None:
    site = scripted(ckan_site(packages_of(12)), failing({3, 8}, show=True))
    with opened(site, settings=with_page_size(5)) as source:
        pages = list(source.pages())
    with opened(site, settings=with_page_size(5)) as source:
        assert list(source.pages(after=pages[-1].cursor, held=pages)) == []
        assert [place for place, _ in source.state().unreadable] == ["dataset-00003", "dataset-00008"]
        assert (source.state().held, source.state().declared) == (10, 12)


def test_a_count_that_lies_does_not_keep_us_for_ever() -> None:
    def script(action: str, query: Mapping[str, str]) -> SiteAnswer | None:
        if action != "package_search":
            return None
        start, rows = int(query.get("start", 0)), int(query["rows"])
        return succeeded({"count": 10**12, "results": packages_of(15)[start : start + rows]})

    seen = Seen(scripted(ckan_site(packages_of(15)), script))
    with opened(seen, settings=with_page_size(10)) as source:
        assert numbers(list(source.pages())) == list(range(15))
        assert [place for place, _ in source.state().unreadable] == [f"{10**12 - 15} datasets"]
    assert len(seen.requests) < 100


def test_names_of_strangers_cannot_move_the_terminal() -> None:
    named = package(0, name="a\x1b[2Jb")

    def script(action: str, query: Mapping[str, str]) -> SiteAnswer | None:
        closed = action == "package_search" or (action == "package_show" and "\x1b" in query["id"])
        return SiteAnswer(status=500) if closed else None

    with opened(scripted(ckan_site([named, package(1)], title="a\x1b]0;b"), script)) as source:
        assert numbers(list(source.pages())) == [1]
        assert source.state().unreadable == (("a [2Jb", "HTTP 500"),)
        assert source.found.title == "a ]0;b"
