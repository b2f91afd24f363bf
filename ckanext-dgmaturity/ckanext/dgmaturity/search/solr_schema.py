"""CKAN's own Solr schema with Thai words split, made from the one that is installed.

Thai is written without blanks: Solr's ``WhitespaceTokenizer`` keeps ``รายชื่อสถานศึกษา`` as one word, and nobody who types
``สถานศึกษา`` finds it. ``ThaiTokenizer`` comes with Solr and with a full Java runtime (module ``jdk.localedata``).
"""

from __future__ import annotations

from pathlib import Path

import ckan
from lxml import etree

from checker.cli.words import say

#: Field types whose texts people write and search. ``text_ngram`` finds parts of words as it stands.
TYPES = ("text", "text_general")
BLANKS = "solr.WhitespaceTokenizerFactory"
THAI = "solr.ThaiTokenizerFactory"
#: ``๒๕๖๔`` is found by ``2564`` and the other way round
DIGITS = "solr.DecimalDigitFilterFactory"
_LOWER = "solr.LowerCaseFilterFactory"


class UnknownSchema(ValueError):
    """A file that is no schema of CKAN's, or one that was changed just where it matters.

    ``key`` names the text that says which (``inside.solr`` of the command's words), ``values`` what stands in it.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(say(f"inside.solr.{key}", "en", path="", **values).removeprefix(": "))
        self.key, self.values = key, values


def installed() -> Path:
    """The schema of the CKAN that runs."""
    return Path(ckan.__file__).parent / "config" / "solr" / "schema.xml"


def thai(source: bytes) -> bytes:
    """The schema with Thai words split; comments and order stay. Given its own result, it changes nothing.

    Raises UnknownSchema.
    """
    root = _parsed(source)
    for name in TYPES:
        for analyzer in _analyzers(root, name):
            _split_thai(analyzer, name)
    above = [*root.itersiblings(preceding=True)][::-1]
    written = [etree.tostring(each, encoding="unicode", with_tail=False) for each in (*above, root)]
    return "\n\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *written, ""]).encode()


def _parsed(source: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        raise UnknownSchema("no_xml", why=error) from error
    name = str(root.get("name") or "")
    if root.tag != "schema" or not name.startswith("ckan"):
        raise UnknownSchema("not_ckan", tag=root.tag, name=name)
    return root


def _analyzers(root: etree._Element, name: str) -> list[etree._Element]:
    found = [each for each in root.iter("fieldType", "fieldtype") if each.get("name") == name]
    analyzers = [analyzer for each in found for analyzer in each.findall("analyzer")]
    if len(found) != 1 or not analyzers:
        raise UnknownSchema("no_type", type=name)
    return analyzers


def _split_thai(analyzer: etree._Element, name: str) -> None:
    tokenizers = analyzer.findall("tokenizer")
    classes = [str(each.get("class")) for each in tokenizers]
    if classes not in ([BLANKS], [THAI]):
        raise UnknownSchema("splits", type=name, by=", ".join(classes) or "-", blanks=BLANKS, thai=THAI)
    tokenizers[0].set("class", THAI)
    lower = next((each for each in analyzer.findall("filter") if each.get("class") == _LOWER), None)
    if lower is None:
        raise UnknownSchema("no_filter", type=name, filter=_LOWER)
    if not any(each.get("class") == DIGITS for each in analyzer.findall("filter")):
        digits = etree.Element("filter", {"class": DIGITS})
        digits.tail, lower.tail = lower.tail, (lower.getprevious().tail if lower.getprevious() is not None else "\n")
        lower.addnext(digits)
