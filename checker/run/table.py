"""One file by itself: what is inside it, which tiers its table reaches, and whether it is as its schema says."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from checker import privacy, tables
from checker.config import Settings
from checker.content import Content, TableProfile
from checker.errors import RunError, Unreadable, UsageError
from checker.fetch import Fetcher
from checker.grade import grade
from checker.grade.tables import main_table
from checker.grid import Sheet
from checker.links import whole
from checker.model import (
    CriterionGrade,
    Dataset,
    Distribution,
    Observation,
    Outcome,
    Request,
    Sniffed,
    Verdict,
)
from checker.read import Job, Sandbox, read, sandboxed
from checker.report.places import word_of
from checker.rubric import Rubric
from checker.sniff import sniff
from checker.tables.validation import Fault, Validation, load_schema, validate
from checker.vocabulary import vocabulary

CRITERIA = ("structure", "granularity")  #: what one file can be judged by, without its catalog
HIDDEN = "…"


class Looked(Struct, frozen=True, kw_only=True):
    """What one file holds. Nothing in it is personal data: what is shown of cells is masked."""

    source: str
    sniffed: Sniffed
    bytes_read: int
    whole: bool  #: all of the file was read
    content: Content
    grades: tuple[CriterionGrade, ...]  #: of :data:`CRITERIA`, for this file alone
    validation: Validation | None = None


class _File(Struct, frozen=True, kw_only=True):
    """The bytes of one file, or their beginning."""

    name: str
    body: bytes
    whole: bool
    content_type: str = ""
    path: Path | None = None  #: where it lies; ``None``: it came from the network


def look_at_table(source: str, settings: Settings, rubric: Rubric, schema: Path | None = None) -> Looked:
    """Reads a file or a URL, judges its table and validates it against a Table Schema.

    Raises UsageError for a file that is not there and a schema that is none, RunError for what cannot be read.
    """
    against = load_schema(schema) if schema is not None else None
    file = _fetched(source, settings) if source.startswith(("http://", "https://")) else _local(source, settings)
    told = sniff(
        file.body, content_type=file.content_type, url=f"/{quote(file.name)}", declared=None, complete=file.whole
    )
    content = _content(file, told, settings)
    if not content.tables:
        raise _no_table(source, told, content)
    grades = _grades(told, content, rubric)
    looked = Looked(
        source=source, sniffed=told, bytes_read=len(file.body), whole=file.whole, content=content, grades=grades
    )
    if against is None:
        return looked
    sheet, table = _main(file, told, content)
    with _on_disk(file) as path:
        found = validate(path, sheet, table, against)
    return replace(looked, validation=_masked(found, table, content))


def _local(source: str, settings: Settings) -> _File:
    path = Path(source).absolute()
    try:
        with path.open("rb") as opened:
            body = opened.read(settings.read_bytes + 1)
    except FileNotFoundError as error:
        raise UsageError(f"{source}: there is no such file", f"{source}: ไม่พบแฟ้มนี้") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise RunError(f"{source}: cannot be read: {why}", f"{source}: อ่านแฟ้มไม่ได้: {why}") from error
    return _File(name=path.name, body=body[: settings.read_bytes], whole=len(body) <= settings.read_bytes, path=path)


def _fetched(url: str, settings: Settings) -> _File:
    with Fetcher(settings) as fetcher:
        found = next(iter(fetcher.run([Request(key=url, url=url, head_bytes=settings.read_bytes)])))
    if found.error is not None or found.status is None or not 200 <= found.status < 300:
        why = found.detail or f"status {found.status}"
        raise RunError(f"{url}: cannot be fetched: {why}", f"{url}: ดาวน์โหลดไม่ได้: {why}")
    name = found.url.partition("?")[0].partition("#")[0].rpartition("/")[2]
    return _File(name=name, body=found.body, whole=whole(found), content_type=found.header("content-type"))


def _content(file: _File, told: Sniffed, settings: Settings) -> Content:
    if not sandboxed(told.format):
        return read(file.body, told.format, complete=file.whole, url=file.name)
    job = Job(key="file", body=file.body, format=told.format, complete=file.whole, url=file.name)
    with Sandbox(workers=1, seconds=settings.parse_seconds, memory=settings.parse_memory) as sandbox:
        sandbox.put(job)
        return next(content for _, content in sandbox.finish())


def _no_table(source: str, told: Sniffed, content: Content) -> RunError:
    known = vocabulary().formats.get(told.format or "")
    form = known.title if known else "?"
    trouble = "empty" if told.empty else content.trouble
    if not trouble or trouble == "empty":
        return RunError(f"{source}: there is no table in it ({form})", f"{source}: ไม่พบตารางในแฟ้มนี้ ({form})")
    detail = f" ({content.detail})" if content.detail else ""
    en, th = (f"{source}: {word_of('trouble', trouble, lang)}{detail}" for lang in ("en", "th"))
    return RunError(en, th)


def _grades(told: Sniffed, content: Content, rubric: Rubric) -> tuple[CriterionGrade, ...]:
    """The tiers that the file would earn as the only one of a dataset."""
    link = Distribution(id="file", name="file", url="file:", format=told.format)
    seen = Observation(
        distribution="file", url="file:", verdict=Verdict.OK, outcome=Outcome.PASSED, confirmed=True, sniffed=told,
        content=content, at=datetime.now(timezone.utc),
    )  # fmt: skip
    found = grade(Dataset(id="file", distributions=(link,)), {"file": seen}, rubric, kind="structured")
    return tuple(each for each in found.criteria if each.criterion in CRITERIA)


def _main(file: _File, told: Sniffed, content: Content) -> tuple[Sheet, TableProfile]:
    """The table that is judged, with its rows: read once more, by what has just read it well within its bounds."""
    table = main_table(content.tables)
    place = content.tables.index(table)
    try:
        return tables.sheets(file.body, told.format or "", complete=file.whole, url=file.name)[place], table
    except Unreadable as error:
        raise RunError(f"{file.name}: {error}") from error


@contextmanager
def _on_disk(file: _File) -> Iterator[Path]:
    if file.path is not None:
        yield file.path
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fetched.csv"
        path.write_bytes(file.body)
        yield path


def _masked(found: Validation, table: TableProfile, content: Content) -> Validation:
    """The same without personal data: cells of columns that hold it are not shown, others are masked."""
    here = (table.member, table.sheet)
    personal = {each.at.column for each in content.personal if (each.at.member, each.at.sheet) == here}

    def masked(fault: Fault) -> Fault:
        value = HIDDEN if fault.value and fault.column in personal else privacy.masked(fault.value)
        of_rows = bool(personal) and not fault.column  # a note about a whole row may quote any of its cells
        note = HIDDEN if of_rows and fault.note else privacy.masked(fault.note)
        return replace(fault, value=value, field=privacy.masked(fault.field), note=note)

    return replace(found, faults=tuple(masked(fault) for fault in found.faults))
