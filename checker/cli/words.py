"""The command line's own words, from ``schemas/cli/texts.yaml``."""

from __future__ import annotations

import errno
import os
import shlex
from functools import cache
from pathlib import Path
from typing import Any

from checker.resources import load_yaml, schemas_dir

DEFAULT_STORE = Path("dgcheck.sqlite")


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


def beside(store: Path) -> str:
    """``--store FILE`` for a command that is proposed, where the store is not the one that is taken without it."""
    return "" if store == DEFAULT_STORE else f" --store {shlex.quote(str(store))}"


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
