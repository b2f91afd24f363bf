"""The demo: a catalog of three agencies that do not exist, served on loopback with files and troubles of its own.

>>> with DemoSite() as demo:
...     demo.catalog_url.endswith("/organization/example-department")
True
"""

from checker.demo.catalog import catalog
from checker.demo.site import DemoSite

__all__ = ["DemoSite", "catalog"]
