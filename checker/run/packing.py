"""The evidence pack of a stored run: the documents that belong to its score, and the score itself."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from checker.errors import UsageError
from checker.pack import Document, Pack
from checker.plan import Plan, read_plan
from checker.run.derive import score
from checker.run.progress import Watch, silent
from checker.run.scan import Run
from checker.run.stored import datasets
from checker.run.task import Input
from checker.store import GivenFile, Store
from checker.workbook.official.book import write_workbook

KINDS = ("plan", "metadata", "previous")  #: in this order they stand in the pack
GENERATION = 2  #: of the official workbook
_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0"
_ODS = b"mimetypeapplication/vnd.oasis"


def pack_of(run: Run, given: Sequence[Input] = (), *, rubric: str | None = None, watch: Watch = silent) -> Pack:
    """The pack of a run. ``given`` are files that the person names: the plan, the workbook.

    The pack belongs to its score. So a file that the run was given already must be the same, byte for byte; one that it
    was not given is counted now, for this pack alone. Raises UsageError for another one, PlanError or WorkbookError for
    one that cannot be used.
    """
    with Store.open(run.store, create=False) as store:
        own = {each.kind: each for each in store.inputs(run.id)}
    lent = tuple(each for each in given if _new(each, own.get(each.kind), run.id))
    report = score(run, rubric=rubric, watch=watch, lent=lent)
    held: dict[str, Input | GivenFile] = {**{each.kind: each for each in lent}, **own}
    documents = [
        Document(kind=kind, suffix=_suffix(held[kind].body), body=held[kind].body) for kind in KINDS if kind in held
    ]
    plan = read_plan(held["plan"].body, held["plan"].name) if "plan" in held else Plan()
    return Pack(report=report, documents=(*documents, _workbook(run, plan)))


def _new(given: Input, own: GivenFile | None, run: str) -> bool:
    """Whether the run was not given such a file. Raises UsageError where it was given another one."""
    if own is None:
        return True
    if own.body != given.body:
        raise UsageError(
            f"{given.name}: not the file that run {run} was scored with ({own.name}), and a pack belongs to its score; "
            "leave the option out to take the run's own, or scan again with this file",
            f"{given.name}: ไม่ใช่แฟ้มที่ใช้คิดคะแนนของรอบตรวจ {run} ({own.name}) ชุดหลักฐานต้องตรงกับคะแนน "
            "ไม่ต้องระบุแฟ้มเพื่อใช้แฟ้มเดิมของรอบตรวจ หรือตรวจใหม่ด้วยแฟ้มนี้",
            code="other_file",
        )
    return False


def _suffix(body: bytes) -> str:
    """What kind of file it is, by its bytes: its name may say anything."""
    if body.startswith(_ZIP):
        return ".ods" if _ODS in body[:200] else ".xlsx"
    return ".xls" if body.startswith(_OLE) else ".yaml"


def _workbook(run: Run, plan: Plan) -> Document:
    """Templates 1 to 3 of all datasets that were read, as the official workbook has them."""
    with tempfile.TemporaryDirectory() as folder, Store.open(run.store, create=False) as store:
        path = Path(folder) / "workbook.xlsx"
        write_workbook(datasets(store, store.resolve(run.id)), plan, path, generation=GENERATION, lang="th")
        return Document(kind="workbook", suffix=".xlsx", body=path.read_bytes())
