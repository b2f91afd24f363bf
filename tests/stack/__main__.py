"""``python -m tests.stack start | stop | status``."""

from __future__ import annotations

import sys

from tests.stack import start, status, stop


def main(words: list[str]) -> int:
    """Does what the one word says."""
    if words == ["start"]:
        stack = start()
        print(f"CKAN {stack.ckan_url}\nSolr {stack.solr_url}\nPostgreSQL {stack.postgres_url}\nRedis {stack.redis_url}")
    elif words == ["stop"]:
        print("stopped: " + (", ".join(stop()) or "nothing was running"))
    elif words == ["status"]:
        for name, running in status().items():
            print(f"{name}: {'running' if running else 'not running'}")
    else:
        print("usage: python -m tests.stack start | stop | status", file=sys.stderr)
        return 2
    return 0


sys.exit(main(sys.argv[1:]))
