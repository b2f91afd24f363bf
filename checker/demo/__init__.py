"""The demo: a catalog of three agencies that do not exist, served on loopback with files and troubles of its own.

>>> with demo_site() as demo:
...     demo.catalog_url.endswith("/organization/example-department")
True
"""

from checker.demo.catalog import catalog
from checker.demo.site import DemoSite, demo_site, remark

__all__ = ["DemoSite", "catalog", "demo_site", "remark"]
