"""A search in Thai: every word has to be there.

CKAN asks Solr by ``dismax``, which looks for *any* of the words that one text without blanks is split into: schools
would be found by ``สถานพยาบาล``, as both begin with สถาน. ``edismax`` holds to CKAN's own ``q.op=AND`` there. Its
further signs are taken as text, as ``dismax`` takes them; quotes, ``+`` and ``-`` mean what they meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_THAI = re.compile("[\u0e00-\u0e7f]")
_SIGNS = re.compile(r"([&|!(){}\[\]^~*?\\/])")


def by_every_word(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What Solr is asked; a search by fields, by a parser of its own, or without Thai stays as it is."""
    found = dict(asked)
    text = found.get("q")
    if isinstance(text, str) and _THAI.search(text) and ":" not in text and not found.get("defType"):
        found |= {"q": _SIGNS.sub(r"\\\1", text), "defType": "edismax"}
    return found
