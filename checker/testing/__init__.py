"""Public helpers for tests of and around the checker: a fake web as one function, a fake CKAN, small builders.

A *site* is a function from a :class:`SiteRequest` to a :class:`SiteAnswer`; :func:`serve` puts it on loopback as
a real HTTP server. Nothing is patched: what is tested goes through real sockets.

>>> with serve(lambda request: SiteAnswer(status=404, body=b"no")) as base_url:
...     base_url.startswith("http://127.0.0.1:")
True
"""

from checker.testing.books import a_record, a_workbook
from checker.testing.build import a_dataset, a_package, a_resource, run_check
from checker.testing.ckan import CkanSite, ckan_site
from checker.testing.server import serve
from checker.testing.site import Site, SiteAnswer, SiteRequest, file_answer, html_answer, json_answer

__all__ = [
    "CkanSite",
    "Site",
    "SiteAnswer",
    "SiteRequest",
    "a_dataset",
    "a_package",
    "a_record",
    "a_resource",
    "a_workbook",
    "ckan_site",
    "file_answer",
    "html_answer",
    "json_answer",
    "run_check",
    "serve",
]
