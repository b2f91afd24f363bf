"""The guard: which addresses and URLs are refused (openness rules, section 5)."""

from __future__ import annotations

import string
from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import SettingsError
from checker.guard import Guard, Refused, Target, origin, rules, vet
from checker.model import FetchError

REFUSED = [
    ("0.0.0.0", "this network"),
    ("0.1.2.3", "this network"),
    ("10.0.0.1", "private"),
    ("100.64.0.1", "carrier-grade"),
    ("100.127.255.254", "carrier-grade"),
    ("100.100.100.200", "cloud metadata"),
    ("127.0.0.1", "loopback"),
    ("127.255.255.254", "loopback"),
    ("168.63.129.16", "cloud metadata"),
    ("169.254.1.1", "link-local"),
    ("169.254.169.254", "cloud metadata"),
    ("169.254.170.2", "cloud metadata (containers)"),
    ("172.16.0.1", "private"),
    ("172.31.255.255", "private"),
    ("192.0.0.8", "IETF protocol"),
    ("192.0.0.192", "cloud metadata"),
    ("192.0.2.1", "documentation"),
    ("192.88.99.1", "6to4 relay"),
    ("192.168.1.1", "private"),
    ("198.18.0.1", "benchmark"),
    ("198.19.255.255", "benchmark"),
    ("198.51.100.7", "documentation"),
    ("203.0.113.7", "documentation"),
    ("224.0.0.1", "multicast"),
    ("239.255.255.250", "multicast"),
    ("240.0.0.1", "reserved"),
    ("255.255.255.255", "broadcast"),
    ("::", "unspecified"),
    ("::1", "loopback"),
    ("::7f00:1", "IPv4-compatible"),
    ("::ffff:10.0.0.1", "IPv4-mapped"),
    ("::ffff:169.254.169.254", "cloud metadata"),
    ("::ffff:0:127.0.0.1", "IPv4-translated"),
    ("64:ff9b::7f00:1", "NAT64"),
    ("64:ff9b::a9fe:a9fe", "cloud metadata"),
    ("64:ff9b:1::1", "local NAT64"),
    ("100::1", "discard"),
    ("2001::1", "Teredo"),
    ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "Teredo"),
    ("2001:db8::1", "documentation"),
    ("2002:7f00:1::", "6to4"),
    ("2002:c0a8:101::1", "6to4"),
    ("3fff::1", "documentation"),
    ("4000::1", "reserved"),
    ("5f00::1", "segment routing"),
    ("fc00::1", "unique local"),
    ("fd00:ec2::254", "cloud metadata"),
    ("fd20:ce::254", "cloud metadata"),
    ("fe80::1", "link-local"),
    ("fe80::1%eth0", "interface"),
    ("fec0::1", "site-local"),
    ("ff02::1", "multicast"),
    ("not-an-address", "not an address"),
]
ALLOWED = [
    "1.1.1.1",
    "100.63.255.255",
    "100.128.0.1",
    "172.15.255.255",
    "172.32.0.1",
    "192.0.1.1",
    "198.17.255.255",
    "198.20.0.1",
    "203.150.1.1",
    "223.255.255.255",
    "2001:4860:4860::8888",
    "2606:4700::1111",
    "::ffff:1.1.1.1",
    "64:ff9b::1.1.1.1",
]


@pytest.mark.parametrize(("address", "why"), REFUSED)
def test_an_address_of_a_closed_network_is_refused_and_the_reason_names_it(address: str, why: str) -> None:
    assert why in Guard().refusal(address)


@pytest.mark.parametrize("address", ALLOWED)
def test_a_public_address_is_allowed(address: str) -> None:
    assert Guard().refusal(address) == ""


def test_every_network_of_the_data_is_refused_at_both_ends() -> None:
    guard = Guard()
    for row in rules().networks:
        network = ip_network(row.network)
        assert guard.refusal(str(network[0])), row
        assert guard.refusal(str(network[-1])), row


@pytest.mark.parametrize(
    ("opened", "address"),
    [
        ("127.0.0.0/8", "127.0.0.1"),
        ("127.0.0.0/8", "::ffff:127.0.0.1"),
        ("10.1.0.0/16", "10.1.2.3"),
        ("::1/128", "::1"),
        ("fd12::/16", "fd12::7"),
        ("100.64.0.0/10", "100.64.0.1"),
        ("169.254.169.254", "169.254.169.254"),
    ],
)
def test_a_network_that_was_opened_by_name_is_allowed(opened: str, address: str) -> None:
    assert Guard((opened,)).refusal(address) == ""


@pytest.mark.parametrize(
    ("opened", "address"),
    [
        ("10.1.0.0/16", "10.2.0.1"),
        ("127.0.0.0/8", "10.0.0.1"),
        ("127.0.0.0/8", "::1"),
        ("0.0.0.0/0", "0.0.0.0"),
        ("0.0.0.0/0", "224.0.0.1"),
        ("0.0.0.0/0", "255.255.255.255"),
        ("0.0.0.0/0", "169.254.169.254"),
        ("169.254.0.0/16", "169.254.169.254"),
        ("100.64.0.0/10", "100.100.100.200"),
        ("::/0", "ff02::1"),
        ("fc00::/7", "fd00:ec2::254"),
    ],
)
def test_opening_one_network_opens_neither_another_nor_metadata_nor_multicast(opened: str, address: str) -> None:
    assert Guard((opened,)).refusal(address) != ""


def test_a_network_that_is_none_is_an_error_of_the_settings() -> None:
    with pytest.raises(SettingsError, match=r"'10\.1\.0\.0/99' is not a network"):
        Guard(("10.1.0.0/99",))


PLACES = [
    ("http://data.go.th", "http://data.go.th/", "data.go.th", 80),
    ("  http://data.go.th/a \r\n", "http://data.go.th/a", "data.go.th", 80),
    ("HTTP://Data.GO.TH:80/A", "http://data.go.th/A", "data.go.th", 80),
    ("https://data.go.th:443/", "https://data.go.th/", "data.go.th", 443),
    ("https://data.go.th:8443/", "https://data.go.th:8443/", "data.go.th", 8443),
    ("http://data.go.th:/", "http://data.go.th/", "data.go.th", 80),
    ("http://data.go.th./a", "http://data.go.th/a", "data.go.th", 80),
    ("http://data.go.th/a#b", "http://data.go.th/a", "data.go.th", 80),
    ("http://data.go.th?a=1", "http://data.go.th/?a=1", "data.go.th", 80),
    ("http://data.go.th/a b", "http://data.go.th/a%20b", "data.go.th", 80),
    ("http://data.go.th/100%", "http://data.go.th/100%", "data.go.th", 80),
    ("http://data.go.th/%E0%B8%81", "http://data.go.th/%E0%B8%81", "data.go.th", 80),
    ("http://data.go.th/ก?ข=ค", "http://data.go.th/%E0%B8%81?%E0%B8%82=%E0%B8%84", "data.go.th", 80),
    ('http://data.go.th/<">', "http://data.go.th/%3C%22%3E", "data.go.th", 80),
    ("http://data.go.th\\files\\a.csv?x=\\y", "http://data.go.th/files/a.csv?x=%5Cy", "data.go.th", 80),
    ("http://my_host.go.th/", "http://my_host.go.th/", "my_host.go.th", 80),
    ("http://ข้อมูล.ไทย/", "http://xn--22c6dm4a2dze.xn--o3cw4h/", "xn--22c6dm4a2dze.xn--o3cw4h", 80),
    ("http://%E0%B9%84%E0%B8%97%E0%B8%A2/", "http://xn--o3cw4h/", "xn--o3cw4h", 80),
    ("http://[2606:4700::1111]:8080/", "http://[2606:4700::1111]:8080/", "2606:4700::1111", 8080),
    ("http://[2606:4700:0::1111]/", "http://[2606:4700::1111]/", "2606:4700::1111", 80),
]


@pytest.mark.parametrize(("written", "url", "host", "port"), PLACES)
def test_a_url_gets_one_spelling_in_plain_ascii(written: str, url: str, host: str, port: int) -> None:
    literal = host if ":" in host else ""
    assert vet(written) == Target(url, url.split(":")[0], host, port, literal)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7F.1", "0x7f.0x0.0x0.0x1",
        "0177.0.0.1", "0177.1", "017700000001", "%31%32%37.0.0.1", "１２７.0.0.1", "127。0。0。1", "①②⑦.0.0.1",
    ],
)  # fmt: skip
def test_loopback_is_recognised_in_every_spelling_of_ipv4(host: str) -> None:
    target = vet(f"http://{host}/")
    assert isinstance(target, Target)
    assert (target.host, target.literal) == ("127.0.0.1", "127.0.0.1")
    assert Guard().refusal(target.literal)


@pytest.mark.parametrize("host", ["256.0.0.1", "1.2.3.4.5", "08.1", "1.2.3.256", "4294967296", "a.b.1", "1..1"])
def test_a_host_that_ends_in_a_number_and_is_no_address_is_no_url(host: str) -> None:
    assert vet(f"http://{host}/") == Refused(FetchError.INVALID_URL, "neither a host name nor an IPv4 address")


WRONG = [
    ("", FetchError.INVALID_URL, "blank"),
    (" \t\n ", FetchError.INVALID_URL, "blank"),
    ("-", FetchError.INVALID_URL, "not a URL"),
    ("www.data.go.th/a", FetchError.INVALID_URL, "not a URL"),
    ("http:/data.go.th", FetchError.INVALID_URL, "not a URL"),
    ("C:\\data\\a.csv", FetchError.INVALID_URL, "not a URL"),
    ("http://", FetchError.INVALID_URL, "not a host name"),
    ("http:///a", FetchError.INVALID_URL, "not a host name"),
    ("http://a..b/", FetchError.INVALID_URL, "not a host name"),
    ("http://-a/", FetchError.INVALID_URL, "not a host name"),
    ("http://a b/", FetchError.INVALID_URL, "not a host name"),
    ("http://a%00b/", FetchError.INVALID_URL, "not a host name"),
    ("http://a%2fb/", FetchError.INVALID_URL, "not a host name"),
    ("http://" + "a" * 64 + "/", FetchError.INVALID_URL, "not a host name"),
    ("http://" + "a." * 130 + "b/", FetchError.INVALID_URL, "not a host name"),
    ("http://" + "ก" * 80 + ".th/", FetchError.INVALID_URL, "punycode"),
    ("http://[::1", FetchError.INVALID_URL, "no host"),
    ("http://[::g]/", FetchError.INVALID_URL, "not an IPv6"),
    ("http://[fe80::1%25eth0]/", FetchError.INVALID_URL, "interface"),
    ("http://a:b/", FetchError.INVALID_URL, "port"),
    ("http://a:70000/", FetchError.INVALID_URL, "70000"),
    ("http://a/\x00", FetchError.INVALID_URL, "U+0000"),
    ("http://a/\tb", FetchError.INVALID_URL, "U+0009"),
    ("http://a/\x1b[31m", FetchError.INVALID_URL, "U+001B"),
    ("http://a/\u202efdp.exe", FetchError.INVALID_URL, "U+202E"),
    ("http://a\u2066/", FetchError.INVALID_URL, "U+2066"),
    ("http://a/" + "b" * 8200, FetchError.INVALID_URL, "longer than 8192"),
    ("http://a/\r\nHost: evil", FetchError.HEADER, "line break"),
    ("http://a/\nb", FetchError.HEADER, "line break"),
    ("http://user@a/", FetchError.HEADER, "user name"),
    ("http://user:word@a/", FetchError.HEADER, "user name"),
    ("http://a.go.th:80@10.0.0.1/", FetchError.HEADER, "user name"),
    ("ftp://a/b", FetchError.SCHEME, "ftp"),
    ("file:///etc/passwd", FetchError.SCHEME, "file"),
    ("gopher://a/_x", FetchError.SCHEME, "gopher"),
    ("javascript:alert(1)", FetchError.SCHEME, "javascript"),
    ("data:text/csv,a", FetchError.SCHEME, "data"),
    ("mailto:a@b", FetchError.SCHEME, "mailto"),
    ("ldap://a/", FetchError.SCHEME, "ldap"),
    ("http://a:22/", FetchError.ADDRESS, "port 22"),
    ("http://a:25/", FetchError.ADDRESS, "port 25"),
    ("http://a:6379/", FetchError.ADDRESS, "port 6379"),
    ("http://a:0/", FetchError.ADDRESS, "port 0"),
]


@pytest.mark.parametrize(("written", "error", "words"), WRONG)
def test_a_url_that_will_not_be_asked_says_why(written: str, error: FetchError, words: str) -> None:
    found = vet(written)
    assert isinstance(found, Refused)
    assert found.error is error
    assert words in found.detail


def test_a_backslash_does_not_show_two_hosts_to_two_parsers() -> None:
    found = vet("http://good.go.th\\@10.0.0.1/")
    assert isinstance(found, Target)
    assert (found.host, found.url) == ("good.go.th", "http://good.go.th/@10.0.0.1/")


def test_a_url_of_two_thousand_thai_characters_is_fine() -> None:
    found = vet("http://data.go.th/" + "ก" * 2000)
    assert isinstance(found, Target)
    assert found.url == "http://data.go.th/" + "%E0%B8%81" * 2000


def test_the_origin_is_scheme_host_and_port() -> None:
    found = vet("https://data.go.th/a")
    assert isinstance(found, Target)
    assert origin(found) == ("https", "data.go.th", 443)


@given(st.text(max_size=60))
def test_no_text_at_all_raises_and_what_passes_is_printable_ascii(written: str) -> None:
    for url in (written, "http://" + written, "http://a/" + written):
        found = vet(url)
        if isinstance(found, Target):
            assert set(found.url) <= set(string.ascii_letters + string.digits + string.punctuation)
            assert vet(found.url) == found


@given(st.ip_addresses())
def test_what_python_calls_not_global_is_refused(address: IPv4Address | IPv6Address) -> None:
    assert address.is_global or Guard().refusal(str(address))


def test_what_was_opened_by_name_is_told_from_what_anybody_may_reach() -> None:
    guard = Guard(["10.1.0.0/16", "8.8.8.8"])
    opened = ["10.1.2.3", "8.8.8.8", "8.8.4.4", "10.2.0.1", "::ffff:10.1.2.3", "no address"]
    assert [guard.opens(each) for each in opened] == [True, True, False, False, False, False]
