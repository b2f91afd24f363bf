"""What is timed inside a CKAN: a program that does what it is told, one line of JSON at a time, and how long it took.

Run by the Python of a CKAN: ``python ckan_site.py INI``. One line in (``{"do": "package_create", "with": {…}}`` or
``{"do": "GET", "with": "/dataset/name"}``), one line out (seconds of CPU and of the clock, SQL statements).
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import ckan.model as model
from ckan.cli import load_config
from ckan.config.middleware import make_app
from ckan.plugins import toolkit as tk
from sqlalchemy import event

statements = 0


def count(*_: Any) -> None:
    """One more statement was sent."""
    global statements
    statements += 1


def act(name: str, given: dict[str, Any]) -> None:
    """One action as the site's own user."""
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    tk.get_action(name)({"user": site_user, "ignore_auth": True}, given)


def score(organization: str) -> None:
    """The score of an organization, as the nightly round counts it."""
    from ckanext.dgmaturity.checking.run import score_organization

    score_organization(model.Group.get(organization))


def main() -> None:
    """Does what comes in until nothing comes."""
    app = make_app(load_config(sys.argv[1]))
    client = app.test_client()
    headers = {"Authorization": sys.argv[2]} if len(sys.argv) > 2 else {}
    event.listen(model.meta.engine, "before_cursor_execute", count)
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        told = json.loads(line)
        before, wall, cpu = statements, time.perf_counter(), time.process_time()
        if told["do"] == "GET":
            answer = client.get(told["with"], headers=headers)
            said = f"{answer.status_code} {len(answer.data)}"
        else:
            with app._wsgi_app.test_request_context():
                if told["do"] == "score":
                    score(told["with"])
                else:
                    act(told["do"], told["with"])
                model.Session.remove()
            said = "200"
        took = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "sql": statements - before}
        print(json.dumps({**took, "said": said}), flush=True)


main()
