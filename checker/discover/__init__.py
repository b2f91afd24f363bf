"""From what a person pastes to a catalog's raw answers, page by page; and from a stored answer to its packages.

Discover never opens a socket: it is handed ``fetch``, and for pages side by side ``fetch_many``.

- :func:`open_source` finds out what a source is: a CKAN, a saved answer, JSON Lines, a folder, DCAT in any form.
- :func:`packages` reads a page's body again, now or years later: packages in CKAN's form, for ``normalise``.
"""

from checker.discover.api import Fetch, FetchMany
from checker.discover.opening import open_source
from checker.discover.pages import packages
from checker.discover.source import Source, SourceState

__all__ = ["Fetch", "FetchMany", "Source", "SourceState", "open_source", "packages"]
