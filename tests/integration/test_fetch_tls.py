"""TLS: verified by default; behind a bad certificate a link's data is read with nothing of the caller's."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from msgspec import structs
from wild import QUICK, Handle, answer, wild

from checker.config import Settings
from checker.fetch import Fetcher
from checker.model import Fetched, FetchError, Request

SETTINGS = structs.replace(QUICK, retries=0)
NOW = datetime.datetime.now(datetime.timezone.utc)
NAME = "data.go.th"


class Issuers:
    """A trusted root, an intermediate of it, and a root that nobody trusts."""

    def __init__(self, folder: Path) -> None:
        self.root = trustme.CA(organization_name="Trusted Root")
        self.intermediate = self.root.create_child_ca()
        self.stranger = trustme.CA(organization_name="Unknown Root")
        self.file = folder / "root.pem"
        self.root.cert_pem.write_to_path(str(self.file))


@pytest.fixture(scope="module")
def issuers(tmp_path_factory: pytest.TempPathFactory) -> Issuers:
    return Issuers(tmp_path_factory.mktemp("issuers"))


def context(leaf: trustme.LeafCert, *, chain: bool = True) -> ssl.SSLContext:
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if chain:
        leaf.configure_cert(served)
        return served
    with leaf.private_key_pem.tempfile() as key, leaf.cert_chain_pems[0].tempfile() as certificate:
        served.load_cert_chain(certificate, key)
    return served


def self_signed(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(NOW - datetime.timedelta(days=1))
        .not_valid_after(NOW + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    written = folder / "self-signed.pem"
    written.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(pem)
    )
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(written)
    return served


def echo(heads: list[str]) -> Handle:
    def handle(connection: socket.socket, head: str) -> None:
        heads.append(head)
        connection.sendall(answer(b"the data"))

    return handle


@contextmanager
def fetching(issuers: Issuers, settings: Settings = SETTINGS) -> Iterator[Fetcher]:
    with Fetcher(settings, resolve=lambda host, port: ["127.0.0.1"], ca_file=issuers.file) as fetcher:
        yield fetcher


SECRETS = {"Authorization": "secret-1", "X-CKAN-API-Key": "secret-2", "X-Other": "secret-3"}


def both(issuers: Issuers, served: ssl.SSLContext) -> tuple[Fetched, Fetched, list[str]]:
    """A link request, an API request, and the heads of what the server was asked."""
    heads: list[str] = []
    with wild(echo(heads), tls=served) as port, fetching(issuers) as fetcher:
        url = f"https://{NAME}:{port}/a"
        link = fetcher.get(Request(key="link", url=url, head_bytes=1000, headers=SECRETS))
        api = fetcher.get(Request(key="api", url=url, headers=SECRETS))
    return link, api, heads


@pytest.mark.parametrize("deep", [False, True])
def test_a_certificate_of_a_trusted_issuer_is_verified_and_nothing_is_said(issuers: Issuers, deep: bool) -> None:
    issuer = issuers.intermediate if deep else issuers.root
    link, api, heads = both(issuers, context(issuer.issue_cert(NAME)))
    for found in (link, api):
        assert (found.status, found.body, found.error, found.tls_detail) == (200, b"the data", None, "")
    assert ["secret-1" in head for head in heads] == [True, True]


CASES = {
    "expired": lambda issuers: context(issuers.root.issue_cert(NAME, not_after=NOW - datetime.timedelta(days=1))),
    "not_yet_valid": lambda issuers: context(
        issuers.root.issue_cert(
            NAME, not_before=NOW + datetime.timedelta(days=1), not_after=NOW + datetime.timedelta(9)
        )
    ),
    "wrong_name": lambda issuers: context(issuers.root.issue_cert("other.go.th")),
    "self_signed": lambda issuers: self_signed(issuers.file.parent),
    "unknown_issuer": lambda issuers: context(issuers.stranger.create_child_ca().issue_cert(NAME)),
    "incomplete_chain": lambda issuers: context(issuers.intermediate.issue_cert(NAME), chain=False),
}


@pytest.mark.parametrize("case", CASES)
def test_data_behind_a_bad_certificate_is_read_for_a_link_and_not_for_an_api(issuers: Issuers, case: str) -> None:
    link, api, heads = both(issuers, CASES[case](issuers))
    assert (link.status, link.body, link.error) == (200, b"the data", None)
    assert link.tls_detail.startswith(f"{case}: ")
    assert (api.status, api.body, api.error) == (None, b"", FetchError.TLS)
    assert api.tls_detail == ""
    assert api.detail.startswith("unknown_issuer: " if case == "incomplete_chain" else f"{case}: ")
    assert len(heads) == 1


@pytest.mark.parametrize("case", CASES)
def test_nothing_of_the_callers_is_sent_where_the_certificate_did_not_verify(issuers: Issuers, case: str) -> None:
    link, api, heads = both(issuers, CASES[case](issuers))
    assert "secret" not in "".join(heads)
    assert "secret" not in repr(link) + repr(api)


def test_an_address_in_place_of_a_name_is_a_wrong_name(issuers: Issuers) -> None:
    heads: list[str] = []
    served = context(issuers.root.issue_cert(NAME))
    with wild(echo(heads), tls=served) as port, fetching(issuers) as fetcher:
        link = fetcher.get(Request(key="a", url=f"https://127.0.0.1:{port}/", head_bytes=1000))
    assert (link.body, link.tls_detail.split(":")[0]) == (b"the data", "wrong_name")


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated:DeprecationWarning")
def test_an_old_protocol_is_read_for_a_link_and_said(issuers: Issuers) -> None:
    served = context(issuers.root.issue_cert(NAME))
    served.set_ciphers("ALL:@SECLEVEL=0")
    served.minimum_version = ssl.TLSVersion.TLSv1_1
    served.maximum_version = ssl.TLSVersion.TLSv1_1
    link, api, _ = both(issuers, served)
    assert (link.body, link.error, link.tls_detail.split(":")[0]) == (b"the data", None, "old_protocol")
    assert (api.error, api.detail.split(":")[0]) == (FetchError.TLS, "old_protocol")


def test_a_port_that_speaks_plain_http_is_a_tls_error_even_for_a_link(issuers: Issuers) -> None:
    def serve() -> None:
        for _ in range(2):
            connection, _address = listener.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listener, fetching(issuers) as fetcher:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        found = fetcher.get(Request(key="a", url=f"https://{NAME}:{listener.getsockname()[1]}/", head_bytes=1000))
        thread.join(3)
    assert (found.status, found.error, found.tls_detail) == (None, FetchError.TLS, "")
    assert found.detail.startswith("no_tls: the port does not speak TLS (")


def test_a_redirect_from_http_to_a_bad_https_is_read_and_said(issuers: Issuers) -> None:
    heads: list[str] = []
    with wild(echo(heads), tls=self_signed(issuers.file.parent)) as secure:
        turn = answer(b"", "301 Moved Permanently", f"Location: https://{NAME}:{secure}/b")
        with wild(lambda connection, head: connection.sendall(turn)) as plain, fetching(issuers) as fetcher:
            url = f"http://{NAME}:{plain}/a"
            found = fetcher.get(Request(key="a", url=url, head_bytes=1000, headers=SECRETS))
    assert (found.status, found.body, len(found.hops)) == (200, b"the data", 1)
    assert found.tls_detail.startswith("self_signed: ")
    assert "secret" not in "".join(heads)


def test_a_connection_that_was_not_verified_is_never_used_for_a_request_that_must_be(issuers: Issuers) -> None:
    heads: list[str] = []

    def staying(connection: socket.socket, head: str) -> None:
        for _ in range(3):
            heads.append(head)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")
            head = connection.recv(65536).decode()

    with wild(staying, tls=self_signed(issuers.file.parent)) as port, fetching(issuers) as fetcher:
        url = f"https://{NAME}:{port}/"
        link = fetcher.get(Request(key="a", url=url, head_bytes=10))
        api = fetcher.get(Request(key="b", url=url, headers=SECRETS))
    assert (link.status, api.error) == (200, FetchError.TLS)
    assert "secret" not in "".join(heads)


def test_one_handle_verifies_again_after_it_did_not(issuers: Issuers) -> None:
    with (
        wild(echo([]), tls=self_signed(issuers.file.parent)) as bad,
        wild(echo([]), tls=self_signed(issuers.file.parent)) as worse,
        fetching(issuers) as fetcher,
    ):
        link = fetcher.get(Request(key="a", url=f"https://{NAME}:{bad}/", head_bytes=10))
        api = fetcher.get(Request(key="b", url=f"https://{NAME}:{worse}/"))
    assert (link.status, api.error) == (200, FetchError.TLS)
