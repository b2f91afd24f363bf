"""What the site holds itself is read where it lies: uploaded files in CKAN's storage, tables in its DataStore.

So a private dataset is checked like a public one, the site need not reach its own address, and nobody counts a check
as a download. Only a dataset's own uploads are answered so: a link into another dataset is asked like any other link.
"""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from datetime import datetime, timezone
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from ckan.lib.uploader import get_resource_uploader
from ckan.plugins import plugin_loaded
from ckan.plugins import toolkit as tk

from checker.config import Settings
from checker.fetch import absent, file_answer
from checker.model import Fetched, Request

#: what a question to a table may ask; ``id`` is CKAN's other word for ``resource_id``, and would win
ASKED = frozenset({"resource_id", "limit", "offset", "fields", "sort", "q", "filters", "include_total"})
UNKNOWN_TYPE = "application/octet-stream"


class Stored(NamedTuple):
    """One uploaded file, as the storage knows it."""

    size: int
    modified: datetime | None
    tag: str
    open: Callable[[], BinaryIO]


class Own:
    """Answers the addresses of the site's own uploads and of its DataStore."""

    def __init__(self, packages: Iterable[Mapping[str, Any]], site_url: str, settings: Settings) -> None:
        self._uploads: dict[str, Mapping[str, Any]] = {}
        self._tables: set[str] = set()
        self._search = f"{site_url}/api/3/action/datastore_search"
        self._most = settings.read_bytes
        for package in packages:
            for resource in package.get("resources") or ():
                self._tables.add(str(resource.get("id")))
                if resource.get("url_type") == "upload":
                    self._uploads[str(resource.get("url", "")).strip()] = resource

    def knows(self, request: Request) -> bool:
        """Whether it is an upload, or a question to the DataStore for one of the datasets' tables."""
        return request.url in self._uploads or self._table(request.url) is not None

    def answer(self, request: Request) -> Fetched:
        """The file, or the rows; a file that is gone is missing."""
        if request.url in self._uploads:
            return self._file(request, self._uploads[request.url])
        return self._rows(request)

    def tag_of(self, url: str) -> str | None:
        """What a look at this upload would bring as its ``ETag``; empty: it is gone; ``None``: it is no upload."""
        resource = self._uploads.get(url)
        if resource is None:
            return None
        found = stored(resource, self._most)
        return found.tag if found is not None else ""

    def _file(self, request: Request, resource: Mapping[str, Any]) -> Fetched:
        at = datetime.now(timezone.utc)
        found = stored(resource, self._most)
        if found is None:
            return absent(request, at, "the uploaded file is not in the storage")
        kind = resource.get("mimetype") or mimetypes.guess_type(urlsplit(request.url).path)[0] or UNKNOWN_TYPE
        try:
            body = found.open()
        except (OSError, TypeError) as error:
            return absent(request, at, f"the uploaded file cannot be read: {type(error).__name__}")
        with closing(body):
            return file_answer(
                request, body, found.size, at=at, content_type=str(kind), modified=found.modified, tag=found.tag,
                most=self._most,
            )  # fmt: skip

    def _table(self, url: str) -> str | None:
        if not url.startswith(f"{self._search}?") or not plugin_loaded("datastore"):
            return None
        asked = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
        name = asked.get("resource_id", "")
        return name if name in self._tables and asked.keys() <= ASKED else None

    def _rows(self, request: Request) -> Fetched:
        """What the Action API answers."""
        asked: dict[str, Any] = dict(parse_qsl(urlsplit(request.url).query))
        try:
            result = tk.get_action("datastore_search")({"ignore_auth": True}, asked)
            status, body = 200, {"help": self._search, "success": True, "result": result}
        except tk.ObjectNotFound:
            status, body = 404, {"success": False, "error": {"__type": "Not Found Error"}}
        except tk.ValidationError as error:
            status, body = 409, {"success": False, "error": error.error_dict}
        raw = json.dumps(body, default=str).encode()
        most = request.head_bytes or self._most
        return Fetched(
            request=request,
            url=request.url,
            at=datetime.now(timezone.utc),
            status=status,
            headers=(("content-type", "application/json;charset=utf-8"), ("content-length", str(len(raw)))),
            body=raw[:most],
            bytes_read=min(len(raw), most),
            capped=len(raw) > most,
        )


def stored(resource: Mapping[str, Any], most: int) -> Stored | None:
    """The file behind an uploaded resource; ``None``: it is gone, or the storage does not tell.

    At most ``most`` bytes are read of a file that does not lie on this machine's disk.
    """
    upload = get_resource_uploader(dict(resource))
    try:
        path = upload.get_path(resource["id"])
        storage = getattr(upload, "storage", None)
        return _on_disk(Path(path)) if storage is None else _in_storage(storage, str(path), resource, most)
    except (OSError, TypeError, ValueError, AttributeError, tk.ValidationError):
        return None


def _on_disk(path: Path) -> Stored:
    seen = path.stat()
    modified = datetime.fromtimestamp(int(seen.st_mtime), timezone.utc)
    return Stored(seen.st_size, modified, f'"{seen.st_mtime_ns:x}-{seen.st_size:x}"', lambda: path.open("rb"))


def _in_storage(storage: Any, location: str, resource: Mapping[str, Any], most: int) -> Stored | None:
    """A file of one of the storages that CKAN has since 2.12."""
    from ckan.lib import files  # CKAN before 2.12 has no such module

    data = files.FileData(files.Location(location))
    try:
        size = storage.size(files.Location(location))
    except files.exc.FilesError:
        return None
    tag = f'"{resource.get("last_modified") or resource.get("created")}-{size:x}"'
    return Stored(size, None, tag, lambda: BytesIO(_head(storage.stream(data), most)))


def _head(chunks: Iterable[bytes], most: int) -> bytes:
    held = bytearray()
    for chunk in chunks:
        held += chunk
        if len(held) >= most:
            break
    return bytes(held[:most])
