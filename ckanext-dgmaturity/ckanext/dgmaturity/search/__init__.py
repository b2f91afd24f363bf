"""Thai search: the schema that Solr needs for it, what is written into the index, and the facets of the search page."""

from __future__ import annotations
