"""The bytes of a file → its content: the right room, and nothing of a person in what is kept."""

from __future__ import annotations

import re

import msgspec
import pytest

from checker.content import Content
from checker.read import needs_whole, read, sandboxed
from checker.vocabulary import vocabulary
from tests.corpora.documents import word
from tests.corpora.hostile_documents import zipped

CITIZEN = "1103700000003"  # made up; the check digit is right
TABLE = f"""ผู้ติดต่อ {CITIZEN} โทร 0812345678
จังหวัด,จำนวน
เชียงใหม่,12
ขอนแก่น,13
ภูเก็ต,14
""".encode()


def test_a_table_is_read_as_a_table_and_a_text_as_a_document() -> None:
    table, text = (read(b"a,b\n1,2\n3,4\n", format, complete=True) for format in ("csv", "txt"))
    assert (len(table.tables), table.documents) == (1, ())
    assert (text.tables, len(text.documents)) == ((), 1)


def test_an_archive_is_read_by_both_rooms() -> None:
    content = read(zipped({"a.csv": b"a,b\n1,2\n3,4\n", "b.docx": word()}), "zip", complete=True)
    assert [table.member for table in content.tables] == ["a.csv"]
    assert [document.member for document in content.documents] == ["b.docx"]
    assert content.trouble == ""


@pytest.mark.parametrize(
    ("body", "format", "trouble"),
    [
        (b"", None, "unsupported"),
        (b"\xff\xd8\xff", "jpeg", "unsupported"),
        (b"%PDF-1.4", "pdf", "damaged"),
        (b"PK\x03\x04", "zip", "damaged"),
        (b"PK\x03\x04", "xlsx", "damaged"),
        (zipped({"a.pdf": b"%PDF-1.4"}), "zip", "damaged"),
    ],
)
def test_what_cannot_be_read_is_a_trouble_and_no_error(body: bytes, format: str | None, trouble: str) -> None:
    content = read(body, format, complete=True)
    assert (content.trouble, content.tables, content.documents) == (trouble, (), ())


def test_the_head_of_a_file_says_so() -> None:
    assert read(b"a,b\n1,2\n", "csv", complete=False).head
    assert read(b"", None, complete=False) == Content(
        format=None, head=True, trouble="unsupported", detail="no known format"
    )


def test_nothing_that_is_kept_of_a_table_holds_a_raw_value_of_a_person() -> None:
    kept = msgspec.json.encode(read(TABLE, "csv", complete=True)).decode()
    assert "จังหวัด" in kept
    assert CITIZEN not in kept
    assert "0812345678" not in kept


def test_names_of_files_and_sheets_are_masked_too() -> None:
    body = zipped({f"{CITIZEN}.csv": b"a,b\n1,2\n3,4\n", "โทร 0812345678.docx": word()})
    kept = msgspec.json.encode(read(body, "zip", complete=True)).decode()
    assert not re.search(f"{CITIZEN}|0812345678", kept)


@pytest.mark.parametrize("format", [*vocabulary().formats, None])
def test_what_third_parties_read_is_sandboxed_and_fetched_whole(format: str | None) -> None:
    assert sandboxed(format) or not needs_whole(format)


@pytest.mark.parametrize("format", ["csv", "json", "txt", "html", "geojson", None])
def test_what_a_head_tells_is_read_at_once(format: str | None) -> None:
    assert (sandboxed(format), needs_whole(format)) == (False, False)
