"""One typed reader for each option; ``config_declaration.yaml`` is where they are told."""

from __future__ import annotations

from typing import Literal, cast

from ckan.plugins import toolkit as tk

Enforcement = Literal["strict", "publish", "report"]


def enforcement() -> Enforcement:
    """What happens to an incomplete dataset, where its organization says nothing else."""
    return cast(Enforcement, tk.config["ckanext.dgmaturity.enforcement"])


def rubric() -> str:
    """The id of the rubric that is counted by."""
    return str(tk.config["ckanext.dgmaturity.rubric"])


def plan_max_size() -> int:
    """Megabytes that an uploaded plan may have."""
    return int(tk.config["ckanext.dgmaturity.plan_max_size"])


def assessors() -> tuple[tuple[str, str], ...]:
    """(body of the rubric, organization) whose administrators decide in its name; an empty body is every body."""
    pairs = [each.rpartition("=") for each in tk.aslist(tk.config["ckanext.dgmaturity.assessors"])]
    return tuple([(body, organization) for body, _, organization in pairs])


def allow_networks() -> tuple[str, ...]:
    """Networks (CIDR) inside private ranges that may be asked all the same."""
    return tuple(tk.aslist(tk.config["ckanext.dgmaturity.allow_networks"]))


def webhooks() -> tuple[str, ...]:
    """Addresses that are told when the verdict of a dataset changes."""
    return tuple(tk.aslist(tk.config["ckanext.dgmaturity.webhooks"]))


def webhook_secret() -> str:
    """What their messages are signed with; empty: they are not."""
    return str(tk.config["ckanext.dgmaturity.webhook_secret"] or "")


def gd_catalog_harvester() -> str:
    """Address of the national catalog's harvester; empty: nobody is asked about registration."""
    return str(tk.config["ckanext.dgmaturity.gd_catalog_harvester"] or "").rstrip("/")


def mail_days() -> int:
    """Days between two digests to one person; 0: none are sent."""
    return int(tk.config["ckanext.dgmaturity.mail_days"])


def mails() -> bool:
    """Whether the site sends mails at all: CKAN cannot without ``smtp.mail_from``."""
    return bool(tk.config.get("smtp.mail_from"))


def workbook_max_size() -> int:
    """Megabytes that an uploaded workbook may have."""
    return int(tk.config["ckanext.dgmaturity.workbook_max_size"])


def workbook_at_once() -> int:
    """Datasets that are imported while the page waits; more go to the queue."""
    return int(tk.config["ckanext.dgmaturity.workbook_at_once"])


def workbook_max_datasets() -> int:
    """Datasets that one workbook may bring or take along."""
    return int(tk.config["ckanext.dgmaturity.workbook_max_datasets"])


def workbook_days() -> int:
    """Days for which an uploaded workbook and what became of it are kept."""
    return int(tk.config["ckanext.dgmaturity.workbook_days"])


def contact() -> str:
    """Whom the sites that are checked may write to, shown in the user agent."""
    return str(tk.config["ckanext.dgmaturity.contact"] or "")


def connections() -> int:
    """Requests under way at once when links are checked."""
    return int(tk.config["ckanext.dgmaturity.connections"])


def check_hours() -> float:
    """Hours after which the nightly round looks at a link that works anew."""
    return float(tk.config["ckanext.dgmaturity.check_hours"])


def confirm_wait() -> float:
    """The longest that the nightly round waits, in seconds, for the second look at what failed."""
    return float(tk.config["ckanext.dgmaturity.confirm_wait"])


def confirm_after() -> float | None:
    """Seconds between two looks at a failure; ``None``: as the rubric says."""
    told = str(tk.config["ckanext.dgmaturity.confirm_after"] or "").strip()
    return float(told) if told else None


def keep_days() -> int:
    """Days that old scores are kept one by one; of older ones the last of each month stays."""
    return int(tk.config["ckanext.dgmaturity.keep_days"])


def public_badge() -> bool:
    """Whether public datasets have a badge that everybody may show."""
    return bool(tk.config["ckanext.dgmaturity.public_badge"])


def public_page() -> bool:
    """Whether organizations that say nothing themselves have a page of figures for everybody."""
    return bool(tk.config["ckanext.dgmaturity.public_page"])
