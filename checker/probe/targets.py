"""Which query interfaces belong to which distribution: decided from evidence alone, the same in every run.

The evidence, in this order: the catalog's own word that a table stands in its DataStore; the shape of the address; what
its bytes were; the declared format; a link with a query in the resource's description. An address that is confirmed to
be lost is not asked again.

WMS is left out: its answers are pictures of a map, and the rules name WFS and API Features (assumed).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from urllib.parse import urlsplit

from checker.model import Dataset, Distribution, Observation, Outcome, Role, Verdict
from checker.probe.datastore import table_of
from checker.probe.examples import Trial, example_of
from checker.probe.rules import rules
from checker.probe.target import Target
from checker.probe.urls import bare, is_web, parameter, path_of

#: Shape of a path → interface; the first that fits
_PATHS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"/(?:Feature|Map)Server(?:/\d+)?(?:/query)?/?$", re.IGNORECASE), "arcgis"),
    (re.compile(r"/collections(?:/[^/]+(?:/items)?)?/?$"), "ogc_features"),
    (re.compile(r"/\$metadata/?$"), "odata"),
    (re.compile(r"/odata(?:/|$)|\.svc(?:/|$)", re.IGNORECASE), "odata"),
    (re.compile(r"/sdmx[^?]*/data/.|/rest/data/[\w.,-]+(?:/|$)", re.IGNORECASE), "sdmx"),
    (
        re.compile(r"(?:swagger|openapi|api-docs)[\w.-]*(?:\.(?:json|ya?ml))?/?$|/v[23]/api-docs/?$", re.IGNORECASE),
        "openapi",
    ),
    (re.compile(r"/wfs/?$", re.IGNORECASE), "wfs"),
)
#: Format id → interface, from the bytes and as declared
_FORMATS = {
    "wfs": "wfs",
    "odata": "odata",
    "sdmx": "sdmx",
    "arcgis_rest": "arcgis",
    "ogc_api": "ogc_features",
    "api": "service",
}
#: A declared word that says more than its format id, in lower case
_DECLARED = (("openapi", "openapi"), ("swagger", "openapi"), ("datasette", "datasette"))
#: Formats in which an interface may answer; an address that gives another one is a file
_ANSWERS = frozenset({
    "json", "geojson", "jsonld", "topojson", "xml", "atom", "gml", "csv", "txt", "yaml", "html", "odata", "sdmx", "wfs",
    "jpeg", "png", "webp", "gif",
})  # fmt: skip
#: Declared formats of what programs exchange; a table at an address with parameters may be a file for each value
_EXCHANGED = frozenset({*_FORMATS, "json", "geojson", "jsonld", "topojson", "xml", "atom"})
_PICTURES = frozenset({"jpeg", "png", "webp", "gif"})
_FILE = re.compile(r"\.(?:csv|tsv|txt|xlsx?|ods|json|geojson|xml|kml|zip|pdf|docx?)$", re.IGNORECASE)
#: A link in prose; Thai letters belong to it only as the name or the value of a parameter, for Thai has no blanks
_LINK = re.compile("https?://(?:[?&=][\u0e01-\u0e4e]+|[^\\s<>\"'()\\[\\]{}|\\\\^`\u0e00-\u0e7f]){4,500}")
_CALLED_SO = re.compile(r"[./_-](?:web)?(?:apis?|services?|rest|json)(?:[./_-]|v?\d|$)", re.IGNORECASE)
_PROSE = ("resource_accessible_condition",)


def targets(
    dataset: Dataset, seen: Mapping[str, Observation], *, api_url: str = "", camera: bool = False
) -> tuple[Target, ...]:
    """The interfaces of a dataset, in the catalog's order, each once for every distribution that has it.

    ``seen``: by distribution id, as far as links were looked at. ``api_url``: base of the catalog's Action API, e.g.
    ``https://site/api/3/action``; empty where it is no CKAN. ``camera``: the dataset is about traffic cameras.
    """
    found: list[Target] = []
    count: Counter[str] = Counter()
    for distribution in dataset.distributions:
        if distribution.role is not Role.DATA:
            continue
        for target in _of(distribution, seen.get(distribution.id), api_url, camera):
            if count[target.interface] < rules().asking.per_interface:
                count[target.interface] += 1
                found.append(target)
    return tuple(found)


def _of(distribution: Distribution, seen: Observation | None, api_url: str, camera: bool) -> Iterator[Target]:
    """Each interface of one distribution once."""
    held: set[str] = set()
    for interface, url, name in _found(distribution, seen, api_url, camera):
        key = f"{interface}:{url}#{name}" if name else f"{interface}:{url}"
        if key not in held:
            held.add(key)
            yield Target(
                key=key,
                distribution=distribution.id,
                interface=interface,
                url=url,
                name=name,
                declared=url != distribution.url or distribution.format in _EXCHANGED,
                camera=camera,
            )


def _found(
    distribution: Distribution, seen: Observation | None, api_url: str, camera: bool
) -> Iterator[tuple[str, str, str]]:
    """(interface, address, name) of one distribution."""
    if distribution.datastore_active and is_web(api_url):
        yield "ckan_datastore", api_url.rstrip("/"), distribution.id
    url = distribution.url
    if is_web(url) and _may_answer(seen):
        table = table_of(url)
        if table and table[1] == distribution.id and distribution.datastore_active:
            pass  # the same table by another way
        elif table:
            yield "ckan_datastore", *table
        elif interface := _interface(distribution, seen, camera):
            yield interface, url, ""
    yield from islice(_told(distribution), rules().asking.examples)


def _may_answer(seen: Observation | None) -> bool:
    """Not looked at, reached, or not to be told by a look alone (a service without its parameters)."""
    if seen is None or seen.outcome in (Outcome.PASSED, Outcome.UNTESTED):
        return True
    return seen.verdict is Verdict.REFUSED_BY_US or not seen.confirmed


def _interface(distribution: Distribution, seen: Observation | None, camera: bool) -> str:
    """The interface at a distribution's own address; empty: it is a file or a page."""
    sniffed = seen.sniffed.format if seen and seen.sniffed else None
    url = distribution.url
    if sniffed is not None and "?" not in url and _FILE.search(url) and _only_a_file(sniffed, distribution.format):
        return ""  # by its name and by its bytes
    if shape := _by_shape(url):
        return shape
    if sniffed in ("wfs", "odata", "sdmx") and not _FILE.search(bare(url)):
        return _FORMATS[sniffed]
    if sniffed is not None and sniffed not in _ANSWERS:
        return ""
    declared = distribution.declared.lower()
    for word, interface in _DECLARED:
        if word in declared:
            return interface
    if distribution.format in _FORMATS:
        return _FORMATS[distribution.format]
    return _by_query(distribution, sniffed, camera)


def _only_a_file(sniffed: str, declared: str | None) -> bool:
    return sniffed not in _ANSWERS or (sniffed in ("csv", "txt") and declared == sniffed)


def _by_query(distribution: Distribution, sniffed: str | None, camera: bool) -> str:
    """A link with parameters that may be conditions: for data in words, those that name an area or a period."""
    if parameter(distribution.url, "service"):  # another of the OGC's
        return ""
    told = sniffed or distribution.format
    if told in _PICTURES and not camera:
        return ""
    trials = example_of(distribution.url, camera=camera).trials
    if told in _EXCHANGED and _telling(trials):
        return "declared"
    return "declared" if told in _ANSWERS - {"html"} and any(each.kind or camera for each in trials) else ""


def _telling(trials: tuple[Trial, ...]) -> bool:
    return any(not each.identity for each in trials)


def _by_shape(url: str) -> str:
    """The interface that an address is by its shape."""
    service = parameter(url, "service").upper()
    if service == "WFS":
        return "wfs"
    if service:
        return ""
    path = path_of(url)
    return next((interface for shape, interface in _PATHS if shape.search(path)), "")


def _told(distribution: Distribution) -> Iterator[tuple[str, str, str]]:
    """Interfaces at links in what the catalog says of a resource, other than its own."""
    texts = [distribution.description]
    for name in _PROSE:
        told = distribution.fields.get(name, "")
        texts.append(told if isinstance(told, str) else " ".join(told))
    links = (found.rstrip(".,;:!?&") for text in texts for found in _LINK.findall(text[:20_000]))
    for link in dict.fromkeys(links):
        if link == distribution.url or not is_web(link):
            continue
        if table := table_of(link):
            yield "ckan_datastore", *table
        elif interface := _by_shape(link) or _example(link, distribution.url):
            yield interface, link, ""


def _example(link: str, own: str) -> str:
    """A link of prose is an example of an interface on the resource's own host, or where its address says so."""
    near = urlsplit(link).hostname == (urlsplit(own).hostname if is_web(own) else None)
    return "declared" if example_of(link).trials and (near or _CALLED_SO.search(bare(link))) else ""
