"""The words of mails, from ``schemas/ckan/mail.yaml``."""

from __future__ import annotations

from functools import cache
from typing import Any

from checker.resources import load_yaml, schemas_dir
from checker.rubric import Text


@cache
def _mail() -> dict[str, Any]:
    held: dict[str, Any] = load_yaml(schemas_dir() / "ckan" / "mail.yaml")
    return held


def number(name: str) -> int:
    """A bound of the mail."""
    return int(_mail()[name])


def words(name: str, /, **params: object) -> Text:
    """A text in both languages; what comes from outside is kept on one line, as headers and lists need it."""
    shown = {key: " ".join(str(value).split()) for key, value in params.items()}
    return Text(**{lang: _mail()[name][lang].format(**shown) for lang in ("th", "en")})
