"""A large catalog for the benchmarks: the demo's datasets, with all their troubles, many times over.

Titles, descriptions, keywords and links differ from dataset to dataset, so that nothing is met twice but what repeats
in a real catalog: choices, organizations, formats, licences.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from benchmarks.loopback import addresses
from checker.demo.catalog import catalog

RESOURCES = 3  #: a dataset; the survey's catalogs have three to four
ADDRESSES = addresses(200)
#: Where the links lead unless a benchmark serves them.
NOWHERE = "http://127.0.0.1:9"
#: What CKAN sends along whether there is something in it or not.
_OF_PACKAGES: dict[str, Any] = {
    **dict.fromkeys(("author", "author_email", "license_title", "license_url", "url", "version")),
    "creator_user_id": "9f5a3d1e-2565-4000-8000-000000000001",
    "groups": [],
    "relationships_as_object": [],
    "relationships_as_subject": [],
}
_OF_RESOURCES: dict[str, Any] = {
    **dict.fromkeys(("cache_last_updated", "cache_url", "mimetype", "mimetype_inner", "resource_type", "size")),
    "hash": "",
    "metadata_modified": "2022-03-01T04:30:00.000000",
}


def packages(count: int, links: str = NOWHERE) -> Iterator[dict[str, Any]]:
    """Packages as a CKAN with thai_gdc gives them. ``{address}`` in ``links`` is one of 200 loopback addresses."""
    templates = [json.dumps(each) for each in catalog(NOWHERE) if not each["private"]]
    for number in range(count):
        yield _package(json.loads(templates[number % len(templates)]), number, links)


def _package(package: dict[str, Any], number: int, links: str) -> dict[str, Any]:
    own = f"{number:08x}-2565-4000-8000-{number:012x}"
    tags = [*package["tags"], {"name": f"หัวข้อที่ {number % 997}", "state": "active"}]
    held = package["resources"]
    resources = [_resource(held[place % len(held)], number, place, links) for place in range(RESOURCES if held else 0)]
    return {
        **_OF_PACKAGES,
        **package,
        "id": own,
        "name": f"dataset-{number:05}",
        "title": f"{package['title']} ชุดที่ {number}",
        "notes": f"{package['notes']} รายละเอียดของชุดข้อมูลลำดับที่ {number} จัดเก็บตามภารกิจของหน่วยงาน",
        "tags": tags,
        "num_tags": len(tags),
        "resources": resources,
        "num_resources": len(resources),
    }


def _resource(template: dict[str, Any], number: int, place: int, links: str) -> dict[str, Any]:
    address = ADDRESSES[(number * RESOURCES + place) % len(ADDRESSES)]
    return {
        **_OF_RESOURCES,
        **template,
        "id": f"{number:08x}-2565-4000-9000-{place:012x}",
        "package_id": f"{number:08x}-2565-4000-8000-{number:012x}",
        "name": f"{template['name']} {number}/{place + 1}",
        "url": f"{links.format(address=address)}/f/{number}/{place}.{(template['format'] or 'csv').lower()}",
        "position": place,
    }


class SearchAnswers:
    """The answers of a CKAN that holds these packages, made before anything is measured."""

    def __init__(self, count: int, links: str = NOWHERE) -> None:
        self.count = count
        self._packages = [json.dumps(package, ensure_ascii=False).encode() for package in packages(count, links)]

    def search(self, start: int, rows: int) -> bytes:
        """``package_search``; no more than 1,000 rows, as CKAN itself allows."""
        found = b", ".join(self._packages[start : start + min(rows, 1000)])
        head = b'{"help": "", "success": true, "result": {"count": %d, "facets": {}, "results": [' % self.count
        return head + found + b'], "sort": "id asc", "search_facets": {}}}'

    def status(self) -> bytes:
        """``status_show``."""
        result = {
            "site_title": "บัญชีข้อมูลสำหรับวัดความเร็ว",
            "ckan_version": "2.10.7",
            "extensions": ["thai_gdc", "scheming_datasets"],
        }
        return json.dumps({"help": "", "success": True, "result": result}, ensure_ascii=False).encode()
