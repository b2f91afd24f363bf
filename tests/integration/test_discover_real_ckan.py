"""A real CKAN, read as any other: it takes our order and our quotes, and a token shows what is private."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import msgspec
import pytest
from discover_sites import AT, ids, with_page_size

from checker.discover import open_source, packages
from checker.errors import UsageError
from checker.fetch import Fetcher
from checker.model import Request
from tests.stack import Stack

pytestmark = pytest.mark.stack


def act(fetcher: Fetcher, stack: Stack, action: str, **values: Any) -> Any:
    url = f"{stack.ckan_url}/api/3/action/{action}"
    headers = {"Authorization": stack.token, "Content-Type": "application/json"}
    answer = fetcher.get(Request(key=action, url=url, method="POST", headers=headers, body=msgspec.json.encode(values)))
    assert answer.status == 200, answer.body
    return msgspec.json.decode(answer.body)["result"]


def test_a_real_ckan_is_read_whole_by_organization_and_with_a_token(stack: Stack) -> None:
    name = f"discover-{uuid4().hex[:8]}"
    settings = with_page_size(5)
    with Fetcher(settings) as fetcher:
        act(fetcher, stack, "organization_create", name=name, title=f"กรมตัวอย่าง {name}")
        made = [
            act(fetcher, stack, "package_create", name=f"{name}-{number}", owner_org=name, private=number % 6 == 5)
            for number in range(12)
        ]

        def opened(source: str, **more: Any) -> Any:
            return open_source(
                source, fetch=fetcher.get, fetch_many=fetcher.run, settings=settings, clock=lambda: AT, **more
            )

        of_its_page = opened(f"{stack.ckan_url}/en/organization/{name}")
        pages = list(of_its_page.pages())
        assert ids(pages) == [each["id"] for each in made if not each["private"]]
        assert (of_its_page.found.software, of_its_page.found.ckan_version) == ("ckan", "2.12.0")
        assert of_its_page.state().sort == "metadata_created asc, id asc"

        by_title = opened(stack.ckan_url, organization=f"กรมตัวอย่าง {name}", token=stack.token)
        assert ids(list(by_title.pages())) == [each["id"] for each in made]

        whole = opened(f"{stack.ckan_url}/dataset/{name}-0")
        pages = list(whole.pages())
        state = whole.state()
        assert (state.held, state.declared, state.unreadable, state.changed) == (len(ids(pages)), state.held, (), False)
        assert {f"{name}-0", f"{name}-4"} <= {each["name"] for page in pages for each in packages(page)}

        with pytest.raises(UsageError, match=name):
            opened(stack.ckan_url, organization=f"{name}x")
