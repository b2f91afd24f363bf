"""What is taken for true in place of what was seen: one seam for "what if" and for an assessor's decisions.

Both enter the line at the same places, so that a decision counts exactly what the "what if" before it has said.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from checker.model import FieldValue, Outcome, Verdict


class Overruled(Struct, frozen=True, kw_only=True):
    """A finding, by its check and place, with the outcome that stands in place of the check's."""

    check: str
    outcome: Outcome
    path: str | None = None  #: as in the finding; ``None``: wherever the check found something


class Supposed(Struct, frozen=True, kw_only=True):
    """What is taken for true of one dataset; what is empty changes nothing."""

    fields: Mapping[str, FieldValue | None] = {}  #: metadata as one would write it, read again; ``None``: taken away
    resources: Mapping[str, Mapping[str, str]] = {}  #: the same of resources, by distribution id
    overruled: tuple[Overruled, ...] = ()
    verdicts: Mapping[str, Verdict] = {}  #: of links, by distribution id; taken for confirmed
    kind: str | None = None  #: of openness
    tiers: Mapping[str, str] = {}  #: by criterion: proven, whatever was seen of it
    items: Mapping[str, Outcome] = {}  #: by item number: of a listed dataset whose record nobody has seen
    waived: bool = False  #: it counts nowhere
    waived_in: frozenset[str] = frozenset()  #: components that it does not count in


class Suppositions(Struct, frozen=True, kw_only=True):
    """What is taken for true of a whole run."""

    datasets: Mapping[str, Supposed] = {}  #: by standing: the dataset's id, or ``plan:<code>``
    components: Mapping[str, Outcome] = {}  #: by component: passed earns all its points, failed none

    def of(self, identifier: str) -> Supposed:
        """What is taken for true of one dataset."""
        return self.datasets.get(identifier, NOTHING)


NOTHING = Supposed()
NONE = Suppositions()
