"""``python -m tests.stack start | stop | status | site | serve | unit``."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence
from contextlib import ExitStack

from tests.stack import demo, held, start, status, stop
from tests.stack.parts import NEWEST, VERSIONS
from tests.stack.sites import PLUGINS, Site, prepared, serving, unit


def main(words: Sequence[str]) -> int:
    """Does what the first word says."""
    asked, rest = _parser().parse_known_args(words)
    if asked.what == "start":
        stack = start()
        print(f"CKAN {stack.ckan_url}\nSolr {stack.solr_url}\nPostgreSQL {stack.postgres_url}\nRedis {stack.redis_url}")
    elif asked.what == "stop":
        print("stopped: " + (", ".join(stop()) or "nothing was running"))
    elif asked.what == "status":
        for name, running in status().items():
            print(f"{name}: {'running' if running else 'not running'}")
    elif asked.what == "unit":
        versions = tuple(VERSIONS) if asked.ckan == "all" else (asked.ckan,)
        with held() as stack:
            return max([unit(stack, each, asked.site, rest, kept=asked.keep) for each in versions])
    else:
        _site(asked)
    return 0


def _site(asked: argparse.Namespace) -> None:
    options = dict(demo.OPTIONS) if asked.demo else {}
    with held() as stack:
        site = prepared(
            stack, asked.site, version=asked.ckan, plugins=asked.plugins, options=options, port=asked.port
        )  # fmt: skip
        print(site.ini, flush=True)
        if asked.what == "serve":
            token = site.administrator(demo.PASSWORD)
            with serving(site):
                _stay(site, token, asked.demo)


def _stay(site: Site, token: str, with_demo: bool) -> None:
    """Runs until it is told to end."""
    users = "admin"
    with ExitStack() as stack:
        if with_demo:
            for each in stack.enter_context(demo.filled(site, token)):
                print(f"not made: {each}", flush=True)
            users = ", ".join(["admin", *demo.USERS])
        print(f"{site.url} (users: {users}; password: {demo.PASSWORD}); Ctrl-C ends it", flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.stack", description=__doc__)
    parser.add_argument("what", choices=("start", "stop", "status", "site", "serve", "unit"))
    parser.add_argument("--ckan", choices=(*VERSIONS, "all"), default=NEWEST, help="all: unit alone")
    parser.add_argument("--site", default="unit", help="name of the site; two at once need two names")
    parser.add_argument("--keep", action="store_true", help="unit: use the site of the last time, with what is in it")
    parser.add_argument("--demo", action="store_true", help="serve: with the datasets of the demo, checked and scored")
    parser.add_argument("--port", type=int, default=0, help="serve: a port of 127.0.0.1; otherwise any free one")
    parser.add_argument("--plugins", default=PLUGINS)
    return parser


sys.exit(main(sys.argv[1:]))
