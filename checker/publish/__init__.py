"""The only part that writes to a catalog: CKAN's Action API through ckanapi, over a connection behind the guard."""

from __future__ import annotations

from checker.publish.answer import Answer, Declined
from checker.publish.client import Client

__all__ = ["Answer", "Client", "Declined"]
