"""A real DataStore: a filter gives a part, in Thai too, and the newest row tells its day."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from wild import QUICK

from checker.content import ProbeOutcome
from checker.fetch import Fetcher
from checker.model import Dataset, Distribution, Request
from checker.probe import Probed, converse_all, targets
from tests.stack import Stack

pytestmark = pytest.mark.stack
BANGKOK = timezone(timedelta(hours=7))
PROVINCES = ("เชียงใหม่", "ลำพูน", "น่าน")


def act(fetcher: Fetcher, stack: Stack, action: str, **values: Any) -> Any:
    url = f"{stack.ckan_url}/api/3/action/{action}"
    headers = {"Authorization": stack.token, "Content-Type": "application/json"}
    answer = fetcher.get(Request(key=action, url=url, method="POST", headers=headers, body=msgspec.json.encode(values)))
    assert answer.status == 200, answer.body
    return msgspec.json.decode(answer.body)["result"]


def table(fetcher: Fetcher, stack: Stack, package: str, fields: list[dict[str, str]], records: list[Any]) -> str:
    made = act(
        fetcher, stack, "datastore_create", resource={"package_id": package}, fields=fields, records=records, force=True
    )
    return str(made["resource_id"])


def probed(fetcher: Fetcher, stack: Stack, *tables: str) -> list[Probed]:
    held = tuple(Distribution(id=each, url=f"{stack.ckan_url}/nothing.csv", datastore_active=True) for each in tables)
    found = [
        target
        for each in held
        for target in targets(Dataset(id="d", distributions=(each,)), {}, api_url=f"{stack.ckan_url}/api/3/action")
        if target.interface == "ckan_datastore"
    ]
    by_key = {each.probe.key: each for each in converse_all(found, fetcher.run, mask=lambda text: text)}
    return [by_key[target.key] for target in found]


def test_a_real_datastore_is_probed(stack: Stack) -> None:
    with Fetcher(QUICK) as fetcher:
        name = f"probe-{uuid4().hex[:8]}"
        organization = act(fetcher, stack, "organization_create", name=name)
        package = act(fetcher, stack, "package_create", name=name, owner_org=organization["id"])["id"]
        days = [datetime(2022, 1, 1) + timedelta(days=number) for number in range(300)]
        rows = [
            {"จังหวัด": PROVINCES[number % 3], "วันที่บันทึก": f"{day:%Y-%m-%dT%H:%M:%S}", "ปริมาณน้ำฝน (มม.)": number / 4}
            for number, day in enumerate(days)
        ]
        fields = [
            {"id": "จังหวัด", "type": "text"},
            {"id": "วันที่บันทึก", "type": "timestamp"},
            {"id": "ปริมาณน้ำฝน (มม.)", "type": "numeric"},
        ]
        dated = table(fetcher, stack, package, fields, [*rows, {"จังหวัด": "ลำพูน", "วันที่บันทึก": None}])
        alike = table(fetcher, stack, package, [{"id": "a", "type": "text"}], [{"a": "x"}] * 3)
        alone = table(fetcher, stack, package, [{"id": "a", "type": "text"}], [{"a": "x"}])
        empty = table(fetcher, stack, package, [{"id": "a", "type": "text"}], [])
        hidden = act(fetcher, stack, "package_create", name=f"{name}-2", owner_org=organization["id"], private=True)
        closed = table(fetcher, stack, hidden["id"], [{"id": "a", "type": "text"}], [{"a": "x"}])
        found = probed(fetcher, stack, dated, alike, alone, empty, closed, str(uuid4()))

    shown, limited, *others = [each.probe for each in found]
    assert (shown.outcome, shown.reason, shown.area) == (ProbeOutcome.CONDITION, "condition", True)
    assert shown.condition.startswith('filters={"จังหวัด": ')
    assert shown.whole is not None
    assert shown.part is not None
    assert (shown.whole.rows, shown.whole.total, shown.part.rows, shown.part.total) == (200, 301, 100, 100)
    assert shown.newest == days[-1].replace(tzinfo=BANGKOK)
    assert shown.fields == ("จังหวัด", "วันที่บันทึก", "ปริมาณน้ำฝน (มม.)")
    assert found[0].rows is not None
    assert (len(found[0].rows.rows), found[0].rows.complete) == (201, False)
    assert (limited.outcome, limited.reason, limited.condition) == (
        ProbeOutcome.CONDITION,
        "condition_limit",
        "limit=1",
    )
    assert [each.reason for each in others] == ["one_record", "empty_collection", "key_required", "not_found"]
