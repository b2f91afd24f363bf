"""Checks and scores that wait: put into CKAN's own queue once a change is stored, one for each dataset, organization.

A dataset that was changed is checked; an organization is counted anew when its plan, a match, a record of use or its
log of decisions was changed. Without Redis saving goes on working. What is held is then late (of an older state), which
is told wherever it is shown, and the nightly round makes it good.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from ckan import model
from ckan.lib.redis import connect_to_redis
from ckan.plugins import toolkit as tk
from redis.exceptions import RedisError
from sqlalchemy import event

from ckanext.dgmaturity import model as tables

log = logging.getLogger(__name__)

WAITING_SECONDS = 3_600  #: after which a job that never began no longer keeps another one out
JOB_SECONDS = 3_600  #: what one job may take
CHANGED = "dgmaturity_changed"  #: in the session's ``info``: what was changed and is not stored yet
GIVEN = (tables.Plan, tables.Match, tables.Use, tables.Decision)  #: what an organization is counted by beside datasets


def enqueue_check(package_id: str) -> bool:
    """Puts a check into the queue; ``False``: one waits already, or there is no Redis."""
    return _enqueue(check, package_id)


def enqueue_score(organization_id: str) -> bool:
    """Puts the count of an organization into the queue; ``False``: one waits already, or there is no Redis."""
    return _enqueue(score, organization_id)


def _enqueue(job: Callable[[str], None], key: str) -> bool:
    what = f"{job.__name__} {key}"
    try:
        if not connect_to_redis().set(_key(job.__name__, key), "1", nx=True, ex=WAITING_SECONDS):
            return False
        tk.enqueue_job(job, [key], title=f"dgmaturity: {what}", rq_kwargs={"timeout": JOB_SECONDS})
    except (RedisError, OSError) as error:
        log.warning("This waits for the nightly round, for Redis does not answer: %s (%s)", what, error)
        return False
    return True


def check(package_id: str) -> None:
    """The job: checks one dataset as it is now. A change from here on is another job."""
    from ckanext.dgmaturity.checking.run import check_dataset  # here: pages need not load the whole engine

    _begin("check", package_id)
    check_dataset(package_id)


def score(organization_id: str) -> None:
    """The job: counts one organization as it is now. A change from here on is another job."""
    from ckanext.dgmaturity.checking.run import score_organization

    _begin("score", organization_id)
    organization = model.Group.get(organization_id)
    if organization is not None and organization.state == "active":
        score_organization(organization)


def _begin(kind: str, key: str) -> None:
    try:
        connect_to_redis().delete(_key(kind, key))
    except (RedisError, OSError) as error:
        log.warning("Redis does not answer: %s", error)


def _key(kind: str, key: str) -> str:
    return f"ckan:{tk.config['ckan.site_id']}:dgmaturity:{kind}:{key}"


def changed(package_id: str) -> None:
    """Remembers that a dataset was changed: its check is queued once that is stored, never before."""
    _remember(model.Session(), enqueue_check, package_id)


def _remember(session: Any, enqueue: Callable[[str], bool], key: str) -> None:
    session.info.setdefault(CHANGED, {})[enqueue, key] = True


def _given(session: Any, _context: Any) -> None:
    for each in (*session.new, *session.dirty, *session.deleted):
        if isinstance(each, GIVEN):
            _remember(session, enqueue_score, each.organization_id)


def _stored(session: Any) -> None:
    if session.in_nested_transaction():  # a part is done; nothing is stored before the whole is
        return
    for enqueue, key in session.info.pop(CHANGED, {}):
        enqueue(key)


def _taken_back(session: Any) -> None:
    if session.in_nested_transaction():
        return
    session.info.pop(CHANGED, None)


def listen() -> None:
    """From now on changes that are stored are checked and counted. To say it twice changes nothing."""
    for name, listener in (("after_flush", _given), ("after_commit", _stored), ("after_rollback", _taken_back)):
        if not event.contains(model.Session, name, listener):
            event.listen(model.Session, name, listener)
