"""What was found inside a file or behind an interface: facts and never verdicts.

They are stored as evidence in place of the bytes, so that a run can be graded again under another rubric without the
network. No value here holds personal data: whoever makes one masks what it shows (``checker.privacy``).
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from hashlib import sha256

from msgspec import Struct


class Place(Struct, frozen=True, kw_only=True, gc=False):
    """Where in a file something stands. Rows, columns and pages count from 1; 0: not that precise."""

    member: str = ""  #: file inside an archive
    sheet: str = ""
    row: int = 0
    column: int = 0
    page: int = 0
    header: str = ""  #: name of the column, at most 80 characters, masked
    value: str = ""  #: what stands there, at most 80 characters, masked


class Sign(Struct, frozen=True, kw_only=True, gc=False):
    """Something about the layout or the values of a table that a rubric may count against it."""

    code: str  #: id of ``schemas/openness/signs.yaml``, e.g. ``merged_cells``, ``title_rows``
    at: Place  #: the first one
    count: int = 1


class Column(Struct, frozen=True, kw_only=True, gc=False):
    """One column of a table."""

    number: int  #: from 1
    name: str  #: as in the header, at most 80 characters; empty: unnamed
    type: str  #: ``empty``, ``text``, ``integer``, ``number``, ``date``, ``boolean``, ``mixed``
    filled: int = 0  #: cells that hold something
    era: str = ""  #: of a date column: ``buddhist``, ``gregorian``, ``mixed``


class Period(Struct, frozen=True, kw_only=True, gc=False):
    """The finest period that a table is by, and the years that it spans."""

    finest: str  #: ``minute``, ``hour``, ``day``, ``week``, ``month``, ``quarter``, ``half_year``, ``year``
    at: Place  #: the column, and a cell of it, that decided it
    first: date | None = None  #: Gregorian; first day of the earliest period
    last: date | None = None  #: Gregorian; last day of the latest period
    years: int = 0  #: distinct years; 0: the table does not tell
    era: str = ""  #: ``buddhist``, ``gregorian``, ``mixed``
    fiscal: bool = False


class Area(Struct, frozen=True, kw_only=True, gc=False):
    """The finest area that a table is by."""

    finest: str  #: country, region, province, district, subdistrict, village, branch, point
    at: Place  #: the column, and a cell of it, that decided it
    matched: int = 0  #: cells that are official names or codes, or coordinates
    of: int = 0  #: cells that were looked at
    distinct: int = 0  #: different areas


class TableProfile(Struct, frozen=True, kw_only=True, gc=False):
    """One table: its layout, columns, periods and areas."""

    format: str  #: format id (inside an archive: of the member)
    member: str = ""  #: file inside an archive
    sheet: str = ""
    hidden: bool = False
    encoding: str = ""
    delimiter: str = ""
    header_row: int = 0  #: 0: it has none
    rows: int = 0  #: rows of data that were read
    complete: bool = True  #: all rows were read
    columns: tuple[Column, ...] = ()
    width: int = 0  #: how many columns it has, where these are not listed
    signs: tuple[Sign, ...] = ()
    period: Period | None = None
    area: Area | None = None
    rows_per_key: float | None = None  #: mean rows for each (period, area); 1: totals
    formulas: int = 0
    merged: int = 0


class DocumentProfile(Struct, frozen=True, kw_only=True, gc=False):
    """The text of a document."""

    format: str  #: format id (inside an archive: of the member)
    member: str = ""
    pages: int = 0  #: 0: it has none to count (DOCX, ODT, HTML)
    pages_read: int = 0  #: pages that were looked at, without blank ones
    pages_with_text: int = 0  #: of these, with a text layer of some length
    pages_image: int = 0  #: of these, a picture that fills the page
    pages_drawn: int = 0  #: of those without text, drawn, with a few letters: a plan, or a text turned into curves
    pages_garbled: int = 0  #: of those with text, whose text is not what is shown (broken Thai font map)
    characters: int = 0  #: letters and digits found
    garbled_at: Place | None = None  #: the first page whose text is garbled
    scan_at: Place | None = None  #: the first page that is a picture without text
    encrypted: bool = False  #: opens only with a password
    damaged: bool = False  #: parts could not be read
    form: bool = False  #: fields to be filled
    complete: bool = True  #: all pages were looked at


class PersonalData(Struct, frozen=True, kw_only=True, gc=False):
    """Personal data in one column; never a raw value."""

    kind: str  #: ``citizen_id``, ``passport``, ``mobile``, ``email``, ``name``, ``address``
    at: Place  #: the column and the first row; ``value`` is the masked example
    rows: int  #: rows of the sample that hold it
    sample: int  #: rows that were looked at


class Content(Struct, frozen=True, kw_only=True, gc=False):
    """All that was found inside one file."""

    format: str | None  #: format id of the file itself
    head: bool = False  #: only the head of the file was read
    tables: tuple[TableProfile, ...] = ()
    documents: tuple[DocumentProfile, ...] = ()
    personal: tuple[PersonalData, ...] = ()
    links_out: int = 0  #: other sites that the data of an RDF file links to
    trouble: str = ""  #: why not all could be read: id of ``schemas/openness/troubles.yaml``
    detail: str = ""  #: in English, for the evidence; never a value of the file


class Reading(Struct, frozen=True, kw_only=True, gc=False):
    """The evidence of having read one link's bytes: their hash and what was found, never the bytes."""

    url: str  #: as declared
    at: datetime
    whole: bool  #: all of the file was read, not its head alone
    bytes_read: int
    sha256: str  #: of the bytes read
    content: Content


class ProbeAnswer(Struct, frozen=True, kw_only=True, gc=False):
    """One answer of a query interface."""

    url: str
    at: datetime
    status: int | None = None
    bytes_read: int = 0
    sha256: str = ""
    rows: int | None = None  #: records in the answer; ``None``: they cannot be counted
    total: int | None = None  #: records that match, by the answer's own word
    excerpt: str = ""  #: beginning of the answer, at most 500 characters, masked; empty where it holds personal data
    detail: str = ""  #: why it is no answer, in English


def probe_id(key: str) -> str:
    """What the evidence of a probe is called in findings and reports: the same in every run."""
    return f"probe-{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


class ProbeOutcome(str, Enum):
    """What a probe showed."""

    CONDITION = "condition"  #: a condition in the link changes the answer: a true subset
    IGNORED = "ignored"  #: it answers, and the condition changes nothing
    NO_ANSWER = "no_answer"  #: an error, whatever its status
    PROTECTED = "protected"  #: it asks for a key or a login
    UNDECIDED = "undecided"  #: one record alone, an endless paging, our own caps …: it cannot be told


class Probe(Struct, frozen=True, kw_only=True, gc=False):
    """What was asked of one query interface, with both answers as evidence."""

    key: str  #: which interface: the same in every run
    interface: str  #: ckan_datastore, ogc_features, wfs, arcgis, odata, sdmx, openapi, datasette, declared
    outcome: ProbeOutcome
    reason: str  #: id of ``schemas/openness/probes.yaml``
    condition: str = ""  #: the part of the link that states the condition
    whole: ProbeAnswer | None = None  #: the answer without the condition
    part: ProbeAnswer | None = None  #: the answer with it
    fields: tuple[str, ...] = ()  #: names of the fields, the first 50
    period: bool = False  #: the condition, or another that was tried, is a period
    area: bool = False  #: … an area
    days_back: int = 0  #: how many days back a condition on the period was shown to reach
    newest: datetime | None = None  #: of the newest row, where the interface tells
    tables: tuple[TableProfile, ...] = ()  #: of the records that were seen
    personal: tuple[PersonalData, ...] = ()  #: in the records that were seen
