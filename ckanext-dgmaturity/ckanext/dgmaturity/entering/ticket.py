"""What one call of an action brings along beside the dataset, and what is told of it afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ckan.plugins import toolkit as tk
from ckan.types import Context
from flask import has_request_context

from checker.entry import Problem

#: key of CKAN's context: every call of an action has a ticket of its own
KEY = "dgmaturity_ticket"
#: key of a context that our own code makes: what lies in the database is brought into shape, nobody enters anything
AS_STORED = "dgmaturity_as_stored"
#: the field that confirms a publication, in this call alone; it is never stored
CONFIRM = "dgmaturity_confirm_publication"
#: the key of a reply under which it is told what the stored dataset lacks
WARNINGS = "dgmaturity_warnings"
#: the pages on which the officer sees what is told
_FORM_VIEWS = ("new", "edit", "scheming_new", "scheming_new_page", "scheming_edit", "scheming_edit_page")


@dataclass(kw_only=True)
class Ticket:
    """Validators write on it, as CKAN hands them a copy of the context."""

    confirmed: bool = False  #: the publication of a closed category is confirmed
    form: bool = False  #: it came from a page of CKAN
    as_stored: bool = False  #: nothing is entered: neither judged nor guarded
    told: Sequence[Problem] = field(default=())  #: what the stored dataset lacks
    kept_private: str = ""  #: the category for which visibility was not given
    before: dict[str, Any] | None = None  #: the dataset as it is stored, read once
    resources: Sequence[Any] | None = None  #: as they were sent; ``None``: none were
    unfinished: bool = False  #: it was to be public, and is private as long as it lacks something


def of(context: Context) -> Ticket:
    """The ticket of the call; one without any rights where the call took another way."""
    found = context.get(KEY)
    return found if isinstance(found, Ticket) else Ticket()


def confirms(asked: Mapping[str, Any]) -> bool:
    """Whether a call confirms a publication: nothing but a plain yes does."""
    return str(asked.get(CONFIRM, "")).strip().lower() in ("true", "yes", "on", "1")


def in_form() -> bool:
    """Whether the request is a page of CKAN that saves one dataset or resource."""
    if not has_request_context() or tk.request.method != "POST" or not tk.request.endpoint:
        return False
    blueprint, _, view = tk.request.endpoint.rpartition(".")
    return view in _FORM_VIEWS and not blueprint.startswith(("api", "dgmaturity"))
