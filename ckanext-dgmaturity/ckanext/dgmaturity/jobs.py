"""Checks that wait: put into CKAN's own queue once the change is stored, one for each dataset.

Without Redis saving a dataset goes on working. Its verdict is then late (of an older state than the dataset is in),
which is told wherever it is shown, and the nightly round makes it good.
"""

from __future__ import annotations

import logging
from typing import Any

from ckan import model
from ckan.lib.redis import connect_to_redis
from ckan.plugins import toolkit as tk
from redis.exceptions import RedisError
from sqlalchemy import event

log = logging.getLogger(__name__)

WAITING_SECONDS = 3_600  #: after which a check that never began no longer keeps another one out
JOB_SECONDS = 3_600  #: what one check may take
CHANGED = "dgmaturity_changed"  #: in the session's ``info``: datasets that were changed and are not stored yet


def enqueue_check(package_id: str) -> bool:
    """Puts a check into the queue; ``False``: one waits already, or there is no Redis."""
    try:
        if not connect_to_redis().set(_key(package_id), "1", nx=True, ex=WAITING_SECONDS):
            return False
        tk.enqueue_job(check, [package_id], title=f"dgmaturity: check {package_id}", rq_kwargs={"timeout": JOB_SECONDS})
    except (RedisError, OSError) as error:
        log.warning(
            "The check of dataset %s waits for the nightly round, for Redis does not answer: %s", package_id, error
        )
        return False
    return True


def check(package_id: str) -> None:
    """The job: checks one dataset as it is now. A change from here on is another job."""
    from ckanext.dgmaturity.checking.run import check_dataset  # here: pages need not load the whole engine

    _begin(package_id)
    check_dataset(package_id)


def _begin(package_id: str) -> None:
    try:
        connect_to_redis().delete(_key(package_id))
    except (RedisError, OSError) as error:
        log.warning("Redis does not answer: %s", error)


def _key(package_id: str) -> str:
    return f"ckan:{tk.config['ckan.site_id']}:dgmaturity:check:{package_id}"


def changed(package_id: str) -> None:
    """Remembers that a dataset was changed: its check is queued once that is stored, never before."""
    model.Session().info.setdefault(CHANGED, {})[package_id] = True


def _stored(session: Any) -> None:
    for package_id in session.info.pop(CHANGED, {}):
        enqueue_check(package_id)


def _taken_back(session: Any) -> None:
    session.info.pop(CHANGED, None)


def listen() -> None:
    """From now on changes that are stored are checked. To say it twice changes nothing."""
    for name, listener in (("after_commit", _stored), ("after_rollback", _taken_back)):
        if not event.contains(model.Session, name, listener):
            event.listen(model.Session, name, listener)
