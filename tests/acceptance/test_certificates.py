"""A catalog with a bad certificate is read all the same, and the report says so; a token never goes there."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import trustme

import checker
from checker.errors import CatalogError

LOOPBACK = {"allow_networks": ("127.0.0.0/8",), "host_interval": 0.0, "retries": 0, "timeout": 5.0}
AGENCY = {"id": "o", "name": "o", "title": "กรมตัวอย่าง"}
PACKAGE = {"id": "p", "name": "d_1", "title": "หนึ่ง", "owner_org": "o", "organization": AGENCY, "resources": []}


class Catalog(BaseHTTPRequestHandler):
    seen: list[str]

    def do_GET(self) -> None:
        self.seen.append(str(self.headers.get("Authorization")))
        parts = urlsplit(self.path)
        start = int(parse_qs(parts.query).get("start", ["0"])[0])
        if parts.path.endswith("status_show"):
            result: object = {"ckan_version": "2.10.7", "site_title": "t"}
        else:
            result = {"count": 1, "results": [PACKAGE][start:]}
        body = json.dumps({"success": True, "result": result}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def self_signed() -> Iterator[str]:
    Catalog.seen = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Catalog)
    server.daemon_threads = True
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_it_is_read_with_a_warning(self_signed: str, tmp_path: Path) -> None:
    report = checker.score(checker.scan(self_signed, store=tmp_path / "runs.sqlite", **LOOPBACK))
    assert [line.standing.name for line in report.datasets] == ["d_1"]
    assert "catalog_tls" in [warning.code for warning in report.warnings]


def test_a_token_is_not_sent_to_a_site_that_proves_nothing(self_signed: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as caught:
        checker.scan(self_signed, store=tmp_path / "runs.sqlite", token="s3cr3t", **LOOPBACK)
    assert caught.value.code == "tls"
    assert Catalog.seen == []
