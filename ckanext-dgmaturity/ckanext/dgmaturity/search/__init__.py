"""Thai search: the schema that Solr needs for it, what is written into the index, and the facets of the search page."""

from __future__ import annotations

import logging

from ckan.lib import search
from ckan.plugins import toolkit as tk

log = logging.getLogger(__name__)


def reindex(*package_ids: str) -> bool:
    """Writes datasets into the index again, as when their tier or stars changed: one commit of Solr for all of them.

    Commits the session too, as CKAN's own rebuilding does. ``False``: Solr did not take it; what is saved stays saved,
    and ``ckan search-index rebuild`` makes it good.
    """
    done = [_indexed(each) for each in package_ids]
    try:
        search.commit()
    except search.SearchError as error:
        log.warning("The search index did not keep what it was told: %s", error)
        return False
    return all(done)


def _indexed(package_id: str) -> bool:
    try:
        search.rebuild(package_ids=[package_id], quiet=True)
    except (search.SearchError, tk.ObjectNotFound) as error:
        log.warning("The search index was not told of %s: %s", package_id, error)
        return False
    return True
