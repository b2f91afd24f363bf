"""OpenAPI 3 and Swagger 2 documents: a GET whose query parameters have an example, a default or a list of values.

References are followed inside the document alone, a bounded way; of the whole document a bounded part is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec
import yaml
from msgspec import Struct

from checker.encoding import decode
from checker.probe.declared import try_example
from checker.probe.documents import json_of
from checker.probe.examples import Example, example_of, is_condition
from checker.probe.features import features
from checker.probe.reading import read
from checker.probe.rules import rules
from checker.probe.talk import Talk
from checker.probe.target import Conversation
from checker.probe.urls import asked, is_web, joined

DOCUMENT = {"Accept": "application/vnd.oai.openapi+json, application/json, application/yaml;q=0.9, */*;q=0.5"}
MOST_PATHS = 300
MOST_PARAMETERS = 40
DEEPEST = 40
FOLLOWED = 8  #: references in a row

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLACE = re.compile(r"\{([^{}/]{1,80})\}")
_STEP = re.compile(r"[/_\-.]|(?<=[a-z])(?=[A-Z])")


class Operation(Struct, frozen=True, kw_only=True):
    """A link that a document offers, with its parameters as examples."""

    example: Example
    open: bool  #: it asks for no key
    order: int


def document_of(body: bytes) -> dict[str, Any] | None:
    """The document in a body; ``None`` where it is none, or YAML that refers to itself or is too deep."""
    body = body.removeprefix(b"\xef\xbb\xbf").strip()
    if body[:1] == b"{":
        found = json_of(body)
    else:
        decoded = decode(body, complete=True)
        found = _yaml(decoded.text) if decoded and re.search(r"^(?:openapi|swagger)\s*:", decoded.text, re.M) else None
    named = isinstance(found, dict) and ("openapi" in found or "swagger" in found)
    return found if named and isinstance(found.get("paths"), dict) else None


def _yaml(text: str) -> Any:
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent) or depth > DEEPEST:
                return None
        return yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def openapi(talk: Talk) -> Conversation:
    """The operations that can be tried, one after the other."""
    talk.interface = "openapi"
    fetched = yield from talk.fetch(talk.target.url, DOCUMENT)
    told = document_of(fetched.body)
    if told is None:
        answer = read(fetched, talk.mask)
        return talk.end(answer.trouble or "unreadable", part=answer)
    if {"/collections", "/conformance"} <= set(told["paths"]):  # how OGC API - Features describes itself
        talk.target = msgspec.structs.replace(talk.target, url=_base(told, fetched.url))
        return (yield from features(talk))
    found = operations(told, fetched.url, now=fetched.at, camera=talk.target.camera)
    ended = talk.end("nothing_to_try")
    for operation in found[: rules().asking.operations]:
        if talk.left < 3:
            break
        ended = yield from try_example(talk, operation.example)
        if ended.probe.outcome.value in ("condition", "ignored"):
            break
    return ended


def operations(document: Mapping[str, Any], url: str, *, now: datetime, camera: bool = False) -> list[Operation]:
    """GET operations with a parameter that may be a condition and values for all that they must have, best first."""
    found = []
    base = _base(document, url)
    for path, item in list(document["paths"].items())[:MOST_PATHS]:
        item = _followed(item, document)
        get = _followed(item.get("get"), document)
        if not get or not base or not isinstance(path, str) or _left_alone(path):
            continue
        told = [_followed(each, document) for each in [*_list(item.get("parameters")), *_list(get.get("parameters"))]]
        example = _example(document, base, path, told[:MOST_PARAMETERS], now=now, camera=camera)
        if example is not None and (example.trials or example.names):
            keyless = not get.get("security", document.get("security"))
            order = 2 if example.names else 0 if any(trial.kind for trial in example.trials) else 1
            found.append(Operation(example=example, open=keyless, order=order))
    return sorted(found, key=lambda each: (not each.open, each.order))


def _left_alone(path: str) -> bool:
    return not rules().left_alone.isdisjoint(step.lower() for step in _STEP.split(path))


def _example(
    document: Mapping[str, Any], base: str, path: str, told: list[dict[str, Any]], *, now: datetime, camera: bool
) -> Example | None:
    """The operation as a link; ``None`` where a parameter that it must have has no value."""
    values: dict[str, str] = {}
    others: dict[str, tuple[str, ...]] = {}
    names = []
    for each in told:
        name, where = each.get("name"), each.get("in")
        if not isinstance(name, str) or where not in ("query", "path"):
            if where in ("header", "body", "formData") and each.get("required") is True:
                return None
            continue
        known = _values(each, document, now)
        if not known:
            if each.get("required") is True or where == "path":
                return None
            if is_condition(name, camera=camera):
                names.append(name)
            continue
        if where == "path":
            path = path.replace(f"{{{name}}}", quote(known[0], safe=""))
        elif each.get("required") is True or is_condition(name, camera=camera):
            values[name] = known[0]
            others[name] = known[1:]
    if _PLACE.search(path):
        return None
    example = example_of(asked(base + path, values), camera=camera, others=others)
    return example if example.trials else Example(url=example.url, names=tuple(names))


def _values(told: Mapping[str, Any], document: Mapping[str, Any], now: datetime) -> tuple[str, ...]:
    """Values of a parameter: its example first, then the list that it is of, then its default; of dates any day."""
    schema = _followed(told.get("schema"), document) or told
    items = _followed(schema.get("items"), document)
    listed = [each for place in (schema, items) for each in _list(place.get("enum"))]
    examples = told.get("examples")
    given = (
        [each.get("value") for each in examples.values() if isinstance(each, dict)]
        if isinstance(examples, dict)
        else []
    )
    given = [told.get("example"), *given, told.get("x-example"), schema.get("example"), *_list(schema.get("examples"))]
    day = str((now - timedelta(days=30)).date()) if schema.get("format") in ("date", "date-time") else None
    if day and schema.get("format") == "date-time":
        day += "T00:00:00Z"
    texts = [_written(value) for value in (*given, *listed, told.get("default"), schema.get("default"), day)]
    return tuple(dict.fromkeys(text for text in texts if text))[:20]


def _written(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (datetime, date)):  # YAML reads them
        return value.isoformat()
    return str(value)[:200] if isinstance(value, (str, int, float)) else ""


def _base(document: Mapping[str, Any], url: str) -> str:
    """What paths are added to: the first server (3), or host and base path (2), as seen from the document."""
    if "swagger" in document:
        own = urlsplit(url)
        schemes = [each for each in _list(document.get("schemes")) if each in ("http", "https")]
        scheme = own.scheme if own.scheme in schemes or not schemes else schemes[0]
        host, path = document.get("host"), document.get("basePath")
        place = host if isinstance(host, str) and host else own.netloc
        found = f"{scheme}://{place}{path if isinstance(path, str) else ''}"
        return found.rstrip("/") if is_web(found) else ""
    servers = [each for each in _list(document.get("servers")) if isinstance(each, dict)]
    server = servers[0] if servers else {"url": "/"}
    variables = server.get("variables")
    named = variables if isinstance(variables, dict) else {}
    filled = _PLACE.sub(
        lambda found: str(_mapping(named.get(found[1])).get("default", "")), str(server.get("url", "/"))
    )
    return joined(url, filled).partition("?")[0].rstrip("/")


def _followed(value: Any, document: Mapping[str, Any]) -> dict[str, Any]:
    """An object, or the one that it refers to inside the document; empty where there is none."""
    for _ in range(FOLLOWED):
        reference = value.get("$ref") if isinstance(value, dict) else None
        if not isinstance(reference, str):
            return _mapping(value)
        value = _pointed(reference, document)
    return {}


def _pointed(reference: str, document: Mapping[str, Any]) -> Any:
    value: Any = document
    for step in reference.removeprefix("#/").split("/")[:20] if reference.startswith("#/") else ("",):
        value = _mapping(value).get(step.replace("~1", "/").replace("~0", "~"))
    return value


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def links_to_documents(page: str, url: str) -> Iterator[str]:
    """Links of a page for people (Swagger UI, ReDoc) to the document that it shows."""
    for found in re.findall(r"""["']([^"'\s<>]{1,300})["']""", page[:200_000]):
        low = found.lower().partition("?")[0]
        if re.search(r"swagger|openapi|api-docs", low) and low.endswith(
            (".json", ".yaml", ".yml", "api-docs", "v2", "v3")
        ):
            link = joined(url, found)
            if link:
                yield link


def alternates(page: str, url: str) -> Iterator[str]:
    """Links of a page to the same thing in JSON (HTML, 4.6.7.1)."""
    for tag in re.findall(r"<link\s[^<>]{1,1000}>", page[:200_000], re.IGNORECASE):
        told = dict(re.findall(r"""\b(rel|type|href)\s*=\s*["']([^"'<>]{1,500})["']""", tag.lower()))
        if told.get("rel") == "alternate" and "json" in told.get("type", "") and (link := joined(url, _href(tag))):
            yield link


def _href(tag: str) -> str:
    found = re.search(r"""\bhref\s*=\s*["']([^"'<>]{1,500})["']""", tag, re.IGNORECASE)
    return found[1].replace("&amp;", "&") if found else ""
