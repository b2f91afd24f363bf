"""Files that are made to harm: each is answered within bounds, none leaves its folder or asks the network for more."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import msgspec
import pytest

from checker.content import Content
from checker.read import Job, Sandbox, read, sandboxed
from checker.sniff import sniff
from checker.testing import SiteAnswer, SiteRequest, serve
from tests.corpora.bombs import MB, OUTSIDE, archives, docx, ods, packed, texts, worksheet, xlsx

HEAD = 262_144
GOOD = Job(key="good", body="จังหวัด,ปี\nน่าน,2565\nแพร่,2566\n".encode(), format="csv", complete=True)
#: what may come of such a file; that its reader crashes or does not come to an end may not
SAFE = {"", "bomb", "too_large", "damaged", "unsupported", "out_of_memory"}


def answers(jobs: Iterable[Job]) -> dict[str, Content]:
    found: dict[str, Content] = {}
    with Sandbox(workers=2, seconds=20, memory=1 << 30) as box:
        for job in (*jobs, GOOD):
            while box.full():
                found.update(box.done())
            box.put(job)
        found.update(box.finish())
    return found


def test_no_text_is_too_much_for_the_sniffer_or_the_readers() -> None:
    bombs = texts(MB)
    for form, body in bombs.values():
        sniff(body[:HEAD], content_type="", url=f"https://a.go.th/x.{form}", declared=form, complete=False)
        sniff(body, content_type="", url=f"https://a.go.th/x.{form}", declared=form, complete=True)
    found = answers(Job(key=name, body=body, format=form, complete=False) for name, (form, body) in bombs.items())
    assert {name: content.trouble for name, content in found.items() if content.trouble not in SAFE} == {}
    assert (found["good"].trouble, found["good"].tables[0].rows) == ("", 2)
    for content in found.values():
        assert len(msgspec.json.encode(content)) < 300_000


def test_no_archive_is_too_much_for_the_sniffer_or_the_readers() -> None:
    bombs = archives(12 * MB)
    for form, body in bombs.values():
        for part, complete in ((body[:HEAD], False), (body, True)):
            sniff(part, content_type="", url=f"https://a.go.th/x.{form}", declared=form, complete=complete)
    found = answers(Job(key=name, body=body, format=form, complete=True) for name, (form, body) in bombs.items())
    assert {name: content.trouble for name, content in found.items() if content.trouble not in SAFE} == {}
    assert (found["good"].trouble, found["good"].tables[0].rows) == ("", 2)
    assert found["xlsx of laughs"].trouble == "bomb"
    for content in found.values():
        assert len(msgspec.json.encode(content)) < 300_000


ESCAPES = (
    "../../out.csv",
    "/tmp/out.csv",
    "C:\\out.csv",
    "..\\out.csv",
    "a/../../../out.csv",
    "\u202evsc.csv",
    "<b>.csv",
)


def test_a_member_that_would_leave_its_folder_is_only_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = set(Path("/tmp").iterdir())
    body = packed(*((name, "ปี,จำนวน\n2565,1\n2566,2\n") for name in ESCAPES))
    found = answers([Job(key="zip", body=body, format="zip", complete=True)])["zip"]
    assert found.trouble == ""
    assert {table.member for table in found.tables} <= set(ESCAPES)
    assert len(found.tables) >= 3
    assert list(tmp_path.iterdir()) == []
    assert {path.name for path in set(Path("/tmp").iterdir()) - before if path.suffix == ".csv"} == set()


def test_a_link_in_an_archive_leads_nowhere() -> None:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        link = zipfile.ZipInfo("link.csv")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    found = answers([Job(key="zip", body=whole.getvalue(), format="zip", complete=True)])["zip"]
    assert "root" not in repr(found)


def around(evil: str, form: str) -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    if form == "xlsx":
        return xlsx(evil)
    members = {
        "ods": (("mimetype", kind), ("content.xml", evil)),
        "docx": (("[Content_Types].xml", evil), ("word/document.xml", evil)),
        "kmz": (("doc.kml", evil),),
    }
    return packed(*members[form]) if form in members else evil.encode()


def test_no_entity_brings_in_a_file_or_an_answer_of_the_network(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret of this machine")
    asked: list[str] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request.path)
        return SiteAnswer(body=b"an answer of the network")

    with serve(site) as base:
        jobs = [
            Job(key=f"{form} {url}", body=around(OUTSIDE.format(url=url), form), format=form, complete=True)
            for form in ("xml", "kml", "svg", "rss", "html", "xlsx", "ods", "docx", "kmz")
            for url in (secret.as_uri(), f"{base}/x", f"{base}/x.dtd")
        ]
        for job in jobs:
            sniff(job.body, content_type="", url="https://a.go.th/x", declared=job.format, complete=True)
        found = answers(jobs)
    assert len(found) == len(jobs) + 1
    assert "a secret of" not in repr(found)
    assert "answer of the network" not in repr(found)
    assert asked == []


@pytest.mark.parametrize("form", ["csv", "txt", "json", "xml", "html", "jsonl", "geojson"])
def test_what_is_read_in_this_process_never_raises(form: str) -> None:
    assert not sandboxed(form)
    for size in range(0, 60, 3):
        for _name, (_form, body) in texts(2_000).items():
            read(body[:size], form, complete=bool(size % 2))
        read(os.urandom(size * 10), form, complete=True)


def test_what_a_workbook_calls_its_sheets_and_cells_is_cut_where_it_is_shown() -> None:
    long = "ก" * 100_000
    body = xlsx(worksheet(f'<row><c t="str"><v>{long}</v></c></row><row><c t="str"><v>x</v></c></row>'))
    named = ods(
        f'<table:table table:name="{long}"><table:table-row><table:table-cell/></table:table-row></table:table>'
    )
    found = answers(
        [
            Job(key="a", body=body, format="xlsx", complete=True),
            Job(key="b", body=named, format="ods", complete=True),
            Job(key="c", body=docx(f"<w:p><w:r><w:t>{long}</w:t></w:r></w:p>"), format="docx", complete=True),
            Job(key="d", body=packed((f"{'ก' * 20_000}.csv", "a,b\n1,2\n3,4\n")), format="zip", complete=True),
        ]
    )
    assert {key: len(msgspec.json.encode(found[key])) for key in "abcd" if len(repr(found[key])) > 20_000} == {}
