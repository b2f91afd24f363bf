"""The values that travel along the line, from a catalog's answer to a report.

Every value is a frozen, keyword-only ``msgspec.Struct``: it behaves as a frozen dataclass does, is made
some five times faster (20,000 datasets a second are the aim), and encodes to JSON as it stands, which is how
the store keeps it. Points are :class:`fractions.Fraction`; every datetime is aware.

Words: catalog, dataset, distribution, publisher (DCAT's); outcomes are W3C EARL's, severities SHACL's.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from fractions import Fraction

from msgspec import Struct

from checker.content import Content, Place, Probe, Sign

FieldValue = str | tuple[str, ...]
Parameter = str | int | tuple[str, ...] | None
Parameters = dict[str, Parameter]


class Word(str, Enum):
    """A word of a closed set. Hashed as the text that it is: ``Enum`` has a slow hash of its own."""

    __hash__ = str.__hash__


class Outcome(Word):
    """What a check found (W3C EARL 1.0, section 2.7)."""

    PASSED = "passed"
    FAILED = "failed"
    CANNOT_TELL = "cannot_tell"
    NOT_APPLICABLE = "not_applicable"
    UNTESTED = "untested"


class Severity(Word):
    """How much a finding matters (SHACL, section 3.6.2.3)."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


class Verdict(Word):
    """What one link is, in the closed set of the openness rules (section 4)."""

    OK = "ok"
    MOVED = "moved"
    MISSING = "missing"
    PROTECTED = "protected"
    THROTTLED = "throttled"
    TIMEOUT = "timeout"
    DNS_ERROR = "dns_error"
    TLS_ERROR = "tls_error"
    SERVER_ERROR = "server_error"
    REFUSED_BY_US = "refused_by_us"
    MISMATCH = "mismatch"
    EMPTY = "empty"
    UNREACHABLE = "unreachable"
    REDIRECT_ERROR = "redirect_error"
    INVALID_URL = "invalid_url"
    TRUNCATED = "truncated"


class FetchError(str, Enum):
    """Why a request brought no complete answer. ``None`` beside an answer means that it is complete."""

    INVALID_URL = "invalid_url"  #: blank, or no URL at all
    SCHEME = "scheme"  #: neither http nor https (ftp included)
    ADDRESS = "address"  #: the guard refused the address it resolved to
    HEADER = "header"  #: the URL would smuggle a header or credentials
    DNS = "dns"  #: the name does not resolve
    CONNECT = "connect"  #: refused, reset or closed before an answer
    TLS = "tls"  #: certificate or handshake
    TIMEOUT = "timeout"  #: connect, first byte, or total time
    REDIRECT = "redirect"  #: loop, over the limit, or no target
    PARTIAL = "partial"  #: fewer bytes than promised
    DECODING = "decoding"  #: a Content-Encoding that does not decode
    CAPPED = "capped"  #: over our caps (headers, decompression) with nothing usable
    BUDGET = "budget"  #: the host's total budget is used up
    ROBOTS = "robots"  #: the site's ``robots.txt`` forbids it, and we were told to heed that
    OURS = "ours"  #: our own network or machine failed


class Role(Word):
    """What a distribution is for; only ``DATA`` is graded."""

    DATA = "data"
    DICTIONARY = "dictionary"  #: พจนานุกรมข้อมูล, data dictionary, metadata, readme
    BUNDLE = "bundle"  #: the portal's own "All resource data" ZIP


class Note(Struct, frozen=True, kw_only=True, gc=False):
    """Something that was seen and repaired on the way; a fact, not a finding."""

    code: str  #: id of the repair, e.g. ``unicode_repaired``, ``html_removed``, ``synonym``, ``buddhist_era``
    path: str  #: field, or ``resources/<id>/<field>``
    before: str = ""  #: as it was (cut at 200 characters)
    after: str = ""  #: as it is now (cut at 200 characters)


class Finding(Struct, frozen=True, kw_only=True, gc=False):
    """What one check says of one subject. Words are rendered from the check's texts, at the report."""

    check: str  #: check id, as in ``schemas/checks``
    outcome: Outcome
    severity: Severity
    reason: str  #: reason id within the check's texts; ``ok`` when there is nothing to add
    subject: str  #: dataset id
    path: str = ""  #: field, or ``resources/<distribution id>/<field>``
    params: Parameters = {}  #: values for the text's placeholders
    evidence_id: str | None = None


class Publisher(Struct, frozen=True, kw_only=True, gc=False):
    """The organization that owns a dataset."""

    id: str
    name: str = ""
    title: str = ""


class Distribution(Struct, frozen=True, kw_only=True, gc=False):
    """One resource of a dataset, normalised."""

    id: str  #: resource id; ``<dataset id>#<position>`` where the catalog gives none
    name: str = ""
    url: str = ""  #: trimmed
    description: str = ""
    declared: str = ""  #: format as the catalog writes it
    format: str | None = None  #: format id of ``vocabulary/formats.yaml``, repaired; ``None``: not recognised
    role: Role = Role.DATA
    mimetype: str = ""
    fields: dict[str, FieldValue] = {}  #: the other resource fields, by their names in the field list
    created: date | None = None  #: ``resource_created_date``, Gregorian
    updated: date | None = None  #: ``resource_last_updated_date``, Gregorian
    last_modified: datetime | None = None  #: the catalog's own stamp
    datastore_active: bool = False
    private: bool = False  #: ``resource_private``


class Dataset(Struct, frozen=True, kw_only=True, gc=False):
    """One dataset, normalised: the same value whatever schema or door it came by."""

    id: str
    name: str = ""  #: the catalog's URL name
    title: str = ""  #: repaired: no HTML, NFC
    publisher: Publisher | None = None
    private: bool = False
    fields: dict[str, FieldValue] = {}  #: the 14 items and all optional fields, choices as the vocabulary stores them
    distributions: tuple[Distribution, ...] = ()
    modified: datetime | None = None  #: ``metadata_modified``; naive times of CKAN are UTC
    url: str = ""  #: page on the catalog, where known
    notes: tuple[Note, ...] = ()


class Request(Struct, frozen=True, kw_only=True, gc=False):
    """One thing to ask of a host."""

    key: str  #: what the caller calls it; comes back untouched
    url: str
    method: str = "GET"
    head_bytes: int | None = None  #: ask for (Range) and read at most so many bytes; ``None``: whole, to the cap
    headers: dict[str, str] = {}  #: extra request headers; never stored
    body: bytes | None = None
    timeout: float | None = None  #: seconds in all; ``None``: the setting's
    unverified: bool = False  #: read the answer though the certificate does not verify, in a second try without headers
    robots: bool = False  #: only where the site's ``robots.txt`` allows it, and so with each site that it is sent on to


class Hop(Struct, frozen=True, kw_only=True, gc=False):
    """One redirect that was followed."""

    url: str
    status: int
    location: str = ""


class Fetched(Struct, frozen=True, kw_only=True, gc=False):
    """What came back for one request, after redirects and retries of the transport."""

    request: Request
    url: str  #: final URL
    at: datetime
    status: int | None = None
    reason_phrase: str = ""
    headers: tuple[tuple[str, str], ...] = ()  #: of the last answer, names in lower case
    body: bytes = b""  #: decoded; at most the cap
    bytes_read: int = 0  #: body bytes as decoded, at most the cap
    capped: bool = False  #: we stopped reading at the cap (no error: the ranged read is cut anyway)
    hops: tuple[Hop, ...] = ()
    error: FetchError | None = None
    detail: str = ""  #: the reason in English, for the evidence
    tls_detail: str = ""  #: set when the certificate did not verify but the data was read all the same
    peer: str = ""  #: address that was connected to
    elapsed: float = 0.0  #: seconds
    tries: int = 1  #: requests sent for this answer (retries after 429 / 5xx included)

    def header(self, name: str) -> str:
        """The value of a header (``name`` in lower case), or the empty string."""
        return next((value for key, value in self.headers if key == name), "")


class Sniffed(Struct, frozen=True, kw_only=True, gc=False):
    """What the bytes are, decided from the bytes first."""

    format: str | None = None  #: format id of ``vocabulary/formats.yaml``
    how: str = ""  #: what decided: ``signature``, ``content``, ``served``, ``declared``, ``name``
    encoding: str | None = None
    page: str | None = None  #: an HTML page that stands in for data: ``login``, ``error``, ``block``, ``interstitial``
    members: tuple[str, ...] = ()  #: formats inside an archive, one level
    empty: bool = False  #: zero bytes, or a table's header with no rows
    detail: str = ""


class Attempt(Struct, frozen=True, kw_only=True, gc=False):
    """The evidence of one look at one link: all of :class:`Fetched` but the body, and what the body was."""

    url: str  #: as asked
    number: int  #: 1, 2, …
    at: datetime
    vantage: str = "local"  #: where it was looked at from
    final_url: str = ""
    method: str = "GET"
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()  #: those that matter
    hops: tuple[Hop, ...] = ()
    bytes_read: int = 0
    sha256: str = ""  #: of the bytes read, hex
    capped: bool = False
    error: FetchError | None = None
    detail: str = ""
    tls_detail: str = ""
    elapsed: float = 0.0
    tries: int = 1
    sniffed: Sniffed | None = None


class Observation(Struct, frozen=True, kw_only=True, gc=False):
    """What is held of one distribution's link after all looks so far."""

    distribution: str  #: distribution id
    url: str
    verdict: Verdict
    outcome: Outcome  #: of "can be reached"
    confirmed: bool  #: the verdict needs no second look, or had one
    status: int | None = None
    sniffed: Sniffed | None = None
    notes: tuple[Note, ...] = ()  #: e.g. ``served_as_html``, ``format_family``, ``redirected``
    direct: bool = True  #: no login and no interstitial page between the link and the bytes
    attempts: int = 1
    evidence_id: str | None = None
    at: datetime | None = None  #: of the look that decided
    sha256: str = ""  #: of the bytes read, hex
    last_modified: datetime | None = None  #: as the host served it; ``None`` also where it stamps the answer itself
    etag: str = ""
    content: Content | None = None  #: what was found inside; ``None``: not read
    probes: tuple[Probe, ...] | None = None  #: query interfaces that belong to it; ``None``: not tried


class Past(Struct, frozen=True, kw_only=True, gc=False):
    """One resource id in the runs before this one, of the same source."""

    url: str  #: in the run before
    since: datetime  #: the first look of the unbroken row of runs in which this id had its present URL
    runs: int  #: runs before this one that held the id
    unchanged_since: datetime | None = None  #: the first look that had the present bytes; ``None``: they are new
    changed_after: datetime | None = None  #: the last look that had other bytes; ``None``: none is known


class State(Word):
    """How current data is (openness rules, section 5)."""

    FRESH = "fresh"  #: within its interval
    DUE = "due"  #: past its interval, within the tolerance
    OVERDUE = "overdue"
    UNKNOWN = "unknown"


class Freshness(Struct, frozen=True, kw_only=True, gc=False):
    """How current a dataset is: its newest sign of life against its declared interval."""

    state: State
    reason: str  #: text id under the reasons of the check ``freshness``
    params: Parameters = {}
    newest: datetime | None = None  #: the newest sign of life
    evidence: str = ""  #: where from: ``newest_row``, ``last_modified``, ``changed``, ``catalog`` …
    distribution: str | None = None
    current: bool = False  #: within one declared interval, as the advanced tier of granularity asks


class CriterionGrade(Struct, frozen=True, kw_only=True, gc=False):
    """One openness criterion of one dataset. ``tier`` is proven; ``possible`` is what may still come of it."""

    criterion: str
    outcome: Outcome  #: passed / failed when settled; cannot_tell or untested while ``possible`` is above ``tier``
    tier: str  #: tier id of the rubric that is proven (the lowest is the rubric's "none")
    possible: str  #: best tier once all is settled; equal to ``tier`` when settled
    reason: str  #: text id under ``openness.reasons`` of the rubric
    params: Parameters = {}
    distribution: str | None = None  #: of which the reason speaks: it earned the tier, or may earn a higher one
    evidence_id: str | None = None
    at: Place | None = None  #: the row, cell or page that decided it
    signs: tuple[Sign, ...] = ()  #: of the layout, where they decided it
    gain: Fraction = Fraction(0)  #: points that the dataset would have more, one tier up


class Openness(Struct, frozen=True, kw_only=True, gc=False):
    """The openness of one dataset: tiers (DGA) and stars."""

    outcome: Outcome
    kind: str | None  #: kind id of the rubric; ``None``: no kind could be told
    reason: str  #: text id under ``openness.reasons``
    criteria: tuple[CriterionGrade, ...] = ()
    points: Fraction = Fraction(0)  #: proven
    minimum: Fraction = Fraction(0)
    maximum: Fraction = Fraction(0)
    stars: int | None = None  #: with an open licence as precondition
    stars_format: int | None = None  #: by format alone
    stars_reason: str = ""
    params: Parameters = {}


class PlannedDataset(Struct, frozen=True, kw_only=True):
    """A dataset as the plan (Template 1) lists it."""

    code: str
    title: str
    name: str | None = None  #: name on the catalog, where known
    category: str | None = None  #: ``data_category`` by the plan
    kind: str | None = None
    authoritative: bool | None = None  #: declared single source of truth
    decided: bool = False  #: a person said which one it is: ``name``, or none
    process: str = ""  #: number and title of the process, for the report
    focus_area: int | None = None
    shown: dict[str, int] = {}  #: attested of camera pictures: kind of evidence → days back


class Match(Struct, frozen=True, kw_only=True):
    """Which catalog dataset a planned one is."""

    code: str
    dataset_id: str | None  #: ``None``: none, or unsure
    how: str  #: ``decided``, ``code``, ``name``, ``title``, ``unsure``, ``none``
    confidence: float  #: 0 to 1
    candidates: tuple[tuple[str, float], ...] = ()  #: (dataset id, likeness) for a person to choose from


class CameraRecord(Struct, frozen=True, kw_only=True):
    """What a person attests of traffic camera pictures; it counts only with every part."""

    dataset: str = ""  #: code of a listed dataset
    kind: str = ""  #: ``live`` or ``replay``
    days: int | None = None  #: how far back; live pictures need none
    link: str = ""
    attested_by: str = ""
    attested_on: date | None = None

    def complete(self) -> bool:
        """Whether it is evidence."""
        parts = (self.dataset, self.kind, self.link, self.attested_by, self.attested_on)
        return all(parts) and (self.days is not None or self.kind == "live")


class UseRecord(Struct, frozen=True, kw_only=True):
    """One record of real use (utilisation); complete only with every part."""

    dataset: str = ""  #: code of a listed dataset
    kind: str = ""
    change: str = ""
    result: str = ""
    link: str = ""
    attested_by: str = ""
    attested_on: date | None = None


class Standing(Struct, frozen=True, kw_only=True, gc=False):
    """One dataset as the score sees it: listed, on the catalog, or both."""

    id: str  #: dataset id; ``plan:<code>`` for one that is not on the catalog
    name: str | None
    title: str
    listed: bool
    on_catalog: bool
    code: str | None = None
    category: str | None = None  #: stored value of the vocabulary, or as found
    category_from: str = ""  #: ``catalog``, ``workbook``, ``plan`` or empty
    public: bool | None = None  #: ``None``: the category is unknown, so it stands in no universe
    items: dict[str, Outcome] = {}  #: item number of the rubric → formal outcome
    items_from: str = ""  #: ``catalog``, ``workbook`` or empty
    items_outcome: Outcome = Outcome.UNTESTED  #: all passed / one failed / cannot tell
    items_reason: str = ""  #: why, where there are no items
    items_elsewhere: dict[str, Outcome] | None = None  #: the workbook's, where both exist and differ
    informative: int = 0  #: how many items say something
    openness: Openness | None = None
    reachable: Outcome = Outcome.UNTESTED  #: passed: one resource at least; failed: none, confirmed
    waived: bool = False  #: it was decided that it counts nowhere: then it is neither listed nor public here
    waived_in: tuple[str, ...] = ()  #: components that it does not count in, sorted


class ComponentScore(Struct, frozen=True, kw_only=True):
    """The points of one component, and why."""

    id: str
    step: str
    max: Fraction
    points: Fraction  #: proven
    minimum: Fraction
    maximum: Fraction
    outcome: Outcome
    reason: str  #: text id under the component's ``reasons``
    params: Parameters = {}
    alternatives: dict[str, Fraction] = {}  #: the same component under another choice, e.g. each universe
    blocked_by: str | None = None  #: step that gates this one, when the rubric says ``gated``


class Score(Struct, frozen=True, kw_only=True):
    """The whole score: the exact sum of its components."""

    total: Fraction
    minimum: Fraction
    maximum: Fraction
    final: bool
    components: tuple[ComponentScore, ...]


class CatalogState(Struct, frozen=True, kw_only=True):
    """What was seen of the catalog itself."""

    url: str
    title: str = ""
    software: str = ""  #: ``ckan``, ``dcat``, ``dump`` …
    ckan_version: str = ""
    thai_gdc_version: str = ""
    outcome: Outcome = Outcome.UNTESTED  #: it answers, is a catalog, and lists a dataset of the agency
    reason: str = ""
    declared: int = 0  #: datasets that the catalog says it has (of the agency)
    held: int = 0  #: datasets that we hold
    unreadable: tuple[tuple[str, str], ...] = ()  #: (name or offset, why)
    changed: bool = False  #: the catalog changed while it was read
    tls_detail: str = ""  #: set when the certificate did not verify and the catalog was read all the same
    url_given: bool = True  #: the URL was given in the plan or on the command line
    reported_on: date | None = None


class RunInfo(Struct, frozen=True, kw_only=True):
    """Which run, under which rubric, over which evidence."""

    id: str
    started: datetime
    finished: datetime | None
    cutoff: datetime  #: the moment that the verdicts are for; every date in a report comes from it
    tool_version: str
    rubric_id: str
    rubric_version: str
    snapshot_sha256: str


class Page(Struct, frozen=True, kw_only=True):
    """One raw answer of a catalog, kept as evidence before anything is derived from it."""

    number: int  #: 1, 2, … in the order of reading
    kind: str  #: how ``discover.packages`` reads the body: ``ckan_search``, ``ckan_show``, ``jsonl``, ``dcat_json`` …
    cursor: str  #: hand it back to go on behind this page
    url: str  #: what was asked, or the file
    at: datetime
    body: bytes  #: as received, decoded
    sha256: str  #: of ``body``, hex
    count: int  #: datasets in it
    problems: tuple[tuple[str, str], ...] = ()  #: (name or offset, why) of datasets that could not be read


class Found(Struct, frozen=True, kw_only=True):
    """What a source turned out to be."""

    source: str  #: as the person wrote it
    software: str  #: ``ckan``, ``dcat``, ``dump``
    base_url: str = ""  #: of the site; empty for files
    api_url: str = ""  #: of the Action API; empty for others
    title: str = ""
    ckan_version: str = ""
    thai_gdc_version: str = ""
    organization: str = ""  #: name of the one organization that is read; empty: all
    declared: int = 0  #: datasets that it says it has


class RunHead(Struct, frozen=True, kw_only=True):
    """A run as the store holds it."""

    id: str
    fingerprint: str  #: of everything that was asked for: the same command goes on with the same run
    source: str
    organization: str
    started: datetime
    cutoff: datetime
    rubric: str  #: id or path
    tool_version: str
    state: str  #: ``harvesting``, ``looking``, ``finished``
    finished: datetime | None = None
    options: dict[str, str] = {}  #: what else the line was asked, to do it again: plan and workbook names, scales …


class Agency(Struct, frozen=True, kw_only=True):
    """Whose score it is."""

    title: str = ""
    type: str = ""  #: ``department``, ``public_organization``, ``other``; empty: not said
    ministry: str = ""
    role: str = ""  #: ``service`` or ``policy``
    e_service: str = ""
    organization: str = ""  #: its name on a shared catalog
    deployment: str = ""  #: ``own``, ``ministry``, ``cloud``
