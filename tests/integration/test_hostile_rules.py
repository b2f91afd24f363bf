"""Every rule of manners and safety (openness rules, section 5), each with a test that fails when the rule is taken out.

``RULES`` is the table: what the rule says, how it is taken out of the running program, and the test that must notice.
The same test passes while the rule stands: it is one of the suite's own.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any, NamedTuple

import pycurl
import pytest
from msgspec import structs

import checker.fetch.headers
import checker.fetch.journey
import checker.fetch.names
import checker.fetch.robots
import checker.fetch.round
import checker.fetch.transfer
import checker.guard
import checker.throttle
from checker.fetch import Fetcher
from checker.fetch.journey import Journey
from checker.fetch.names import Names, Resolved
from checker.fetch.round import Round
from checker.fetch.transfer import Transfer
from checker.guard import Guard, Refused, Target, rules
from checker.model import FetchError
from checker.report import excel as report_excel
from checker.report import html as report_html
from checker.report import json as report_json
from checker.report import places as report_places
from checker.report import rows as report_rows
from checker.report import words as report_words
from checker.throttle import Manners, Silences

sys.path.insert(0, str(Path(__file__).parent.parent / "unit"))

import test_fetch_answers as answers
import test_fetch_guard as guard
import test_fetch_manners as manners
import test_fetch_redirects as redirects
import test_fetch_robots as robots
import test_fetch_tls as tls
import test_guard as addresses
import test_hostile_addresses as closed
import test_hostile_compression as compression
import test_hostile_report as shown
import test_throttle as throttle

Patch = pytest.MonkeyPatch
NEVER = re.compile(r"(?!)")


class Rule(NamedTuple):
    says: str
    without: Callable[[Patch], None]
    test: Callable[[], object]


# ---------------------------------------------------------------- how a rule is taken out


def data(**changes: Any) -> Callable[[Patch], None]:
    """Other data of the guard."""

    def without(patch: Patch) -> None:
        changed = structs.replace(rules(), **changes)
        patch.setattr(checker.guard, "rules", lambda: changed)
        checker.guard._place.cache_clear()

    return without


def value(place: Any, name: str, new: Any) -> Callable[[Patch], None]:
    return lambda patch: patch.setattr(place, name, new)


def without_network(network: str) -> Callable[[Patch], None]:
    """As if nobody had heard of this range, nor of one around it."""
    gone = ip_network(network)

    def around(written: str) -> bool:
        other = ip_network(written)
        return other.version == gone.version and gone.subnet_of(other)  # type: ignore[arg-type]

    left = tuple(row for row in rules().networks if not around(row.network))
    embedded = tuple(row for row in rules().embedded if not around(row.network))
    return data(networks=left, embedded=embedded, global_ipv6="::/0")


def without_embedding(network: str) -> Callable[[Patch], None]:
    left = tuple(row for row in rules().embedded if row.network != network)
    return data(embedded=left, global_ipv6="::/0")


def option(name: int, new: Any) -> Callable[[Patch], None]:
    """Another option of libcurl for every handle."""

    def without(patch: Patch) -> None:
        prepare = Transfer._prepare

        def prepared(self: Transfer) -> None:
            prepare(self)
            self.curl.setopt(name, new)

        patch.setattr(Transfer, "_prepare", prepared)

    return without


def limits(**changes: float) -> Callable[[Patch], None]:
    """The settings of a fetcher, whatever a test asks for."""
    made = Fetcher.__init__

    def init(self: Any, settings: Any, **extra: Any) -> None:
        made(self, structs.replace(settings, **changes), **extra)

    return value(Fetcher, "__init__", init)


def all_of(*parts: Callable[[Patch], None]) -> Callable[[Patch], None]:
    def without(patch: Patch) -> None:
        for part in parts:
            part(patch)

    return without


def no_vetting_of_redirects(patch: Patch) -> None:
    def believed(location: str) -> Target:
        found = checker.guard.vet(location)
        return Target(location, "http", "127.0.0.1", 9, "127.0.0.1") if isinstance(found, Refused) else found

    follow = Journey._follow

    def followed(self: Journey, *given: Any) -> Any:
        with pytest.MonkeyPatch.context() as inner:
            inner.setattr(checker.fetch.journey, "vet", believed)
            return follow(self, *given)

    patch.setattr(Journey, "_follow", followed)


def without_user_info(patch: Patch) -> None:
    place = checker.guard._place.__wrapped__
    patch.setattr(checker.guard, "_place", lambda scheme, authority: place(scheme, authority.rpartition("@")[2]))


class Forgetful(set[Any]):
    def __contains__(self, item: object) -> bool:
        return False


def no_loops_seen(patch: Patch) -> None:
    made = Journey.__init__

    def init(self: Journey, *given: Any) -> None:
        made(self, *given)
        self._seen = Forgetful()
        self._seen.add(())

    patch.setattr(Journey, "__init__", init)


def headers_everywhere(patch: Patch) -> None:
    patch.setattr(checker.fetch.journey, "_same_site", lambda here, there: True)


def one_jar(patch: Patch) -> None:
    def line(self: Journey) -> tuple[str, ...]:
        jar = {name: text for each in (self._cookies or {}).values() for name, text in each.items()}
        return ("Cookie: " + "; ".join(f"{name}={text}" for name, text in jar.items()),) if jar else ()

    patch.setattr(Journey, "_cookie_line", line)


def any_socket(patch: Patch) -> None:
    """Never beyond loopback, whatever rule is taken out: any other address is only no longer refused."""

    def opened(self: Transfer, purpose: int, address: tuple[Any, ...]) -> Any:
        return self._opened(*address[:3]) if str(address[3][0]).startswith("127.") else pycurl.SOCKET_BAD

    patch.setattr(Transfer, "_open_socket", opened)


def first_address_only(patch: Patch) -> None:
    vetted = Names.vetted
    patch.setattr(
        Names,
        "vetted",
        lambda self, found, until=9e9: (
            structs.replace(vetted(self, found[:1], until), addresses=tuple(found))
            if vetted(self, found[:1], until).error is None
            else vetted(self, found[:1], until)
        ),
    )


def names_kept_unvetted(patch: Patch) -> None:
    def keep(self: Names, host: str, found: Resolved, now: float) -> Resolved:
        self._known[host] = structs.replace(found, until=now + 300)
        return self._known[host]

    patch.setattr(Names, "keep", keep)
    patch.setattr(Names, "vetted", lambda self, found, until=9e9: Resolved(tuple(found), until=until))
    any_socket(patch)


def names_never_kept(patch: Patch) -> None:
    patch.setattr(Names, "known", lambda self, host, now: None)


def resolver_is_the_name(patch: Patch) -> None:
    look_up = Names._look_up

    def found(self: Names, host: str, port: int) -> Resolved:
        seen = look_up(self, host, port)
        return structs.replace(seen, error=FetchError.DNS) if seen.error is FetchError.OURS else seen

    patch.setattr(Names, "_look_up", found)


def patient(patch: Patch) -> None:
    patch.setattr(Transfer, "waiting_since", lambda self: None)
    option(pycurl.LOW_SPEED_TIME, 60)(patch)


def larger_bodies(patch: Patch) -> None:
    start = Transfer.start
    patch.setattr(
        Transfer, "start", lambda self, url, pin, found, shape, limit, now: start(
            self, url, pin, found, shape, limit * 3, now)
    )  # fmt: skip


def pauses_forgotten(patch: Patch) -> None:
    patch.setattr(Manners, "pause", lambda self, now, seconds, settings: None)


def without_escaping(patch: Patch) -> None:
    environment = report_html._environment.__wrapped__()
    environment.autoescape = False
    patch.setattr(report_html, "_environment", lambda: environment)


def all_links(patch: Patch) -> None:
    for module in (report_html, report_rows):
        patch.setattr(module, "web_address", lambda text: text, raising=False)
    environment = report_html._environment.__wrapped__()
    patch.setattr(report_html, "_environment", lambda: environment)


def uncleaned(*modules: Any) -> Callable[[Patch], None]:
    return all_of(*(value(module, "clean", lambda text, limit=0: text) for module in modules))


def secrets_everywhere(patch: Patch) -> None:
    tried = Journey._unverified_try

    def again(self: Journey, answer: Any) -> bool:
        headers, found = self._headers, tried(self, answer)
        self._headers = headers
        return found

    patch.setattr(Journey, "_unverified_try", again)


@cache
def issuers() -> tls.Issuers:
    return tls.Issuers(Path(tempfile.mkdtemp()))


# ---------------------------------------------------------------- the table
# ruff: noqa: E501


def refused(address: str, why: str) -> Callable[[], None]:
    return lambda: addresses.test_an_address_of_a_closed_network_is_refused_and_the_reason_names_it(address, why)


def of_network(row: Any) -> Callable[[], None]:
    """The test of the suite whose address stands in this range and is told by its words."""
    network = ip_network(row.network)
    found = [
        (address, why)
        for address, why in addresses.REFUSED
        if "%" not in address and address != "not-an-address" and ip_address(address) in network and why in row.what
    ]
    assert found, f"no test of {row.network}"
    return refused(*found[0])


def url(written: str) -> Callable[[], None]:
    """The test of the suite that refuses this URL."""
    error, words = next((error, words) for each, error, words in addresses.WRONG if each == written)
    return lambda: addresses.test_a_url_that_will_not_be_asked_says_why(written, error, words)


def spelt(host: str) -> Callable[[], None]:
    return lambda: addresses.test_loopback_is_recognised_in_every_spelling_of_ipv4(host)


def decided(status: int | None, error: FetchError | None, tries: int, wait: float | None, then: Any) -> Any:
    return lambda: throttle.test_an_answer_is_asked_for_again_only_where_that_may_help(status, error, tries, wait, then)


RULES = [
    *(
        Rule(f"{row.network} ({row.what}) is not reached", without_network(row.network), of_network(row))
        for row in rules().networks
    ),
    Rule("an IPv4-mapped address is its IPv4 address", without_embedding("::ffff:0:0/96"), refused("::ffff:10.0.0.1", "IPv4-mapped")),
    Rule("an IPv4-translated address is", without_embedding("::ffff:0:0:0/96"), refused("::ffff:0:127.0.0.1", "IPv4-translated")),
    Rule("a NAT64 address is", without_embedding("64:ff9b::/96"), refused("64:ff9b::7f00:1", "NAT64")),
    Rule("an IPv4-compatible address is", without_embedding("::/96"), refused("::7f00:1", "IPv4-compatible")),
    Rule("IPv6 outside of global unicast is reserved", data(global_ipv6="::/0"), refused("4000::1", "reserved")),
    Rule("an address of one interface is refused", value(checker.guard, "ip_address", lambda text: ip_address(text.partition("%")[0])), refused("fe80::1%eth0", "interface")),
    Rule(
        "an allow-list opens metadata addresses only one by one",
        lambda patch: patch.setattr(Guard, "_opened", lambda self, address, found: "" if any(address in each for each in self._allowed) else "closed"),
        lambda: addresses.test_opening_one_network_opens_neither_another_nor_metadata_nor_multicast("169.254.0.0/16", "169.254.169.254"),
    ),
    Rule(
        "an allow-list never opens multicast",
        data(networks=tuple(structs.replace(row, always=False) for row in rules().networks)),
        lambda: addresses.test_opening_one_network_opens_neither_another_nor_metadata_nor_multicast("0.0.0.0/0", "224.0.0.1"),
    ),
    # ---- URLs
    Rule("a port of another service is not asked", data(ports=frozenset()), url("http://a:6379/")),
    Rule("nor behind a redirect", data(ports=frozenset()), lambda: closed.test_no_port_of_another_service_is_fetched_behind_a_redirect(6379)),
    Rule("a URL has an end", data(longest_url=10**9), url("http://a/" + "b" * 8200)),
    Rule("a user name in a URL is refused", without_user_info, url("http://a.go.th:80@10.0.0.1/")),
    Rule("a line break in a URL is a smuggled header", value(checker.guard, "_LINES", NEVER), url("http://a/\r\nHost: evil")),
    Rule("a control character in a URL is refused", value(checker.guard, "_HIDDEN", NEVER), url("http://a/\x1b[31m")),
    Rule("a turn of direction in a URL is refused", value(checker.guard, "_HIDDEN", re.compile("[\x00-\x1f]")), url("http://a/\u202efdp.exe")),
    Rule("a backslash is a slash", value(checker.guard, "slashed", lambda text: text), addresses.test_a_backslash_does_not_show_two_hosts_to_two_parsers),
    Rule("IPv4 in hexadecimal is an address", value(checker.guard, "_NUMBER", re.compile("[0-9]+")), spelt("0x7f000001")),
    Rule("IPv4 as one number is", value(checker.guard, "_NUMBER", NEVER), spelt("2130706433")),
    Rule("IPv4 in octal is", value(checker.guard, "_number", lambda label: int(label, 16 if "x" in label else 10)), spelt("0177.0.0.1")),
    Rule("a percent-encoded host is decoded", value(checker.guard, "unquote", lambda text, errors: text), spelt("%31%32%37.0.0.1")),
    Rule("other schemes are told apart", data(other_schemes=frozenset()), url("javascript:alert(1)")),
    Rule("only http and https are fetched", value(checker.guard, "_SHAPE", re.compile(r"([a-z]+)://([^/?#]*)([^#]*)")), url("ftp://a/b")),
    Rule("what passes is plain ASCII", value(checker.guard, "quote", lambda text, **_: text), lambda: addresses.test_a_url_gets_one_spelling_in_plain_ascii(*addresses.PLACES[12])),
    # ---- names
    Rule("no address is asked for as it stands", lambda patch: patch.setattr(Guard, "refusal", lambda self, address: ""), lambda: guard.test_loopback_is_not_fetched_however_it_is_written("0x7f.1")),
    Rule("a literal is vetted before anything is sent", lambda patch: patch.setattr(Names, "vetted", lambda self, found, until=9e9: Resolved(tuple(found), until=until)), lambda: guard.test_loopback_is_not_fetched_however_it_is_written("127.0.0.1")),
    Rule("a name with one forbidden address is refused whole", first_address_only, lambda: closed.test_no_name_that_leads_there_is_fetched(False, ["127.7.7.7"])),
    Rule("a name is vetted each time that it is resolved", names_kept_unvetted, guard.test_a_name_that_resolves_differently_the_second_time_is_vetted_the_second_time),
    Rule("a name is resolved once", names_never_kept, guard.test_a_name_is_resolved_once_for_all_its_requests),
    Rule("that address is connected to", lambda patch: patch.setattr(checker.fetch.round, "_bracketed", lambda address: "127.0.0.1"), guard.test_a_name_is_connected_to_at_the_address_that_was_vetted_and_asked_by_its_name),
    Rule("a socket is opened to a vetted address only", any_socket, lambda: guard.test_the_second_lock_refuses_a_socket_to_an_address_that_was_not_vetted("sly.go.th:{port}:127.0.0.1", ("127.0.0.2",))),
    Rule("and the guard is asked once more there", any_socket, guard.test_the_second_lock_asks_the_guard_once_more),
    Rule("a resolver that fails is our own failure", resolver_is_the_name, lambda: guard.test_a_resolver_that_fails_by_itself_is_our_own_failure_and_never_the_names(guard.failing(RuntimeError("x")), "RuntimeError")),
    # ---- redirects
    Rule("each redirect is vetted", no_vetting_of_redirects, lambda: redirects.test_a_redirect_is_vetted_like_a_first_url("file:///etc/passwd", FetchError.SCHEME)),
    Rule("so is the name behind it", names_kept_unvetted, guard.test_every_name_behind_a_redirect_is_vetted),
    Rule("redirects are followed by our own hand", all_of(option(pycurl.FOLLOWLOCATION, 1), option(pycurl.REDIR_PROTOCOLS, pycurl.PROTO_HTTP)), lambda: redirects.test_every_redirect_is_followed_and_kept_as_a_hop(302)),
    Rule("redirects end at a limit", limits(redirects=40), redirects.test_a_chain_ends_at_the_limit),
    Rule("a loop is seen", no_loops_seen, redirects.test_a_redirect_to_itself_is_a_loop),
    Rule("a caller's headers stay with its site", headers_everywhere, lambda: redirects.test_a_callers_headers_do_not_go_to_another_host_nor_come_back_with_it(False)),
    Rule("a body is not sent on to another site", headers_everywhere, redirects.test_a_body_is_not_sent_on_to_another_site),
    Rule("a cookie stays with its host", one_jar, redirects.test_a_cookie_of_one_host_does_not_go_to_another_nor_to_the_next_request),
    Rule("the body of a redirect is not worth reading", value(checker.fetch.transfer, "REDIRECT_BODY", 10**9), redirects.test_the_body_of_a_redirect_is_not_read_to_its_end),
    Rule("all hops together have one time", lambda patch: patch.setattr(checker.fetch.journey, "max", lambda low, left: 5.0, raising=False), redirects.test_the_time_of_all_hops_together_is_limited),
    # ---- caps
    Rule("a body is cut at the cap", larger_bodies, answers.test_an_endless_body_is_cut_at_the_cap_and_over_the_cap_is_an_error_only_for_a_whole_request),
    Rule("headers are capped", limits(max_header_bytes=10**8), answers.test_a_flood_of_headers_is_capped),
    Rule("decompression is capped", limits(max_decode_ratio=10**9), answers.test_a_decompression_bomb_is_cut_by_its_decoded_bytes),
    Rule("compression in compression is not decoded", lambda patch: patch.setattr(Transfer, "_over_layers", lambda self, line: False), lambda: compression.test_compression_inside_compression_is_not_decoded_at_all(("gzip, gzip",))),
    Rule("no answer in time is a timeout", all_of(patient, limits(timeout=1.0)), lambda: answers.test_no_answer_in_time_is_a_timeout_tried_once_more_unless_it_is_a_link(1000, 1)),
    Rule("who drips is not waited for", all_of(option(pycurl.LOW_SPEED_LIMIT, 0), limits(timeout=6.0)), lambda: answers.test_an_answer_slower_than_anybody_waits_for_ends_long_before_the_total_time(b"HTTP/1.1 200 OK\r\nX")),
    Rule("headers that drip end at the total time", limits(timeout=4.0), lambda: answers.test_headers_or_a_body_that_drip_end_at_the_total_time(b"HTTP/1.1 200 OK\r\nX", b"x")),
    Rule("requests are read a bounded way ahead", all_of(value(checker.fetch.round, "AHEAD", 60_000), value(checker.fetch.round, "FAR_AHEAD", 60_000)), manners.test_a_million_requests_are_read_a_bounded_way_ahead),
    # ---- headers
    Rule("a header of ours smuggles no other", lambda patch: patch.setattr(checker.fetch.journey, "outgoing", lambda headers: tuple(f"{name}: {text}" for name, text in headers.items())), lambda: answers.test_a_header_that_would_smuggle_another_is_not_sent({"X-A": "b\r\nX-Evil: c"})),
    Rule("a header of theirs holds no control characters", value(checker.fetch.headers, "_CONTROL", NEVER), answers.test_header_names_are_lower_case_and_values_are_text_without_controls),
    Rule("a caller's headers are in no answer", value(checker.fetch.journey, "_without_headers", lambda request: request), answers.test_a_post_sends_its_body_and_headers_and_the_next_request_neither),
    Rule("one honest user agent with a contact", option(pycurl.USERAGENT, "Mozilla/5.0"), answers.test_the_user_agent_is_honest_and_names_the_contact),
    # ---- manners
    Rule("one host has so many requests at once", limits(per_host=9), lambda: manners.test_one_host_is_never_asked_more_at_once_than_its_slots(1)),
    Rule("the ports of one name are one host", limits(per_host=9), manners.test_the_ports_of_one_name_are_one_host),
    Rule("all hosts together have so many", limits(connections=64), manners.test_all_hosts_together_never_have_more_under_way_than_the_connections),
    Rule("an interval lies between two requests", limits(host_interval=0.0), manners.test_an_interval_lies_between_two_requests_to_one_host_even_over_calls),
    Rule("Retry-After holds for the whole host", pauses_forgotten, manners.test_retry_after_holds_for_every_request_to_the_host),
    Rule("a host that wants to be left alone is", pauses_forgotten, manners.test_a_retry_after_longer_than_we_wait_ends_the_asking_of_that_host),
    Rule("a host has a budget", limits(host_budget=1e9), manners.test_a_host_that_costs_more_than_its_budget_is_not_asked_any_more),
    Rule("a silent host is left alone", lambda patch: patch.setattr(Silences, "refusal", lambda self, place: None), manners.test_a_host_that_leaves_five_requests_unanswered_is_not_asked_for_the_rest_of_the_call),
    Rule("429 once is asked again", value(checker.throttle, "RETRIED_STATUSES", frozenset()), decided(429, None, 1, None, throttle.Retry(1.0, host=True))),
    Rule("tries come to an end", lambda patch: patch.setattr(throttle, "SETTINGS", structs.replace(throttle.SETTINGS, retries=99)), decided(504, None, 4, None, None)),
    Rule("waits double up to the longest", value(checker.throttle, "backoff", lambda tries, settings: 0.0), decided(502, None, 3, None, throttle.Retry(4.0))),
    # ---- TLS
    Rule("a certificate is verified", option(pycurl.SSL_VERIFYPEER, 0), lambda: tls.test_data_behind_a_bad_certificate_is_read_for_a_link_and_not_for_an_api(issuers(), "self_signed")),
    Rule("and names the host", option(pycurl.SSL_VERIFYHOST, 0), lambda: tls.test_data_behind_a_bad_certificate_is_read_for_a_link_and_not_for_an_api(issuers(), "wrong_name")),
    Rule("a link's data is read all the same", lambda patch: patch.setattr(Journey, "_unverified_try", lambda self, answer: False), lambda: tls.test_data_behind_a_bad_certificate_is_read_for_a_link_and_not_for_an_api(issuers(), "expired")),
    Rule("with nothing of the caller's", secrets_everywhere, lambda: tls.test_nothing_of_the_callers_is_sent_where_the_certificate_did_not_verify(issuers(), "expired")),
    Rule("an incomplete chain is told apart", lambda patch: patch.setattr(checker.fetch.transfer, "_chain", lambda curl: (0, False)), lambda: tls.test_data_behind_a_bad_certificate_is_read_for_a_link_and_not_for_an_api(issuers(), "incomplete_chain")),
    # ---- what is shown
    Rule("a page escapes", without_escaping, lambda: shown.test_the_page_has_the_tags_of_its_template_and_no_others("script")),
    Rule("only http and https are links", all_links, lambda: shown.test_the_page_has_the_tags_of_its_template_and_no_others("data_address")),
    Rule("nothing turns the text of a page", uncleaned(report_rows, report_places, report_html, report_words), lambda: shown.test_the_page_has_the_tags_of_its_template_and_no_others("direction")),
    Rule("nothing in a cell acts", value(report_excel, "clean", lambda text, limit=0: text[:9]), lambda: shown.test_no_cell_is_more_than_text("direction", "th")),
    Rule("a formula is a text", value(report_excel, "_FORMULA", ()), lambda: shown.test_no_cell_is_more_than_text("formula", "th")),
    Rule("nothing in JSON acts", value(report_json, "harmless", lambda encoded: encoded), lambda: shown.test_the_json_is_json_and_nothing_in_it_acts("direction")),
    Rule("a terminal gets text", value(shown, "visible", lambda text: text), lambda: shown.test_a_terminal_gets_lines_of_text("terminal", "th")),
    # ---- robots.txt
    Rule("robots.txt is heeded where that is asked", lambda patch: patch.setattr(checker.fetch.robots.Robots, "refuses", lambda self, url: ""), robots.test_what_a_site_forbids_is_not_asked_for_and_says_so),
    Rule("for the next site too", lambda patch: patch.setattr(Round, "_admit", lambda self, journey, first=False: Round._join(self, journey, first)), robots.test_a_redirect_is_followed_only_where_the_next_site_allows_it),
    Rule("it is fetched behind the same guard", names_kept_unvetted, robots.test_robots_txt_itself_is_not_fetched_from_where_nothing_is),
]  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.says)
def test_the_test_of_a_rule_fails_when_the_rule_is_taken_out(rule: Rule) -> None:
    with pytest.MonkeyPatch.context() as patch:
        rule.without(patch)
        with pytest.raises((AssertionError, pytest.fail.Exception)):
            rule.test()
    checker.guard._place.cache_clear()


def test_every_part_of_the_guards_data_stands_in_the_table() -> None:
    said = " ".join(rule.says for rule in RULES)
    assert [row.network for row in rules().networks if row.network not in said] == []
