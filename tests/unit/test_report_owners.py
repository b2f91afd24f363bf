"""``owners/``: a page for each unit, with all that is its own and nothing of the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from report_sample import sample_report
from tables_sample import decided
from test_report_html import Page
from work_sample import with_worklist

from checker.errors import RunError
from checker.report.model import DatasetLine, Report
from checker.report.owners import owner_pages
from checker.report.units import NOBODY_SLUG, unit_key, units
from checker.run import write_owner_pages


def pages_of(report: Report, lang: str = "th") -> dict[str, str]:
    found = {name: b"".join(content) for name, content in owner_pages(report, lang=lang)}
    return {name: content.decode() for name, content in found.items() if name.endswith(".html")}


def workbooks_of(report: Report) -> dict[str, bytes]:
    return {name: b"".join(content) for name, content in owner_pages(report) if name.endswith(".xlsx")}


def owned(report: Report, contacts: Sequence[str]) -> Report:
    """The report with these contacts, and with words in every dataset that no other dataset has."""
    lines = [
        _marked(line, f"Q{number}Z", contacts[number % len(contacts)]) for number, line in enumerate(report.datasets)
    ]
    return with_worklist(structs.replace(report, datasets=tuple(lines)))


def _marked(line: DatasetLine, mark: str, contact: str) -> DatasetLine:
    standing = structs.replace(
        line.standing, title=f"ชุดข้อมูล {mark}", name=mark, code=mark, category=f"{mark} {line.standing.category}"
    )
    return structs.replace(
        line,
        standing=standing,
        url=f"https://catalog.example.go.th/{mark}",
        publisher=f"{mark} กรม",
        contact=contact,
        resources=tuple(
            structs.replace(each, name=f"{mark} {each.name}", url=f"{each.url}?{mark}") for each in line.resources
        ),
        findings=tuple(
            structs.replace(each, params={name: f"{mark} {value}" for name, value in each.params.items()})
            for each in line.findings
        ),
    )


UNITS = ("กองสถิติเอบีซี", "สำนักแผนดีอีเอฟ", "", "ฝ่ายพัสดุจีเอชไอ")


@pytest.fixture(scope="module")
def report() -> Report:
    return owned(sample_report(40, hostile=False), UNITS)


@pytest.fixture(scope="module")
def pages(report: Report) -> dict[str, str]:
    return pages_of(report)


def _marks(text: str) -> set[str]:
    return set(re.findall(r"Q\d+Z", text))


def test_there_is_a_page_for_each_unit_one_for_nobody_and_an_index(report: Report, pages: dict[str, str]) -> None:
    slugs = [unit.slug for unit in units(report.datasets)]
    assert list(pages) == [*(f"{slug}.html" for slug in slugs), "index.html"]
    assert slugs[-1] == NOBODY_SLUG
    assert len(slugs) == 4
    assert re.findall(r'<a href="([^"#]+\.html)"', pages["index.html"]) == [f"{slug}.html" for slug in slugs]
    assert re.findall(r'<a href="([^"#]+\.xlsx)"', pages["index.html"]) == list(workbooks_of(report))


def test_a_workbook_holds_the_fixes_of_its_unit_and_no_others(report: Report) -> None:
    books = workbooks_of(report)
    mine = {f"{unit.slug}.xlsx": {line.standing.id for line in unit.lines} for unit in units(report.datasets)}
    for name, content in books.items():
        sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
        ids = [str(row[-1]) for row in sheet.iter_rows(min_row=2, values_only=True)]
        assert ids == [fix.id for fix in report.worklist if fix.dataset in mine[name]]
    assert books == workbooks_of(report)
    assert set(books) == {name for name, held in mine.items() if any(fix.dataset in held for fix in report.worklist)}


def test_a_page_holds_all_of_its_unit_and_nothing_of_another(report: Report, pages: dict[str, str]) -> None:
    for unit in units(report.datasets):
        page = pages[f"{unit.slug}.html"]
        assert _marks(page) == {line.standing.name for line in unit.lines}
        others = [each for each in UNITS if each and each != unit.name]
        assert not [each for each in others if each in page]
        for line in unit.lines:
            assert all(resource.url in page for resource in line.resources if resource.url.isascii())


def test_the_index_names_units_and_no_dataset(pages: dict[str, str]) -> None:
    assert _marks(pages["index.html"]) == set()
    assert all(unit in pages["index.html"] for unit in UNITS)


def test_each_page_is_sound_and_asks_for_nothing(pages: dict[str, str]) -> None:
    for html in pages.values():
        page = Page(html.encode())
        assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base"} & set(page.tags)
        assert len(page.ids) == len(set(page.ids))
        inner = [target[1:] for target in page.values("href") if target.startswith("#")]
        assert set(inner) <= set(page.ids)


def test_the_agencys_score_stands_in_one_line(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        if name != "index.html":
            assert html.count("50 + 20 + 13.4 = 83.4") == 1


def test_what_is_the_agencys_own_stands_on_the_index_alone(pages: dict[str, str]) -> None:
    assert [name for name, html in pages.items() if "ใส่ที่อยู่ในแผน" in html] == ["index.html"]


contacts = st.lists(
    st.sampled_from(["กอง ก", "กองก", " กอง  ก", "IT Center", "it center", "", "-", "ไม่ระบุ", "../x", "สำนัก ข"]),
    min_size=1, max_size=9,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(contacts)
def test_every_dataset_with_something_to_do_stands_on_the_page_of_its_unit_alone(written: list[str]) -> None:
    report = owned(sample_report(9, hostile=False), written)
    pages = pages_of(report)
    todo = {name: _todo(html) for name, html in pages.items() if name != "index.html"}
    for line in report.datasets:
        mark = line.standing.name
        mine = [name for name, marks in todo.items() if mark in marks]
        has_fix = any(fix.dataset == line.standing.id for fix in report.worklist)
        slug = next(unit.slug for unit in units(report.datasets) if unit.key == unit_key(line.contact))
        assert mine == ([f"{slug}.html"] if has_fix else [])
        assert [name for name, html in pages.items() if f"ชุดข้อมูล {mark}" in html] == [f"{slug}.html"]


def _todo(html: str) -> set[str]:
    """The datasets that stand among what is to be done first."""
    return _marks(html[html.index('id="first"') : html.index('id="datasets"')])


def test_equal_reports_give_equal_names_and_bytes(report: Report, pages: dict[str, str]) -> None:
    run = structs.replace(report.run, id="other", started=report.run.cutoff, finished=None)
    assert pages_of(structs.replace(report, run=run)) == pages


def test_a_page_opens_in_the_language_asked_for(report: Report) -> None:
    html = pages_of(report, "en")[f"{NOBODY_SLUG}.html"]
    assert '<html lang="en">' in html
    assert "<title>No contact named – กรมตัวอย่าง</title>" in html


def test_readings_that_grades_rest_on_stand_on_the_page(report: Report) -> None:
    name = next(iter(report.rubric.assumed))
    reasons = {key: structs.replace(each, assumed=name) for key, each in report.rubric.openness_reasons.items()}
    rubric = structs.replace(report.rubric, openness_reasons=reasons)
    html = pages_of(structs.replace(report, rubric=rubric))[f"{NOBODY_SLUG}.html"]
    assert f'<li id="assumed-{name}">' in html


def test_hostile_names_of_units_lead_to_files_of_their_own_in_the_folder(tmp_path: Path) -> None:
    names = (
        "../../etc/passwd",
        "..\\..\\x",
        "CON",
        "con ",
        "a" * 5000,
        "a" * 5001,
        "\x00",
        "😀",
        "index",
        "</title>",
        "x\ny",
    )
    report = owned(sample_report(22, hostile=False), names)
    written = write_owner_pages(report, tmp_path)
    assert sorted(tmp_path.rglob("*.*")) == sorted(written)
    assert {path.parent for path in written} == {tmp_path / "owners"}
    keys = {unit_key(name) for name in names}
    assert len({path.name.casefold() for path in written}) == len(written)
    assert sum(path.suffix == ".html" for path in written) == len(keys) + 1


def test_a_decision_stands_on_the_page_of_its_dataset_alone(report: Report) -> None:
    made = decided(report, "เหตุผลของผู้ประเมิน")
    (line,) = (line for line in report.datasets if line.standing.id == made.lines[0].entry.subject.dataset)
    slug = next(unit.slug for unit in units(report.datasets) if unit.key == unit_key(line.contact))
    pages = pages_of(structs.replace(report, decided=made))
    assert [name for name, html in pages.items() if "เหตุผลของผู้ประเมิน" in html] == [f"{slug}.html"]


def test_a_folder_that_cannot_be_written_is_said(report: Report, tmp_path: Path) -> None:
    (tmp_path / "owners").write_text("a file")
    with pytest.raises(RunError, match="cannot be written"):
        write_owner_pages(report, tmp_path)


def test_a_unit_with_more_datasets_than_a_page_shows_has_all_of_them_by_name() -> None:
    lines = sample_report(1, hostile=False).datasets * 3005
    lines = tuple(
        structs.replace(line, standing=structs.replace(line.standing, id=f"d{number}", title=f"ชุด Q{number}Z"))
        for number, line in enumerate(lines)
    )
    report = structs.replace(sample_report(1, hostile=False), datasets=lines)
    html = pages_of(report)[f"{NOBODY_SLUG}.html"]
    assert len(_marks(html)) == 3005
    assert "อีก 5 ชุด" in html
