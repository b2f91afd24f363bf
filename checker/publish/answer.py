"""What a call of the Action API came to, as values."""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class Answer(Struct, frozen=True, kw_only=True):
    """The call succeeded."""

    result: Any  #: raw CKAN JSON


class Declined(Struct, frozen=True, kw_only=True):
    """The call did not succeed. Nothing of the token is in it."""

    #: id of a reason: ``denied``, ``missing``, ``invalid``, ``busy``, ``server``, ``timeout``, ``network``, ``tls``,
    #: ``redirect``, ``not_ckan``, ``too_large``
    code: str
    status: int = 0  #: of HTTP; 0: no answer
    fields: tuple[tuple[str, str], ...] = ()  #: (field, what CKAN says of it)
    detail: str = ""  #: in English, as the site or the network said it; cut
    retry_after: float | None = None  #: seconds that the site asks to wait

    @property
    def unsure(self) -> bool:
        """Whether a writing call may have been carried out all the same."""
        return self.code in ("timeout", "network", "server", "not_ckan", "too_large", "busy")
