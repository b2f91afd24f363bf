"""Documents made to do harm: each costs no more than it may, and the one behind it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from checker.content import Content
from checker.read import Job, Sandbox, read, sandboxed
from checker.resources import load_yaml
from tests.corpora.documents import FILES, open_document, paper, pdf, rich, slides, word, written
from tests.corpora.hostile_documents import HOSTILE, mutated, zipped

TROUBLES = set(load_yaml(Path(__file__).parents[2] / "schemas" / "openness" / "troubles.yaml"))
#: what some of them are sure to end as; the others end as they may
SURE = {
    "entity bomb": "bomb",
    "entity from outside": "bomb",
    "deep xml": "bomb",
    "zip bomb": "too_large",
    "bomb of blanks": "bomb",
    "page tree that loops": "damaged",
    "page tree of itself": "damaged",
    "deep groups": "damaged",
    "attachments": "",
    "zip with a zip bomb": "",
    "flood of text": "",
    "endless count of pages": "",
}


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    with Sandbox(workers=1, seconds=20, memory=256 << 20) as box:
        yield box


def answer(box: Sandbox, body: bytes, format: str) -> Content:
    box.put(Job(key="key", body=body, format=format, complete=True))
    ((_, content),) = box.finish()
    return content


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_does_no_harm(box: Sandbox, name: str) -> None:
    format, make = HOSTILE[name]
    content = answer(box, make(), format)
    assert content.trouble in TROUBLES | {""}
    assert content.trouble == SURE.get(name, content.trouble)
    assert content.trouble or content.documents
    assert len(msgspec.json.encode(content)) < 20_000
    assert answer(box, b"{\\rtf1 after it}", "rtf").documents[0].characters == len("afterit")


def test_what_is_read_outside_of_the_sandbox_is_read_at_once() -> None:
    for format, make in HOSTILE.values():
        if not sandboxed(format):
            assert read(make(), format, complete=True).documents


@pytest.mark.parametrize(
    ("format", "make", "files"),
    [
        ("pdf", lambda: pdf(written(paper())), 60),
        ("pdf", (FILES / "libreoffice.pdf").read_bytes, 60),
        ("doc", (FILES / "libreoffice.doc").read_bytes, 60),
        ("docx", word, 40),
        ("odt", open_document, 40),
        ("pptx", lambda: slides(lines=["ก", "ข"]), 20),
        ("rtf", rich, 40),
        ("zip", lambda: zipped({"a.docx": word(), "b.csv": b"a,b\n1,2\n"}), 20),
    ],
)
def test_a_document_with_some_bytes_changed_is_read_or_its_trouble_is_named(box: Sandbox, format, make, files) -> None:
    body = make()
    for seed in range(files):
        content = answer(box, mutated(seed, lambda: body), format)
        assert content.trouble in TROUBLES | {""}
        assert not re.search("[ก-๙]", content.detail)
