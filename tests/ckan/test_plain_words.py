"""What people read where something is amiss or empty: it names what they have to do, in words that they know."""

from __future__ import annotations

from datetime import datetime, timezone
from io import BytesIO

import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import factories
from ckanext.dgmaturity import config
from ckanext.dgmaturity.cli.speaking import ended
from ckanext.dgmaturity.judging import there
from ckanext.dgmaturity.search.figures import STARS, label
from form_values import call, full
from test_form_pages import complaint, page, sent, shown, text, typed, with_


@pytest.fixture
def officer():
    return {"Authorization": factories.SysadminWithToken()["token"]}


def test_an_empty_form_asks_for_the_title_and_not_for_the_name_that_is_made_of_it(app, officer):
    form = typed(page(app, "/th/dataset/new", officer))
    form = with_(form, owner_org=factories.Organization()["id"], private="True", save="")
    answer = sent(app, "/th/dataset/new", officer, form)
    (told,) = complaint(answer)
    assert "ชื่อชุดข้อมูล" in told
    assert "ชื่อใน URL" not in told


def test_a_private_dataset_is_not_called_published(app, officer):
    made = call("package_create", **full(private=True))
    assert shown(page(app, f"/th/dataset/{made['name']}", officer))["สถานะในบัญชีข้อมูลนี้"] == "ไม่เปิดเผย"


def test_a_file_that_was_chosen_is_asked_for_again_where_the_form_is_refused(app, officer):
    made = call("package_create", **full())
    address = f"/th/dataset/{made['name']}/resource/new"
    form = with_(typed(page(app, address, officer), "resource-edit"), name="แฟ้ม", save="go-dataset-complete")
    form = with_(form, resource_created_date="1 ต.ค. 2565", resource_last_updated_date="30 ก.ย. 2564")
    data = {**dict(form), "upload": (BytesIO(b"a,b\n1,2\n"), "ทะเบียน.csv")}
    answer = app.post(address, data=data, headers=officer, follow_redirects=False)
    assert "ยังไม่ได้เก็บแฟ้ม “ทะเบียน.csv”" in answer.body
    assert "ยังไม่ได้เก็บแฟ้ม" not in sent(app, address, officer, form).body


def test_the_box_that_confirms_is_named_to_programs_alone(app, officer):
    made = call("package_create", **full(data_category="ข้อมูลใช้ภายใน", private=True))
    address = f"/th/dataset/edit/{made['name']}"
    form = with_(typed(page(app, address, officer)), private="False", save="")
    (told,) = complaint(sent(app, address, officer, form))
    assert "ยืนยันว่าให้ทุกคนเห็นได้" in told
    assert "dgmaturity_confirm_publication" not in told


def test_each_level_of_the_settings_is_a_label_with_its_explanation(app, officer):
    name = factories.Organization()["name"]
    tree = page(app, f"/th/organization/{name}/dgmaturity/rules", officer)
    for each in tree.xpath("//input[@name='enforcement']"):
        (label,) = tree.xpath(f"//label[@for='{each.get('id')}']")
        (about,) = tree.xpath(f"//*[@id='{each.get('aria-describedby')}']")
        assert text(label)
        assert text(about)
        assert text(about) not in text(label)


def test_the_days_of_a_file_are_all_of_one_era(app, officer):
    file = {"url": "https://agency.example/a.csv", "name": "แฟ้ม", "format": "CSV"}
    made = call("package_create", **full(), resources=[file])
    tree = page(app, f"/th/dataset/{made['name']}/resource/{made['resources'][0]['id']}", officer)
    assert "25" in shown(tree)["สร้างเมื่อ"]
    assert "ค.ศ." not in text(tree)


def test_empty_places_of_a_dataset_are_told_in_thai(app, officer):
    made = call("package_create", **full())
    body = app.get(f"/th/dataset/{made['name']}", headers=officer).body
    assert "ชุดข้อมูลนี้ยังไม่มีไฟล์หรือลิงก์" in body
    assert "This dataset has no data" not in body
    assert "The <i>data license</i>" not in app.get("/th/dataset/new", headers=officer).body


def test_moments_are_told_by_the_clock_of_the_rubric():
    assert there(datetime(2026, 11, 21, 18, 30, tzinfo=timezone.utc)).isoformat() == "2026-11-22T01:30:00+07:00"


def test_the_facet_of_datasets_without_a_star_has_words():
    assert label(STARS, "0", config.rubric()).th == "ไม่มีดาว"


def test_a_command_before_the_tables_names_the_command_that_makes_them(capsys):
    with pytest.raises(SystemExit) as ended_with:
        ended(lambda: model.Session.execute(sa.text("SELECT 1 FROM dgmaturity_nowhere")), "en")
    model.Session.rollback()
    assert ended_with.value.code == 3
    assert "ckan db upgrade -p dgmaturity" in capsys.readouterr().err
