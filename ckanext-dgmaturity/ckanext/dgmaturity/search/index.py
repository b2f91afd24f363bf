"""What is written into Solr's index beside what CKAN writes: the fields of facets, and lists as lists.

ckanext-scheming keeps a list as JSON in a text (``["\\u0e44…"]``): as words nobody searches for, and as one odd value
of a facet. Stock dynamic fields hold all that is added: ``*`` single texts, ``vocab_*`` lists that are searched too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ckan import model

from checker.form import FormVerdict, form_verdict
from checker.model import FieldValue
from checker.vocabulary import vocabulary
from ckanext.dgmaturity import config
from ckanext.dgmaturity.model import Verdict, columns
from ckanext.dgmaturity.search.figures import COMPLETENESS, STARS, TIER, band_of

#: One choice of ours each: what is indexed is the vocabulary's spelling.
CHOICES = ("data_type", "data_category")
#: Names of lists in the index: ``vocab_dgmaturity_objective``.
LIST = "vocab_dgmaturity_{}"
#: How many items are passed, two digits: results can be sorted by it.
PASSED = "dgmaturity_passed"
#: Solr refuses a document with more than 32,766 bytes in a field of type ``string``; so many signs always fit.
LONGEST = 8_000
LONGEST_CHOICE = 200


def with_fields(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document as it goes to Solr; one of another type than ``dataset`` stays as it is."""
    found = dict(document)
    if found.get("dataset_type") != "dataset":
        return found
    package = json.loads(found.get("validated_data_dict") or found["data_dict"])
    verdict = form_verdict(package, today=columns.now().date(), rubric=config.rubric())
    _put_choices(found, verdict.dataset.fields)
    _put_lists(found, verdict.dataset.fields)
    found |= _completeness(verdict) | _openness(str(found["id"]))
    _cut(found)
    return found


def _put_choices(document: dict[str, Any], fields: Mapping[str, FieldValue]) -> None:
    for name in CHOICES:
        document.pop(name, None)
        value = fields.get(name)
        if isinstance(value, str) and value:
            document[name] = value[:LONGEST_CHOICE]


def _put_lists(document: dict[str, Any], fields: Mapping[str, FieldValue]) -> None:
    """Lists as lists; the text of the same name is what they say, and no longer their JSON."""
    for field in vocabulary().fields["dataset"].values():
        if field.form != "choices":
            continue
        document.pop(field.name, None)
        document.pop(f"extras_{field.name}", None)
        value = fields.get(field.name)
        members = [value] if isinstance(value, str) and value else list(value or ())
        if members:
            document[LIST.format(field.name)] = [each[:LONGEST_CHOICE] for each in members]


def _completeness(verdict: FormVerdict) -> dict[str, str]:
    return {COMPLETENESS: band_of(verdict.required - verdict.passed), PASSED: f"{verdict.passed:02d}"}


def _openness(package_id: str) -> dict[str, str]:
    """Tier and stars of the last verdict; nothing before the first."""
    row = model.Session.query(Verdict.tier, Verdict.stars).filter(Verdict.package_id == package_id).first()
    found = {} if row is None else {TIER: row.tier, STARS: row.stars}
    return {name: str(value) for name, value in found.items() if value is not None}


def _cut(document: dict[str, Any]) -> None:
    """What people type into fields that Solr keeps as one word; their words are found in ``extras_…`` all the same."""
    for name in ("title_string", *vocabulary().fields["dataset"]):
        value = document.get(name)
        if isinstance(value, str) and len(value) > LONGEST and name not in ("title", "notes"):
            document[name] = value[:LONGEST]
