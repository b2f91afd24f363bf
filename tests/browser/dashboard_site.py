"""A site of the extension with sixty real records of data.go.th in one organization, checked: what dashboards show.

The records hold five of the fourteen items; the others are filled in by their number, so that no two datasets lack the
same. ``python -m tests.browser.dashboard_site [--ckan 2.11]`` serves it until Ctrl-C (admin, only-for-tests).
"""

from __future__ import annotations

import argparse
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from ckanapi import RemoteCKAN, ValidationError

from checker.testing import serve
from tests.acceptance.real_records import KEPT, loopback, records
from tests.acceptance.real_records import site as record_site
from tests.stack import Stack, demo, held, parts
from tests.stack.parts import FOLDER, NEWEST, VERSIONS
from tests.stack.processes import run
from tests.stack.sites import Site, prepared, serving, slug_of

ORGANIZATION = "bangkok"
TITLE = "สำนักยุทธศาสตร์และประเมินผล กรุงเทพมหานคร"
EMPTY = "new-department"
#: prints the address of the page of a person, by id, that asks whether they want mails
UNSUBSCRIBING = """
import sys
from ckan.cli import load_config
from ckan.config.middleware import make_app
from ckanext.dgmaturity.telling.unsubscribing import url_of
with make_app(load_config(sys.argv[1]))._wsgi_app.test_request_context():
    print("address:", url_of(sys.argv[2]))
"""
#: field → what is written; left out where the dataset's number divides by the figure, senseless where it leaves 1
FIELDS: Mapping[str, tuple[int, Any, Any]] = {
    "data_type": (13, "ข้อมูลระเบียน", "ข้อมูลหลากหลายประเภท"),
    "maintainer": (11, "กลุ่มงานข้อมูลสารสนเทศ", "-"),
    "maintainer_email": (9, "data@bangkok.example.go.th", "data@bangkok.example.go.th"),
    "objective": (3, ["เพื่อการให้บริการประชาชน"], ["ไม่ทราบ"]),
    "update_frequency_unit": (5, "ปี", "ไม่ทราบ"),
    "update_frequency_interval": (5, "1", "1"),
    "geo_coverage": (7, "จังหวัด", "ไม่ทราบ"),
    "data_source": (4, "ระบบทะเบียนของสำนักงานเขต", "-"),
    "data_format": (8, ["CSV"], ["ไม่ทราบ"]),
    "data_category": (17, "ข้อมูลสาธารณะ", "ข้อมูลสาธารณะ"),
}
#: scores of the months before, each some points lower
EARLIER = """
INSERT INTO dgmaturity_score (id, organization_id, at, rubric, rubric_version, total, minimum, maximum, final, datasets,
                              body)
SELECT id || '-' || n, organization_id, at - n * interval '45 days', rubric, rubric_version, total - n * 0.4,
       minimum - n * 0.4, maximum - n * 2, final, datasets - n * 4,
       jsonb_set(body, '{score,points,metadata_14}',
                 to_jsonb(((body #>> '{score,points,metadata_14}')::numeric - n * 0.4)::text))
FROM dgmaturity_score, generate_series(1, 6) AS n
WHERE datasets > 24
"""


@contextmanager
def filled(stack: Stack, name: str, version: str = NEWEST) -> Iterator[Site]:
    """The site, running and checked; the links of its datasets are answered on loopback while the context lasts."""
    options = {**demo.OPTIONS, "ckan.locale_default": "en", "ckanext.dgmaturity.confirm_after": "1"}
    site = prepared(stack, name, version=version, options=options)
    token = site.administrator(demo.PASSWORD)
    kept = records(KEPT)
    with serving(site), serve(record_site(kept[:45])) as files, RemoteCKAN(site.url, apikey=token) as api:
        _people(api)
        for number, record in enumerate(kept, start=1):
            _dataset(api, record, number, files)
        site.ckan("dgmaturity", "check", "--all")
        parts.sql(stack.running["postgres"].port, EARLIER, f"ckan_{slug_of(name, version)}")
        yield site


def unsubscribing(site: Site, user: str) -> str:
    """The path of the page behind the link in a mail to this user."""
    with RemoteCKAN(site.url) as api:
        name = api.call_action("user_show", {"id": user})["id"]
    told = run([str(site.bin / "python"), "-c", UNSUBSCRIBING, str(site.ini), name], "unsubscribing", cwd=FOLDER)
    return urlsplit(told.rpartition("address:")[2].split()[0]).path


def _people(api: RemoteCKAN) -> None:
    api.call_action("user_create", {"name": "officer", "email": "o@catalog.example", "password": demo.PASSWORD})
    users = [{"name": "officer", "capacity": "editor"}]
    api.call_action("organization_create", {"name": ORGANIZATION, "title": TITLE, "users": users})
    api.call_action("organization_create", {"name": EMPTY, "title": "กรมที่เพิ่งเริ่มใช้ระบบ", "users": users})


def _dataset(api: RemoteCKAN, record: Mapping[str, Any], number: int, files: str) -> None:
    """One record; what the last fifteen link to is not served, so those links are broken."""
    package = {
        "name": record["id"],
        "title": record["title"],
        "notes": record["summary"],
        "owner_org": ORGANIZATION,
        "license_id": record["license"],
        "tags": [{"name": tag} for tag in record["tags"]],
        "private": number % 12 == 0,
        "resources": [
            {"name": each["name"], "format": each["format"], "url": loopback(each["url"], files)}
            for each in record["resources_list"][:4]
        ],
        **dict(_filled(number)),
    }
    try:
        api.call_action("package_create", package)
    except ValidationError as error:
        print(f"not made: {record['id']}: {error.error_dict}", flush=True)


def _filled(number: int) -> Iterator[tuple[str, Any]]:
    for field, (each, value, senseless) in FIELDS.items():
        if number % each:
            yield field, senseless if number % (3 * each) == 1 else value


def main() -> None:
    """Serves it until it is told to end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ckan", choices=tuple(VERSIONS), default=NEWEST)
    parser.add_argument("--site", default="dashboard")
    asked = parser.parse_args()
    with held() as stack, filled(stack, asked.site, asked.ckan) as site:
        print(f"{site.url}/organization/{ORGANIZATION}/dgmaturity (admin, officer: {demo.PASSWORD})", flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    main()
