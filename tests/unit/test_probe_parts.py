"""The parts of a conversation: texts and rules, links, answers, conditions, examples, documents, the driver."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.content import ProbeOutcome
from checker.model import Fetched, FetchError, Request
from checker.probe import INTERFACES, Probed, Target, conditions, converse, converse_all, rules
from checker.probe.examples import Trial, another, beyond, example_of, moved
from checker.probe.openapi import document_of, operations
from checker.probe.reading import Answer, read
from checker.probe.rules import kind_of_name
from checker.probe.urls import asked, query
from checker.resources import load_yaml, schemas_dir

AT = datetime(2026, 11, 21, 8, tzinfo=timezone.utc)
BANGKOK = timezone(timedelta(hours=7))
SOURCE = sorted((Path(__file__).parents[2] / "checker" / "probe").glob("*.py"))
THAI = re.compile("[\u0e01-\u0e5b]")
SITE = "https://site.example/api"


def plain(text: str) -> str:
    return text


def fetched(body: bytes, capped: bool = False) -> Fetched:
    return answered(Request(key="k", url=SITE), body, capped=capped)


def answered(request: Request, body: bytes, capped: bool = False) -> Fetched:
    size = len(body)
    return Fetched(request=request, url=request.url, at=AT, status=200, body=body, bytes_read=size, capped=capped)


def answer(value: Any) -> Answer:
    return read(fetched(json.dumps(value, ensure_ascii=False).encode()), plain)


# ------------------------------------------------------------------ rules


def coded() -> set[str]:
    """Reasons that the code gives: first of ``end(…)``, ``reason=`` and ``trouble=``."""
    found: set[str] = set()
    for path in SOURCE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            given = [each.value for each in node.keywords if each.arg in ("reason", "trouble")]
            if isinstance(node.func, ast.Attribute) and node.func.attr == "end":
                given += node.args[:1]
            inner = [part for each in given if isinstance(each, ast.IfExp) for part in (each.body, each.orelse)]
            constants = [each.value for each in (*given, *inner) if isinstance(each, ast.Constant)]
            found |= {each for each in constants if isinstance(each, str)}
    return found - {""}


def test_code_and_data_give_the_same_reasons() -> None:
    known = rules()
    read_by_status = {*known.statuses.values(), *known.errors.values()}
    own = {"login_page", "page", "error_answer", "key_required", "not_found", "our_limits", "condition_refused"}
    assert coded() | read_by_status | own == set(known.reasons)


@pytest.mark.parametrize("reason", rules().reasons)
def test_a_reason_has_words_in_both_languages_and_no_places_to_fill(reason: str) -> None:
    told = rules().reasons[reason]
    for text in [told, *([told.fix] if told.fix else [])]:
        assert THAI.search(text.th)
        assert not THAI.search(text.en)
        assert not {"{", "}"} & set(text.th + text.en)
    outcomes = (ProbeOutcome.IGNORED, ProbeOutcome.NO_ANSWER, ProbeOutcome.PROTECTED)
    assert told.outcome not in outcomes or told.fix is not None


def test_every_interface_has_its_name_in_reports() -> None:
    terms = load_yaml(schemas_dir() / "openness" / "terms.yaml")
    assert set(terms["interface"]) == set(INTERFACES) - {"service"}


def test_every_error_of_the_fetcher_has_a_reason() -> None:
    assert set(rules().errors) == {error.value for error in FetchError}


def test_words_are_written_as_they_are_looked_up() -> None:
    known = rules()
    for words in (known.area, known.period, known.camera, known.left_alone, *map(frozenset, known.swaps.areas)):
        assert {word.lower() for word in words} == set(words)
    held = known.parameters
    groups = [held.paging, held.form, held.key, held.route, held.identity]
    assert all({word.lower() for word in group} == set(group) for group in groups)
    assert sum(map(len, groups)) == len(frozenset().union(*groups))


@pytest.mark.parametrize(
    ("name", "kind"),
    [("จังหวัด", "area"), ("ชื่อจังหวัด", "area"), ("PROV_NAME", "area"), ("provinceName", "area"), ("ปี พ.ศ.", "period"),
     ("measureDate", "period"), ("candidate", ""), ("yearly", ""), ("total", ""), ("startDate", "period")],
)  # fmt: skip
def test_a_name_tells_an_area_or_a_period_by_its_words(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind


# ------------------------------------------------------------------ links


def test_a_parameter_is_put_in_place_and_the_rest_stays_as_it_was_written() -> None:
    url = "http://a.example/x?Name=%A1%A2&b=1&B=2&c#top"
    assert asked(url, {"b": "จ a"}) == "http://a.example/x?Name=%A1%A2&b=%E0%B8%88%20a&c"
    assert asked(url, drop=["B"]) == "http://a.example/x?Name=%A1%A2&c"
    assert asked("http://a.example/x", {"q": "a&b=c"}) == "http://a.example/x?q=a%26b%3Dc"
    assert asked("http://a.example/x?a=1", drop=["a"]) == "http://a.example/x"
    assert query("http://a.example/?a=%E0%B8%81+b&c") == (("a", "ก b"), ("c", ""))


@given(st.text(max_size=60), st.dictionaries(st.text(min_size=1, max_size=10), st.text(max_size=10), max_size=3))
def test_what_was_put_into_a_link_is_read_from_it(tail: str, values: dict[str, str]) -> None:
    names = {name.lower() for name in values}
    if len(names) == len(values):
        found = dict(query(asked(f"https://a.example/{tail}", values)))
        assert {name: found[name] for name in values} == values


# ------------------------------------------------------------------ answers

ROWS = [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize(
    ("value", "rows", "total"),
    [
        (ROWS, 2, None),
        ({"data": ROWS, "total": 7}, 2, 7),
        ({"success": True, "result": {"fields": [{"id": "a"}] * 9, "records": ROWS, "total": 9}}, 2, 9),
        ({"value": ROWS, "@odata.count": "5"}, 2, 5),
        ({"d": {"results": ROWS, "__count": "4"}}, 2, 4),
        ({"features": [{"type": "Feature", "properties": {"a": 1}, "geometry": None}]}, 1, None),
        ({"features": [{"attributes": {"a": 1}}, {"attributes": {"a": 2}}]}, 2, None),
        ({"columns": ["a", "b"], "rows": [[1, 2], [3, 4]]}, 2, None),
        ({"C1": {"a": 1}, "C2": {"a": 2}}, 2, None),
        ({"meta": {"links": [{"x": 1}] * 9}, "response": {"สถานี": ROWS}}, 2, None),
        ({"total": 1, "data": ROWS}, 2, None),
        ({"records": []}, 0, None),
        ({"a": 1, "b": "c"}, None, None),
        ([1, 2, 3], None, None),
        ("text", None, None),
    ],
)  # fmt: skip
def test_records_are_found_wherever_they_stand(value: Any, rows: int | None, total: int | None) -> None:
    found = answer(value)
    assert (None if found.records is None else len(found.records), found.total) == (rows, total)
    assert (found.evidence.rows, found.evidence.total) == (rows, total)


@pytest.mark.parametrize(
    ("value", "trouble"),
    [
        ({"error": {"code": 499, "message": "Token Required"}}, "key_required"),
        ({"success": False, "error": {"__type": "Authorization Error"}}, "key_required"),
        ({"success": False, "error": {"__type": "Not Found Error"}}, "not_found"),
        ({"message": "กรุณาเข้าสู่ระบบ"}, "key_required"),
        ({"status": "error", "message": "x", "data": []}, "error_answer"),
        ({"code": 500, "message": "x"}, "error_answer"),
        ({"errors": []}, ""),
        ({"error": None, "data": ROWS}, ""),
        ({"status": "ok", "records": []}, ""),
        ({"records": [], "help": "authorization", "success": True}, ""),
        ({"error": "part of the data is missing", "data": ROWS}, ""),
    ],
)
def test_a_refusal_in_an_answer_of_200_is_one_unless_records_stand_beside_it(value: Any, trouble: str) -> None:
    assert answer(value).trouble == trouble


def test_an_answer_is_read_in_whatever_it_is_written() -> None:
    csv = "จังหวัด,ค่า\r\nน่าน,1\r\nตาก,2\r\n"
    whole = read(fetched(csv.encode("cp874")), plain).records
    assert whole == ({"จังหวัด": "น่าน", "ค่า": "1"}, {"จังหวัด": "ตาก", "ค่า": "2"})
    cut = read(fetched(csv.encode()[:-4], capped=True), plain).records
    assert cut == ({"จังหวัด": "น่าน", "ค่า": "1"},)
    items = "<?xml version='1.0'?><r><list><i><a>1</a></i><i><a>2</a></i></list></r>"
    assert read(fetched(items.encode()), plain).records == ({"a": "1"}, {"a": "2"})
    cut = read(fetched(items[:-20].encode()), plain).records
    assert cut == ({"a": "1"},)
    assert read(fetched(b"\xef\xbb\xbf" + b'{"data": [{"a": NaN}]}'), plain).records == ({"a": None},)


def test_what_no_text_can_hold_is_replaced() -> None:
    body = b'{"data": [{"\\ud800": "\\udfff", "n": 123456789012345678901234567890, "x": 1e999}, {"n": 2}]}'
    found = read(fetched(body), plain).records
    assert found == ({"?": "?", "n": "123456789012345678901234567890", "x": None}, {"n": 2})


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><r><i><x>&b;</x></i><i><x>&b;</x></i></r>'
    found = read(fetched(bomb), plain)
    assert (found.trouble, found.records) == ("unreadable", None)


def test_an_excerpt_is_masked_before_it_is_cut() -> None:
    secret = "1103700012345"
    body = b'{"data": "' + b"x" * 485 + secret.encode() + b"x" * 400 + b'"}'
    found = read(fetched(body), lambda text: text.replace(secret, "*")).evidence.excerpt
    assert (len(found), found[-5:]) == (500, "*xxxx")


# ------------------------------------------------------------------ conditions


def chosen(rows: list[dict[str, Any]], mask: Any = plain, **more: Any) -> list[tuple[str, Any, str]]:
    return [(each.field, each.value, each.kind) for each in conditions.by_value(answer(rows), mask, **more)]


def test_areas_come_first_then_periods_then_what_several_rows_share() -> None:
    rows = [{"_id": n, "ชื่อ": f"ชื่อที่ {n}", "type": n % 2, "ปี": 2560 + n % 3, "จังหวัด": "กข"[n % 2]} for n in range(9)]
    assert [field for field, _, _ in chosen(rows)] == ["จังหวัด", "ปี", "type", "ชื่อ"]


def test_a_value_is_one_that_some_rows_have_and_others_do_not() -> None:
    assert chosen([{"a": "x", "b": 1}, {"a": "x", "b": 1}]) == []
    assert chosen([{"a": "x"}, {"a": "x"}, {"a": "y"}]) == [("a", "x", "")]
    assert chosen([{"a": "x"}, {"a": None}]) == [("a", "x", "")]


@pytest.mark.parametrize(
    "value", ["", " x", "x" * 81, "a\nb", True, 1.5, None, 10**15, "5f0f3f6c-0000-4000-8000-000000000001", "https://a.example",
              "{}", '["a"]'],
)  # fmt: skip
def test_what_cannot_be_written_into_a_link_and_found_again_is_not_chosen(value: Any) -> None:
    assert chosen([{"a": value}, {"a": value}, {"a": None}]) == []


def test_what_the_mask_would_hide_is_never_asked_for() -> None:
    rows = [{"phone": "0811111111", "a": 1}, {"phone": "0822222222", "a": 2}]
    assert [field for field, _, _ in chosen(rows, lambda text: re.sub(r"0\d{9}", "*", text))] == ["a"]
    assert chosen([{"นายสมชาย": 1}, {"นายสมชาย": 2}], lambda text: text.replace("สมชาย", "*")) == []


def test_a_camera_is_asked_for_its_oldest_day() -> None:
    rows = [{"camera": "A", "date": f"2022-03-0{n}"} for n in range(1, 6)]
    assert chosen(rows, camera=True)[0] == ("date", "2022-03-01", "period")


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2022-03-01", datetime(2022, 3, 1, tzinfo=BANGKOK)),
        ("2565-03-01", datetime(2022, 3, 1, tzinfo=BANGKOK)),
        ("1 มีนาคม 2565", datetime(2022, 3, 1, tzinfo=BANGKOK)),
        ("20220301", datetime(2022, 3, 1, tzinfo=BANGKOK)),
        ("2022-03-01T08:30:00", datetime(2022, 3, 1, 8, 30, tzinfo=BANGKOK)),
        ("2565-03-01 08:30", datetime(2022, 3, 1, 8, 30, tzinfo=BANGKOK)),
        ("2022-03-01T08:30:00.123Z", datetime(2022, 3, 1, 8, 30, tzinfo=timezone.utc)),
        ("2022-03-01T08:30:00+05:30", datetime(2022, 3, 1, 8, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))),
        ("/Date(1646094600000)/", datetime(2022, 3, 1, 0, 30, tzinfo=timezone.utc)),
        ("2022-13-01", None), ("2022-03-01T25:00:00", None), ("2022-03-01T08:30:00+99:99", None),
        ("/Date(999999999999999)/", None), ("2565", None), ("มีนาคม 2565", None), ("0000-00-00T00:00:00", None),
    ],
)  # fmt: skip
def test_a_moment_is_read_as_it_is_written(written: str, moment: datetime | None) -> None:
    assert conditions.moment_of(written) == moment


def test_the_newest_row_is_of_a_field_of_dates_that_have_come() -> None:
    others = {"วันเกิด": "2022-12-31", "due date": "2024-01-01", "แผน": "2570-01-01"}
    rows = [{**others, "วันที่": f"2022-03-0{number}"} for number in (3, 5, 4)]
    assert conditions.newest(answer(rows), AT) == ("วันที่", datetime(2022, 3, 5, tzinfo=BANGKOK))
    assert conditions.newest(answer([{"a": "x"}]), AT) is None


# ------------------------------------------------------------------ examples


@pytest.mark.parametrize(
    ("name", "value", "other", "none"),
    [
        ("year", "2565", "2564", "2575"), ("ปี", "2022", "2021", "2032"),
        ("date", "2022-03-01", "2022-02-22", "2032-02-27"),
        ("date", "2565-03-01", "2565-02-22", "2575-02-27"), ("d", "01/03/2565", "22/02/2565", "27/02/2575"),
        ("month", "2022-01", "2021-12", "2032-01"), ("month", "03", "01", "dgcheck-no-such-value"),
        ("from", "1646094600", "1645489800", "1961454600"),
        ("province", "กรุงเทพมหานคร", "เชียงใหม่", "dgcheck-no-such-value"),
        ("province", "จังหวัดน่าน", "จังหวัดกรุงเทพมหานคร", "dgcheck-no-such-value"),
        ("province_code", "50", "10", "dgcheck-no-such-value"), ("n", "50", "", "dgcheck-no-such-value"),
        ("q", "Bangkok", "chiang mai", "dgcheck-no-such-value"), ("q", "ข้าว", "", "dgcheck-no-such-value"),
    ],
)  # fmt: skip
def test_another_value_is_as_likely_and_one_beyond_finds_nothing(name: str, value: str, other: str, none: str) -> None:
    trial = Trial(name=name, value=value, kind=kind_of_name(name))
    assert (another(trial), beyond(trial)) == (other, none)


def test_paging_form_keys_and_routes_are_no_conditions_and_identity_comes_last() -> None:
    url = f"{SITE}?limit=5&start=10&format=json&api_key=x&action=get&id=7&q=ข้าว&province=1&empty="
    assert [(each.name, each.identity) for each in example_of(url).trials] == [
        ("province", False),
        ("q", False),
        ("id", True),
    ]


def test_dates_move_together() -> None:
    example = example_of(f"{SITE}?start=2022-03-01&end=2022-03-05&q=1")
    assert moved(example, datetime(2021, 1, 1, 9, tzinfo=timezone.utc)) == {"start": "2021-01-01", "end": "2021-01-05"}
    assert moved(example_of(f"{SITE}?q=1&start=10"), AT) == {}


# ------------------------------------------------------------------ OpenAPI

SWAGGER = """swagger: "2.0"
host: api.example
basePath: /v1
schemes: [https]
paths:
  /rain/{province}:
    parameters:
      - {name: province, in: path, required: true, type: string, enum: [น่าน, ตาก]}
    get:
      parameters:
        - {name: year, in: query, type: integer, default: 2565}
        - {name: limit, in: query, type: integer, default: 10}
"""


def test_a_swagger_document_in_yaml_gives_a_link() -> None:
    found = document_of(SWAGGER.encode())
    assert found is not None
    (operation,) = operations(found, "https://docs.example/swagger.yaml", now=AT)
    assert operation.example.url == "https://api.example/v1/rain/%E0%B8%99%E0%B9%88%E0%B8%B2%E0%B8%99?year=2565"


def of_parameters(*parameters: Any, path: str = "/x", **more: Any) -> list[str]:
    document = {"openapi": "3.1.0", "paths": {path: {"get": {"parameters": list(parameters), **more}}}}
    found = document_of(json.dumps(document).encode())
    assert found is not None
    return [each.example.url for each in operations(found, "https://a.example/docs/openapi.json", now=AT)]


def parameter(name: str, where: str = "query", *, required: bool = False, **schema: Any) -> dict[str, Any]:
    return {"name": name, "in": where, "required": required, "schema": schema}


def test_values_come_from_examples_lists_defaults_and_dates() -> None:
    base = "https://a.example/x"
    assert of_parameters(parameter("year", example=2565)) == [f"{base}?year=2565"]
    assert of_parameters({**parameter("y"), "examples": {"one": {"value": "2565"}}}) == [f"{base}?y=2565"]
    assert of_parameters(parameter("ids", type="array", items={"enum": ["a", "b"]})) == [f"{base}?ids=a"]
    assert of_parameters(parameter("since", format="date")) == [f"{base}?since=2026-10-22"]
    assert of_parameters(parameter("year", default=2565), parameter("n", required=True)) == []
    assert of_parameters(parameter("year")) == [base]
    assert of_parameters(parameter("limit", default=1)) == []
    assert of_parameters(parameter("year", default=1), path="/user/delete") == []
    assert of_parameters(parameter("year", default=1), path="/x/{id}") == []
    assert of_parameters({"$ref": "#/nowhere"}, {"$ref": "https://other.example/#/x"}, None, 5, "x") == []


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{}", b'{"openapi": 3}', b'{"openapi": "3.0.0", "paths": []}', b"openapi: [",
        b"openapi: 3\npaths: *a",
        b"openapi: &a 3\npaths: {x: *a}", b"openapi: 3\npaths: " + b"[" * 90_000, b"openapi: 3\n" + b"- " * 90_000,
        b"openapi: !!python/object/apply:os.system [x]\npaths: {}",
    ],
)  # fmt: skip
def test_what_is_no_document_or_a_trap_is_none(body: bytes) -> None:
    assert document_of(body) is None


def test_references_that_go_in_circles_end() -> None:
    circle = {"openapi": "3.0.0", "paths": {"/x": {"$ref": "#/paths/~1x"}}}
    assert operations(circle, "https://a.example/o.json", now=AT) == []


# ------------------------------------------------------------------ the driver


class Web:
    """Answers everything with the same; keeps what was asked in each round."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.rounds: list[list[str]] = []

    def run(self, requests: Iterable[Request]) -> Iterator[Fetched]:
        held = list(requests)
        self.rounds.append([each.url for each in held])
        for request in reversed(held):
            yield answered(request, self.body)


def a_target(number: int, interface: str = "ckan_datastore") -> Target:
    return Target(
        key=f"{interface}:{number}", distribution=str(number), interface=interface, url=f"{SITE}/{number}", name="n"
    )


def test_conversations_go_in_rounds_and_a_key_is_asked_once() -> None:
    web = Web(b'{"success": true, "result": {"records": [{"a": 1}]}}')
    found = list(converse_all([a_target(1), a_target(2), a_target(1)], web.run, mask=plain))
    assert sorted(each.probe.key for each in found) == ["ckan_datastore:1", "ckan_datastore:2"]
    assert [len(each) for each in web.rounds] == [2]


def test_no_more_than_a_bounded_number_talk_at_a_time() -> None:
    web = Web(b"{}")
    most = rules().asking.at_once
    found = list(converse_all(map(a_target, range(2 * most + 1)), web.run, mask=plain))
    assert len(found) == 2 * most + 1
    assert max(map(len, web.rounds)) == most


KNOWN = (
    "records features value d results links fields properties geometry rel coordinates attributes layers id url "
    "EntitySets data dataSets structure structures dimensions series observations values openapi paths /x get "
    "parameters name in schema enum $ref servers variables collections columns rows table query_ms total error type "
    "currentVersion success"
)
names = st.sampled_from(KNOWN.split()) | st.text(max_size=4)
hostile = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=6),
    max_leaves=30,
)


@pytest.mark.parametrize("interface", INTERFACES)
@given(values=st.lists(hostile, min_size=1, max_size=4), camera=st.booleans())
@settings(max_examples=60, deadline=None)
def test_no_answer_breaks_a_conversation_or_makes_it_long(interface: str, values: list[Any], camera: bool) -> None:
    paths = {"arcgis": "/a/FeatureServer", "declared": "?year=2565&date=2022-03-01"}
    url = SITE + paths.get(interface, "")
    target = Target(key="k", distribution="r", interface=interface, url=url, name="n", camera=camera)
    talk = converse(target, mask=plain)
    bodies = [json.dumps(value, default=str).encode() for value in values]
    found: Probed | None = None
    try:
        request = next(talk)
        for number in range(rules().asking.requests + 1):
            assert number < rules().asking.requests, "asked too often"
            request = talk.send(answered(request, bodies[number % len(bodies)]))
            assert request.head_bytes is not None
    except StopIteration as end:
        found = end.value
    assert found is not None
    assert found.probe.outcome is rules().reasons[found.probe.reason].outcome


@pytest.mark.parametrize("interface", INTERFACES)
@given(body=st.binary(max_size=200) | st.text(alphabet="<>/ab='\"!&;?[]{}:,\n-0", max_size=120).map(str.encode))
@settings(max_examples=60, deadline=None)
def test_no_bytes_break_a_conversation(interface: str, body: bytes) -> None:
    web = Web(body)
    (found,) = converse_all(
        [Target(key="k", distribution="r", interface=interface, url=SITE, name="n")], web.run, mask=plain
    )
    assert found.probe.reason in rules().reasons


def test_a_conversation_that_fails_in_a_way_nobody_foresaw_costs_one_interface(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(target: Target, *, mask: Any) -> Any:
        yield Request(key=target.key, url=target.url)
        raise ZeroDivisionError("a value of the answer")

    monkeypatch.setattr("checker.probe.drive.converse", broken)
    targets = [Target(key=f"wfs:{name}", distribution=name, interface="wfs", url="https://a.example/") for name in "ab"]

    def run(requests: Iterable[Request]) -> Iterator[Fetched]:
        return (answered(each, b"{}") for each in requests)

    found = [each.probe for each in converse_all(targets, run, mask=plain)]
    assert [(each.key, each.outcome.value, each.reason) for each in found] == [
        ("wfs:a", "undecided", "crashed"),
        ("wfs:b", "undecided", "crashed"),
    ]
    assert "a value" not in repr(found)
