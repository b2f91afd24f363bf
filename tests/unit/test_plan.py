"""The plan file: what it says, what is wrong with it and where, what an assessor should know."""

from datetime import date

import pytest

from checker.errors import PlanError, Problem
from checker.plan import Plan, completeness, read_plan, repeated_datasets, touched_services, unlisted_records
from checker.plan.valid import plan_schema
from checker.plan.words import focus_area, words
from checker.vocabulary import vocabulary
from tests.unit.plan_values import AREAS

WHOLE = """\
fiscal_year: 2565
agency: {title: กรมตัวอย่าง, type: department, role: service, e_service: ขออนุญาต, organization: kt,
         catalog_url: "https://data.example.go.th", reported_on: 2565-01-15, deployment: cloud}
issues:
  - focus_area: 9
    issue: การขับเคลื่อน e-Service
    goal: วางแผน
    expected_users: [สำนักงาน ก.พ.ร.]
    attestations: {public_impact: บริการหลัก, demand: ผลสำรวจ}
    missions:
      - title: ภารกิจด้านบริการ
        processes:
          - number: "1.1"
            title: รับคำขอ
            datasets:
              - {code: DataSet_11_01, title: คำขอรายวัน, name: requests, category: ข้อมูลสาธารณะ, kind: structured,
                 authoritative: true}
            subprocesses: [{number: 1.1.1, title: ออกใบอนุญาต, datasets: [{title: ใบอนุญาต}]}]
      - {title: ภารกิจด้านนโยบาย, processes: []}
utilisation: [{dataset: DataSet_11_01, kind: dashboard, change: ก, result: ลด 3 วัน, link: "https://x", attested_by: ผอ.,
               attested_on: 31 มี.ค. 2565}]
previous_datasets: [{title: คำขอรายวัน, focus_area: 3}]
"""


def plan(text: str) -> Plan:
    return read_plan(text.encode(), "plan.yaml")


def problems(text: str) -> list[tuple[str, str, str]]:
    with pytest.raises(PlanError) as caught:
        plan(text)
    return [(one.place, one.value, one.code) for one in caught.value.problems]


def dataset(text: str) -> str:
    return f"issues: [{{missions: [{{title: ก, processes: [{{title: ข, datasets: [{text}]}}]}}]}}]"


def test_a_whole_plan_is_read() -> None:
    found = plan(WHOLE)
    assert (found.fiscal_year, found.catalog_url, found.reported_on) == (
        2565,
        "https://data.example.go.th",
        date(2022, 1, 15),
    )
    assert [
        (d.code, d.title, d.name, d.category, d.kind, d.authoritative, d.process, d.focus_area) for d in found.planned()
    ] == [
        ("DataSet_11_01", "คำขอรายวัน", "requests", "ข้อมูลสาธารณะ", "structured", True, "1.1 รับคำขอ", 9),
        ("DataSet_11_02", "ใบอนุญาต", None, None, None, None, "1.1.1 ออกใบอนุญาต", 9),
    ]
    assert found.utilisation[0].attested_on == date(2022, 3, 31)
    assert completeness(found) == ()
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("agency:\n  titel: ก", ("line 2", "titel", "unknown_key")),
        ("fiscal_year: ปีหน้า", ("line 1", "ปีหน้า", "wrong_type")),
        ("fiscal_year: 65", ("line 1", "65", "out_of_range")),
        ("agency: กรม", ("line 1", "กรม", "wrong_type")),
        ("agency: {type: กรม}", ("line 1", "กรม", "not_one_of")),
        ("agency: {catalog_url: data.go.th}", ("line 1", "data.go.th", "bad_url")),
        ("agency: {reported_on: 10/9/64}", ("line 1", "10/9/64", "bad_date_two_digit_year")),
        ("agency: {reported_on: 2565-02-30}", ("line 1", "2565-02-30", "bad_date_impossible")),
        ("agency: {reported_on: 2565}", ("line 1", "2565", "bad_date_incomplete")),
        ("agency: {reported_on: เมื่อวาน}", ("line 1", "เมื่อวาน", "bad_date_unreadable")),
        ("issues:\n  - focus_area: 11", ("line 2", "11", "unknown_area")),
        ("issues:\n  - focus_area: 2. ด้านการศึกษา", ("line 2", "2. ด้านการศึกษา", "unknown_area")),
        ("issues: ก", ("line 1", "ก", "wrong_type")),
        ("issues:\n- missions:\n  - processes:\n    - number: หนึ่ง", ("line 4", "หนึ่ง", "bad_number")),
        (dataset("{code: a b}"), ("line 1", "a b", "bad_code")),
        (dataset("{code: a}, {code: b},\n  {code: A}"), ("line 2", "A", "duplicate_code")),
        (dataset("{kind: ตาราง}"), ("line 1", "ตาราง", "not_one_of")),
        (dataset("{authoritative: บางส่วน}"), ("line 1", "บางส่วน", "wrong_type")),
        ("utilisation: [{kind: ดู}]", ("line 1", "ดู", "not_one_of")),
        ("previous_datasets: [{focus_area: 9}]", ("line 1", "", "missing_key")),
        ("fiscal_year: 2565\nfiscal_year: 2566", ("line 2", "fiscal_year", "duplicate_key")),
        ("a: b: c", ("line 1", "", "bad_yaml")),
        (f"agency: {{title: {'ก' * 1001}}}", ("line 1", "ก" * 80, "too_long")),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, expected: tuple[str, str, str]) -> None:
    assert problems(text) == [expected]


def test_all_that_is_wrong_is_named_at_once_in_the_order_of_the_file() -> None:
    found = problems("fiscal_year: x\nagency:\n  tytle: ก\n  type: กรม\nissue: []\n")
    assert [place for place, _, _ in found] == ["line 1", "line 3", "line 4", "line 5"]


def test_a_problem_reads_well_in_both_languages() -> None:
    with pytest.raises(PlanError) as caught:
        plan("agency:\n  titel: ก")
    assert caught.value.text("en").splitlines() == [
        "plan.yaml: the plan cannot be used, 1 to mend:",
        "  plan.yaml: line 2 'titel': unknown key titel (did you mean title?); there are: title, type, ministry, role, "
        "e_service, organization, catalog_url, reported_on, deployment",
    ]
    assert caught.value.text("th").splitlines() == [
        "plan.yaml: ใช้แผนนี้ไม่ได้ มี 1 จุดที่ต้องแก้ไข:",
        "  plan.yaml: line 2 'titel': ไม่รู้จักหัวข้อ titel (หมายถึง title หรือไม่) หัวข้อที่ใช้ได้คือ title, type, ministry, "
        "role, e_service, organization, catalog_url, reported_on, deployment",
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("- ก", "it is not a plan (a mapping of agency, issues …)"),
        ("ข้อความ", "it is not a plan (a mapping of agency, issues …)"),
        ("[" * 100_000, "it holds far more than a plan does"),
        ("a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
            f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)),
         "it holds far more than a plan does"),
        ("a: ก\n" * 1_000_000, "larger than 4 MB"),
    ],
)  # fmt: skip
def test_what_is_no_plan_is_refused_within_bounds(text: str, why: str) -> None:
    with pytest.raises(PlanError) as caught:
        plan(text)
    assert str(caught.value) == f"plan.yaml: cannot be read as a plan: {why}"


def test_text_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(PlanError) as caught:
        read_plan("agency: {title: กรม}".encode("cp874"), "plan.yaml")
    assert str(caught.value) == "plan.yaml: cannot be read as a plan: it is not UTF-8 text"


def test_an_alias_that_is_no_bomb_is_followed() -> None:
    found = plan("issues:\n- &one {focus_area: 9, issue: ก}\n- *one\n")
    assert [issue.issue for issue in found.issues] == ["ก", "ก"]


def test_nothing_of_the_file_is_ever_run() -> None:
    assert problems("agency: !!python/object/apply:os.system [echo]") == [("line 1", "", "wrong_type")]


@pytest.mark.parametrize(
    ("written", "expected"),
    [("1.10", "1.10"), ('"1.10"', "1.10"), ("1", "1"), ("๑.๒", "1.2")],
)
def test_a_number_stays_as_it_was_written(written: str, expected: str) -> None:
    (issue,) = plan(f"issues: [{{missions: [{{processes: [{{number: {written}, title: ก}}]}}]}}]").issues
    assert issue.missions[0].processes[0].number == expected


@pytest.mark.parametrize("title", ["no", "2565", "1.10", "2565-01-15", "true"])
def test_a_title_is_text_whatever_it_looks_like(title: str) -> None:
    assert plan(dataset(f"{{title: {title}}}")).planned()[0].title == title


def test_a_gregorian_fiscal_year_is_shown_in_the_buddhist_era() -> None:
    assert plan("fiscal_year: 2022").fiscal_year == plan("fiscal_year: ๒๕๖๕").fiscal_year == 2565


def test_labels_stand_for_ids() -> None:
    found = plan("agency: {type: องค์การมหาชน, role: Policy agency, deployment: ติดตั้งระบบบริการในองค์กร}").agency
    assert (found.type, found.role, found.deployment) == ("public_organization", "policy", "own")


def test_blanks_are_missing_and_not_wrong() -> None:
    assert plan("agency: {title: '-', type: , catalog_url: '....', reported_on: ''}\nissues: [null, {}]") == Plan(
        source="plan.yaml"
    )


def test_an_unknown_category_is_kept_and_warned_of() -> None:
    found = plan(dataset("{title: ก, category: สาธารณะะ}"))
    assert found.planned()[0].category == "สาธารณะะ"
    assert (found.warnings[0].code, found.warnings[0].severity) == ("unknown_category", "warning")


def test_given_codes_keep_clear_of_written_ones() -> None:
    found = plan(dataset("{title: ก}, {code: dataset_11_01, title: ข}, {title: ค}"))
    assert [d.code for d in found.planned()] == ["DataSet_11_01_2", "dataset_11_01", "DataSet_11_03"]


def warned(text: str) -> list[str]:
    return [one.code for one in plan(text).warnings]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("e_service: ขออนุญาต, ", "", "no_e_service"),
        ("role: service, e_service: ขออนุญาต", "role: policy", "policy_goal"),
        ("reported_on: 2565-01-15, ", "", "no_reported_on"),
        (", demand: ผลสำรวจ", "", "no_attestation"),
        ("{dataset: DataSet_11_01", "{dataset: DataSet_99", "unknown_use"),
    ],
)
def test_the_conditions_of_the_kpi_are_warned_of(before: str, after: str, code: str) -> None:
    assert before in WHOLE
    assert warned(WHOLE.replace(before, after)) == [code]


def test_an_incomplete_issue_beside_a_complete_one_is_warned_of() -> None:
    text = WHOLE.replace(
        "utilisation:", "  - {focus_area: 3, attestations: {public_impact: ก, demand: ข}}\nutilisation:"
    )
    found = plan(text)
    assert completeness(found) == ()
    assert [one.en for one in found.warnings] == [
        "issue 2 still lacks: issue under the Focus Area, goal of use, expected users, a mission, a work process, "
        "a dataset"
    ]


@pytest.mark.parametrize(
    ("before", "missing"),
    [
        ("focus_area: 9", ["focus_area"]),
        ("issue: การขับเคลื่อน e-Service", ["issue"]),
        ("goal: วางแผน", ["goal"]),
        ("expected_users: [สำนักงาน ก.พ.ร.]", ["expected_users"]),
        ("title: คำขอรายวัน, name", ["title"]),
    ],
)
def test_a_blank_part_makes_the_plan_incomplete(before: str, missing: list[str]) -> None:
    text = WHOLE.replace(before, "title: '-', name" if before.startswith("title") else "", 1)
    text = text.replace("  - \n    issue", "  - issue")
    assert [part.id for part in completeness(plan(text))] == missing


def test_a_dataset_of_last_year_is_a_warning_that_the_assessor_decides() -> None:
    (one,) = repeated_datasets(plan(WHOLE))
    assert (one.place, one.value, one.code, one.severity) == (
        "DataSet_11_01",
        "คำขอรายวัน",
        "repeated_dataset",
        "warning",
    )


def test_last_years_plan_is_compared_too_and_the_same_area_may_be_continued() -> None:
    now = plan(WHOLE.replace("previous_datasets: [{title: คำขอรายวัน, focus_area: 3}]", ""))
    assert [
        (one.value, one.code) for one in repeated_datasets(now, plan(WHOLE.replace("คำขอรายวัน", "คำขอ  รายวัน")))
    ] == [("คำขอรายวัน", "continued_dataset"), ("ใบอนุญาต", "continued_dataset")]


def test_a_code_of_the_workbook_that_is_not_listed_is_warned_of() -> None:
    (one,) = unlisted_records(plan(WHOLE), ["dataset_11_01", "DataSet_11_03"], "meta.xlsx")
    assert one.text("en") == (
        "meta.xlsx: DataSet_11_03: Template 2 holds a code that is not in the list, so it is not used"
    )


@pytest.mark.parametrize(
    ("area", "services"),
    [
        (1, [5, 10, 11, 12]),
        (2, [8, 9]),
        (3, [3]),
        (4, [7]),
        (5, [2]),
        (6, [6]),
        (7, []),
        (8, []),
        (9, [1, 4]),
        (10, []),
    ],
)
def test_each_area_touches_its_agenda_services(area: int, services: list[int]) -> None:
    touched = touched_services(plan(f"issues: [{{focus_area: {area}, issue: ก}}]"))
    assert [int(th.split(".")[0]) for th, _ in touched] == services


def test_every_agenda_service_belongs_to_one_area() -> None:
    numbers = [number for area in vocabulary().focus_areas for number in area.agenda_services]
    assert sorted(numbers) == list(range(1, 13)) == sorted(vocabulary().agenda_services)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        *((name, number) for number, name in enumerate(AREAS, 1)),
        *((f"{number}) {name}", number) for number, name in enumerate(AREAS, 1)),
        ("ด้านการท่องเที่ยว", 3), ("ด้านการมีรายได้และ การทำงาน", 4), ("4. ด้านการมีรายได้และการมีงานทำ", 4),
        ("Focus Area 7", 7), ("Focus Area ที่ 7", 7), ("ด้านที่ 7 การศึกษา", 7), ("การท่องเที่ยว", 3), ("๙", 9), ("10", 10),
        ("economy, industry, SME", 1), ("11", None), ("ด้านอื่น", None),
    ],
)  # fmt: skip
def test_an_area_has_many_names(written: str, expected: int | None) -> None:
    assert focus_area(written) == expected


def test_every_choice_of_the_schema_has_its_labels() -> None:
    lists = {frozenset(choices) for choices in words()["choices"].values()}
    schema = plan_schema()
    agency = schema["properties"]["agency"]["properties"]
    enums = [agency["type"], agency["role"], agency["deployment"], schema["$defs"]["dataset"]["properties"]["kind"],
             schema["$defs"]["use"]["properties"]["kind"]]  # fmt: skip
    assert {frozenset(each["enum"]) for each in enums} <= lists


def test_every_field_of_the_sheets_is_one_of_the_schema() -> None:
    schema, sheets = plan_schema(), words()
    assert set(sheets["agency"]) == {*schema["properties"]["agency"]["properties"], "fiscal_year"}
    assert set(sheets["utilisation"]) == set(schema["$defs"]["use"]["properties"])
    assert set(sheets["previous"]) == set(schema["$defs"]["previous"]["properties"])
    by_hand = {"decided"}  # told by the catalog that the plan is matched on, never written by hand
    assert set(sheets["columns"]) - {"mission", "process", "subprocess"} == (
        set(schema["$defs"]["dataset"]["properties"]) - by_hand
    )


def test_warnings_are_values() -> None:
    assert all(isinstance(one, Problem) for one in plan(WHOLE.replace("role: service", "role: policy")).warnings)


def test_users_may_be_written_as_lines_of_one_text() -> None:
    found = plan("issues:\n  - expected_users: |\n      - สำนักงาน ก.พ.ร.\n      - กรมบัญชีกลาง\n")
    assert found.issues[0].expected_users == ("สำนักงาน ก.พ.ร.", "กรมบัญชีกลาง")


def test_a_province_is_an_agency_of_another_type() -> None:
    assert plan("agency: {type: จังหวัด}").agency.type == "other"
