"""A catalog as fixes need it: its datasets as the run saw them, and as it has them now."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from checker.discover import packages
from checker.errors import UsageError
from checker.fix.model import Reason
from checker.fix.places import Customs, customs
from checker.model import RunHead
from checker.normalise import identity_of
from checker.publish.answer import Answer, Declined
from checker.run.stored import api_url_of
from checker.store import Store
from checker.text import key

if TYPE_CHECKING:
    from checker.publish.client import Client  # it loads what talks to a CKAN

Package = Mapping[str, Any]
SAMPLE = 1_000  #: datasets by which the catalog's customs are told


def raw_packages(store: Store, head: RunHead) -> dict[str, Package]:
    """Every dataset of the run as the catalog gave it, by id."""
    found: dict[str, Package] = {}
    for page in store.pages(head.id):
        for package in packages(page):
            found.setdefault(identity_of(package)[0], package)
    return found


def api_of(store: Store, head: RunHead) -> str:
    """The base of the catalog's API (``https://site/api/3``). Raises UsageError where the run read no CKAN."""
    api_url = api_url_of(store, head).removesuffix("/action")
    if not api_url:
        raise UsageError(
            f"run {head.id} did not read a CKAN over its API ({head.source}); there is nothing to write to",
            f"รอบตรวจ {head.id} ไม่ได้อ่านจาก API ของ CKAN ({head.source}) จึงไม่มีที่ให้เขียนกลับ",
        )
    return api_url


class Site:
    """The catalog of a run, behind its client."""

    def __init__(self, client: Client, then: Mapping[str, Package]) -> None:
        self.client, self.then = client, then
        self._customs: Customs | None = None
        self._organizations = organizations(then)

    @property
    def customs(self) -> Customs:
        """How it keeps its metadata; its schema is asked for once."""
        if self._customs is None:
            schema, tags_as_text = _schema(self.client.call("scheming_dataset_schema_show", {"type": "dataset"}))
            sample = islice(self.then.values(), SAMPLE)
            self._customs = customs(sample, schema, tags_as_text=tags_as_text)
        return self._customs

    def show(self, dataset: str) -> Package | Reason:
        """The dataset as the catalog has it now."""
        answer = self.client.call("package_show", {"id": dataset})
        if isinstance(answer, Declined):
            return Reason(code="gone") if answer.code == "missing" else reason_of(answer)
        found = answer.result
        if not isinstance(found, dict) or found.get("id") != dataset:
            return Reason(code="not_ckan", params={"status": "200"})
        return Reason(code="gone") if found.get("state") == "deleted" else found

    def organization(self, written: str) -> str | None:
        """The id of the organization with this id, name or title; ``None``: there is none, or there are two."""
        wanted = key(written)
        if wanted not in self._organizations:
            shown = _result(self.client.call("organization_show", {"id": written, "include_users": False}))
            alike = _result(self.client.call("organization_autocomplete", {"q": written, "limit": 20}))
            found = [shown, *(each for each in (alike if isinstance(alike, list) else ()) if _called(each, wanted))]
            identities = {each["id"] for each in found if isinstance(each, dict) and isinstance(each.get("id"), str)}
            self._organizations[wanted] = identities.pop() if len(identities) == 1 else None
        return self._organizations[wanted]


def _result(answer: Answer | Declined) -> Any:
    return answer.result if isinstance(answer, Answer) else None


def _called(organization: Any, wanted: str) -> bool:
    names = [organization.get(part) for part in ("name", "title")] if isinstance(organization, dict) else []
    return wanted in {key(name) for name in names if isinstance(name, str)}


def organizations(then: Mapping[str, Package]) -> dict[str, str | None]:
    """The organizations of these datasets: id, name or title as compared → id; what two have is nobody's."""
    by_key: dict[str, set[str]] = {}
    for package in then.values():
        shown = package.get("organization")
        identity = shown.get("id") if isinstance(shown, dict) else None
        if isinstance(shown, dict) and isinstance(identity, str):
            for name in (identity, shown.get("name"), shown.get("title")):
                if isinstance(name, str) and name:
                    by_key.setdefault(key(name), set()).add(identity)
    return {name: found.pop() if len(found) == 1 else None for name, found in by_key.items()}


def _schema(answer: Answer | Declined) -> tuple[frozenset[str] | None, bool]:
    """The dataset fields of a ckanext-scheming schema, and whether it demands ``tag_string``."""
    result = _result(answer)
    fields = result.get("dataset_fields") if isinstance(result, dict) else None
    if not isinstance(fields, list):
        return None, False
    rows = [each for each in fields if isinstance(each, dict) and isinstance(each.get("field_name"), str)]
    tags = next((each for each in rows if each["field_name"] == "tag_string"), {})
    demanded = bool(tags.get("required")) or "not_empty" in str(tags.get("validators") or "")
    return frozenset(each["field_name"] for each in rows), demanded


def reason_of(declined: Declined) -> Reason:
    """Why a call did not succeed."""
    return Reason(code=declined.code, params={"status": str(declined.status or "-")}, fields=declined.fields)
