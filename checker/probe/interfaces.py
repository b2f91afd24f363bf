"""Every kind of interface that can be talked with, by its name."""

from __future__ import annotations

from collections.abc import Callable

from checker.probe.arcgis import arcgis
from checker.probe.datasette import datasette
from checker.probe.datastore import datastore
from checker.probe.declared import declared
from checker.probe.features import features
from checker.probe.odata import odata
from checker.probe.openapi import openapi
from checker.probe.sdmx import sdmx
from checker.probe.service import service
from checker.probe.talk import Talk
from checker.probe.target import Conversation, Mask, Target
from checker.probe.wfs import wfs

#: ``service`` is an address of which nothing more is known; its probe names what it turned out to be
INTERFACES: dict[str, Callable[[Talk], Conversation]] = {
    "ckan_datastore": datastore,
    "ogc_features": features,
    "wfs": wfs,
    "arcgis": arcgis,
    "odata": odata,
    "sdmx": sdmx,
    "openapi": openapi,
    "datasette": datasette,
    "declared": declared,
    "service": service,
}


def converse(target: Target, *, mask: Mask) -> Conversation:
    """Asks one interface. It yields requests, each with the target's key, and is sent what came back."""
    return INTERFACES[target.interface](Talk(target, mask))
