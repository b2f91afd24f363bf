"""The command line's own words, from ``schemas/cli/texts.yaml``."""

from __future__ import annotations

import errno
import os
from functools import cache
from typing import Any

from checker.resources import load_yaml, schemas_dir


@cache
def _texts() -> dict[str, Any]:
    texts: dict[str, Any] = load_yaml(schemas_dir() / "cli" / "texts.yaml")
    return texts


def say(key: str, lang: str, **values: object) -> str:
    """The text ``key`` (``stage.look`` reaches into a group) in ``th`` or ``en``."""
    found: Any = _texts()
    for part in key.split("."):
        found = found[part]
    text: str = found[lang]
    return text.format(**values)


def known(key: str, lang: str) -> str | None:
    """The text ``key`` as it stands; ``None``: there is none."""
    found: Any = _texts()
    for part in key.split("."):
        found = found.get(part, {})
    return found.get(lang) if found else None


def in_words(text: str, lang: str) -> str:
    """``text`` with what the system says of a file (``No such file or directory``) in the reader's language."""
    if lang != "th":
        return text
    for name, words in _texts()["system"].items():
        text = text.replace(os.strerror(getattr(errno, name)), words)
    return text
