"""axe-core over pages of CKAN: what keeps people with a keyboard or a screen reader out of them.

``assert grave(page) == []`` in a browser test. The page has to be there already (``page.goto``), at the width and in
the state that is to be looked at. :func:`signed_in` gives a page to look with.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
GRAVE = ("serious", "critical")
#: the plain CKAN's own, on every page of it: not ours to mend, and looked at in none of our tests
CKANS_OWN = (".account-masthead", ".masthead", ".site-footer", ".toolbar", ".pagination")


def grave(page: Page, *, inside: str = "body", without: Iterable[str] = CKANS_OWN) -> list[str]:
    """The serious and critical findings inside an element: ``impact rule: help | place``, one line each."""
    left_out = [[selector] for selector in without]
    found = Axe().run(page, context={"include": [[inside]], "exclude": left_out}).response["violations"]
    return [_line(rule, node) for rule in found if rule["impact"] in GRAVE for node in rule["nodes"]]


def _line(rule: dict[str, Any], node: dict[str, Any]) -> str:
    told = " ".join(str(node.get("failureSummary") or rule["help"]).split())
    return f"{rule['impact']} {rule['id']}: {told} | {node['html'][:160]}"


def signed_in(browser: Browser, url: str, name: str, password: str, *, width: int = 1200) -> Page:
    """A new page in a context of its own, with this user signed in to the CKAN at ``url``."""
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    page.goto(f"{url}/user/login")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", password)
    page.click("form[action*=login] button[type=submit], form button.btn-primary[type=submit]")
    page.wait_for_load_state()
    return page
