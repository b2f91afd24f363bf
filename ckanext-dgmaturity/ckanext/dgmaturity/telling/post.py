"""Mails on their way out: a server that is not there is not waited for by each of them."""

from __future__ import annotations

import logging
import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import ckan.model as model
from ckan.lib.mailer import MailerException
from ckan.plugins import toolkit as tk

log = logging.getLogger(__name__)

SECONDS = 30.0  #: that a mail server has for each answer; CKAN itself would wait for ever
SILENT = 3  #: mails in a row that the server was not there for: it is not asked again in this round


class Mail(NamedTuple):
    """One mail."""

    subject: str
    body: str


class Post:
    """The mail server of one round."""

    def __init__(self, dry_run: bool, patience: float) -> None:
        self.dry_run, self._patience, self._silent = dry_run, patience, 0

    def take(self, user: model.User, mail: Mail) -> bool:
        """Sends a mail; ``False``: the server did not take it, or has been silent for too long to be asked."""
        if self.dry_run or self._silent == SILENT:
            return self.dry_run
        try:
            with _answered_within(self._patience):
                tk.mail_user(user, mail.subject, mail.body)
        except (MailerException, OSError, ValueError) as error:  # CKAN lets an address be what no header can hold
            log.warning("the digest for %s waits: %s", user.id, error)
            self._silent = self._silent + 1 if _is_silence(error) else 0
            return False
        self._silent = 0
        return True


def _is_silence(error: Exception) -> bool:
    """Whether the server is not there; else it refused this mail alone."""
    cause = error.__context__ if isinstance(error, MailerException) else error
    if isinstance(cause, smtplib.SMTPException):
        return isinstance(cause, (smtplib.SMTPConnectError, smtplib.SMTPServerDisconnected))
    return isinstance(cause, OSError)


@contextmanager
def _answered_within(seconds: float) -> Iterator[None]:
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(seconds)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)
