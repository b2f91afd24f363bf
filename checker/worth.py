"""What one fix is worth: the values of the worklist, of "what if", and of what reports show of them.

Points are those of the whole score, exact: the proven total with the fix less the proven total without it. Texts hold
names and addresses from outside as they were found: who shows them makes them safe.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from checker.rubric import Text

#: What a fix is about.
KINDS = (
    "item",  #: a mandatory item of one dataset
    "link",  #: a link of one resource
    "tier",  #: the next tier of one criterion of openness
    "settle",  #: what cannot be told yet: what would settle it
    "publish",  #: a listed dataset that is not on the catalog
    "record",  #: a Template 2 record for a dataset that cannot be seen
    "component",  #: a part of the score that no dataset carries: the plan, the catalog's URL, evidence of use
)


class Effort(Struct, frozen=True, kw_only=True):
    """How much work a fix is (*assumed*, ``schemas/worklist.yaml``)."""

    id: str  #: ``minutes``, ``hour``, ``day``, ``project``
    title: Text
    weight: int  #: how many of the smallest it is worth; at least 1


class Gain(Struct, frozen=True, kw_only=True):
    """Points that the proven total changes by; a range where what is filled in, or what is found, decides.

    It may be below 0: a dataset that enters the universe of open data lowers a mean that is higher than its own points.
    """

    minimum: Fraction
    maximum: Fraction
    least: str = ""  #: the value that gives ``minimum``; empty where it is exact or no value decides
    most: str = ""  #: the value that gives ``maximum``

    @property
    def exact(self) -> bool:
        """Whether it is one figure."""
        return self.minimum == self.maximum


class Package(Struct, frozen=True, kw_only=True):
    """Fixes of one dataset that only count together (14 of 14, or it does not count)."""

    id: str  #: the same in every run
    fixes: tuple[str, ...]  #: ids, in the order of the worklist
    gain: Gain  #: of all of them together
    weight: int  #: effort of all of them together


class Fix(Struct, frozen=True, kw_only=True):
    """One thing to mend, by whom, how, and what it is worth."""

    id: str  #: the same in every run: ``item:<dataset>:8``, ``tier:<dataset>:channel``, ``link:<dataset>:<resource>`` …
    kind: str  #: one of :data:`KINDS`
    what: Text  #: what it is about in words: item, link, criterion, part of the score
    reason: Text  #: what is wrong
    how: Text  #: how to mend it; blank where nobody has written it down
    gain: Gain  #: of this fix alone; 0 where it counts only with the others of its ``package``
    package: Package | None = None  #: what it belongs to, where it counts only with others
    effort: Effort
    dataset: str = ""  #: the standing's id; empty: it is no dataset's
    title: str = ""  #: of the dataset
    code: str = ""  #: of the dataset in the plan
    owner: str = ""  #: who is to do it: the contact unit (item 4), else the publisher; empty: unknown
    owner_from: str = ""  #: ``contact``, ``publisher`` or empty
    components: tuple[str, ...] = ()  #: parts of the score that change
    item: str = ""  #: number, of ``item``
    fields: tuple[str, ...] = ()  #: names of the metadata fields to fill in
    labels: tuple[Text, ...] = ()  #: what these fields are called
    check: str = ""  #: the check that failed, or the criterion of openness, or the component
    tier: str = ""  #: the tier that it has now, of ``tier`` and ``settle``
    next: str = ""  #: the tier that it would have
    resource: str = ""  #: id of the resource that it speaks of
    resource_name: str = ""
    link: str = ""  #: URL of that resource
    url: str = ""  #: page of the dataset on the catalog; empty where it is not known
    assumed: tuple[str, ...] = ()  #: what the gain takes for granted: ids of ``schemas/worklist.yaml``

    @property
    def worth(self) -> Gain:
        """The gain to go by: of the whole package where it counts only so."""
        return self.package.gain if self.package else self.gain

    @property
    def weight(self) -> int:
        """The effort to go by: of the whole package where it counts only so."""
        return self.package.weight if self.package else self.effort.weight

    @property
    def per_effort(self) -> Fraction:
        """Points at least for one unit of effort: what the worklist is ordered by."""
        return self.worth.minimum / self.weight
