"""The uploaded workbook with its cells coloured: what the engine says of them, and what the catalog refused."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from checker.rubric import Text
from checker.vocabulary import vocabulary
from checker.workbook.colouring import coloured
from checker.workbook.record import Record
from checker.workbook.remarks import Remark
from ckanext.dgmaturity.importing import running
from ckanext.dgmaturity.importing.reading import read
from ckanext.dgmaturity.language import lang
from ckanext.dgmaturity.model import Batch, BatchDataset


def coloured_copy(batch: Batch) -> bytes:
    """The bytes of an .xlsx. Raises WorkbookError for what cannot be opened whole."""
    found = read(bytes(batch.content), batch.name, running.organization_of(batch))
    lines = {line.code: line for line in running.lines(batch.id)}
    more = [each for record in found.book.datasets for each in _refused(record, lines.get(record.code))]
    return coloured(bytes(batch.content), replace(found.checked, remarks=(*found.checked.remarks, *more)), lang())


def _refused(record: Record, line: BatchDataset | None) -> Iterator[Remark]:
    """A remark for each value that the catalog did not take."""
    for left in (line.result or {}).get("refused", ()) if line is not None else ():
        inside = left["file"] is not None and left["file"] < len(record.resources)
        row = record.resources[left["file"]].row if inside else record.row
        field = vocabulary().fields["resource" if inside else "dataset"].get(left["field"])
        sheet, _, cell = row.place(left["field"]).rpartition("!")
        yield Remark(
            source=row.source,
            sheet=sheet,
            cell=cell,
            value=left["value"],
            code="refused",
            level="violation",
            failed=True,
            text=Text(th=f"ระบบไม่รับค่านี้: {left['said']}", en=f"The catalog did not take it: {left['said']}"),
            field=field.label if field is not None else Text(th="", en=""),
            dataset=record.code,
        )
