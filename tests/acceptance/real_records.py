"""Two hundred real datasets of data.go.th as a catalog on loopback.

The records are what a collector kept of them, not CKAN packages: of the 14 items they hold title, organization,
tags, description and licence. What they do not hold is absent here too, not blank. Their links are kept as paths of
the loopback site (``https://data.go.th/x`` becomes ``http://127.0.0.1:…/data.go.th/x``) and are answered with files
that are generated: see :mod:`tests.acceptance.made_files`.

``python -m tests.acceptance.real_records`` serves them until Ctrl-C. ``DGCHECK_REAL_RECORDS`` names the whole
collection; without it ``../shared/data`` beside the checkout is looked at, then the part that is kept here is used.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from checker.testing import Site, SiteAnswer, SiteRequest, ckan_site, file_answer, serve
from tests.acceptance.made_files import MAKERS

HERE = Path(__file__).resolve().parent
KEPT = HERE / "data" / "data_go_th_60.json"
BESIDE = HERE.parent.parent.parent / "shared" / "data" / "data_go_th_sample_200.json"
TITLE = "data.go.th (ตัวอย่าง 200 ชุดข้อมูล ไฟล์ที่ปลายลิงก์สร้างขึ้น)"

Record = Mapping[str, Any]
#: A declared format whose name is not that of a file → the file that stands for it where the URL does not tell.
_DECLARED = {"xsl": "xls", "map": "kml", "doc": "docx", "": "csv"}


def records(path: Path | None = None) -> list[Record]:
    """The records of a file; without one the whole collection where it is at hand, else the part kept here."""
    named = os.environ.get("DGCHECK_REAL_RECORDS", "")
    chosen = path or (Path(named) if named else BESIDE if BESIDE.is_file() else KEPT)
    found: list[Record] = json.loads(chosen.read_text(encoding="utf-8"))
    return found


def loopback(url: str, base_url: str) -> str:
    """The link as a path of the loopback site; a blank one stays blank."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{base_url}/{parts.netloc}{parts.path}{query}" if parts.netloc else url


def as_package(record: Record, base_url: str) -> dict[str, Any]:
    """A record in the form of ``package_search``, without what it does not hold."""
    resources = [_resource(record, number, base_url) for number in range(len(record["resources_list"]))]
    owner = str(uuid5(NAMESPACE_URL, record["org"]))
    return {
        "id": _ids(record["resources_list"])[0] or str(uuid5(NAMESPACE_URL, record["id"])),
        "name": record["id"],
        "title": record["title"],
        "notes": record["summary"],
        "owner_org": owner,
        "organization": {"id": owner, "name": f"org-{owner[:8]}", "title": record["org"]},
        "tags": [{"name": tag, "display_name": tag} for tag in record["tags"]],
        "license_id": record["license"],
        "metadata_modified": record["updated"],
        "private": False,
        "state": "active",
        "type": "dataset",
        "resources": resources,
        "num_resources": len(resources),
    }


def _ids(resources: Sequence[Record]) -> tuple[str, str]:
    """The dataset's and the first resource's id, as the portal's own links carry them."""
    for resource in resources:
        steps = urlsplit(resource["url"]).path.split("/")
        if "dataset" in steps and "resource" in steps:
            return steps[steps.index("dataset") + 1], steps[steps.index("resource") + 1]
    return "", ""


def _resource(record: Record, number: int, base_url: str) -> dict[str, Any]:
    held = record["resources_list"][number]
    own = _ids([held])[1] or str(uuid5(NAMESPACE_URL, f"{record['id']}/{number}"))
    url = loopback(held["url"], base_url)
    return {
        "id": own,
        "name": held["name"],
        "format": held["format"],
        "url": url,
        "position": number,
        "state": "active",
    }


def made_format(url: str, declared: str | None) -> str:
    """Which file answers a link: what its URL ends in, else what is declared."""
    parts = urlsplit(url)
    ending = parts.path.rpartition(".")[2].lower()
    if "/rss/" in parts.path:
        return "rss"
    if ending in MAKERS:
        return ending
    written = (declared or "").lower()
    return _DECLARED.get(written, written)


def site(held: Sequence[Record]) -> Site:
    """The catalog of these records, with a generated file behind every link."""
    files: dict[str, bytes | Site] = {}
    for record in held:
        for resource in record["resources_list"]:
            path = urlsplit(loopback(resource["url"], "http://-")).path
            if path:
                files[unquote(path)] = partial(_made, made_format(resource["url"], resource["format"]))

    def packages(base_url: str) -> list[dict[str, Any]]:
        return [as_package(record, base_url) for record in held]

    return ckan_site(packages, files=files, title=TITLE, ckan_version="2.9.5", thai_gdc_version="")


def _made(kind: str, request: SiteRequest) -> SiteAnswer:
    content_type, make = MAKERS[kind]
    return file_answer(request, make(request.path), content_type)


def main() -> None:
    """Serves the records until Ctrl-C."""
    held = records()
    with serve(site(held)) as base_url:
        links = sum(len(record["resources_list"]) for record in held)
        print(f"{len(held)} datasets, {links} links: {base_url}", flush=True)
        print(f"dgcheck scan {base_url} --allow-network 127.0.0.1/32", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
