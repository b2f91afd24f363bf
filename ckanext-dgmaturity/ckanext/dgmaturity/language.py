"""In which of the engine's two languages a request is answered."""

from __future__ import annotations

from typing import Literal

from ckan.plugins import toolkit as tk
from flask import has_request_context

from checker.rubric import Text


def lang() -> Literal["th", "en"]:
    """Thai for a request in Thai, English for one in any other language; outside of requests, the site's language."""
    name = tk.request.environ.get("CKAN_LANG") if has_request_context() else None
    return "th" if str(name or tk.config["ckan.locale_default"]).startswith("th") else "en"


def said(text: Text) -> str:
    """A text of the engine's in the language of the request."""
    return text.get(lang())
