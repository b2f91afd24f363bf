"""One hash over all evidence, the same for two runs that were given and answered the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from checker.content import ProbeAnswer
from checker.model import Attempt
from checker.store.evidence import Evidence
from checker.store.json import encoded

#: Headers of an answer that a verdict may depend on. Others (dates, cookies, request ids) differ from look to look.
TELLING_HEADERS = frozenset(
    {"content-type", "content-length", "content-range", "content-disposition", "www-authenticate"}
)


class Snapshot(Evidence):
    """The evidence of a run as one number."""

    def snapshot_sha256(self, run_id: str) -> str:
        """The hash of the evidence in canonical order: what was given, the pages, the last look at each link.

        Times, run ids, file names, counts of tries and addresses of servers are left out.
        """
        digest = hashlib.sha256()
        for line in self._lines(self._key(run_id), run_id):
            digest.update(encoded(line))
            digest.update(b"\n")
        return digest.hexdigest()

    def _lines(self, key: int, run_id: str) -> Iterator[list[Any]]:
        for kind, sha256 in self._rows("input_hashes", key):
            yield ["input", kind, sha256]
        for number, url, sha256 in self._rows("page_hashes", key):
            yield ["page", number, url, sha256]
        for _, looks in self.attempts(run_id):
            yield ["link", *_told(looks[-1])]
        for url, reading in self.readings(run_id):
            yield ["reading", url, reading.whole, reading.sha256, reading.content]
        for name, probe in self.probes(run_id):
            yield ["probe", name, probe.outcome, probe.reason, *(_answered(each) for each in (probe.whole, probe.part))]


def _answered(answer: ProbeAnswer | None) -> list[Any]:
    return [] if answer is None else [answer.url, answer.status, answer.rows, answer.total]


def _told(attempt: Attempt) -> list[Any]:
    return [
        attempt.url,
        attempt.method,
        attempt.status,
        attempt.error,
        attempt.final_url,
        [hop.status for hop in attempt.hops],
        attempt.sha256,
        attempt.capped,
        bool(attempt.tls_detail),
        sorted(pair for pair in attempt.headers if pair[0] in TELLING_HEADERS),
        attempt.sniffed,
    ]
