"""DCAT in all its forms to packages: what it says, and nothing that it does not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from checker.discover.dcat import dcat_packages, frequency, package_of
from checker.discover.decode import Unreadable
from checker.discover.facts import document_facts
from checker.discover.rdf import rdf_packages
from checker.vocabulary import vocabulary

FULL = {
    "@type": "dcat:Dataset",
    "identifier": "DataSet_11_01",
    "title": "ปริมาณข้าว",
    "description": "ปริมาณข้าวรายจังหวัด",
    "keyword": ["ข้าว", "เกษตร"],
    "issued": "2022-01-05",
    "modified": "2022-06-30",
    "publisher": {"@type": "org:Organization", "name": "กรมตัวอย่าง"},
    "contactPoint": {"@type": "vcard:Contact", "fn": "กองข้อมูล", "hasEmail": "mailto:data@example.go.th"},
    "accessLevel": "public",
    "license": "https://creativecommons.org/licenses/by/4.0/",
    "accrualPeriodicity": "R/P1M",
    "spatial": "ประเทศไทย",
    "theme": ["การเกษตร"],
    "landingPage": "https://example.go.th/d/1",
    "distribution": [
        {
            "title": "ไฟล์",
            "downloadURL": "https://example.go.th/d/1.csv",
            "accessURL": "https://example.go.th/d/1",
            "mediaType": "text/csv",
            "format": "CSV",
        }
    ],
}
PACKAGE = {
    "id": "DataSet_11_01",
    "name": "DataSet_11_01",
    "title": "ปริมาณข้าว",
    "notes": "ปริมาณข้าวรายจังหวัด",
    "tags": [{"name": "ข้าว"}, {"name": "เกษตร"}],
    "resources": [
        {
            "name": "ไฟล์",
            "url": "https://example.go.th/d/1.csv",
            "access_url": "https://example.go.th/d/1",
            "format": "CSV",
            "mimetype": "text/csv",
        }
    ],
    "url": "https://example.go.th/d/1",
    "license_id": "https://creativecommons.org/licenses/by/4.0/",
    "metadata_created": "2022-01-05",
    "metadata_modified": "2022-06-30",
    "owner_org": "กรมตัวอย่าง",
    "organization": {"id": "กรมตัวอย่าง", "name": "กรมตัวอย่าง", "title": "กรมตัวอย่าง"},
    "maintainer": "กองข้อมูล",
    "maintainer_email": "data@example.go.th",
    "update_frequency_unit": "เดือน",
    "update_frequency_interval": "1",
    "extras": [
        {"key": "spatial", "value": "ประเทศไทย"},
        {"key": "theme", "value": "การเกษตร"},
        {"key": "access_rights", "value": "public"},
    ],
}


def test_a_dataset_of_data_json_becomes_a_package() -> None:
    assert list(dcat_packages({"dataset": [FULL]}, "")) == [PACKAGE]


def test_what_dcat_does_not_say_stays_absent() -> None:
    assert package_of({"title": "x"}, 1) == {"id": "x", "title": "x"}
    assert package_of({}, 7) == {"id": "dataset-7"}


@pytest.mark.parametrize(
    "dataset",
    [
        {"title": 3, "keyword": "one", "publisher": "กรม", "distribution": {"downloadURL": "http://x/a"}},
        {"title": None, "keyword": [None, 1, [2]], "publisher": [], "contactPoint": "x", "distribution": "x"},
        {"title": {"@value": "x", "@language": "th"}, "license": {"@id": "http://x"}, "spatial": {"label": "ไทย"}},
        {"title": [], "publisher": {"name": {}}, "distribution": [None, 1, {"mediaType": 3}], "theme": {"a": 1}},
    ],
)
def test_odd_shapes_are_read_as_far_as_they_go(dataset: dict[str, Any]) -> None:
    (package,) = dcat_packages([dataset], "")
    assert package["id"]
    json.dumps(package)


@pytest.mark.parametrize(
    ("written", "unit", "interval"),
    [
        ("R/P1Y", "ปี", "1"),
        ("R/P3M", "ไตรมาส", "1"),
        ("http://purl.org/cld/freq/monthly", "เดือน", "1"),
        ("http://publications.europa.eu/resource/authority/frequency/ANNUAL_2", "ครึ่งปี", "1"),
        ("http://publications.europa.eu/resource/authority/frequency/UPDATE_CONT", "ตามเวลาจริง", ""),
        ("Annual", "ปี", "1"),
        ("รายปี", "รายปี", None),
        ("", "", None),
    ],
)
def test_frequencies_are_told_in_the_words_of_the_vocabulary(written: str, unit: str, interval: str | None) -> None:
    found = frequency(written)
    assert (found["update_frequency_unit"], found.get("update_frequency_interval")) == (unit, interval)


def test_every_frequency_is_a_choice_of_the_vocabulary() -> None:
    choices = {choice.value for choice in vocabulary().choices("update_frequency_unit")}
    assert {each.unit for each in document_facts().frequencies.values()} <= choices


@pytest.mark.parametrize(
    ("media", "mimetype", "form"),
    [
        ("text/csv", "text/csv", "text/csv"),
        ("https://www.iana.org/assignments/media-types/text/csv", "text/csv", "text/csv"),
        ("http://publications.europa.eu/resource/authority/file-type/CSV", "file-type/CSV", "CSV"),
    ],
)
def test_media_types_are_read_from_their_addresses(media: str, mimetype: str, form: str) -> None:
    (resource,) = package_of({"title": "x", "distribution": [{"accessURL": "http://x", "mediaType": media}]}, 1)[
        "resources"
    ]
    assert (resource["mimetype"], resource["format"]) == (mimetype, form)


TURTLE = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

<https://example.go.th/catalog> a dcat:Catalog ; dcat:dataset <https://example.go.th/d/1>, <https://example.go.th/d/0> .
<https://example.go.th/d/1> a dcat:Dataset ;
    dct:identifier "DataSet_11_01" ;
    dct:title "Rice"@en, "ปริมาณข้าว"@th ;
    dct:description "ปริมาณข้าวรายจังหวัด" ;
    dcat:keyword "เกษตร", "ข้าว" ;
    dct:issued "2022-01-05"^^<http://www.w3.org/2001/XMLSchema#date> ;
    dct:modified "not a date"^^<http://www.w3.org/2001/XMLSchema#date> ;
    dct:publisher [ a foaf:Organization ; foaf:name "กรมตัวอย่าง" ] ;
    dcat:contactPoint [ vcard:fn "กองข้อมูล" ; vcard:hasEmail <mailto:data@example.go.th> ] ;
    dct:accrualPeriodicity <http://purl.org/cld/freq/monthly> ;
    dct:license <https://creativecommons.org/licenses/by/4.0/> ;
    dct:spatial [ skos:prefLabel "ประเทศไทย" ] ;
    dcat:distribution <https://example.go.th/d/1#b>, <https://example.go.th/d/1#a> .
<https://example.go.th/d/1#a> a dcat:Distribution ; dct:title "ไฟล์" ; dcat:downloadURL <https://example.go.th/1.csv> ;
    dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> ; dct:format "CSV" .
<https://example.go.th/d/1#b> a dcat:Distribution ; dcat:accessURL <https://example.go.th/1> ;
    dct:format [ rdfs:label "XLSX" ] .
<https://example.go.th/d/0> a dcat:Dataset ; dct:title "อื่น" .
"""
FROM_RDF = {
    "id": "DataSet_11_01",
    "name": "DataSet_11_01",
    "title": "ปริมาณข้าว",
    "notes": "ปริมาณข้าวรายจังหวัด",
    "tags": [{"name": "ข้าว"}, {"name": "เกษตร"}],
    "resources": [
        {
            "id": "https://example.go.th/d/1#a",
            "name": "ไฟล์",
            "url": "https://example.go.th/1.csv",
            "format": "CSV",
            "mimetype": "text/csv",
        },
        {
            "id": "https://example.go.th/d/1#b",
            "url": "https://example.go.th/1",
            "access_url": "https://example.go.th/1",
            "format": "XLSX",
        },
    ],
    "license_id": "https://creativecommons.org/licenses/by/4.0/",
    "metadata_created": "2022-01-05",
    "metadata_modified": "not a date",
    "owner_org": "กรมตัวอย่าง",
    "organization": {"id": "กรมตัวอย่าง", "name": "กรมตัวอย่าง", "title": "กรมตัวอย่าง"},
    "maintainer": "กองข้อมูล",
    "maintainer_email": "data@example.go.th",
    "update_frequency_unit": "เดือน",
    "update_frequency_interval": "1",
    "extras": [{"key": "spatial", "value": "ประเทศไทย"}],
}
OTHER = {"id": "https://example.go.th/d/0", "title": "อื่น"}


def _as(form: str) -> bytes:
    from rdflib import Graph

    return Graph().parse(data=TURTLE, format="turtle").serialize(format=form, encoding="utf-8")


@pytest.mark.parametrize(
    ("form", "body"),
    [("turtle", TURTLE.encode()), ("turtle", _as("nt")), ("rdf_xml", _as("xml")), ("jsonld", _as("json-ld"))],
)
def test_the_same_packages_come_of_every_form_of_rdf(form: str, body: bytes) -> None:
    assert list(rdf_packages(body, form, "https://example.go.th/catalog")) == [OTHER, FROM_RDF]


LD = {
    "@context": "https://www.w3.org/ns/dcat.jsonld",
    "@type": "dcat:Dataset",
    "@id": "https://example.go.th/d/1",
    "dct:title": "ข้าว",
}
SCHEMA_ORG = {
    "@context": "https://schema.org/",
    "@type": "Dataset",
    "name": "ข้าว",
    "keywords": ["เกษตร"],
    "publisher": {"@type": "Organization", "name": "กรมตัวอย่าง"},
    "distribution": {
        "@type": "DataDownload",
        "contentUrl": "https://example.go.th/1.csv",
        "encodingFormat": "text/csv",
    },
}


def test_relative_addresses_stay_as_they_are_written() -> None:
    body = b"<d/1> a <http://www.w3.org/ns/dcat#Dataset> ; <http://www.w3.org/ns/dcat#distribution> <d/1.csv> ."
    assert list(rdf_packages(body, "turtle", "/tmp/a.ttl")) == [{"id": "d/1", "resources": [{"id": "d/1.csv"}]}]


def test_contexts_that_are_known_need_no_network() -> None:
    assert list(rdf_packages(json.dumps(LD).encode(), "jsonld", "")) == [
        {"id": "https://example.go.th/d/1", "title": "ข้าว"}
    ]
    (found,) = rdf_packages(json.dumps(SCHEMA_ORG).encode(), "jsonld", "")
    assert (found["title"], found["tags"], found["organization"]["title"], found["resources"]) == (
        "ข้าว",
        [{"name": "เกษตร"}],
        "กรมตัวอย่าง",
        [{"url": "https://example.go.th/1.csv", "format": "text/csv", "mimetype": "text/csv"}],
    )


@pytest.mark.parametrize(
    "context",
    [
        "http://127.0.0.1:1/context.jsonld",
        "context.jsonld",
        "file:///etc/passwd",
        [{"dct": "http://purl.org/dc/terms/"}, "https://evil.example/c"],
        {"@import": "https://evil.example/c"},
        {"a": {"@id": "http://x/a", "@context": "https://evil.example/c"}},
    ],
)
def test_a_context_that_would_have_to_be_fetched_is_refused(context: Any) -> None:
    for document in ({**LD, "@context": context}, {"@graph": [{**LD, "@context": context}]}):
        with pytest.raises(Unreadable) as raised:
            list(rdf_packages(json.dumps(document).encode(), "jsonld", ""))
        assert raised.value.code == "context"


RDF_XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{}</rdf:RDF>'
BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("doctype", [BOMB, OUTSIDE, '<!DOCTYPE r SYSTEM "http://127.0.0.1:1/x.dtd">', "<!DOCTYPE r>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_a_document_type_is_refused(doctype: str, encoding: str) -> None:
    body = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}{RDF_XML.format("")}'.encode(encoding)
    with pytest.raises(Unreadable) as raised:
        list(rdf_packages(body, "rdf_xml", ""))
    assert raised.value.code == "entities"


@pytest.mark.parametrize(
    ("form", "body", "code"),
    [
        ("turtle", b"@prefix a: <b", "rdf"),
        ("turtle", b"<a> <b> <c> .", "not_a_catalog"),
        ("turtle", b"\xff\xfe\x00", "rdf"),
        ("turtle", b"<a> <b> " + b"( " * 5000, "rdf"),
        ("turtle", b"[" * 50_000, "deep"),
        ("rdf_xml", b"<rdf:RDF>", "rdf"),
        ("rdf_xml", RDF_XML.format("<a/>").encode(), "not_a_catalog"),
        ("rdf_xml", RDF_XML.format("").encode(), "not_a_catalog"),
        ("rdf_xml", b"", "rdf"),
        ("jsonld", b'{"@graph": 3}', "not_a_catalog"),
        ("jsonld", b'{"@context": {"a": 1}}', "not_a_catalog"),
        ("jsonld", b'{"@graph": ' + b"[" * 900 + b"]" * 900 + b"}", "not_a_catalog"),
    ],
)
def test_rdf_that_cannot_be_read_says_why(form: str, body: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as raised:
        list(rdf_packages(body, form, ""))
    assert raised.value.code in (code, "deep")
