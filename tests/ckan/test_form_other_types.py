"""A form of another type of dataset beside ours stays as ckanext-scheming makes it."""

from __future__ import annotations

import pytest
from ckan.tests import factories
from lxml import html

BOTH = "checker.schemas:dataset.yaml ckanext.scheming:camel_photos.yaml"
pytestmark = [
    pytest.mark.usefixtures("with_plugins"),
    pytest.mark.ckan_config("scheming.dataset_schemas", BOTH),
]


def test_the_form_of_another_type_has_its_own_fields(make_app):
    app = make_app()
    token = factories.SysadminWithToken()["token"]
    tree = html.fromstring(app.get("/camel-photos/new", headers={"Authorization": token}).body)
    assert tree.get_element_by_id("field-humps") is not None
    assert tree.find_class("dgm-form") == []
    ours = html.fromstring(app.get("/dataset/new", headers={"Authorization": token}).body)
    assert ours.find_class("dgm-form") != []
