"""The result in the Data Quality Vocabulary: two syntaxes, one graph, known terms, hostile words that stay words."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hostile_report import PAYLOADS, hostile_report
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.compare import isomorphic
from rdflib.namespace import DC, DCAT, DCTERMS, FOAF, PROV, RDF, SKOS, XSD, Namespace
from rdflib.term import _is_valid_uri
from report_sample import sample_report, small_rubric

from checker.model import Finding, Outcome, Severity
from checker.report.dqv import nodes
from checker.report.json import to_json
from checker.report.metrics import check_dimensions, prefixes, terms
from checker.report.model import Report
from checker.report.rdf import Iri, Name, Node, jsonld_chunks, text, turtle_chunks, urn, web_iri
from checker.run import write_reports

#: rdflib's own JSON-LD parser says so of itself
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

DQV = Namespace("http://www.w3.org/ns/dqv#")
EARL = Namespace("http://www.w3.org/ns/earl#")
OA = Namespace("http://www.w3.org/ns/oa#")
TERMS = yaml.safe_load((Path(__file__).parent.parent / "cases" / "vocabularies" / "terms.yaml").read_text("utf-8"))
CLOSED = (DC, DCAT, DCTERMS, FOAF, PROV, RDF, SKOS, XSD)  #: rdflib knows their terms
SNAPSHOT = "16a0eeb0791b6c92451fd284dd9f599e0a7dbe7f6ebea6e2d2d06c7f74aec112"
RESULT = f"urn:dgcheck:result:{SNAPSHOT}:data-catalog-kpi-2565:1.0:"
SITE = "https://catalog.example.go.th/"


def turtle(report: Report) -> bytes:
    return b"".join(turtle_chunks(nodes(report), prefixes(report)))


def jsonld(report: Report) -> bytes:
    return b"".join(jsonld_chunks(nodes(report), prefixes(report)))


def graph(report: Report) -> Graph:
    """The graph as rdflib reads the Turtle."""
    return Graph().parse(data=turtle(report), format="turtle")


def measured(found: Graph, metric: str, of: str) -> list[Any]:
    """The values of a metric computed on a resource."""
    return [
        found.value(each, DQV.value).toPython()
        for each in found.subjects(DQV.computedOn, URIRef(of))
        if (each, DQV.isMeasurementOf, URIRef(metric)) in found
    ]


def known(term: URIRef) -> bool:
    """Whether a term of a vocabulary is one that its namespace defines."""
    for space in CLOSED:
        if str(term).startswith(str(space)):
            return term in space
    for space, kinds in TERMS.items():
        if str(term).startswith(space):
            return str(term).removeprefix(space) in {name for names in kinds.values() for name in names}
    return False


@pytest.mark.parametrize(
    "report",
    [sample_report(30), sample_report(6, rubric=small_rubric()), hostile_report("script")],
    ids=["sample", "other rubric", "hostile"],
)
def test_every_predicate_and_class_exists_in_its_vocabulary(report: Report) -> None:
    found = graph(report)
    used = set(found.predicates()) | set(found.objects(None, RDF.type))
    assert [str(term) for term in used if not known(term)] == []
    pointed = {each for each in found.objects() if isinstance(each, URIRef) and str(each).startswith(tuple(TERMS))}
    assert [str(term) for term in pointed if not known(term)] == []
    assert pointed


def test_the_list_of_terms_tells_a_made_up_term() -> None:
    assert not known(DQV.measuredOn)
    assert not known(URIRef(f"{DCAT}datasets"))
    assert not known(URIRef("http://www.w3.org/ns/nothing#a"))


@pytest.mark.parametrize("report", [sample_report(12), sample_report(0), sample_report(5, rubric=small_rubric())],
                         ids=["sample", "empty", "other rubric"])  # fmt: skip
def test_turtle_and_json_ld_are_one_graph(report: Report) -> None:
    other = Graph().parse(data=jsonld(report), format="json-ld")
    assert isomorphic(graph(report), other)
    assert len(other) > 100


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_catalogs_say_neither_breaks_the_syntax_nor_adds_a_triple(payload: str) -> None:
    report = hostile_report(payload)
    found = graph(report)
    assert isomorphic(found, Graph().parse(data=jsonld(report), format="json-ld"))
    tame = graph(msgspec.structs.replace(hostile_report("at"), run=report.run))
    assert shape(found) == shape(tame)
    iris = {each for triple in found for each in triple if isinstance(each, URIRef)}
    assert [
        str(each) for each in iris if not _is_valid_uri(str(each)) or not str(each).startswith(("http", "urn:"))
    ] == []
    json.loads(jsonld(report))


def shape(found: Graph) -> dict[str, int]:
    """How often each predicate stands in a graph, but for what a web address earns."""
    counts: dict[str, int] = {}
    for predicate in found.predicates():
        counts[str(predicate)] = counts.get(str(predicate), 0) + 1
    for name in (DCAT.landingPage, DCAT.accessURL, DCTERMS.source):
        counts.pop(str(name), None)
    return counts


def test_titles_come_back_as_they_were() -> None:
    report = hostile_report("attribute")
    titles = {str(title) for each in graph(report).subjects(RDF.type, DCAT.Dataset) for title in
              graph(report).objects(each, DCTERMS.title)}  # fmt: skip
    assert titles == {PAYLOADS["attribute"]}


@pytest.mark.parametrize(
    ("url", "iri"),
    [
        ("https://a.go.th/dataset/x", "https://a.go.th/dataset/x"),
        ("https://a.go.th/ชุดข้อมูล?ก=ข", "https://a.go.th/ชุดข้อมูล?ก=ข"),
        ("https://a.go.th/a b", "https://a.go.th/a%20b"),
        (" https://a.go.th/ ", "https://a.go.th/"),
        ('https://a.go.th/"> . <urn:x> <urn:y> "z', "https://a.go.th/%22%3E%20.%20%3Curn:x%3E%20%3Curn:y%3E%20%22z"),
        ("https://a.go.th/{a}|b\\c^`", "https://a.go.th/%7Ba%7D%7Cb%5Cc%5E%60"),
        ("https://a.go.th/%20%zz", "https://a.go.th/%20%zz"),
        ("https://a.go.th/\u202egpj", "https://a.go.th/%E2%80%AEgpj"),
        ("https://a.go.th/\ue000", "https://a.go.th/%EE%80%80"),
        ("https://a.go.th/\ud83d", "https://a.go.th/%3F"),
        ("HTTP://a.go.th/", "HTTP://a.go.th/"),
        ("javascript:alert(1)", None),
        ("javascript:alert(1)//http://a.go.th/", None),
        ("data:text/html,x", None),
        ("ftp://a.go.th/", None),
        ("https://", None),
        ("http://[::1", None),
        ("", None),
        ("https://a.go.th/" + "a" * 5000, None),
    ],
)
def test_an_address_is_an_iri_or_none(url: str, iri: str | None) -> None:
    found = web_iri(url)
    assert (found.value if found else None) == iri


@settings(max_examples=200)
@given(st.text(), st.text())
def test_any_text_and_any_address_keep_their_places(title: str, path: str) -> None:
    address = web_iri("https://a.go.th/" + path) or Iri("https://a.go.th/")
    one = Node(address, ("dcat:Dataset",), (("dcterms:title", (text(title),)), ("dcterms:source", (urn("x", path),))))
    names = {"dcat": str(DCAT), "dcterms": str(DCTERMS)}
    first = Graph().parse(data=b"".join(turtle_chunks([one], names)), format="turtle")
    second = Graph().parse(data=b"".join(jsonld_chunks([one], names)), format="json-ld")
    assert set(first) == set(second)
    assert len(first) == 3
    told = title.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")
    assert str(first.value(URIRef(address.value), DCTERMS.title)) == told


def test_every_measurement_has_a_metric_in_a_dimension_in_a_category() -> None:
    found = graph(sample_report(12))
    measurements = set(found.subjects(RDF.type, DQV.QualityMeasurement))
    assert len(measurements) > 100
    for each in measurements:
        (metric,) = found.objects(each, DQV.isMeasurementOf)
        (dimension,) = found.objects(metric, DQV.inDimension)
        (category,) = found.objects(dimension, DQV.inCategory)
        (of,) = found.objects(each, DQV.computedOn)
        assert (metric, RDF.type, DQV.Metric) in found
        assert (category, RDF.type, DQV.Category) in found
        assert set(found.objects(of, RDF.type)) <= {DCAT.Dataset, DCAT.Catalog, DCAT.Distribution}
        (value,) = found.objects(each, DQV.value)
        (kind,) = found.objects(metric, DQV.expectedDataType)
        assert isinstance(value, RdfLiteral)
        assert (value.datatype, value.ill_typed or False) == (kind, False)
    for word in [*found.subjects(RDF.type, DQV.Metric), *found.subjects(RDF.type, DQV.Dimension),
                 *found.subjects(RDF.type, DQV.Category)]:  # fmt: skip
        assert {label.language for label in found.objects(word, SKOS.prefLabel)} == {"th", "en"}


def test_the_catalog_has_the_points_of_the_score() -> None:
    report = sample_report(6)
    found = graph(report)
    score = json.loads(to_json(report))["score"]
    parts = {
        name: measured(found, f"urn:dgcheck:rubric:data-catalog-kpi-2565:1.0:component:{name}", SITE)
        for name in score["points"]
    }
    assert parts == {name: [Decimal(points)] for name, points in score["points"].items()}
    assert measured(found, "urn:dgcheck:metric:total", SITE) == [Decimal("83.4")]


def test_points_are_exact_decimals_rounded_half_up_to_six_places() -> None:
    report = sample_report(2)
    score = msgspec.structs.replace(report.score, total=Fraction(66) + Fraction(2, 3))
    found = graph(msgspec.structs.replace(report, score=score))
    (each,) = found.subjects(DQV.isMeasurementOf, URIRef("urn:dgcheck:metric:total"))
    value = found.value(each, DQV.value)
    assert isinstance(value, RdfLiteral)
    assert (str(value), value.datatype) == ("66.666667", XSD.decimal)


def test_a_dataset_is_told_as_report_json_tells_it() -> None:
    report = sample_report(12)
    found = graph(report)
    for line in json.loads(to_json(report))["datasets"]:
        (me,) = found.subjects(DCTERMS.identifier, RdfLiteral(line["id"]))
        url = line["url"] or str(urn("dataset", "", "").value)
        assert str(me) == url or str(me).startswith("urn:dgcheck:dataset:")
        assert ((URIRef(SITE), DCAT.dataset, me) in found) is line["on_catalog"]
        passed = [line["items_complete"]["passed"]] if line["items"] else []
        assert measured(found, "urn:dgcheck:metric:items_passed", me) == passed
        stars = [] if line["stars"] is None else [line["stars"]]
        assert measured(found, "urn:dgcheck:metric:stars", me) == stars
        reachable = {"passed": [True], "failed": [False]}.get(line["reachable"], [])
        assert measured(found, "urn:dgcheck:metric:reachable", me) == reachable
        conforms = (me, DCTERMS.conformsTo, URIRef("urn:dgcheck:rubric:data-catalog-kpi-2565:1.0:item:all")) in found
        assert conforms is (line["items_outcome"] == "passed")
        for name, tier in line["openness"]["criteria"].items():
            points = report.rubric.tier_points()[tier]
            assert measured(found, f"urn:dgcheck:rubric:data-catalog-kpi-2565:1.0:criterion:{name}", me) == [points]


def test_every_item_of_every_dataset_is_an_assertion_with_its_outcome() -> None:
    report = sample_report(13)
    found = graph(report)
    words = {"passed": EARL.passed, "failed": EARL.failed, "cannot_tell": EARL.cantTell,
             "not_applicable": EARL.inapplicable, "untested": EARL.untested}  # fmt: skip
    told = {}
    for each in found.subjects(RDF.type, EARL.Assertion):
        of, test, result = (found.value(each, name) for name in (EARL.subject, EARL.test, EARL.result))
        assert (result, RDF.type, EARL.TestResult) in found
        assert (found.value(each, EARL.assertedBy), RDF.type, EARL.Software) in found
        key = str(found.value(of, DCTERMS.identifier)), str(found.value(test, DCTERMS.identifier))
        told[key] = found.value(result, EARL.outcome)
    assert told == {
        (line.standing.id, item.no): words[line.standing.items.get(item.no, Outcome.UNTESTED).value]
        for line in report.datasets
        for item in report.rubric.items
    }


def test_what_must_be_mended_is_an_annotation_in_both_languages() -> None:
    report = sample_report(4, hostile=False)
    found = graph(report)
    annotations = list(found.subjects(RDF.type, DQV.QualityAnnotation))
    wrong = [f for line in report.datasets for f in line.findings
             if f.outcome in (Outcome.FAILED, Outcome.CANNOT_TELL)]  # fmt: skip
    assert len(annotations) == len(wrong) > 0
    for each in annotations:
        assert set(found.objects(each, OA.motivatedBy)) == {DQV.qualityAssessment}
        (target,) = found.objects(each, OA.hasTarget)
        assert (target, RDF.type, DCAT.Dataset) in found
        bodies = list(found.objects(each, OA.hasBody))
        assert {str(found.value(body, DC.language)) for body in bodies} == {"th", "en"}
        assert all((body, RDF.type, OA.TextualBody) in found and found.value(body, RDF.value) for body in bodies)


def test_how_current_a_dataset_is_comes_from_its_check() -> None:
    report = sample_report(3, hostile=False)
    reasons = ("fresh_newest_row", "overdue_catalog", "no_sign")
    lines = tuple(
        msgspec.structs.replace(line, findings=(finding("freshness", reason),))
        for line, reason in zip(report.datasets, reasons, strict=True)
    )
    found = graph(msgspec.structs.replace(report, datasets=lines))
    states = [measured(found, "urn:dgcheck:metric:freshness", line.url) for line in lines]
    assert states == [["fresh"], ["overdue"], ["unknown"]]


def finding(check: str, reason: str) -> Finding:
    return Finding(check=check, outcome=Outcome.PASSED, severity=Severity.INFO, reason=reason, subject="d0")


def test_figures_are_derived_from_the_evidence_that_the_report_lists() -> None:
    found = graph(sample_report(8))
    entities = set(found.subjects(RDF.type, PROV.Entity))
    sources = set(found.objects(None, PROV.wasDerivedFrom))
    assert sources
    assert sources <= entities
    quality = URIRef(RESULT + "quality")
    assert found.value(quality, PROV.generatedAtTime).toPython() == datetime(2022, 9, 30, 16, 59, tzinfo=timezone.utc)
    assert found.value(quality, DCTERMS.conformsTo) == URIRef("urn:dgcheck:rubric:data-catalog-kpi-2565:1.0")


def test_two_datasets_that_claim_one_page_stay_two() -> None:
    report = sample_report(3, hostile=False)
    lines = tuple(
        msgspec.structs.replace(line, url="https://catalog.example.go.th/dataset/same") for line in report.datasets
    )
    found = graph(msgspec.structs.replace(report, datasets=lines))
    assert len(set(found.subjects(RDF.type, DCAT.Dataset))) == 3


def test_resources_have_the_pages_that_ckan_gives_them() -> None:
    found = graph(sample_report(2, hostile=False))
    assert set(found.objects(URIRef(SITE + "dataset/d0"), DCAT.distribution)) == {
        URIRef(f"{SITE}dataset/d0/resource/d0-r{place}") for place in range(3)
    }


def test_every_check_of_the_rubric_has_a_dimension() -> None:
    report = sample_report(0)
    dimensions = check_dimensions(report.rubric)
    assert set(dimensions) >= set(report.rubric.checks)
    assert set(dimensions.values()) <= set(terms().dimensions)
    assert set(terms().checks) <= set(report.rubric.checks)


def test_equal_reports_give_equal_bytes_and_both_files_are_written(tmp_path: Path) -> None:
    first = write_reports(sample_report(5), tmp_path / "a", formats=("dqv",))
    second = write_reports(sample_report(5), tmp_path / "b", formats=("dqv",))
    assert [path.name for path in first] == ["report.ttl", "report.jsonld"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_the_run_itself_is_not_in_it_so_that_it_is_canonical_as_it_stands() -> None:
    first = sample_report(3)
    second = msgspec.structs.replace(first, run=msgspec.structs.replace(first.run, id="other", finished=None))
    assert turtle(first) == turtle(second)


def test_nothing_that_turns_or_obeys_stands_in_the_files() -> None:
    for payload in ("terminal", "direction", "lines"):
        for body in (turtle(hostile_report(payload)).decode(), jsonld(hostile_report(payload)).decode()):
            assert not set(body) & set("\x1b\x07\x9b\x85\u202e\u2066\u2028\u200f\ufeff")


def test_names_of_our_own_are_plain() -> None:
    report = sample_report(4, rubric=small_rubric())
    for node in nodes(report):
        if isinstance(node.id, Name):
            prefix, _, local = node.id.value.partition(":")
            assert prefix in prefixes(report)
            assert local.replace("-", "").replace("_", "").isalnum()
