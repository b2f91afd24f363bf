"""URL names: made of a title, Thai too, within CKAN's limits, and free. Names of files: as far as they can be shown."""

from __future__ import annotations

import re

from ckan import model
from slugify import slugify
from sqlalchemy import func, select

LONGEST_FILE = 200  #: characters of a file's name that are kept
LONGEST = 80  #: characters of a made name; CKAN takes 100, a number may follow
FALLBACK = "dataset"
_NAMES = 0x6467  #: what our locks of names are told by
_TAKEN = frozenset({"new", "edit", "search"})  #: words of CKAN's own addresses
_OTHER_ADDRESSES = re.compile(r"[^a-z0-9_-]+")


def made_of(title: str) -> str:
    """The name that a title would have: Thai in Latin letters, words joined by hyphens."""
    found = slugify(title[:500], max_length=LONGEST, word_boundary=True, save_order=True)
    found = _OTHER_ADDRESSES.sub("-", found).strip("-_")
    return f"{FALLBACK}-{found}".rstrip("-") if len(found) < 2 or found in _TAKEN else found


def free(wanted: str, package_id: str | None = None) -> str:
    """The name itself, or with the first number behind it that no other dataset has."""
    like = wanted.replace("_", r"\_")
    rows = model.Session.query(model.Package.name, model.Package.id).filter(
        (model.Package.name == wanted) | model.Package.name.like(f"{like}-%", escape="\\"),
    )
    taken = {name for name, identity in rows if identity != package_id}
    if wanted not in taken:
        return wanted
    return next(name for name in (f"{wanted}-{number}" for number in range(2, len(taken) + 3)) if name not in taken)


def suggested(title: str) -> str:
    """A free name for a title."""
    return free(made_of(title))


def held(name: str) -> str:
    """The name, which nobody else makes a dataset of before this transaction ends: one that is sent twice waits."""
    model.Session.execute(select(func.pg_advisory_xact_lock(_NAMES, func.hashtext(name))))
    return name


def of_file(written: str | None) -> str:
    """A file's name without folders and signs that nobody sees, its end rather than its beginning; it may be empty."""
    bare = (written or "").replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in bare if sign.isprintable()).strip()[-LONGEST_FILE:]
