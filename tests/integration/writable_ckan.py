"""A CKAN on loopback that can be written to, with CKAN's own habits, and that misbehaves where a test says so.

It does what the real one was seen to do: ``package_patch`` replaces the whole of ``extras`` and ``tags``, keeps no key
of the top level that it has no column for, sorts keywords, and stamps ``metadata_modified``.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

from checker.testing import Site, ckan_site, serve
from checker.testing.site import SiteAnswer, SiteRequest, json_answer

TOKEN = "a-token-for-tests"
COLUMNS = frozenset(
    {"title", "notes", "url", "maintainer", "maintainer_email", "license_id", "owner_org", "author", "name", "private"}
)
WRITING = frozenset({"package_patch", "resource_patch", "resource_update"})

Call = tuple[str, dict[str, Any]]
#: Looks at a call before it is carried out; an answer takes the place of the CKAN's own.
Before = Callable[[str, dict[str, Any]], SiteAnswer | None]
#: Looks at a call after it was carried out, before it is answered.
After = Callable[[str, dict[str, Any]], SiteAnswer | None]


def nothing(action: str, data: dict[str, Any]) -> SiteAnswer | None:
    """Lets the CKAN answer."""
    return None


class WritableCkan:
    """Its packages, what it was asked, and the site function."""

    def __init__(self, *packages: dict[str, Any]) -> None:
        self.packages = {each["id"]: deepcopy(each) for each in packages}
        self.calls: list[Call] = []
        self.headers: list[dict[str, str]] = []
        self.before: Before = nothing
        self.after: After = nothing
        self._stamp = 0
        self._lock = threading.Lock()

    @property
    def writes(self) -> list[Call]:
        """The writing calls."""
        return [(action, data) for action, data in self.calls if action in WRITING]

    def __call__(self, request: SiteRequest) -> SiteAnswer:
        _, _, action = request.path.rpartition("/action/")
        if action not in WRITING | {"package_show"}:
            return self._reading()(request)
        with self._lock:
            data = json.loads(request.body) if request.body else dict(request.query)
            self.calls.append((action, data))
            self.headers.append(dict(request.headers))
            answer = self.before(action, data)
            if answer is None:
                made = self._act(action, data, request)
                answer = self.after(action, data) or made
            return answer

    def _reading(self) -> Site:
        return ckan_site(list(deepcopy(self.packages).values()))

    def _act(self, action: str, data: dict[str, Any], request: SiteRequest) -> SiteAnswer:
        if action in WRITING and request.headers.get("authorization") != TOKEN:
            return refused(403, "Authorization Error", message="Access denied")
        package = self._find(data)
        if package is None:
            return refused(404, "Not Found Error", message="Not found")
        if action == "package_show":
            return succeeded(package)
        return self._patch(package, data) if action == "package_patch" else self._resource(package, action, data)

    def _find(self, data: dict[str, Any]) -> dict[str, Any] | None:
        for package in self.packages.values():
            held = {package["id"], package["name"], *(each["id"] for each in package.get("resources", []))}
            if data.get("id") in held:
                return package
        return None

    def _patch(self, package: dict[str, Any], data: dict[str, Any]) -> SiteAnswer:
        keys = [each["key"] for each in data.get("extras", [])]
        if len(keys) != len(set(keys)):
            return refused(409, "Validation Error", extras=[{"key": ["Duplicate key"]}])
        if data.get("title") == "":
            return refused(409, "Validation Error", title=["Missing value"])
        package.update({name: value for name, value in data.items() if name in COLUMNS})
        if "extras" in data:
            package["extras"] = sorted(data["extras"], key=lambda each: each["key"])
        if "tags" in data:
            tags = [{**each, "display_name": each["name"], "vocabulary_id": None} for each in data["tags"]]
            package["tags"] = sorted(tags, key=lambda each: each["name"])
        self._stamped(package)
        return succeeded(package)

    def _resource(self, package: dict[str, Any], action: str, data: dict[str, Any]) -> SiteAnswer:
        place = next(place for place, each in enumerate(package["resources"]) if each["id"] == data["id"])
        before = package["resources"][place] if action == "resource_patch" else {}
        package["resources"][place] = {**before, **data}
        self._stamped(package)
        return succeeded(package["resources"][place])

    def _stamped(self, package: dict[str, Any]) -> None:
        self._stamp += 1
        package["metadata_modified"] = f"2026-01-01T00:00:{self._stamp:02}.000000"

    @contextmanager
    def served(self) -> Iterator[str]:
        """The URL while it is served."""
        with serve(self) as url:
            yield url


def succeeded(result: Any) -> SiteAnswer:
    """CKAN's envelope around a result."""
    return json_answer({"success": True, "result": result})


def refused(status: int, kind: str, **said: Any) -> SiteAnswer:
    """CKAN's envelope around an error."""
    return json_answer({"success": False, "error": {"__type": kind, **said}}, status=status)


def package(number: int = 1, **fields: Any) -> dict[str, Any]:
    """A dataset as a plain CKAN holds it: its own columns, the other fields in extras."""
    extras = {
        "data_type": "ข้อมูลระเบียน",
        "update_frequency_unit": "รายปี",
        "data_format": '["csv", "XLS"]',
        "ของหน่วยงาน": "คงไว้",
    }
    return {
        "id": f"id-{number}",
        "name": f"dataset_11_0{number}",
        "title": f"จำนวนนักเรียน {number}",
        "notes": "ข้อมูลจำนวนนักเรียนรายโรงเรียน",
        "maintainer": "กองข้อมูล",
        "maintainer_email": None,
        "license_id": "cc-by",
        "private": False,
        "state": "active",
        "metadata_modified": "2025-12-31T00:00:00.000000",
        "owner_org": "org-1",
        "organization": {"id": "org-1", "name": "agency-one", "title": "หน่วยงานที่หนึ่ง"},
        "tags": [{"name": name, "display_name": name, "vocabulary_id": None} for name in ("abc", "school")],
        "extras": [{"key": key, "value": value} for key, value in sorted(extras.items())],
        "resources": [
            {"id": f"res-{number}-1", "name": "a.csv", "url": "http://files.example/a.csv", "format": "CSV"},
            {"id": f"res-{number}-2", "name": "b.xls", "url": "http://files.example/b.xls", "format": "XSL"},
        ],
        **fields,
    }
