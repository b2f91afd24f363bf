"""What others say a file is: the type it is served with, what the catalog declares, the name in its address."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from checker.vocabulary import vocabulary

#: types that servers send for anything they do not know; they say nothing
UNSAYING = frozenset(
    {
        "",
        "text/plain",
        "text/html",
        "application/octet-stream",
        "binary/octet-stream",
        "application/download",
        "application/x-download",
        "application/force-download",
        "application/unknown",
        "application/binary",
        "unknown/unknown",
        "*/*",
    }
)


class Known(Struct, frozen=True, kw_only=True):
    """The vocabulary of formats, turned round."""

    by_type: dict[str, str]
    by_extension: dict[str, str]


@cache
def known() -> Known:
    """Format ids by mimetype and by extension; where two formats share one, the first of the file has it."""
    by_type: dict[str, str] = {}
    by_extension: dict[str, str] = {}
    for name, form in vocabulary().formats.items():
        for mimetype in form.mimetypes:
            by_type.setdefault(mimetype.lower(), name)
        for extension in form.extensions:
            by_extension.setdefault(extension.lower().lstrip("."), name)
    return Known(by_type=by_type, by_extension=by_extension)


def extension_of(url: str) -> str:
    """The extension of the last step of an address's path, without the dot."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    base = unquote(path.rpartition("/")[2])
    return base.rpartition(".")[2].lower() if "." in base else ""


def hints(content_type: str, declared: str | None, url: str) -> Iterator[tuple[str, str]]:
    """(format id, who says so), the most to be believed first."""
    served = content_type.partition(";")[0].strip().lower()
    if served not in UNSAYING and served in known().by_type:
        yield known().by_type[served], "served"
    if declared is not None:
        yield declared, "declared"
    named = known().by_extension.get(extension_of(url))
    if named is not None:
        yield named, "name"
