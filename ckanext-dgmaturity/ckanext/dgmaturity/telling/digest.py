"""The digest: at most one mail to a person in so many days, and only where there is something new."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import ckan.model as model
from ckan.plugins import toolkit as tk

from checker.rubric import Text
from checker.run.rules import proved_rubric
from ckanext.dgmaturity import config
from ckanext.dgmaturity.model import Told
from ckanext.dgmaturity.telling import unsubscribing
from ckanext.dgmaturity.telling.post import SECONDS, Mail, Post
from ckanext.dgmaturity.telling.trouble import Troubled, editors, troubled
from ckanext.dgmaturity.telling.words import number, words


class Sent(NamedTuple):
    """What came of one round."""

    sent: int
    nothing_new: int
    failed: int  #: the mail server did not take them; they are tried again the next time


def send_digests(now: datetime, *, dry_run: bool = False, patience: float = SECONDS) -> Sent:
    """Writes to everybody who has new trouble and was not written to for so long.

    ``patience``: seconds that the mail server has for each answer.
    """
    days = config.mail_days()
    counts = {"sent": 0, "nothing_new": 0, "failed": 0}
    post = Post(dry_run, patience)
    for user in editors() if days else ():
        told = model.Session.query(Told).filter_by(user_id=user.id).first() or Told(
            user_id=user.id, unsubscribed=False, body={}
        )
        if told.unsubscribed or (told.at is not None and now - told.at < timedelta(days=days)):
            continue
        counts[_to_one(user, told, now, post)] += 1
    return Sent(**counts)


def _to_one(user: model.User, told: Told, now: datetime, post: Post) -> str:
    found = list(troubled(user.id, proved_rubric(config.rubric())))
    before = {name: set(keys) for name, keys in (told.body or {}).get("known", {}).items()}
    fresh = [each for each in (_fresh(one, before.get(one.id, set())) for one in found) if each.troubles]
    if not fresh:
        _forget_mended(told, found, post)
        return "nothing_new"
    mail = digest(fresh, unsubscribing.url_of(user.id))
    if not post.take(user, mail):
        return "failed"
    if post.dry_run:
        return "sent"
    told.at = now
    told.body = _known(found)
    model.Session.add(told)
    model.Session.commit()
    return "sent"


def _known(found: Sequence[Troubled]) -> dict[str, Any]:
    return {"known": {one.id: [each.key for each in one.troubles] for one in found}}


def _forget_mended(told: Told, found: Sequence[Troubled], post: Post) -> None:
    """What was told and is mended is new when it breaks again."""
    if told.at is not None and told.body != _known(found) and not post.dry_run:
        told.body = _known(found)
        model.Session.commit()


def _fresh(one: Troubled, known: set[str]) -> Troubled:
    return one._replace(troubles=tuple(each for each in one.troubles if each.key not in known))


def digest(fresh: Sequence[Troubled], unsubscribe: str) -> Mail:
    """The mail about these datasets; all of it in Thai, then in English."""
    count = sum(len(each.troubles) for each in fresh)
    subject = words("subject", site=tk.config["ckan.site_title"], count=count, datasets=len(fresh))
    parts = ["\n".join(_lines(fresh, unsubscribe, lang)) for lang in ("th", "en")]
    return Mail(subject=subject.th, body=f"\n\n{'-' * 40}\n\n".join(parts))


def _lines(fresh: Sequence[Troubled], unsubscribe: str, lang: str) -> list[str]:
    lines = [words("lead").get(lang)]
    for one in fresh[: number("most")]:
        lines += ["", words("dataset", title=one.title, organization=one.organization).get(lang)]
        lines.append(tk.url_for("dataset.read", id=one.name, qualified=True))
        lines += [f"- {each.text.get(lang)}" for each in one.troubles[: number("each")]]
        lines += _more("more_of_dataset", len(one.troubles) - number("each"), lang)
    lines += ["", *_more("more", len(fresh) - number("most"), lang)]
    return [*lines, words("unsubscribe", url=unsubscribe).get(lang)]


def _more(name: str, count: int, lang: str) -> list[str]:
    text: Text = words(name, count=count)
    return [f"- {text.get(lang)}"] if count > 0 else []
