"""The queue of CKAN: large workbooks are read and imported behind the page."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from ckan import model
from ckan.lib import helpers
from ckan.plugins import toolkit as tk
from flask import has_request_context
from redis.exceptions import RedisError

from ckanext.dgmaturity.importing import running
from ckanext.dgmaturity.model import Batch

log = logging.getLogger(__name__)

TIMEOUT = 3 * 60 * 60  #: seconds that one batch may take


def enqueue(batch: Batch) -> bool:
    """Puts the next step of a batch into the queue; ``False``: there is no queue now."""
    try:
        tk.enqueue_job(work, [batch.id], title=f"dgmaturity workbook {batch.id}", rq_kwargs={"timeout": TIMEOUT})
    except (RedisError, OSError):
        log.exception("batch %s could not be queued", batch.id)
        return False
    return True


def work(batch_id: str) -> None:
    """The job: what the batch has still to do."""
    batch = model.Session.get(Batch, batch_id)
    if batch is None:
        return  # purged since
    with _in_language(str(batch.body.get("lang") or "")):
        if batch.state == running.READING:
            running.look(batch_id)
        else:
            running.carry_on(batch_id, wait=True)


@contextmanager
def _in_language(lang: str) -> Iterator[None]:
    """A job has no request: one is made in which validators speak the language of who uploaded the workbook."""
    context = None if has_request_context() else helpers._get_auto_flask_context()
    if context is None:
        yield
        return
    with context.app.test_request_context(environ_overrides={"CKAN_LANG": lang}):
        yield
