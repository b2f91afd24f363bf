"""Thai search: the schema that Solr needs for it, what is written into the index, and the facets of the search page."""

from __future__ import annotations

import logging

from ckan.lib import search
from ckan.plugins import toolkit as tk

from ckanext.dgmaturity.search import again

log = logging.getLogger(__name__)

#: CKAN's two errors about Solr, which have nothing in common
ERRORS = (search.SearchError, search.SearchIndexError)
MANY = 20  #: from so many datasets on the index is asked for what it is made of


def reindex(*package_ids: str) -> bool:
    """Writes datasets into the index again, as when their tier or stars changed: one commit of Solr for all of them.

    Commits the session too, as CKAN's own rebuilding does. ``False``: Solr did not take it; what is saved stays saved,
    and ``ckan search-index rebuild`` makes it good.
    """
    missing = False
    try:
        done = again.from_index(package_ids) if len(package_ids) >= MANY else set()
        for package_id in package_ids:
            missing |= package_id not in done and not _indexed(package_id)
        search.commit()
    except ERRORS as error:  # the next ones would wait for it in vain
        log.warning("The search index was not told of %d datasets: %s", len(package_ids), error)
        return False
    return not missing


def _indexed(package_id: str) -> bool:
    """``False``: the dataset is gone."""
    try:
        search.rebuild(package_ids=[package_id], quiet=True)
    except tk.ObjectNotFound:
        return False
    return True
