"""A form is judged as it stands, by those who may fill one in."""

from __future__ import annotations

import pytest
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import call_action, call_auth
from panel_values import TABLE, fields, person, saved

pytestmark = pytest.mark.usefixtures("app")
ACTION = "dgmaturity_form_verdict"
URL = f"/api/3/action/{ACTION}"


def states(verdict):
    return {item["no"]: item["state"] for item in verdict["items"]}


def test_a_complete_form_passes_whether_the_organization_is_given_by_id_or_name():
    organization, _ = person()
    for owner in (organization["id"], organization["name"]):
        verdict = call_action(ACTION, **fields(owner_org=owner))
        assert (verdict["passed"], verdict["required"], verdict["complete"], verdict["cost"]) == (14, 14, True, None)
        assert set(states(verdict).values()) == {"passed"}


def test_an_empty_form_misses_every_item_and_names_the_field_of_each():
    verdict = call_action(ACTION)
    assert (verdict["passed"], verdict["informative"]) == (0, 0)
    assert set(states(verdict).values()) == {"failed"}
    assert [item["field"] for item in verdict["items"]] == [
        "data_type", "title", "owner_org", "maintainer", "maintainer_email", "tag_string", "notes", "objective",
        "update_frequency_unit", "geo_coverage", "data_source", "data_format", "data_category", "license_id",
    ]  # fmt: skip


def test_what_says_too_little_is_weak_and_what_is_wrong_is_missing_at_its_own_field():
    organization, _ = person()
    verdict = call_action(ACTION, **fields(owner_org=organization["id"], notes="-", update_frequency_interval="สอง"))
    found = states(verdict)
    assert {no for no, state in found.items() if state != "passed"} == {"7", "9"}
    assert (found["7"], found["9"]) == ("weak", "failed")
    item = next(each for each in verdict["items"] if each["no"] == "9")
    assert item["field"] == "update_frequency_interval"
    assert all(item["remarks"][0].values())


def test_an_organization_that_does_not_exist_is_missing():
    assert states(call_action(ACTION, **fields(owner_org="nowhere")))["3"] == "failed"
    group = factories.Group()
    assert states(call_action(ACTION, **fields(owner_org=group["id"])))["3"] == "failed"


def test_a_repeated_name_comes_as_a_list_and_a_single_one_as_text():
    organization, _ = person()
    for said in ("CSV", ["CSV", "PDF"]):
        assert states(call_action(ACTION, **fields(owner_org=organization["id"], data_format=said)))["12"] == "passed"


def test_texts_are_in_the_language_of_the_request(app):
    _, headers = person()
    thai = app.post(f"/th{URL}", json={"title": "x"}, headers=headers).json["result"]
    english = app.post(URL, json={"title": "x"}, headers=headers).json["result"]
    assert thai["items"][3]["remarks"][0]["text"].startswith("ไม่มี")
    assert english["items"][3]["word"] == "Missing"
    assert thai["items"][3]["word"] == "ยังไม่ครบ"


def test_only_who_may_create_a_dataset_somewhere_is_answered(app):
    _, editors = person()
    _, members = person("member")
    for headers, status in ((editors, 200), (members, 403), ({}, 403)):
        assert app.post(URL, json={"title": "x"}, headers=headers).status_code == status


def test_it_changes_nothing_so_that_get_asks_too(app):
    _, headers = person()
    told = app.get(f"{URL}?title=x", headers=headers).json["result"]
    assert states(told)["2"] == "passed"
    assert app.get(f"{URL}?title=x").status_code == 403


def test_the_form_of_a_saved_dataset_counts_its_files_and_tags(app):
    organization, headers = person()
    dataset = saved(organization, resources=[TABLE])
    sent = {key: value for key, value in fields(owner_org=organization["id"]).items() if key != "tag_string"}
    of_saved = app.post(URL, json={**sent, "id": dataset["id"]}, headers=headers).json["result"]
    assert states(of_saved)["6"] == "passed"
    told = " ".join(each["text"] for each in of_saved["remarks"])
    assert "data dictionary" in told, "the table is seen"
    cleared = app.post(URL, json={**sent, "id": dataset["id"], "tag_string": ""}, headers=headers).json["result"]
    assert states(cleared)["6"] == "failed"


def test_the_form_of_a_dataset_is_judged_only_for_its_editors(app):
    mine, _ = person()
    _, others = person()
    hidden = saved(mine, private=True)
    assert app.post(URL, json={"id": hidden["id"]}, headers=others).status_code == 403
    assert app.post(URL, json={"id": hidden["id"]}).status_code == 403
    assert app.post(URL, json={"id": "no-such-dataset"}, headers=others).status_code == 404


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"title": {"a": "b"}}, "title"),
        ({"objective": [["a"]]}, "objective"),
        ({"id": ["a", "b"]}, "id"),
        ({"id": 7}, "id"),
        ({"owner_org": ["a"]}, "owner_org"),
        ({"resources": "x"}, "resources"),
        ({"resources": ["x"]}, "resources"),
        ({"resources": [{"url": {"a": 1}}]}, "resources"),
        ({"extras": [{"key": "a", "value": [[1]]}]}, "extras"),
        ({"objective": ["x"] * 501}, "objective"),
        ({"x" * 300: "a"}, "x" * 200),
        ({f"f{number}": "x" for number in range(401)}, "__before"),
        ({"notes": "x" * 500_001}, "__before"),
    ],
)
def test_what_is_no_form_is_refused_by_its_field(sent, field):
    with pytest.raises(tk.ValidationError) as refused:
        call_action(ACTION, **sent)
    assert list(refused.value.error_dict) == [field]


def test_odd_texts_are_answered():
    odd = {"title": "\x00\ud800", "notes": "<script>", "tag_string": ",,,", "owner_org": "\x00", "name": None}
    assert call_action(ACTION, **odd)["passed"] == 1


def test_nothing_is_stored(app):
    organization, headers = person()
    sent = fields(owner_org=organization["id"])
    assert app.post(URL, json=sent, headers=headers).status_code == 200
    with pytest.raises(tk.ObjectNotFound):
        call_action("package_show", id=sent["name"])


def test_the_action_asks_for_authorization_itself():
    user = factories.User()
    with pytest.raises(tk.NotAuthorized):
        call_auth(ACTION, {"user": user["name"], "model": None})
