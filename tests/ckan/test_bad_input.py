"""Whatever any action is sent: it says what is wrong, or takes it; it never fails. Each action has its line here."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from typing import Any
from zlib import crc32

import pytest
from ckan import model
from ckan.lib import search
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckanext.dgmaturity.logic import action
from desk_values import USE as RECORD
from desk_values import value
from rules_values import call, created

from checker.testing import a_record, a_workbook

USE = {**RECORD, "dataset": "A"}
#: action → what it takes; a value of ``$name`` is that of the place
ACTIONS: dict[str, dict[str, Any]] = {
    "bulk_update_public": {"datasets": ["$dataset"], "org_id": "$organization", "dgmaturity_confirm_publication": True},
    "dgmaturity_check": {"id": "$dataset"},
    "dgmaturity_dataset_show": {"id": "$dataset"},
    "dgmaturity_decision_create": {
        "organization_id": "$organization", "kind": "object", "body": "agency", "name": "กองแผนงาน", "reason": "ผิด",
        "dataset": "$dataset", "item": "3", "check": "", "path": "", "resource": "", "criterion": "", "component": "",
        "value": "", "refers": 1, "reopen": False,
    },
    "dgmaturity_decision_list": {"organization_id": "$organization"},
    "dgmaturity_evidence_create": {"organization_id": "$organization", **USE},
    "dgmaturity_evidence_delete": {"id": "none"},
    "dgmaturity_evidence_list": {"organization_id": "$organization"},
    "dgmaturity_evidence_update": {"id": "$use", **USE},
    "dgmaturity_form_verdict": {
        "id": "$dataset", "title": "ก", "owner_org": "$organization", "tag_string": "ก, ข", "resources": [],
        "extras": [], "tags": [], "data_category": "ข้อมูลสาธารณะ", "update_frequency_interval": "1",
    },
    "dgmaturity_match_delete": {"organization_id": "$organization", "code": "A"},
    "dgmaturity_match_list": {"organization_id": "$organization"},
    "dgmaturity_match_update": {"organization_id": "$organization", "code": "A", "dataset": "$dataset", "none": False},
    "dgmaturity_name_suggest": {"title": "แหล่งน้ำ"},
    "dgmaturity_organization_show": {"id": "$organization", "limit": 20},
    "dgmaturity_plan_create": {"organization_id": "$organization", "upload": None, "plan": value(("A", "ก"))},
    "dgmaturity_plan_delete": {"id": "none"},
    "dgmaturity_plan_list": {"organization_id": "$organization"},
    "dgmaturity_plan_show": {"id": "$plan", "organization_id": "$organization"},
    "dgmaturity_publication_list": {"id": "$organization", "limit": 1, "offset": 0},
    "dgmaturity_rules_show": {"id": "$organization"},
    "dgmaturity_rules_update": {"id": "$organization", "enforcement": "report", "public_page": True},
    "dgmaturity_site_show": {"limit": 20},
    "dgmaturity_status": {},
    "dgmaturity_workbook_batch_list": {"organization_id": "$organization"},
    "dgmaturity_workbook_batch_show": {"id": "$batch", "limit": 1, "offset": 0},
    "dgmaturity_workbook_check": {
        "organization_id": "$organization", "upload": "", "content": "$workbook", "name": "ก.xlsx", "batch_id": "",
        "keep": False, "at_once": True,
    },
    "dgmaturity_workbook_export": {
        "organization_id": "$organization", "q": "", "fq": "", "sort": "name asc", "lang": "th",
    },
    "dgmaturity_workbook_import": {"id": "$batch", "leave": [1], "at_once": True},
    "package_create": {
        "name": "", "title": "ก", "owner_org": "$organization", "private": True, "type": "dataset",
        "dgmaturity_confirm_publication": "",
    },
    "package_owner_org_update": {"id": "$dataset", "organization_id": "$organization"},
    "package_patch": {"id": "$dataset", "notes": "ก", "private": True, "dgmaturity_confirm_publication": False},
    "package_revise": {
        "match": {"id": "$dataset"}, "match__id": "$dataset", "filter": ["-groups"], "update": {"notes": "ก"},
        "update__resources__0": {"name": "ก"}, "include": [],
    },
    "package_update": {
        "id": "$dataset", "title": "ก", "owner_org": "$organization", "private": True,
        "resources": [{"id": "$resource", "name": "ก", "url": "https://a.example/a.csv", "format": "CSV"}],
    },  # fmt: skip
    "resource_create": {
        "package_id": "$dataset", "url": "https://a.example/a.csv", "name": "ก", "format": "CSV", "upload": "",
    },
    "resource_delete": {"id": "none"},
    "resource_patch": {"id": "$resource", "name": "ก", "upload": "", "clear_upload": ""},
    "resource_update": {"id": "$resource", "url": "https://a.example/a.csv", "name": "ก", "upload": ""},
}  # fmt: skip
#: what they take away is not there, so that they can be asked again and again
WITHOUT_A_ROW = (
    "dgmaturity_evidence_delete", "dgmaturity_match_delete", "dgmaturity_plan_delete", "resource_delete",
)  # fmt: skip
#: how an action that only reads is called
READS = ("_show", "_list", "_suggest", "_status", "_verdict", "_export")
OURS = sorted(name for name in ACTIONS if name.startswith("dgmaturity_"))


def deep(depth: int) -> Any:
    """A list in a list, so deep."""
    found: Any = "ก"
    for number in range(depth):
        found = [found] if number % 2 else {"a": found}
    return found


#: name → value; ``$name`` as above
STRANGE: dict[str, Any] = {
    "empty": "", "null": None, "list": ["ก"], "list of numbers": [1, 2], "list of nulls": [None], "no list": [],
    "object": {"a": "b"}, "no object": {}, "objects": [{"a": "b"}], "keys that lead on": {"__extras": {"id": 1}},
    "number": 7, "below zero": -1, "fraction": 1.5, "beyond": 10**30, "minus beyond": "-99999999999",
    "no number": float("nan"), "without end": float("inf"), "yes": True, "no": False, "deep": deep(50),
    "huge": "ก" * 350_000, "digits": "9" * 5_000, "Thai digits": "๑๒๓", "superscript": "²",
    "NUL": "ก\x00ข", "half a pair": "ก\ud800ข", "right to left": "\u202e\u200fก\u2066", "controls": "\x1b[31m\r\n\x7f",
    "SQL": "' OR 1=1; DROP TABLE package; --", "Solr": "name:[* TO *] OR {!xmlparser v='<a/>'} \"(",
    "local": "{!lucene}",
    "HTML": "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>", "template": "{{ 7*7 }}{% raw %}%(name)s{0}",
    "path": "../../../../etc/passwd", "elsewhere": "$elsewhere", "foreign dataset": "$foreign", "group": "$group",
    "user": "$user", "deleted dataset": "$deleted", "deleted organization": "$closed", "nobody": "no-such-id",
}  # fmt: skip
#: of these, what CKAN's own actions are given: the shapes that a validator of ours may stumble over
SHAPES = (
    "null", "list", "list of nulls", "no list", "object", "objects", "number", "fraction", "beyond", "no number",
    "deep", "huge", "NUL", "half a pair", "keys that lead on",
)  # fmt: skip
#: a field gets each third value, the next field the next third, so that all are given to each action; each CKAN's
#: thirds are others, so that over the three every field gets every value
EACH = 3
SHIFT = sum(tk.check_ckan_version(min_version=each) for each in ("2.11", "2.12"))
ERRORS = ("Validation Error", "Authorization Error", "Not Found Error")


def strange(name: str, field: str, kinds: Iterable[str] = STRANGE) -> dict[str, Any]:
    """The values that this field of this action is given, by their names."""
    first = (crc32(f"{name} {field}".encode()) + SHIFT) % EACH
    return {kind: STRANGE[kind] for kind in list(kinds)[first::EACH]}


class Place:
    """Whatever the values name."""

    def __init__(self) -> None:
        self.organization, self.elsewhere, self.closed = (factories.Organization()["id"] for _ in range(3))
        self.group, self.user = factories.Group()["id"], factories.User()["id"]
        some = [{"name": "ก", "url": "https://a.example/a.csv", "format": "CSV"}]
        own = created({"id": self.organization}, resources=some)
        self.dataset, self.resource = own["id"], own["resources"][0]["id"]
        self.foreign, self.deleted = created({"id": self.elsewhere})["id"], created({"id": self.elsewhere})["id"]
        call("package_delete", id=self.deleted)
        call("organization_delete", id=self.closed)
        office = {"organization_id": self.organization}
        self.plan = call("dgmaturity_plan_create", **office, plan=value(("A", "ก")))["id"]
        self.use = call("dgmaturity_evidence_create", **office, **USE)["id"]
        self.workbook = base64.b64encode(a_workbook(a_record("bad-input"))).decode()
        self.batch = call("dgmaturity_workbook_check", **office, content=self.workbook)["id"]
        self.boss = factories.SysadminWithToken()

    def filled(self, given: Any) -> Any:
        """With what the names stand for."""
        if isinstance(given, dict):
            return {name: self.filled(each) for name, each in given.items()}
        if isinstance(given, list):
            return [self.filled(each) for each in given]
        return getattr(self, given[1:]) if isinstance(given, str) and given.startswith("$") else given


@pytest.fixture(scope="module")
def place(site):
    return Place()


def sent(site: Any, place: Place, name: str, asked: Any) -> str:
    """What is wrong with the answer; nothing where it is one that an action may give."""
    body = asked if isinstance(asked, bytes) else json.dumps(asked).encode()
    headers = {"Authorization": place.boss["token"], "Content-Type": "application/json"}
    answer = site.post(f"/api/3/action/{name}", data=body, headers=headers)
    model.Session.rollback()
    told = answer.json if answer.is_json else None
    if answer.status_code == 200:
        return ""
    if not isinstance(told, dict):
        return f"{answer.status_code} {answer.data[:200]!r}"
    kind = told.get("error", {}).get("__type")
    return "" if kind in ERRORS and answer.status_code in (403, 404, 409) else f"{answer.status_code} {told}"


def called(place: Place, name: str, asked: Any) -> str:
    """The same without HTTP: for what no JSON holds."""
    try:
        tk.get_action(name)({"user": place.boss["name"]}, asked)
    except (tk.ValidationError, tk.NotAuthorized, tk.ObjectNotFound):
        return ""
    finally:
        model.Session.rollback()
    return ""


def test_every_action_has_its_line():
    assert sorted(ACTIONS) == sorted(action.get_actions())


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_what_the_table_says_is_read(site, place, name):
    headers = {"Authorization": place.boss["token"]}
    answer = site.post(f"/api/3/action/{name}", json=place.filled(ACTIONS[name]), headers=headers)
    assert answer.status_code == (404 if name in WITHOUT_A_ROW else 200), answer.json


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_what_only_reads_answers_a_get_and_nothing_else_does(site, place, name):
    asked = {field: given for field, given in place.filled(ACTIONS[name]).items() if isinstance(given, (str, int))}
    reads = name.endswith(READS)
    assert getattr(tk.get_action(name), "side_effect_free", False) is reads
    headers = {"Authorization": place.boss["token"]}
    answer = site.get(f"/api/3/action/{name}", query_string=asked, headers=headers)
    assert answer.status_code == (200 if reads else 400), answer.data[:200]


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_an_action_without_anything_says_so(site, place, name):
    wrong = {shape: sent(site, place, name, asked) for shape, asked in {"nothing": {}, "others": {"x": "y"}}.items()}
    assert not any(wrong.values()), wrong


@pytest.mark.parametrize(("name", "field"), [(name, field) for name in sorted(ACTIONS) for field in ACTIONS[name]])
def test_no_value_makes_an_action_fail(site, place, name, field):
    asked = place.filled(ACTIONS[name])
    wrong = {
        kind: told
        for kind, given in strange(name, field, STRANGE if name in OURS else SHAPES).items()
        if (told := sent(site, place, name, {**asked, field: place.filled(given)}))
    }
    assert not wrong, list(wrong)


@pytest.mark.parametrize(("name", "field"), [(name, field) for name in OURS for field in ACTIONS[name]])
def test_no_value_of_python_makes_an_action_fail(site, place, name, field):
    asked = place.filled(ACTIONS[name])
    with site.flask_app.test_request_context():
        for given in (b"\xff\x00", object(), {1, 2}, ("a",), {1: 2}, 1 + 2j):
            assert called(place, name, {**asked, field: given}) == ""


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_a_name_of_a_field_that_is_strange_makes_no_action_fail(site, place, name):
    asked = place.filled(ACTIONS[name])
    names = ("", "\x00", "\ud800", "__extras", "__junk", "__before", "x" * 100_000, "<b>", "a__b__0")
    wrong = {field[:20]: told for field in names if (told := sent(site, place, name, {**asked, field: "1"}))}
    assert not wrong, list(wrong)


@pytest.mark.parametrize("field", ["id", "url", "name", "description", "format", "mimetype", "size", "hash",
                                   "url_type", "position", "last_modified", "created",
                                   "state", "cache_url", "extras", "x"])  # fmt: skip
def test_no_field_of_a_resource_makes_a_dataset_fail(site, place, field):
    some = {"name": "ก", "url": "https://a.example/a.csv", "format": "CSV"}
    asked = {"title": "ก", "owner_org": place.organization, "private": True}
    wrong = {
        kind: told
        for kind, given in strange("package_create", field).items()
        if (told := sent(site, place, "package_create", {**asked, "resources": [{**some, field: place.filled(given)}]}))
    }
    assert not wrong, list(wrong)


@pytest.mark.parametrize(
    "match", [{"id": ["a"]}, {"id": {}}, {"name": 7}, {"id": None}, {"id": "\ud800"}, {"x": "y"}, []]
)
def test_a_revision_is_of_one_dataset(site, place, match):
    assert sent(site, place, "package_revise", {"match": match, "update": {"notes": "ก"}}) == ""


def test_the_rows_of_these_tests_are_still_there(place):
    assert model.Package.get(place.dataset) is not None
    assert search.query_for("package") is not None
