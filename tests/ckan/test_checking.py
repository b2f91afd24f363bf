"""A dataset is checked from the inside: its verdict, its looks, and what becomes of both."""

from __future__ import annotations

import os
from fractions import Fraction

from checking_values import TABLE, done, looks_of, made, uploaded, verdict_of
from ckan.lib.uploader import get_resource_uploader
from ckanext.dgmaturity import jobs
from ckanext.dgmaturity.checking.own import stored
from ckanext.dgmaturity.checking.shapes.verdict import openness_in

from checker.form import form_verdict


def test_a_check_keeps_the_items_of_the_form():
    package = made()
    jobs.check(package["id"])
    held = verdict_of(package["id"])
    shown = done("package_show", id=package["id"])
    told = form_verdict(shown, today=held.checked_at.date())
    assert held.body["items"] == {each.no: each.outcome.value for each in told.items}
    assert (held.passed, held.required) == (14, 14)
    assert held.package_modified == shown["metadata_modified"]


def test_an_upload_is_read_from_the_storage():
    package = made()
    uploaded(package["id"], TABLE.encode())
    jobs.check(package["id"])
    held = verdict_of(package["id"])
    (link,) = held.body["links"]
    assert (link["verdict"], link["confirmed"], link["sniffed"]) == ("ok", True, "csv")
    assert held.reachable == "passed"
    assert openness_in(held.body).points == Fraction(32, 3)
    assert (held.tier, held.stars) == ("basic", 3)
    assert len(looks_of(package["id"], "reading")) == 1


def test_a_private_upload_is_read_too():
    package = made(private=True)
    uploaded(package["id"], TABLE.encode())
    jobs.check(package["id"])
    assert verdict_of(package["id"]).body["links"][0]["verdict"] == "ok"


def test_a_file_that_is_gone_is_missing():
    package = made()
    resource = uploaded(package["id"], TABLE.encode())
    os.remove(get_resource_uploader(dict(resource)).get_path(resource["id"]))
    assert stored(resource, 1000) is None
    jobs.check(package["id"])
    (link,) = verdict_of(package["id"]).body["links"]
    assert (link["verdict"], link["status"], link["confirmed"], link["outcome"]) == ("missing", 404, True, "failed")
    assert verdict_of(package["id"]).broken == 1
