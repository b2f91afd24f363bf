"""What a browser keeps as a file: it opens none of them as a page, and no cache on the way keeps them."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from flask import Response


def private(answer: Response) -> Response:
    """The answer with the headers of a download that is for its reader alone."""
    tk.request.environ["__no_cache__"] = True  # else CKAN calls it public
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
