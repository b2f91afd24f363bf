"""What the options may say, held against ``schemas/ckan/values.yaml``: a wrong one ends the start, not a night later.

CKAN's own validators do not do for it: 2.10 and 2.11 only log what they find, and a switch that says ``ture`` is off.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Mapping
from functools import cache
from ipaddress import ip_network
from typing import Any

import msgspec
from ckan.common import asbool
from ckan.exceptions import CkanConfigurationException
from msgspec import Struct

from checker.errors import RubricError
from checker.guard import Refused, vet
from checker.resources import load_yaml, schemas_dir
from checker.rubric import available
from checker.run.rules import proved_rubric

PREFIX = "ckanext.dgmaturity."


class Allowed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one option may say."""

    kind: str
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int | None = None  #: addresses


@cache
def allowed() -> dict[str, Allowed]:
    """The table, by option."""
    return msgspec.convert(load_yaml(schemas_dir() / "ckan" / "values.yaml"), dict[str, Allowed])


def check(config: Mapping[str, Any]) -> None:
    """Raises CkanConfigurationException with a line for each option that says what it may not, or that is none."""
    names = sorted(str(name) for name in config if str(name).startswith(PREFIX))
    found = [line for name in names if (line := wrong(name, config[name], config))]
    if found:
        raise CkanConfigurationException("\n".join(found))


def wrong(name: str, value: Any, config: Mapping[str, Any]) -> str:
    """The line that is wrong and what would be right; empty where nothing is."""
    if name not in allowed():
        near = difflib.get_close_matches(name, allowed(), n=1)
        return f"{name}: there is no such option" + (f". Did you mean {near[0]}?" if near else "")
    text = " ".join(map(str, value)) if isinstance(value, (list, tuple)) else str("" if value is None else value)
    said = KINDS[allowed()[name].kind](text.strip(), allowed()[name], config) if text.strip() else ""
    return f"{name} = {text.strip()}: {said}" if said else ""


def _choice(text: str, may: Allowed, _: Mapping[str, Any]) -> str:
    return "" if text in may.choices else f"has to be one of {', '.join(may.choices)}"


def _switch(text: str, _: Allowed, __: Mapping[str, Any]) -> str:
    try:
        asbool(text)
    except ValueError:
        return "has to be true or false"
    return ""


def _whole(text: str, may: Allowed, _: Mapping[str, Any]) -> str:
    try:
        fits = int(text) >= may.least
    except ValueError:
        fits = False
    return "" if fits else f"has to be a whole number, {may.least} or more"


def _number(text: str, may: Allowed, _: Mapping[str, Any]) -> str:
    try:
        fits = may.least <= float(text) < math.inf
    except ValueError:
        fits = False
    return "" if fits else f"has to be a number, {may.least} or more, or nothing"


def _rubric(text: str, _: Allowed, __: Mapping[str, Any]) -> str:
    try:
        proved_rubric(text)
    except RubricError as error:
        return error.en
    return ""


def _assessors(text: str, _: Allowed, config: Mapping[str, Any]) -> str:
    """``BODY=organization`` or an organization. A rubric that is wrong is told of its own option alone."""
    name = str(config.get(f"{PREFIX}rubric") or available()[0])
    bodies = [body.id for body in proved_rubric(name).bodies] if not _rubric(name, Allowed(kind=""), config) else None
    for each in text.split():
        body, sign, organization = each.rpartition("=")
        if not organization or (sign and not body) or "=" in body:
            return f"{each} has to be an organization's name, or BODY=organization"
        if body and bodies is not None and body not in bodies:
            return f"{body} is no body of the rubric; there are: {', '.join(bodies)}"
    return ""


def _networks(text: str, _: Allowed, __: Mapping[str, Any]) -> str:
    for each in text.split():
        try:
            ip_network(each, strict=False)
        except ValueError:
            return f"{each} is no network. Write them with blanks between them: 10.0.0.0/8 192.168.0.0/16"
    return ""


def _addresses(text: str, may: Allowed, _: Mapping[str, Any]) -> str:
    if may.most is not None and len(text.split()) > may.most:
        return f"has to be {may.most} address"
    for each in text.split():
        found = vet(each)
        if isinstance(found, Refused):
            return f"{each} is no address that can be asked ({found.detail}). It begins with https:// or http://"
    return ""


def _latin(text: str, _: Allowed, __: Mapping[str, Any]) -> str:
    return "" if text.isascii() and text.isprintable() else "has to be an e-mail address or a page, in Latin letters"


def _text(_: str, __: Allowed, ___: Mapping[str, Any]) -> str:
    return ""


#: kind → what is wrong with a value that is not blank; empty: nothing
KINDS: dict[str, Callable[[str, Allowed, Mapping[str, Any]], str]] = {
    "choice": _choice,
    "switch": _switch,
    "whole": _whole,
    "number": _number,
    "rubric": _rubric,
    "assessors": _assessors,
    "networks": _networks,
    "addresses": _addresses,
    "latin": _latin,
    "text": _text,
}
