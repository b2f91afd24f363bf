"""Whatever catalogs, hosts, files and interfaces say: no report, workbook, terminal or log takes it for a command."""

from __future__ import annotations

import json
import re
from collections.abc import Container
from html.parser import HTMLParser
from io import BytesIO
from typing import get_type_hints

import msgspec
import openpyxl
import pytest
from hostile_report import OUTSIDE, PAYLOADS, content, hostile_report, poisoned, probes
from tables_sample import fix

from checker.cli.visible import visible
from checker.report.excel import to_xlsx
from checker.report.html import to_html
from checker.report.json import to_json
from checker.report.owners import owner_pages
from checker.report.plain import explain, summary

#: what acts when it is shown: controls (but line ends), C1, turns of direction, byte order marks
ACTS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class Tags(HTMLParser):
    """Tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in ("href", "src", "action"):
                self.addresses.add((value or "").partition(":")[0])


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_page_has_the_tags_of_its_template_and_no_others(payload: str) -> None:
    _of_its_template(to_html(hostile_report(payload)).decode())


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_pages_of_units_have_the_tags_of_their_templates_and_no_others(payload: str) -> None:
    text = PAYLOADS[payload]
    report = msgspec.structs.replace(hostile_report(payload), worklist=(fix(text), fix(f"{text} {text}")))
    files = {name: b"".join(content) for name, content in owner_pages(report)}
    assert len(files) >= 2
    for name, body in files.items():
        assert re.fullmatch(r"[a-z0-9-]{1,60}\.(html|xlsx)", name)
        if name.endswith(".html"):
            _of_its_template(body.decode(), names=set(files))


def _of_its_template(page: str, names: Container[str] = ()) -> None:
    found = Tags()
    found.feed(page)
    assert found.tags.isdisjoint({"script", "img", "iframe", "object", "embed", "base", "link", "form", "textarea"})
    assert not [name for name in found.attributes if name.startswith("on") or name == "autofocus"]
    outward = {scheme for scheme in found.addresses if not scheme.startswith("#") and scheme not in names}
    assert outward <= {"http", "https"}
    assert ACTS.search(page) is None


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_is_more_than_text(payload: str, lang: str) -> None:
    book = openpyxl.load_workbook(BytesIO(to_xlsx(hostile_report(payload), lang=lang)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []
    texts = [(cell, str(cell.value)) for cell in cells if cell.data_type == "s"]
    assert [
        cell.coordinate for cell, text in texts if text.lstrip()[:1] in "=+-@" and text and not cell.quotePrefix
    ] == []
    assert [text[:80] for _, text in texts if ACTS.search(text)] == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_json_is_json_and_nothing_in_it_acts(payload: str) -> None:
    encoded = to_json(hostile_report(payload))
    text = encoded.decode("utf-8")
    assert ACTS.search(text) is None
    assert "\u2028" not in text
    found = json.loads(text)
    told = PAYLOADS[payload].encode("utf-8", "replace").decode()
    assert found["datasets"][0]["publisher"] == told


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_terminal_gets_lines_of_text(payload: str, lang: str) -> None:
    report = hostile_report(payload)
    lines = [*summary(report, lang), *(text for line in report.datasets for text in explain(report, line, lang))]
    for text in map(visible, lines):
        assert ACTS.search(text) is None
        assert text.splitlines() in ([text], [])


def test_every_struct_of_a_report_has_its_words_from_outside_told() -> None:
    text = "\u202e"
    for value in (content(), *probes()):
        left = json.dumps(msgspec.to_builtins(poisoned(value, text)))
        assert not re.search(r'"(m|s|h|v|c|d|u|e|k)"(?=[,}])', left.replace('"format": "', '"')), left
    for struct, names in OUTSIDE.items():
        assert set(names) <= set(get_type_hints(struct)), struct
