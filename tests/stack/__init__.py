"""The real servers for tests: PostgreSQL, Redis, Solr and CKAN 2.12, each a process of its own on loopback.

``python -m tests.stack start | stop | status``. Everything lives in ``.stack/`` of the checkout (and PostgreSQL's data
under ``/var/tmp``, where its user may write); only processes that were started here are ever ended, by their id.
"""

from tests.stack.stack import Stack, held, peers, start, status, stop

__all__ = ["Stack", "held", "peers", "start", "status", "stop"]
