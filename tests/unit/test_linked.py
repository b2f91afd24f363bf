"""The fifth star: RDF that links to other data, told from its bytes alone."""

from __future__ import annotations

import pytest

from checker.errors import Unreadable
from checker.linked import links_out
from checker.read import needs_whole, read, sandboxed

OWN = "<https://data.a.go.th/id/1>"
TURTLE = f"""
@prefix owl: <http://www.w3.org/2002/07/owl#> .
{OWN} a owl:Thing ; owl:sameAs <https://sws.geonames.org/1153671/> , <http://www.wikidata.org/entity/Q42392> ;
  <http://purl.org/dc/terms/license> <https://creativecommons.org/licenses/by/4.0/> ; owl:versionInfo "1" .
"""
ALONE = f"{OWN} <http://www.w3.org/2000/01/rdf-schema#seeAlso> <https://data.a.go.th/id/2> .\n"
XML = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://www.w3.org/2000/01/rdf-schema#">
<rdf:Description rdf:about="https://data.a.go.th/id/1"><s:seeAlso rdf:resource="https://dbpedia.org/resource/Thai"/>
</rdf:Description></rdf:RDF>"""


@pytest.mark.parametrize(
    ("text", "format_", "sites"),
    [
        (TURTLE, "turtle", 2),
        (ALONE, "ntriples", 0),
        (ALONE, "turtle", 0),
        (XML, "rdf_xml", 1),
        (f"{OWN} <https://data.a.go.th/p> <http://[broken> .\n", "ntriples", 0),
        ("", "ntriples", 0),
    ],
)
def test_only_links_to_the_data_of_others_count(text: str, format_: str, sites: int) -> None:
    assert links_out(text.encode(), format_, complete=True) == sites


def test_a_cut_file_of_lines_is_read_as_far_as_its_last_line() -> None:
    body = (ALONE.replace("data.a.go.th/id/2", "other.example.net/2") * 3)[:-20]
    assert links_out(body.encode(), "ntriples", complete=False) == 1


@pytest.mark.parametrize(
    ("body", "format_", "trouble"),
    [
        (b"@prefix a: <", "turtle", "damaged"),
        (b"<rdf:RDF", "rdf_xml", "damaged"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "rdf_xml", "bomb"),
        (b"\x00\xff", "ntriples", "damaged"),
    ],
)
def test_what_is_no_rdf_is_a_trouble_and_nothing_else(body: bytes, format_: str, trouble: str) -> None:
    with pytest.raises(Unreadable) as raised:
        links_out(body, format_, complete=True)
    assert raised.value.trouble == trouble
    assert read(body, format_, complete=True).trouble == trouble


def test_rdf_is_read_whole_and_in_a_process_of_its_own() -> None:
    assert all(sandboxed(each) for each in ("rdf_xml", "turtle", "ntriples"))
    assert [needs_whole(each) for each in ("rdf_xml", "turtle", "ntriples", "jsonld")] == [True, True, False, False]
