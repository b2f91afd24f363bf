"""XML by its root element, without a parser: nothing is expanded, nothing is fetched, and a head is enough."""

from __future__ import annotations

import re

SCAN = 65_536  #: characters before the root element that are gone through

_SPACE = re.compile(r"[\s\ufeff]*")
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)(?=[\s/>]|$)([^<>]{0,8192})>?")
_PREFIXED = re.compile(r"""xmlns(?::([\w.-]+))?\s*=\s*["']([^"'<>]{0,500})["']""")

#: local name of the root element → (what its namespace holds, format id); an empty needle asks for nothing
ROOTS: dict[str, tuple[tuple[str, str], ...]] = {
    "kml": (("", "kml"),),
    "gpx": (("", "gpx"),),
    "svg": (("", "svg"),),
    "rss": (("", "rss"),),
    "feed": (("w3.org/2005/atom", "atom"), ("purl.org/atom", "atom")),
    "rdf": (("1999/02/22-rdf-syntax-ns", "rdf_xml"),),
    "featurecollection": (("opengis.net", "gml"),),
    "html": (("", "html"),),
    "wms_capabilities": (("", "wms"),),
    "wmt_ms_capabilities": (("", "wms"),),
    "wfs_capabilities": (("", "wfs"),),
    "structure": (("sdmx", "sdmx"),),
    "genericdata": (("sdmx", "sdmx"),),
    "structurespecificdata": (("sdmx", "sdmx"),),
    "edmx": (("", "odata"),),
    "workbook": (("schemas-microsoft-com:office:spreadsheet", "xls"),),
    "worddocument": (("schemas.microsoft.com/office/word", "doc"),),
    "compactdata": (("sdmx", "sdmx"),),
}
#: roots of another namespace that hold GML, as GDAL and city models write it
_COLLECTIONS = frozenset({"featurecollection", "citymodel"})
#: kind of an OpenDocument file in one XML file (OpenDocument 1.3, part 3, 3.1.2)
_FLAT = (("opendocument.spreadsheet", "ods"), ("opendocument.text", "odt"), ("opendocument.presentation", "odp"))
#: what Excel writes into the root of a sheet that it saves as HTML, and reads again
_EXCEL = "schemas-microsoft-com:office:excel"
#: marks of a page, which a table that a program wrote out for Excel has none of
_PAGE_MARKS = ("<script", "<a ", "<form", "<nav", "<link", "<iframe", "<img")
# fmt: off
_HTML_TAGS = frozenset((
    "html", "head", "body", "title", "meta", "link", "script", "style", "table", "div", "p", "h1", "h2", "h3",
    "center", "font",
    "iframe", "form", "br", "img", "a", "span", "ul", "frameset", "base", "b",
))
# fmt: on


def markup_format(text: str) -> tuple[str, str] | None:
    """(format id, detail) of a text that begins with a tag; ``None`` when it is no markup."""
    at = _SPACE.match(text).end()  # type: ignore[union-attr]  # matches always
    if not text.startswith("<", at):
        return None
    declared_xml = text.startswith("<?xml", at)
    root, html = _root(text, at)
    if html:
        return "html", ""
    if root is None:
        return ("xml", "no root element") if declared_xml else None
    prefix, local, attributes = (root.group(1) or "").rstrip(":"), root.group(2).lower(), root.group(3)
    if local == "html" and _EXCEL in attributes.lower():
        return "xls", "HTML for Excel"
    namespace = _namespace(attributes, prefix)
    for needle, found in ROOTS.get(local, ()):
        if needle in namespace:
            return found, root.group(2)
    if "opengis.net/gml" in namespace or (
        "opengis.net/gml" in attributes.lower() and (not declared_xml or local in _COLLECTIONS)
    ):
        return "gml", root.group(2)
    if local == "document" and "opendocument" in namespace:
        return next((found for needle, found in _FLAT if needle in attributes), "xml"), root.group(2)
    if local in _HTML_TAGS and not declared_xml:
        return "html", ""
    closed = root.group(0).endswith(">")
    return ("xml", root.group(2)) if declared_xml or closed or len(attributes) >= 64 else None


def table_alone(text: str) -> bool:
    """Whether HTML is one table and no page: what programs write out and call Excel."""
    head = text[:SCAN].lower()
    return "<table" in head and head.count("<tr") > 1 and not any(mark in head for mark in _PAGE_MARKS)


def _root(text: str, at: int) -> tuple[re.Match[str] | None, bool]:
    """The root element's tag behind prolog, comments and DOCTYPE; and whether the DOCTYPE says HTML."""
    end = min(len(text), at + SCAN)
    while at < end:
        if text.startswith("<?", at):
            at = text.find("?>", at, end) + 2
        elif text.startswith("<!--", at):
            at = text.find("-->", at, end) + 3
        elif text.startswith("<!", at):
            if text[at + 2 : at + 30].lower().split()[:2] == ["doctype", "html"] or _doctype_html(text[at : at + 40]):
                return None, True
            at = _doctype_end(text, at, end)
        else:
            return _ROOT.match(text, at), False
        if at < 4:  # no end of it was found
            break
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]
    return None, False


def _doctype_html(head: str) -> bool:
    return re.match(r"<!doctype\s+html[\s>]", head, re.IGNORECASE) is not None


def _doctype_end(text: str, at: int, end: int) -> int:
    """Behind a DOCTYPE, its internal subset skipped unread."""
    close, subset = text.find(">", at, end), text.find("[", at, end)
    if subset != -1 and subset < close:
        inner = text.find("]", subset, end)
        close = text.find(">", inner, end) if inner != -1 else -1
    return close + 1


def _namespace(attributes: str, prefix: str) -> str:
    for name, value in _PREFIXED.findall(attributes):
        if name == prefix:
            return str(value).lower()
    return ""
