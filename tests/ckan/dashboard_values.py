"""Organizations with datasets, verdicts and scores as the checking writes them, for tests of the dashboards."""

from __future__ import annotations

import re
import sys
import uuid
from collections.abc import Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import ckan.model as model
import sqlalchemy as sa
from ckan.tests import factories
from ckanext.dgmaturity.checking.shapes.score import score_row
from ckanext.dgmaturity.checking.shapes.verdict import verdict_row
from ckanext.dgmaturity.dashboard.rules import rubric
from ckanext.dgmaturity.model import Score, Verdict

from checker.report.model import DatasetLine, Report

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "unit"))

from report_sample import sample_report

NOW = datetime(2026, 3, 1, 2, 30, tzinfo=timezone.utc)


def unique(prefix: str) -> str:
    """A name that no other test has."""
    return f"{prefix}-{uuid.uuid4().hex[:10]}"


class Seat:
    """An organization with an editor, a member, and whatever a test puts in it."""

    def __init__(self) -> None:
        self.editor = factories.UserWithToken(name=unique("editor"))
        self.member = factories.UserWithToken(name=unique("member"))
        users = [
            {"name": self.editor["name"], "capacity": "editor"},
            {"name": self.member["name"], "capacity": "member"},
        ]
        self.organization = factories.Organization(name=unique("dashboard"), users=users)
        self.id: str = self.organization["id"]
        self.name: str = self.organization["name"]
        self.url = f"/organization/{self.name}/dgmaturity"

    def dataset(self, **columns: Any) -> model.Package:
        """A dataset as CKAN's own table holds it; no search index is needed."""
        told = {"name": unique("dataset"), "title": "ทะเบียนแหล่งน้ำ", "owner_org": self.id, "type": "dataset"}
        found = model.Package(**{**told, "metadata_modified": NOW.replace(tzinfo=None), **columns})
        model.Session.add(found)
        model.Session.flush()
        return found

    def verdict(self, package: model.Package, *, missing: tuple[str, ...] = (), **columns: Any) -> None:
        """A verdict with every item passed but these."""
        numbers = [item.no for item in rubric().items]
        items = {no: "failed" if no in missing else "passed" for no in numbers}
        body = {"items": items, "weak": [], "links": [], "category": None, **columns.pop("body", {})}
        told = {
            "package_id": package.id,
            "organization_id": self.id,
            "checked_at": NOW,
            "package_modified": package.metadata_modified.isoformat(),
            "rubric": rubric().id,
            "passed": len(numbers) - len(missing),
            "required": len(numbers),
            "informative": len(numbers) - len(missing),
            "body": body,
        }
        model.Session.add(Verdict(**{**told, **columns}))
        model.Session.commit()

    def checked(self, *missing: str, **columns: Any) -> model.Package:
        """A dataset with a verdict; ``title`` and ``private`` are the dataset's, all else the verdict's."""
        own = {name: columns.pop(name) for name in ("title", "private", "state", "name") if name in columns}
        package = self.dataset(**own)
        self.verdict(package, missing=missing, **columns)
        return package

    def filled(self, datasets: int, *, hostile: bool = True) -> Report:
        """So many datasets with everything in their verdicts that a report can hold, and a score of them."""
        report = sample_report(datasets, hostile=hostile)
        for line in report.datasets:
            self._line(line, report)
        self.score(report)
        return report

    def _line(self, line: DatasetLine, report: Report) -> None:
        package = self.dataset(title=line.standing.title, private=line.standing.public is False)
        modified = package.metadata_modified.isoformat()
        told = {"package_id": package.id, "organization_id": self.id, "checked_at": NOW, "package_modified": modified}
        model.Session.add(Verdict(**told, **verdict_row(line, report.rubric)))
        model.Session.commit()

    def score(self, report: Report, *, at: datetime = NOW, **columns: Any) -> None:
        """A score out of a report."""
        model.Session.add(Score(organization_id=self.id, at=at, **{**score_row(report), **columns}))
        model.Session.commit()

    def trend(self, report: Report, totals: tuple[str, ...]) -> None:
        """A score a day before ``NOW``, the last of them the day before."""
        for days, total in enumerate(reversed(totals), start=1):
            figure, body = Decimal(total), score_row(report)["body"]
            body["score"]["points"] = {report.rubric.components[0].id: total}
            columns = {"total": figure, "minimum": figure, "maximum": figure, "body": body}
            self.score(report, at=NOW - timedelta(days=days), **columns)

    def page(self, app: Any, query: str = "", *, lang: str = "", user: Mapping[str, Any] | None = None) -> str:
        """The dashboard as its editor sees it."""
        return str(app.get(f"{lang}{self.url}{query}", headers=signed(user or self.editor)).body)


def signed(user: Mapping[str, Any]) -> dict[str, str]:
    """The headers of a signed-in user."""
    return {"Authorization": user["token"]}


def sysadmin() -> dict[str, Any]:
    """A sysadmin with a token."""
    return factories.SysadminWithToken(name=unique("sysadmin"))


def plain(page: str) -> str:
    """What a page says: without its tags, blanks made one."""
    shown = re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", page))
    return " ".join(unescape(shown).split())


@contextmanager
def counted():
    """The SQL statements that are sent meanwhile."""
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        sent.append(statement)

    engine = model.meta.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
