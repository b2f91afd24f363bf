"""Whose a mailbox is: a person's, or an office's."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from checker.privacy.words import words

_PARTS = re.compile(r"[^a-z]+")
_OFFICIAL = frozenset({"go.th", "ac.th", "or.th", "mi.th", "in.th", "net.th"})
_PERSON = re.compile(r"[a-z]{3,20}[._][a-z]{1,20}\d{0,4}")


@lru_cache(maxsize=4096)
def role_mailbox(local: str) -> bool:
    """Whether the part before the @ says an office."""
    parts = [part for part in _PARTS.split(local.casefold()) if part]
    if not parts:
        return False
    return any(part in _roles() for part in parts) or any(part.startswith(words().role_begins) for part in parts)


@cache
def _roles() -> frozenset[str]:
    return frozenset((*words().role_mail, *words().province_mail))


def free_provider(host: str) -> bool:
    """Whether anybody can have a mailbox there."""
    name, _, end = host.casefold().partition(".")
    return name in words().free_mail and end not in _OFFICIAL


def person_like(local: str) -> bool:
    """Whether the part before the @ is made as mailboxes of people at their offices are: ``somying.r``."""
    return _PERSON.fullmatch(local.casefold()) is not None and not role_mailbox(local)


def personal_mailbox(local: str, host: str) -> bool:
    """A mailbox at a free provider, or of a person's name at any host; not that of an office."""
    return not role_mailbox(local) and (free_provider(host) or person_like(local))
