"""Digests through a real mail server: who is written to, what is said, only once, and never again when unwanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from socket import create_server, socket
from typing import Any
from uuid import uuid4

import ckan.model as model
import pytest
from aiosmtpd.controller import Controller
from ckan.plugins import toolkit as tk
from ckan.tests import factories, helpers
from ckanext.dgmaturity.model import Told, Verdict, columns
from ckanext.dgmaturity.telling.digest import Sent, send_digests


def free_port() -> int:
    """A port that nothing uses now."""
    with socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


class Box:
    """What the mail server was given."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], Message]] = []
        self.refused: set[str] = set()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refused:
            return "550 nobody of this name"
        envelope.rcpt_tos.append(address)
        return "250 taken"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mails.append((envelope.rcpt_tos, BytesParser().parsebytes(envelope.content)))
        return "250 taken"

    def to(self, address: str) -> list[Message]:
        return [mail for to, mail in self.mails if address in to]


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Box]:
    box = Box()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    monkeypatch.setitem(tk.config, "smtp.server", f"127.0.0.1:{server.port}")
    monkeypatch.setitem(tk.config, "smtp.mail_from", "catalog@agency.example")
    yield box
    server.stop()


@pytest.fixture
def send(app: Any) -> Callable[..., Sent]:
    """One round of digests, in a request of its own."""

    def round(**options: Any) -> Sent:
        with app.flask_app.test_request_context():
            return send_digests(columns.now(), **options)

    return round


def finding(check: str, path: str = "notes", reason: str = "blank", severity: str = "violation") -> dict[str, Any]:
    return {"check": check, "outcome": "failed", "severity": severity, "reason": reason, "subject": "-", "path": path}


def office(*findings: dict[str, Any], links: tuple[dict[str, Any], ...] = ()) -> tuple[dict[str, Any], str]:
    """An editor, and the id of a dataset of the organization with these findings."""
    user = factories.User(email=f"{uuid4().hex[:12]}@agency.example")
    organization = factories.Organization(users=[{"name": user["name"], "capacity": "editor"}])
    name = f"mail-{uuid4().hex[:12]}"
    given = {"name": name, "title": f"ชุดข้อมูล {name}", "owner_org": organization["id"], "private": True}
    dataset = helpers.call_action("package_create", {"user": user["name"], "ignore_auth": True}, **given)
    held(dataset["id"], organization["id"], findings, links)
    return user, dataset["id"]


def held(dataset: str, organization: str, findings: Any, links: Any = ()) -> None:
    model.Session.query(Verdict).filter_by(package_id=dataset).delete()
    body = {"findings": list(findings), "links": list(links)}
    figures = {"passed": 13, "required": 14, "informative": 13, "rubric": "data-catalog-kpi-2565"}
    model.Session.add(Verdict(package_id=dataset, organization_id=organization, body=body, **figures))
    model.Session.commit()


def text(mail: Message) -> str:
    body = mail.get_payload(decode=True)
    assert isinstance(body, bytes)
    return body.decode()


def again(user: dict[str, Any], days: int = 8) -> None:
    """As if so many days had gone."""
    told = model.Session.query(Told).filter_by(user_id=user["id"]).one()
    told.at = told.at - timedelta(days=days)
    model.Session.commit()


def test_an_editor_is_told_once_in_both_languages(box: Box, send: Callable[..., Sent]) -> None:
    user, _ = office(finding("notes"))
    send()
    again(user)
    send()
    (mail,) = box.to(user["email"])
    assert "มีเรื่องใหม่ให้แก้ไข 1 เรื่อง" in str(make_header(decode_header(mail["Subject"])))
    assert "รายละเอียดเว้นว่างไว้" in text(mail)
    assert "is blank" in text(mail)


def test_only_what_is_new_is_told_again_and_not_before_a_week(box: Box, send: Callable[..., Sent]) -> None:
    user, dataset = office(finding("notes"))
    send()
    owner = model.Package.get(dataset).owner_org
    held(dataset, owner, [finding("notes"), finding("maintainer", "maintainer")])
    send()
    assert len(box.to(user["email"])) == 1
    again(user)
    send()
    second = text(box.to(user["email"])[1])
    assert "รายละเอียดเว้นว่างไว้" not in second
    assert "ชื่อผู้ติดต่อเว้นว่างไว้" in second


def test_what_an_older_engine_has_found_and_this_one_has_no_words_for_stops_nobody(
    box: Box, send: Callable[..., Sent]
) -> None:
    user, _ = office(finding("notes"), finding("notes", reason="long_gone"), finding("a_check_of_old"))
    send()
    assert len(box.to(user["email"])) == 1


def test_warnings_and_unconfirmed_links_are_no_trouble(box: Box, send: Callable[..., Sent]) -> None:
    once = {
        "resource_id": "r",
        "url": "https://a.example/x.csv",
        "name": "x",
        "outcome": "cannot_tell",
        "confirmed": False,
    }
    user, _ = office(finding("notes", severity="warning"), links=(once,))
    send()
    assert box.to(user["email"]) == []


def test_a_broken_link_is_told_with_its_address_on_one_line(box: Box, send: Callable[..., Sent]) -> None:
    broken = {"resource_id": "r", "url": "https://a.example/x.csv\r\nBcc: x@y.example", "name": "ปี 2567"}
    user, _ = office(links=({**broken, "outcome": "failed", "confirmed": True},))
    send()
    (mail,) = box.to(user["email"])
    assert "ลิงก์ใช้ไม่ได้: ปี 2567 (https://a.example/x.csv Bcc: x@y.example)" in text(mail)
    assert mail["Bcc"] is None


def test_a_member_who_may_only_read_and_a_stranger_are_told_nothing(box: Box, send: Callable[..., Sent]) -> None:
    _, dataset = office(finding("notes"))
    reader, stranger = (factories.User(email=f"{uuid4().hex[:12]}@agency.example") for _ in range(2))
    owner = model.Package.get(dataset).owner_org
    helpers.call_action("organization_member_create", id=owner, username=reader["name"], role="member")
    send()
    assert [box.to(user["email"]) for user in (reader, stranger)] == [[], []]


def test_without_a_mail_server_nothing_is_lost(
    box: Box, send: Callable[..., Sent], monkeypatch: pytest.MonkeyPatch
) -> None:
    user, _ = office(finding("notes"))
    with monkeypatch.context() as down:
        down.setitem(tk.config, "smtp.server", "127.0.0.1:9")
        assert send().failed >= 1
    assert box.to(user["email"]) == []
    send()
    assert len(box.to(user["email"])) == 1


def test_a_server_that_is_silent_is_not_waited_for_by_every_mail(
    send: Callable[..., Sent], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        office(finding("notes"))
    with create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setitem(tk.config, "smtp.server", f"127.0.0.1:{silent.getsockname()[1]}")
        monkeypatch.setitem(tk.config, "smtp.mail_from", "catalog@agency.example")
        assert send(patience=0.2).failed >= 5
        silent.settimeout(0.2)
        asked = 0
        with suppress(TimeoutError):
            while True:
                silent.accept()[0].close()
                asked += 1
    assert asked == 3


def test_addresses_that_are_refused_keep_nobody_elses_mail_back(box: Box, send: Callable[..., Sent]) -> None:
    box.refused = {office(finding("notes"))[0]["email"] for _ in range(5)}
    welcome = [office(finding("notes"))[0]["email"] for _ in range(2)]
    assert send().failed == 5
    assert [len(box.to(each)) for each in welcome] == [1, 1]


def link_in(mail: Message) -> str:
    found = re.search(r"/dgmaturity/mail/\S+", text(mail))
    assert found is not None
    return found[0]


def test_the_link_of_a_mail_asks_first_and_the_button_ends_the_mails(
    box: Box, app: Any, send: Callable[..., Sent]
) -> None:
    user, dataset = office(finding("notes"))
    send()
    path = link_in(box.to(user["email"])[0])
    assert app.get(path).status_code == 200
    assert not model.Session.query(Told).filter_by(user_id=user["id"]).one().unsubscribed
    assert app.post(path, data={"stop": "1"}).status_code == 200
    model.Session.expire_all()
    assert model.Session.query(Told).filter_by(user_id=user["id"]).one().unsubscribed
    again(user)
    held(dataset, model.Package.get(dataset).owner_org, [finding("maintainer", "maintainer")])
    send()
    assert len(box.to(user["email"])) == 1


@pytest.mark.parametrize("token", ["x", "ImFkbWluIg.AAAA", "%00", "a" * 3000])
def test_a_link_that_nobody_signed_leads_nowhere(app: Any, token: str) -> None:
    assert app.get(f"/dgmaturity/mail/{token}").status_code == 404


def test_a_dry_run_sends_nothing_and_remembers_nothing(box: Box, send: Callable[..., Sent]) -> None:
    user, _ = office(finding("notes"))
    assert send(dry_run=True).sent >= 1
    assert box.to(user["email"]) == []
    assert model.Session.query(Told).filter_by(user_id=user["id"]).count() == 0


@pytest.mark.ckan_config("ckanext.dgmaturity.mail_days", 0)
def test_no_days_means_no_mails(box: Box, send: Callable[..., Sent]) -> None:
    office(finding("notes"))
    assert send() == (0, 0, 0)


def test_a_person_whose_name_no_header_can_hold_stops_no_other_mail(box: Box, send: Callable[..., Sent]) -> None:
    broken, _ = office(finding("notes"))
    fine, _ = office(finding("notes"))
    model.Session.query(model.User).filter_by(id=broken["id"]).update({"fullname": "a\nb"})
    model.Session.commit()
    send()
    assert box.to(fine["email"])
    assert not box.to(broken["email"])


def test_what_was_mended_and_breaks_again_is_new(box: Box, send: Callable[..., Sent]) -> None:
    user, dataset = office(finding("notes"))
    organization = model.Package.get(dataset).owner_org
    send()
    for findings, mails in (((), 1), ((finding("notes"),), 2)):
        again(user)
        held(dataset, organization, findings)
        send()
        assert len(box.to(user["email"])) == mails
