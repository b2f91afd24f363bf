"""Template 1 in Excel: the source's own filled forms, what people write, and the workbook that we write."""

import string
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import msgspec
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.errors import PlanError
from checker.model import Agency, UseRecord
from checker.plan import (
    Attestations,
    Issue,
    ListedDataset,
    Mission,
    Plan,
    PreviousDataset,
    Process,
    Subprocess,
    completeness,
    load_plan,
    read_plan,
)
from checker.plan.printed import sheet_role
from checker.workbook.official.book import write_template
from tests.unit.plan_books import write_plan
from tests.unit.plan_values import (
    COLUMNS,
    GOAL,
    ISSUE,
    SHORT_HEAD,
    SHORT_TABLE,
    USERS,
    full_form,
    saved,
    short_form,
    workbook,
)
from tests.unit.score_values import PUBLIC, TITLES


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        (short_form(), ("11_01", "11_02", "12_01", "12_02", "21_01", "22_01")),
        (full_form(), ("21_01", "21_02", "22_01", "22_02", "41_01", "42_01")),
    ],
)
def test_both_filled_examples_read_into_the_same_six_datasets(body: bytes, codes: tuple[str, ...]) -> None:
    plan = read_plan(body, "plan.xlsx")
    assert tuple(dataset.title for dataset in plan.planned()) == TITLES
    assert tuple(dataset.code for dataset in plan.planned()) == tuple(f"DataSet_{code}" for code in codes)
    (issue,) = plan.issues
    assert (issue.focus_area, issue.issue, issue.goal, issue.expected_users) == (9, ISSUE, GOAL, USERS)
    assert completeness(plan) == ()


def test_a_mission_may_stand_without_processes() -> None:
    (issue,) = read_plan(full_form(), "plan.xlsx").issues
    assert [(mission.title, len(mission.processes)) for mission in issue.missions] == [
        ("ภารกิจด้านนโยบาย การพัฒนาระบบราชการ", 0),
        ("ภารกิจด้านพัฒนาการ ให้บริการประชาชน", 2),
        ("ภารกิจปรับบทบาท ภารกิจ โครงสร้างหน่วยงานภาครัฐ", 0),
        ("ภารกิจเพิ่มประสิทธิภาพ การบริหารจัดการ", 2),
    ]


def test_processes_and_subprocesses_keep_their_numbers() -> None:
    (issue,) = read_plan(short_form(), "plan.xlsx").issues
    numbers = [(p.number, [(s.number, s.title) for s in p.subprocesses]) for m in issue.missions for p in m.processes]
    assert numbers == [
        ("1.1", [("1.1.1", "Biz Portal")]),
        ("1.2", [("1.2.1", "Citizen Portal")]),
        ("2.1", [("2.1.1", "PMQA 4.0")]),
        ("2.2", [("2.2.1", "การประเมินส่วนราชการ")]),
    ]


def table(*rows: tuple[object, ...], columns: tuple[str, ...] = COLUMNS) -> bytes:
    return workbook(Temp1_Dataset=(*SHORT_HEAD, columns, *rows))


def titles(body: bytes) -> list[str]:
    return [dataset.title for dataset in read_plan(body, "plan.xlsx").planned()]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("ก\nข", ["ก", "ข"]),
        ("• ก\n• ข", ["ก", "ข"]),
        ("• ก • ข", ["ก", "ข"]),
        ("- ก\n- ข", ["ก", "ข"]),
        ("* ก\n* ข", ["ก", "ข"]),
        ("1. ก\n2. ข", ["ก", "ข"]),
        ("๑) ก\n๒) ข", ["ก", "ข"]),
        ("(1) ก\n(2) ข", ["ก", "ข"]),
        ("(1) ก (2) ข", ["ก", "ข"]),
        ("1) ก 2) ข 3) ค", ["ก", "ข", "ค"]),
        ("1.ก\n2.ข", ["ก", "ข"]),
        ("o ก\no ข", ["ก", "ข"]),
        ("\uf0b7 ก\n\uf0b7 ข", ["ก", "ข"]),
        ("➢ ก\n✓ ข", ["ก", "ข"]),
        ("ผลการดำเนินงาน (2) ระยะที่ 1", ["ผลการดำเนินงาน (2) ระยะที่ 1"]),
        ("2.5 ล้านคน", ["2.5 ล้านคน"]),
        ("• ก ที่ยาว\nจนขึ้นบรรทัดใหม่\n• ข", ["ก ที่ยาว จนขึ้นบรรทัดใหม่", "ข"]),
        ("• ....\n• ก", ["ก"]),
        ("-", []),
        ("งบ 4.0 ปี 2564-2565", ["งบ 4.0 ปี 2564-2565"]),
    ],
)
def test_one_cell_may_hold_several_datasets(cell: str, expected: list[str]) -> None:
    assert titles(table(("1. ภารกิจก", "1.1 งานก", "-", cell))) == expected


def test_codes_stand_line_by_line_beside_their_datasets() -> None:
    body = table(("ภารกิจก", "1.1 งานก", "-", "• ก\n• ข", "A-1\nA-2"), columns=(*COLUMNS, "รหัสชุดข้อมูล"))
    assert [(d.code, d.title) for d in read_plan(body, "p.xlsx").planned()] == [("A-1", "ก"), ("A-2", "ข")]


def test_two_codes_in_one_cell_that_differ_only_in_case_are_refused() -> None:
    body = table(("ภารกิจก", "1.1 งานก", "-", "• ก\n• ข", "A-1\na-1"), columns=(*COLUMNS, "รหัสชุดข้อมูล"))
    with pytest.raises(PlanError) as caught:
        read_plan(body, "p.xlsx")
    assert [(one.place, one.value, one.code) for one in caught.value.problems] == [
        ("Temp1_Dataset!E6", "a-1", "duplicate_code")
    ]


def test_a_code_without_a_title_is_a_dataset_whose_title_is_missing() -> None:
    rows = (("ภารกิจก", "1.1 งานก", "-", None, "A-1"), (None, None, None, "ข", "A-2"))
    plan = read_plan(table(*rows, columns=(*COLUMNS, "รหัสชุดข้อมูล")), "p.xlsx")
    assert [(each.code, each.title) for each in plan.planned()] == [("A-1", ""), ("A-2", "ข")]
    assert [(part.id, part.en) for part in completeness(plan)] == [("title", "title of A-1")]


def test_the_dotted_lines_of_the_printed_form_are_written_upon() -> None:
    lined = tuple((f"{label[: label.index(start)]}.....{start}{label.split(start, 1)[1]} ____",)
                  for (label,), start in zip(SHORT_HEAD, ("ด้าน", ISSUE, GOAL, "(1)"), strict=True))  # fmt: skip
    assert read_plan(workbook(Temp1_Dataset=(*lined, *SHORT_TABLE)), "p.xlsx").issues == (
        read_plan(short_form(), "p.xlsx").issues
    )


def test_the_numbers_of_the_header_lines_may_stand_in_cells_of_their_own() -> None:
    split = tuple((number, label.split(". ", 1)[1]) for number, (label,) in enumerate(SHORT_HEAD, 1))
    assert read_plan(workbook(Temp1_Dataset=(*split, *SHORT_TABLE)), "p.xlsx").issues == (
        read_plan(short_form(), "p.xlsx").issues
    )


def test_a_table_without_a_column_of_datasets_is_refused_with_its_row() -> None:
    rows = (*SHORT_HEAD, (*COLUMNS[:3], "ข้อมูลที่ใช้"), *SHORT_TABLE[1:])
    with pytest.raises(PlanError) as caught:
        read_plan(workbook(Temp1_Dataset=rows), "p.xlsx")
    assert [(one.place, one.code) for one in caught.value.problems] == [("Temp1_Dataset!A5", "no_columns")]


def test_a_remark_below_or_above_the_table_is_no_part_of_the_form() -> None:
    remark = ("หมายเหตุ: ชุดข้อมูลอาจเปลี่ยนแปลงได้",)
    rows = (*SHORT_HEAD, remark, *SHORT_TABLE, (), remark)
    assert read_plan(workbook(Temp1_Dataset=rows), "p.xlsx") == read_plan(short_form(), "p.xlsx")


def test_codes_may_stand_one_behind_the_other() -> None:
    body = table(("ภารกิจก", "1.1 งานก", "-", "• ก\n• ข", "A-1, A-2"), columns=(*COLUMNS, "รหัสชุดข้อมูล"))
    assert [(d.code, d.title) for d in read_plan(body, "p.xlsx").planned()] == [("A-1", "ก"), ("A-2", "ข")]


def test_one_category_stands_for_every_dataset_of_the_cell() -> None:
    columns = (*COLUMNS, "รหัสชุดข้อมูล", "หมวดหมู่ข้อมูล", "เป็นต้นทางของข้อมูลที่ถูกต้องเชื่อถือได้")
    body = table(("ภารกิจก", "1.1 งานก", None, "ก\nข", None, "ข้อมูลสาธารณะ", "ใช่\nไม่ใช่"), columns=columns)
    found = [(d.category, d.authoritative) for d in read_plan(body, "p.xlsx").planned()]
    assert found == [(PUBLIC, True), (PUBLIC, False)]


def test_too_few_codes_are_refused_with_their_cell() -> None:
    body = table(("ภารกิจก", "1.1 งานก", "-", "• ก\n• ข", "A-1"), columns=(*COLUMNS, "รหัสชุดข้อมูล"))
    with pytest.raises(PlanError) as caught:
        read_plan(body, "p.xlsx")
    (one,) = caught.value.problems
    assert (one.place, one.value, one.code) == ("Temp1_Dataset!E6", "A-1", "codes_count")


def test_a_duplicate_code_is_refused_with_both_cells() -> None:
    body = table(("ภารกิจก", "1.1 งานก", "-", "ก", "A"), (None, None, None, "ข", "a"), columns=(*COLUMNS, "รหัสชุดข้อมูล"))
    with pytest.raises(PlanError) as caught:
        read_plan(body, "p.xlsx")
    assert str(caught.value) == "p.xlsx: the plan cannot be used, 1 to mend:"
    assert caught.value.problems[0].text("en") == (
        "p.xlsx: Temp1_Dataset!E7 'a': this dataset code already stands at Temp1_Dataset!E6; each dataset needs its own"
    )


def test_an_unknown_area_is_refused_with_its_cell_and_the_nearest_one() -> None:
    rows = (("1. Focus Area ที่เกี่ยวข้อง", "ด้านการศึกสา"), *SHORT_HEAD[1:], *SHORT_TABLE)
    with pytest.raises(PlanError) as caught:
        read_plan(workbook(Temp1_Dataset=rows), "p.xlsx")
    (one,) = caught.value.problems
    assert (one.place, one.value, one.code) == ("Temp1_Dataset!B1", "ด้านการศึกสา", "unknown_area")
    assert "(did you mean 7. ด้านการศึกษา?)" in one.en


@pytest.mark.parametrize("written", ["9", "9. ด้านการบริหารจัดการภาครัฐ", "ด้านการบริหารจัดการภาครัฐ", 9])
def test_an_area_is_chosen_by_number_or_name(written: object) -> None:
    rows = (("Focus Area ที่เกี่ยวข้อง :", written), *SHORT_HEAD[1:], *SHORT_TABLE)
    assert read_plan(workbook(Temp1_Dataset=rows), "p.xlsx").issues[0].focus_area == 9


def test_a_dataset_without_a_process_is_refused_with_its_cell() -> None:
    with pytest.raises(PlanError) as caught:
        read_plan(table(("ภารกิจก", "-", "-", "ก")), "p.xlsx")
    assert [(one.place, one.code) for one in caught.value.problems] == [("Temp1_Dataset!D6", "no_process")]


def test_merged_cells_are_as_above() -> None:
    book = openpyxl.load_workbook(BytesIO(table(("1. ภารกิจก", "1.1 งานก", "-", "ก"), (None, None, "1.1.1 ย่อย", "ข"))))
    book["Temp1_Dataset"].merge_cells("A6:A7")
    book["Temp1_Dataset"].merge_cells("B6:B7")
    (issue,) = read_plan(saved(book), "p.xlsx").issues
    (process,) = issue.missions[0].processes
    assert [d.title for d in process.datasets] == ["ก"]
    assert [(s.number, [d.title for d in s.datasets]) for s in process.subprocesses] == [("1.1.1", ["ข"])]


def test_text_repeated_from_row_to_row_is_as_above() -> None:
    (issue,) = read_plan(table(("1. ก", "1.1 ข", "-", "ค"), ("1. ก", "1.1 ข", "-", "ง")), "p.xlsx").issues
    assert [len(m.processes) for m in issue.missions] == [1]


def test_works_without_numbers_are_numbered_by_their_place() -> None:
    (issue,) = read_plan(table(("ภารกิจก", "งานก", "ย่อย", "ก"), (None, "งานข", None, "ข")), "p.xlsx").issues
    processes = issue.missions[0].processes
    assert [(p.number, p.title) for p in processes] == [("1.1", "งานก"), ("1.2", "งานข")]
    assert processes[0].subprocesses[0].number == "1.1.1"


def test_given_codes_of_1_11_and_11_1_do_not_collide() -> None:
    body = table(("ก", "1.11 ข", "-", "ค"), ("ง", "11.1 จ", "-", "ฉ"))
    assert [d.code for d in read_plan(body, "p.xlsx").planned()] == ["DataSet_111_01", "DataSet_111_01_2"]


def test_several_sheets_are_several_issues() -> None:
    body = workbook(Temp1_Dataset=(*SHORT_HEAD, *SHORT_TABLE), **{"Temp1_Dataset__(2)": (*SHORT_HEAD, *SHORT_TABLE)})
    plan = read_plan(body, "p.xlsx")
    assert [issue.focus_area for issue in plan.issues] == [9, 9]
    assert len({dataset.code for dataset in plan.planned()}) == 12


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Temp1_Dataset", "plan"), ("temp1_dataset (2)", "plan"), ("Temp1_Dataset_3", "plan"),
        ("Temp1_Dataset2", "plan"), ("Template 1", "plan"), ("หน่วยงาน", "agency"),
        ("Agency", "agency"), ("หลักฐานภาพกล้อง", "cameras"), ("ชุดข้อมูลปีก่อน", "previous"),
        ("Template 2", None), ("Temp2_Meta_Record", None), ("ตัวอย่าง", None), ("Temp1_Dataset example", None),
    ],
)  # fmt: skip
def test_a_sheet_is_known_by_its_name(name: str, role: str | None) -> None:
    assert sheet_role(name) == role


def test_several_forms_on_one_sheet_are_several_issues() -> None:
    plan = read_plan(workbook(Temp1_Dataset=(*SHORT_HEAD, *SHORT_TABLE, (), *SHORT_HEAD, *SHORT_TABLE)), "p.xlsx")
    assert [len(list(issue.datasets())) for issue in plan.issues] == [6, 6]


def test_the_empty_printed_form_says_what_is_missing() -> None:
    empty = (
        *(
            (f"{label} _____",)
            for label in (
                "1. Focus Area ที่เกี่ยวข้อง",
                "2. ประเด็นการดำเนินงานภายใต้ Focus Area",
                "3. เป้าหมายการนำชุดข้อมูลไปใช้ประโยชน์",
                "4. หน่วยงานที่คาดว่าจะนำชุดข้อมูลไปใช้ประโยชน์",
            )
        ),
        COLUMNS,
        ("1. ภารกิจ...", "1.1 กระบวนการทำงาน...", "1.1.1 .....", "• ....\n• ...."),
        (None, None, "1.1.2 .....", "• ....\n• ...."),
    )
    missing = completeness(read_plan(workbook(Temp1_Dataset=empty), "p.xlsx"))
    assert [part.id for part in missing] == [
        "focus_area",
        "issue",
        "goal",
        "expected_users",
        "missions",
        "processes",
        "datasets",
    ]


def test_the_sheet_of_the_agency_is_read() -> None:
    agency = (
        ("ปีงบประมาณ", 2565), ("ชื่อหน่วยงาน", "กรมตัวอย่าง"), ("ประเภทหน่วยงาน", "ส่วนราชการ"),
        ("บทบาทของหน่วยงาน", "หน่วยงานด้านนโยบาย"), ("URL ระบบบัญชีข้อมูลของหน่วยงาน", "https://data.example.go.th"),
        ("วันที่แจ้ง URL", datetime(2022, 1, 15)), ("แนวทางการติดตั้งระบบบัญชีข้อมูล", "ใช้งานระบบบัญชีร่วมกับกระทรวง"),
    )  # fmt: skip
    plan = read_plan(workbook(Temp1_Dataset=(*SHORT_HEAD, *SHORT_TABLE), หน่วยงาน=agency), "p.xlsx")
    assert (plan.fiscal_year, plan.agency, plan.catalog_url, plan.reported_on) == (
        2565,
        Agency(title="กรมตัวอย่าง", type="department", role="policy", deployment="ministry"),
        "https://data.example.go.th",
        date(2022, 1, 15),
    )


@pytest.mark.parametrize("written", ["2565-01-15", "15/01/2565", "๑๕ ม.ค. ๒๕๖๕", "15 มกราคม 2565", "2022-01-15"])
def test_dates_of_both_eras_are_read(written: str) -> None:
    body = workbook(Temp1_Dataset=SHORT_HEAD, Agency=(("Reported on", written),))
    assert read_plan(body, "p.xlsx").reported_on == date(2022, 1, 15)


def test_a_date_that_is_none_is_refused_with_its_cell() -> None:
    with pytest.raises(PlanError) as caught:
        read_plan(workbook(Temp1_Dataset=SHORT_HEAD, Agency=(("วันที่แจ้ง URL", "15/1/65"),)), "p.xlsx")
    assert [(one.place, one.value, one.code) for one in caught.value.problems] == [
        ("Agency!B1", "15/1/65", "bad_date_two_digit_year")
    ]


def test_help_and_example_are_never_read() -> None:
    body = workbook(Temp1_Dataset=SHORT_HEAD, ตัวอย่าง=(*SHORT_HEAD, *SHORT_TABLE), Example=(*SHORT_HEAD, *SHORT_TABLE))
    assert read_plan(body, "p.xlsx").planned() == ()


@pytest.mark.parametrize("lang", ["th", "en"])
def test_an_untouched_template_is_read_and_says_what_is_missing(tmp_path: Path, lang: str) -> None:
    write_template(tmp_path / "workbook.xlsx", generation=2, lang=lang)
    plan = load_plan(tmp_path / "workbook.xlsx")
    assert plan == Plan(source=str(tmp_path / "workbook.xlsx"))
    assert [part.id for part in completeness(plan)][:2] == ["focus_area", "issue"]


def test_the_template_offers_choices_and_freezes_its_head(tmp_path: Path) -> None:
    write_template(tmp_path / "workbook.xlsx", generation=2, lang="th")
    book = openpyxl.load_workbook(tmp_path / "workbook.xlsx")
    sheet = book["Temp1_Dataset"]
    forms = [name for name in book.sheetnames if not name.startswith(("Temp2", "Temp3"))]
    assert forms[:8] == ["Temp1_Dataset", "หน่วยงาน", "การใช้ประโยชน์", "หลักฐานภาพกล้อง",
                         "ชุดข้อมูลปีก่อน", "คำอธิบาย", "ตัวอย่าง", "ตัวเลือก"]  # fmt: skip
    assert sheet.freeze_panes == "A9"
    assert [cell.value for cell in sheet[8]][:4] == list(COLUMNS)
    assert {str(each.sqref).split(":")[0] for each in sheet.data_validations.dataValidation} == {"B1", "G9", "H9", "I9"}
    assert book["ตัวเลือก"].sheet_state == "hidden"


def test_the_same_plan_is_written_into_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_template(tmp_path / name, generation=2, lang="th")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    issue = Issue(issue='=HYPERLINK("http://x")', goal="+1", expected_users=("@ก",))
    write_plan(Plan(issues=(issue,)), tmp_path / "p.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "p.xlsx")["Temp1_Dataset"]
    assert (sheet["B2"].data_type, sheet["B3"].data_type) == ("s", "s")
    assert load_plan(tmp_path / "p.xlsx").issues == (issue,)


words = st.text(alphabet="กขคงABab -=+12", min_size=1, max_size=8).map(lambda text: f"ก{' '.join(text.split())}ข")
maybe = st.one_of(st.just(""), words)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    codes = iter(
        draw(st.permutations([f"{letter}_{number}" for letter in string.ascii_uppercase for number in (1, 2)]))
    )

    def datasets() -> tuple[ListedDataset, ...]:
        return tuple(
            ListedDataset(code=next(codes), title=draw(words), name=draw(st.one_of(st.none(), words)),
                          category=draw(st.sampled_from([None, PUBLIC])),
                          kind=draw(st.sampled_from([None, "structured", "cctv"])),
                          authoritative=draw(st.sampled_from([None, True, False])))
            for _ in range(draw(st.integers(0, 2)))
        )  # fmt: skip

    def mission(m: int) -> Mission:
        return Mission(title=draw(words), processes=tuple(
            Process(number=f"{m}.{p}", title=draw(words), datasets=datasets(), subprocesses=tuple(
                Subprocess(number=f"{m}.{p}.{s}", title=draw(maybe), datasets=datasets())
                for s in range(1, draw(st.integers(1, 3)))))
            for p in range(1, draw(st.integers(1, 3)))))  # fmt: skip

    issues = tuple(
        Issue(focus_area=draw(st.sampled_from([None, 3, 9])), issue=draw(words), goal=draw(maybe),
              expected_users=tuple(draw(st.lists(words, max_size=2))),
              attestations=Attestations(public_impact=draw(maybe), demand=draw(maybe)),
              missions=tuple(mission(m) for m in range(1, draw(st.integers(1, 3)))))
        for _ in range(draw(st.integers(1, 2)))
    )  # fmt: skip
    use = UseRecord(
        dataset="A_1", kind="dashboard", change=draw(maybe), result="ลด 3 วัน", attested_on=date(2022, 3, 31)
    )
    return Plan(
        fiscal_year=draw(st.sampled_from([None, 2565])),
        agency=Agency(title=draw(maybe), type=draw(st.sampled_from(["", "department"])), ministry=draw(maybe),
                      role=draw(st.sampled_from(["", "policy"])), organization=draw(maybe)),
        catalog_url=draw(st.sampled_from(["", "https://data.example.go.th"])),
        reported_on=draw(st.sampled_from([None, date(2022, 1, 15)])),
        issues=issues,
        utilisation=draw(st.sampled_from([(), (use,)])),
        previous_datasets=draw(st.sampled_from([(), (PreviousDataset(title="บัญชี", focus_area=9),)])),
    )  # fmt: skip


@given(plans(), st.sampled_from(["th", "en"]))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_written_plan_is_read_back_as_it_was(tmp_path: Path, plan: Plan, lang: str) -> None:
    write_plan(plan, tmp_path / "p.xlsx", lang)
    found = load_plan(tmp_path / "p.xlsx")
    assert msgspec.structs.replace(found, source="", warnings=()) == plan


def zipped(**parts: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), body)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "it is empty"),
        (b"<!DOCTYPE html><html>login</html>", "it is a web page"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
            "it is not a workbook that can be read, or it is damaged; save it as .xlsx",
        ),
        (b"PK\x03\x04 cut off", "it is a damaged archive"),
        (b"a,b,c\n1,2,3\n", "it is not an Excel workbook (.xlsx)"),
        (zipped(word__document_xml=b"<w/>"), "it is an archive but no Excel workbook"),
        (zipped(xl__workbook_xml=b"<not closed"), "it is damaged (xl/workbook.xml)"),
        (zipped(xl__workbook_xml=b"\x00" * (129 << 20)), "it unpacks to more than 128 MB"),
    ],
)
def test_what_is_no_workbook_is_refused_with_the_reason(body: bytes, why: str) -> None:
    with pytest.raises(PlanError) as caught:
        read_plan(body, "plan.xlsx")
    assert str(caught.value) == f"plan.xlsx: cannot be used: {why}"


def test_a_workbook_without_the_sheet_names_those_it_has() -> None:
    with pytest.raises(PlanError) as caught:
        read_plan(workbook(Sheet1=[("ก",)], Data=[("ข",)]), "plan.xlsx")
    assert str(caught.value) == "plan.xlsx: there is no sheet Temp1_Dataset; the sheets are: Sheet1, Data"


def test_two_cells_far_apart_cost_nothing() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Temp1_Dataset"
    book.active["A1"] = "1. Focus Area ที่เกี่ยวข้อง 9"
    book.active["XFD1048576"] = "ไกล"
    assert read_plan(saved(book), "p.xlsx").issues[0].focus_area == 9
