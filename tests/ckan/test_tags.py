"""Keywords in Thai: taken, kept in one form, found; what cannot be a keyword is refused in words."""

from __future__ import annotations

import pytest
from ckan import model
from ckan.tests import factories
from rules_values import a_dataset, call, created, errors_of

pytestmark = pytest.mark.usefixtures("extension", "ckan_config")
TAKEN = ["การศึกษา", "น้ำ", "ป่าไม้", "รถไฟฟ้า (BTS)", "ก.พ.", "5G", "โควิด-19", "ผู้สูงอายุ", "R&D", "กข", "ก" * 100]
REFUSED = {
    "ก": "too short",
    "a": "too short",
    "ก" * 101: "too long",
    "การ\u200bศึกษา": "nobody sees",
    "การ\x07ศึกษา": "nobody sees",
    "การ\u202eศึกษา": "nobody sees",
    "การ\tศึกษา": "nobody sees",
    "น้ำ, ป่า": "comma",
    "น้ำ;ป่า": "comma",
    "น้ำ\nป่า": "comma",
}


@pytest.mark.parametrize("tag", TAKEN)
def test_a_keyword_is_taken(tag):
    assert [each["name"] for each in created(tags=[{"name": tag}])["tags"]] == [tag]
    dataset = created(tags=None, tag_string=f"{tag}, แรงงาน")
    assert sorted(each["name"] for each in dataset["tags"]) == sorted([tag, "แรงงาน"])


@pytest.mark.parametrize(("tag", "words"), REFUSED.items())
def test_what_cannot_be_a_keyword_is_refused(tag, words):
    wrong = errors_of("package_create", **a_dataset(tags=[{"name": tag}]))
    assert words in str(wrong["tags"])


@pytest.mark.parametrize("tag", ["ก", "ก" * 101, "การ\u200bศึกษา"])
def test_a_text_of_keywords_is_refused_at_its_field(tag):
    assert list(errors_of("package_create", **a_dataset(tags=None, tag_string=f"แรงงาน,{tag}"))) == ["tag_string"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  แรงงาน  ", "แรงงาน"),
        ("การ   ศึกษา", "การ ศึกษา"),
        ("น\u0e4d\u0e32", "น\u0e33"),
        ("น\u0e49\u0e4d\u0e32", "น\u0e49\u0e33"),
        ("cafe\u0301", "caf\u00e9"),
    ],
)
def test_a_keyword_has_one_form(typed, kept):
    assert [each["name"] for each in created(tags=[{"name": typed}])["tags"]] == [kept]


def test_separators_of_a_text_are_commas_semicolons_and_line_breaks():
    dataset = created(tags=None, tag_string="น้ำ, ป่าไม้;ดิน\nอากาศ,,น้ำ")
    assert sorted(each["name"] for each in dataset["tags"]) == sorted(["น้ำ", "ป่าไม้", "ดิน", "อากาศ"])


@pytest.mark.parametrize(
    "tags", [[{"name": 7}], [{"name": None}], [{"name": ["a"]}], [{}], "แรงงาน", [["แรงงาน"]], [7]]
)
def test_keywords_of_another_shape_are_told(tags):
    assert {"tags", "tag_string"} & set(errors_of("package_create", **a_dataset(tags=tags)))


@pytest.mark.parametrize("text", [7, ["แรงงาน"], {"a": "b"}, "แรง\x00งาน"])
def test_a_text_of_keywords_of_another_shape_is_told(text):
    assert "tag_string" in errors_of("package_create", **a_dataset(tags=None, tag_string=text))


def test_the_same_keyword_typed_two_ways_is_one():
    dataset = created(tags=[{"name": "น\u0e33"}, {"name": "น\u0e4d\u0e32"}])
    assert [each["name"] for each in dataset["tags"]] == ["น\u0e33"]


def test_a_thai_keyword_is_found_and_completed_and_has_its_search(site):
    dataset = created(tags=[{"name": "ทะเบียนราษฎร"}])
    found = call("package_search", fq='tags:"ทะเบียนราษฎร"')
    assert dataset["id"] in [each["id"] for each in found["results"]]
    assert "ทะเบียนราษฎร" in call("tag_autocomplete", query="ทะเบียน")
    completed = site.get("/api/2/util/tag/autocomplete?incomplete=ทะเบียน").json
    assert {"Name": "ทะเบียนราษฎร"} in completed["ResultSet"]["Result"]
    assert dataset["title"] in site.get("/dataset/?tags=ทะเบียนราษฎร").body


def test_a_keyword_of_a_vocabulary_may_be_thai():
    name = f"vocabulary-{factories.Group()['id'][:8]}"
    vocabulary = call("vocabulary_create", name=name, tags=[{"name": "สุขภาพ"}])
    call("tag_create", name="ผู้ป่วยนอก", vocabulary_id=vocabulary["id"])
    assert {tag.name for tag in model.Vocabulary.get(name).tags} == {"สุขภาพ", "ผู้ป่วยนอก"}
