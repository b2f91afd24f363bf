"""What the figures of DQV are of: categories, dimensions, metrics and the mandatory items, with their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import msgspec
from msgspec import Struct

from checker.model import Outcome
from checker.report.model import Report
from checker.report.rdf import Literal, Name, Node, local, text, urn
from checker.resources import load_yaml, schemas_dir
from checker.rubric import Rubric, Text
from checker.texts import Bilingual

OUTCOMES = {
    Outcome.PASSED: "earl:passed",
    Outcome.FAILED: "earl:failed",
    Outcome.CANNOT_TELL: "earl:cantTell",
    Outcome.NOT_APPLICABLE: "earl:inapplicable",
    Outcome.UNTESTED: "earl:untested",
}
ALL_ITEMS = Name("item:all")  #: the standard that a dataset with every mandatory item conforms to


class _Dimension(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    category: str
    th: str
    en: str
    about: Text


class _Metric(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    dimension: str
    type: str
    th: str
    en: str


class Terms(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words of ``schemas/interchange/quality.yaml``."""

    prefixes: dict[str, str]
    categories: dict[str, Text]
    dimensions: dict[str, _Dimension]
    metrics: dict[str, _Metric]
    checks: dict[str, str]
    check_groups: dict[str, str]
    component_dimension: str
    criterion_dimension: str
    title: Text
    all_items: Text


@cache
def terms() -> Terms:
    """What is ours of the vocabulary."""
    return msgspec.convert(load_yaml(schemas_dir() / "interchange" / "quality.yaml"), Terms, strict=True)


def prefixes(report: Report) -> Mapping[str, str]:
    """All prefixes of the two files; those of our own terms carry the rubric and the evidence that they belong to."""
    rubric = urn("rubric", report.rubric.id, report.rubric.version).value
    run = urn("result", report.run.snapshot_sha256, report.rubric.id, report.rubric.version).value
    return {
        **terms().prefixes,
        "category": "urn:dgcheck:category:",
        "component": f"{rubric}:component:",
        "criterion": f"{rubric}:criterion:",
        "dimension": "urn:dgcheck:dimension:",
        "evidence": f"{run}:evidence:",
        "item": f"{rubric}:item:",
        "metric": "urn:dgcheck:metric:",
        "r": f"{run}:",
    }


def heading(report: Report) -> Iterator[Node]:
    """What all figures hang on: the result as a whole, its evidence and rubric, the tool, the five outcomes."""
    rubric, run, title = report.rubric, report.run, terms().title
    standard = urn("rubric", rubric.id, rubric.version)
    snapshot = Name("r:snapshot")
    yield Node(
        Name("r:quality"),
        ("dqv:QualityMetadata", "prov:Entity"),
        (
            (
                "dcterms:title",
                tuple(text(title.get(lang).format(rubric=rubric.title.get(lang)), lang) for lang in ("th", "en")),
            ),
            ("dcterms:conformsTo", (standard,)),
            ("prov:generatedAtTime", (Literal(run.cutoff.isoformat(), type="xsd:dateTime"),)),
            ("prov:wasAttributedTo", (Name("r:tool"),)),
            ("prov:wasDerivedFrom", (snapshot,)),
        ),
    )
    yield Node(snapshot, ("prov:Entity",), (("dcterms:identifier", (text(f"sha256:{run.snapshot_sha256}"),)),))
    yield Node(
        Name("r:tool"),
        ("earl:Software", "prov:SoftwareAgent"),
        (("dcterms:title", (text("dgcheck"),)), ("dcterms:hasVersion", (text(run.tool_version),))),
    )
    yield Node(
        standard,
        ("dcterms:Standard",),
        (("dcterms:title", both(rubric.title)), ("dcterms:identifier", (text(rubric.id),))),
    )
    yield Node(ALL_ITEMS, ("dcterms:Standard",), (("dcterms:title", both(terms().all_items)),))
    yield from vocabulary(rubric)
    for outcome, name in OUTCOMES.items():
        yield Node(Name(f"r:{outcome.value}"), ("earl:TestResult",), (("earl:outcome", (Name(name),)),))


def vocabulary(rubric: Rubric) -> Iterator[Node]:
    """Categories, dimensions, metrics and the mandatory items, with their words in both languages."""
    known = terms()
    for name, words in known.categories.items():
        yield Node(Name(f"category:{name}"), ("dqv:Category",), (("skos:prefLabel", both(words)),))
    for name, dimension in known.dimensions.items():
        yield Node(
            Name(f"dimension:{name}"),
            ("dqv:Dimension",),
            (
                ("dqv:inCategory", (Name(f"category:{dimension.category}"),)),
                ("skos:prefLabel", both(dimension)),
                ("skos:definition", both(dimension.about)),
            ),
        )
    for name, metric in known.metrics.items():
        yield _metric(f"metric:{name}", metric, metric.dimension, metric.type)
    for part in rubric.components:
        yield _metric(f"component:{local(part.id)}", part.title, known.component_dimension, "decimal", part.rule)
    for criterion in rubric.openness.criteria:
        yield _metric(f"criterion:{local(criterion.id)}", criterion.title, known.criterion_dimension, "decimal")
    for item in rubric.items:
        yield Node(
            Name(f"item:{local(item.no)}"),
            ("earl:TestCriterion",),
            (
                ("dcterms:identifier", (text(item.no),)),
                ("dcterms:title", both(item.title)),
                ("dcterms:isPartOf", (ALL_ITEMS,)),
            ),
        )


def _metric(name: str, words: Bilingual, dimension: str, kind: str, about: Text | None = None) -> Node:
    return Node(
        Name(name),
        ("dqv:Metric",),
        (
            ("dqv:inDimension", (Name(f"dimension:{dimension}"),)),
            ("dqv:expectedDataType", (Name(f"xsd:{kind}"),)),
            ("skos:prefLabel", both(words)),
            ("skos:definition", both(about) if about else ()),
        ),
    )


def check_dimensions(rubric: Rubric) -> Mapping[str, str]:
    """The dimension of each check: its own, else that of what it is for."""
    known = terms()
    groups = {
        **dict.fromkeys(rubric.checks, known.check_groups["other"]),
        **{check: known.check_groups["informative"] for item in rubric.items for check in item.informative},
        **{check: known.check_groups["item"] for item in rubric.items for check in item.checks},
    }
    return {**groups, **known.checks}


def both(words: Bilingual) -> tuple[Literal, ...]:
    """A text in both languages."""
    return text(words.th, "th"), text(words.en, "en")
