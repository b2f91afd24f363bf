"""How one dataset stands: its metadata as it is now, and what the last check found. Nothing here asks the network."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from ckan import model
from ckan.plugins.toolkit import _
from msgspec import Struct

from checker.dates import show_date
from checker.form import FormVerdict
from checker.rounding import shown
from checker.run.rules import proved_rubric
from ckanext.dgmaturity import config, judging, showing
from ckanext.dgmaturity.checking import telling
from ckanext.dgmaturity.language import lang, said
from ckanext.dgmaturity.model import Registration, Rules, Verdict


class Figures(Struct, frozen=True, kw_only=True):
    """What everybody may know of a public dataset."""

    passed: int  #: mandatory items
    required: int
    tier: str | None  #: id of the rubric's; ``None``: not graded yet
    stars: int | None


class Now(NamedTuple):
    """A dataset as it is."""

    verdict: FormVerdict  #: of its metadata, now
    held: Any  #: the row of the last check; ``None``: there was none


def now_of(package: Mapping[str, Any]) -> Now:
    """What is to be said of a dataset, by its metadata and by the last check."""
    return Now(judging.judged(package), held_verdict(str(package["id"])))


def figures(now: Now) -> Figures:
    """Its items as they are now, its tier and stars as of the last check."""
    verdict, held = now
    return Figures(
        passed=verdict.passed,
        required=verdict.required,
        tier=held.tier if held else None,
        stars=held.stars if held else None,
    )


def in_short(found: Figures, language: str) -> str:
    """What a badge says: items always, tier and stars once they are graded."""
    parts = [_("{passed}/{required} items").format(passed=found.passed, required=found.required)]
    if found.tier is not None:
        parts.append(tier_title(found.tier, language))
    if found.stars is not None:
        parts.append(_("{stars} of 5 stars").format(stars=found.stars))
    return " · ".join(parts)


def held_verdict(package_id: str) -> Any:
    """The row of the last check; ``None``: there was none."""
    return model.Session.query(Verdict).filter_by(package_id=package_id).first()


def panel(package: Mapping[str, Any], now: Now, user: str) -> dict[str, Any]:
    """What the editors of a dataset see beside it: items as they are now, openness and links of the last check."""
    verdict, held = now
    told = telling.verdict_told(held.body) if held else {"openness": None, "links": []}
    return {
        **showing.verdict_shown(verdict, judging.cost_for(verdict, user)),
        **_last_check(package, held, told["openness"]),
        "links": told["links"],
        "registration": registration(package),
    }


def openness(package: Mapping[str, Any]) -> dict[str, Any]:
    """What its form shows of a saved dataset's openness: as of the last check, not of what is typed. One statement."""
    held = held_verdict(str(package["id"]))
    return _last_check(package, held, telling.verdict_told(held.body)["openness"] if held else None)


def _last_check(package: Mapping[str, Any], held: Any, openness: dict[str, Any] | None) -> dict[str, Any]:
    """Openness, and of when that is."""
    return {
        "openness": _rounded(openness),
        "tier": tier_title(held.tier) if held else None,
        "most": max(tier.points for tier in proved_rubric(config.rubric()).openness.tiers),
        "checked": day_and_time(held.checked_at) if held else None,
        "late": held is None or held.package_modified != package.get("metadata_modified"),
    }


def registration(package: Mapping[str, Any]) -> dict[str, str] | None:
    """What the national catalog said last of a public dataset; ``None``: nobody is asked here."""
    if not config.gd_catalog_harvester() or package.get("private"):
        return None
    row = model.Session.query(Registration).filter_by(package_id=str(package["id"])).first()
    if row is None:
        return {"state": _("not asked yet; the nightly round asks"), "at": "", "stale": ""}
    words = {
        "published": _("registered and published"),
        "processing": _("read there, waits to be published"),
        "harvested": _("read there"),
        "not_registered": _("not registered"),
    }
    state = words.get(row.state, _("could not be asked"))
    return {"state": state, "at": day_and_time(row.at), "stale": row.detail}


def _rounded(openness: dict[str, Any] | None) -> dict[str, Any] | None:
    """Its points as people see them."""
    if openness is None:
        return None
    criteria = [{**each, "gain": shown(Fraction(each["gain"]))} for each in openness["criteria"]]
    return {**openness, "points": shown(Fraction(openness["points"])), "criteria": criteria}


def tier_title(tier: str | None, language: str | None = None) -> str:
    """The tier in words."""
    found = next((each.title for each in proved_rubric(config.rubric()).openness.tiers if each.id == tier), None)
    return "" if found is None else found.get(language) if language else said(found)


def day_and_time(moment: Any) -> str:
    """A moment where the rubric is in force, in the reader's era."""
    local = judging.there(moment)
    clock = _("at {time}").format(time=f"{local:%H:%M}")
    return f"{show_date(local.date(), lang())} {clock}"


def badge_is_public(package: Mapping[str, Any]) -> bool:
    """Whether everybody may have the badge of a dataset: the site's word, and its organization's."""
    return config.public_badge() and _organization_allows(package.get("owner_org"))


def page_is_public(organization_id: str) -> bool:
    """Whether an organization has a public page: its own word, else the site's."""
    own = _own_word(organization_id)
    return config.public_page() if own is None else own


def _organization_allows(organization_id: str | None) -> bool:
    return not organization_id or _own_word(organization_id) is not False


def _own_word(organization_id: str) -> bool | None:
    word: bool | None = model.Session.query(Rules.public_page).filter(Rules.organization_id == organization_id).scalar()
    return word
