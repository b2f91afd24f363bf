"""The dataset code of the agency → the name under which a CKAN may hold the dataset.

A CKAN's name has 2 to 100 of ``a-z 0-9 _ -``. ``DataSet_11_01`` is held as ``dataset_11_01``, which matching takes for
the same; anything else (Thai letters, blanks, slashes) needs another name, which is suggested the same each time.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection

from checker.text import arabic_digits, repair

LONGEST = 100
_SAFE = re.compile(r"[a-z0-9_-]{2,100}")
_RUNS = re.compile(r"[^a-z0-9_-]+")


def catalog_name(code: str, taken: Collection[str] = ()) -> str:
    """The name of a code; of two codes that would have the same name, the second gets a mark of its own."""
    name = _folded(code)
    if not _SAFE.fullmatch(name):
        kept = _RUNS.sub("-", name).strip("-_")[: LONGEST - len("dataset_")].strip("-_")
        if any(character.isalpha() and not character.isascii() for character in name):
            kept = f"dataset_{kept}" if kept else ""
        name = kept if _SAFE.fullmatch(kept) else _marked("dataset", code)
    return _marked(name, code) if name in taken else name


def is_catalog_name(code: str) -> bool:
    """Whether a catalog may hold the code as it is, small letters for large ones."""
    return _SAFE.fullmatch(code.casefold()) is not None


def _folded(code: str) -> str:
    return arabic_digits(unicodedata.normalize("NFKC", repair(code))).casefold().strip()


def _marked(name: str, code: str) -> str:
    return f"{name[: LONGEST - 9]}-{hashlib.sha256(_folded(code).encode()).hexdigest()[:8]}"
