"""A second CKAN beside the plain one, on the same database, with ckanext-scheming and a form as agencies have it.

Fields stand at the top level there, many-choice values are lists, keywords are demanded as text, and a value outside
its list is refused: what a catalog of thai_gdc does, with a schema of our own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from checker.vocabulary import Field, vocabulary
from tests.stack.parts import CKAN, FOLDER, answers, log
from tests.stack.processes import end, free_port, spawn, wait
from tests.stack.stack import Stack

DATASET = (
    "data_type", "maintainer", "maintainer_email", "objective", "objective_other", "update_frequency_unit",
    "update_frequency_interval", "geo_coverage", "data_source", "data_format", "data_format_other", "data_category",
    "accessible_condition", "last_updated_date", "high_value_dataset",
)  # fmt: skip
RESOURCE = ("description", "resource_data_collect", "resource_created_date")


@contextmanager
def scheming_site(stack: Stack) -> Iterator[str]:
    """The URL of the site while it runs; its administrator's token is the stack's."""
    port = free_port()
    schema = FOLDER / "schema.json"
    schema.write_text(json.dumps(_schema(), ensure_ascii=False), encoding="utf-8")
    plain = (FOLDER / "ckan.ini").read_text(encoding="utf-8")
    plugins = f"ckan.plugins = datastore scheming_datasets\nscheming.dataset_schemas = file://{schema}\n"
    filled = re.sub(r"ckan\.plugins = .*\n", lambda _: plugins, plain)
    filled = re.sub(r"ckan\.site_url = .*", f"ckan.site_url = http://127.0.0.1:{port}", filled)
    ini = FOLDER / "ckan-scheming.ini"
    ini.write_text(filled, encoding="utf-8")
    command = [str(CKAN / "bin" / "ckan"), "-c", str(ini), "run", "--host", "127.0.0.1", "--port", str(port)]
    place = log("ckan-scheming")
    running = spawn([*command, "--disable-reloader", "--disable-debugger", "--threaded"], place, port=port, cwd=FOLDER)
    try:
        wait(lambda: answers(f"http://127.0.0.1:{port}/api/3/action/status_show"), running, "CKAN", place)
        yield f"http://127.0.0.1:{port}"
    finally:
        end(running)


def _schema() -> dict[str, Any]:
    core = [
        {"field_name": "title", "label": "Title", "preset": "title"},
        {"field_name": "name", "label": "URL", "preset": "dataset_slug"},
        {"field_name": "notes", "label": "Notes"},
        {"field_name": "tag_string", "label": "Tags", "preset": "tag_string_autocomplete", "required": True},
        {"field_name": "license_id", "label": "License"},
        {"field_name": "owner_org", "label": "Organization", "preset": "dataset_organization"},
    ]
    fields = vocabulary().fields
    resource = [
        {"field_name": "url", "label": "URL", "preset": "resource_url_upload"},
        {"field_name": "name", "label": "Name"},
        {"field_name": "format", "label": "Format", "preset": "resource_format_autocomplete"},
        *(_field(fields["resource"][name]) for name in RESOURCE),
    ]
    return {
        "scheming_version": 2,
        "dataset_type": "dataset",
        "about": "A form as agencies have it",
        "dataset_fields": core + [_field(fields["dataset"][name]) for name in DATASET],
        "resource_fields": resource,
    }


def _field(field: Field) -> dict[str, Any]:
    made: dict[str, Any] = {"field_name": field.name, "label": field.label.th}
    if field.choices:
        made["preset"] = "multiple_checkbox" if field.form == "choices" else "select"
        made["choices"] = [{"value": each.value, "label": each.value} for each in vocabulary().choices(field.name)]
    return made
