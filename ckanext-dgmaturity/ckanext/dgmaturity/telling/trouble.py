"""What there is to mend in the datasets of a person, from the verdicts that are stored.

Reading: a dataset's owner is its organization, so its editors and administrators are told; sysadmins only where they
are members. Trouble is what fails for certain: a mandatory item, a rule that is violated, a link that is broken.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import ckan.model as model
from sqlalchemy import and_

from checker.model import Finding, Outcome, Severity
from checker.rubric import Rubric, Text
from checker.texts import finding_text
from ckanext.dgmaturity.checking.shapes.verdict import findings_in
from ckanext.dgmaturity.model import Verdict
from ckanext.dgmaturity.telling.words import words

LINK = "link"  #: its findings are told as links, with name and address


class Trouble(NamedTuple):
    """One thing to mend."""

    key: str  #: the same for the same trouble, from one check to the next
    text: Text


class Troubled(NamedTuple):
    """One dataset with what is to be mended in it."""

    id: str
    name: str
    title: str
    organization: str
    troubles: tuple[Trouble, ...]


def editors() -> list[model.User]:
    """Everybody who may edit in an organization and can be written to."""
    role = and_(
        model.Member.table_id == model.User.id,
        model.Member.table_name == "user",
        model.Member.state == "active",
        model.Member.capacity.in_(("admin", "editor")),
    )
    found = model.Session.query(model.User).join(model.Member, role)
    return list(found.filter(model.User.state == "active", model.User.email.isnot(None)).distinct())


def troubled(user_id: str, rubric: Rubric) -> Iterator[Troubled]:
    """The datasets of a person's organizations that have trouble, by organization and title."""
    mine = model.Session.query(model.Member.group_id).filter(
        model.Member.table_id == user_id,
        model.Member.table_name == "user",
        model.Member.state == "active",
        model.Member.capacity.in_(("admin", "editor")),
    )
    rows = (
        model.Session.query(Verdict, model.Package, model.Group)
        .join(model.Package, model.Package.id == Verdict.package_id)
        .join(model.Group, model.Group.id == model.Package.owner_org)
        .filter(model.Package.state == "active", model.Package.owner_org.in_(mine))
        .order_by(model.Group.title, model.Package.title, model.Package.id)
    )
    for verdict, package, group in rows:
        found = tuple(_troubles(verdict.body, rubric))
        if found:
            title = package.title or package.name
            yield Troubled(package.id, package.name, title, group.title or group.name, found)


def _troubles(body: dict[str, Any], rubric: Rubric) -> Iterator[Trouble]:
    for each in findings_in(body):
        if _is_trouble(each) and _has_words(each, rubric):
            said = {lang: finding_text(each, rubric, lang) for lang in ("th", "en")}
            yield Trouble(f"{each.check}:{each.reason}:{each.path}", Text(**said))
    for link in body.get("links", ()):
        if link.get("outcome") == Outcome.FAILED.value and link.get("confirmed"):
            yield Trouble(f"{LINK}:{link['resource_id']}:{link['url']}", words("broken", **_named(link)))


def _has_words(finding: Finding, rubric: Rubric) -> bool:
    """A verdict may be older than the engine: what the engine no longer says is told by the next check."""
    return finding.check in rubric.checks and finding.reason in rubric.checks[finding.check].reasons


def _is_trouble(finding: Finding) -> bool:
    told = finding.outcome is Outcome.FAILED and finding.severity is Severity.VIOLATION
    return told and finding.check != LINK


def _named(link: dict[str, Any]) -> dict[str, str]:
    return {"name": str(link.get("name") or "-"), "url": str(link.get("url") or "")}
