"""A dataset that names another organization's private file is not told what is inside; its owner's verdict stays."""

from __future__ import annotations

import pytest
from checking_values import TABLE, done, made, uploaded, verdict_of
from ckan import model
from ckan.plugins import toolkit as tk
from ckanext.dgmaturity.checking import strangers
from ckanext.dgmaturity.checking.policy import Mode
from ckanext.dgmaturity.checking.rounds import look_at
from ckanext.dgmaturity.checking.run import score_organization


@pytest.fixture
def owned():
    package = made(private=True)
    return package, uploaded(package["id"], TABLE.encode())


def naming(url, **fields):
    return made(resources=[{"name": "แฟ้ม", "format": "CSV", "url": url}], **fields)


def link_of(package):
    score_organization(model.Group.get(package["owner_org"]))
    (link,) = verdict_of(package["id"]).body["links"]
    return link


@pytest.mark.parametrize("private", [True, False])
def test_a_round_reads_a_private_file_for_its_own_organization_alone(owned, private):
    package, upload = owned
    stranger = naming(upload["url"], private=private)
    look_at([package["id"], stranger["id"]], Mode.ALL, wait=0)
    own, foreign = link_of(package), link_of(stranger)
    assert (own["verdict"], own["sniffed"]) == ("ok", "csv")
    assert foreign["verdict"] != "ok"
    assert foreign["sniffed"] is None


def test_who_is_a_stranger(owned):
    package, upload = owned
    elsewhere = made()
    table = f"{tk.config['ckan.site_url']}/api/3/action/datastore_search?limit=5&resource_id={upload['id']}"
    strangers_of = {
        naming(upload["url"])["id"],
        naming(table)["id"],
        naming(upload["url"].replace("-", "%2D"))["id"],
    }
    same = naming(upload["url"], owner_org=package["owner_org"])["id"]
    others = {same, package["id"], elsewhere["id"], naming("https://else.example/" + upload["id"])["id"]}
    assert strangers.among(strangers_of | others) == strangers_of
    done("package_patch", id=package["id"], private=False)
    assert strangers.among(strangers_of | others) == set()
