"""A scan of which one link in twenty is made to harm, against the same scan without these: seconds and peak memory.

Both are `dgcheck scan` as anyone runs it (its own time limits, intervals and readers; only loopback is opened), over
4,000 datasets with 12,000 links on 200 hosts. The hostile links stand on the same hosts as the good ones: redirect
loops and chains, addresses and schemes that are not fetched, endless, silent and dripping answers, floods of headers,
answers that are no HTTP, bombs in the compression and in the files. ``--datasets N`` for another size.
"""

from __future__ import annotations

import gzip
import json
import multiprocessing
import select
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from benchmarks.harvest import Site as Catalog
from benchmarks.links import FOUND, PART
from benchmarks.loopback import Asked, addresses, free_port, response, serving
from benchmarks.machine import Used, machine, run, versions
from benchmarks.records import SearchAnswers
from tests.corpora.bombs import MB, archives, texts

DATASETS, HOSTS, EVERY, LIMIT = 4_000, 200, 20, 1.3
#: URLs that are not fetched at all
UNFETCHED = (
    "http://10.0.0.1/a.csv", "http://169.254.169.254/latest/meta-data/", "http://[::ffff:10.0.0.1]/a",
    "ftp://{host}/a.csv", "javascript:alert(1)", "http://user:word@{host}/a.csv", "http://{host}:6379/", "http://[::1",
    "http://{host}/" + "ก" * 9000,
)  # fmt: skip
#: files of each kind that is named beside them
FILES = (
    "csv of one row of commas", "json of open brackets", "xml of laughs", "xml of one long entity", "svg of groups",
    "zip of one file", "zip of many files", "zip in zip in zip", "kmz of folders", "gzip in gzip", "xlsx of rows",
    "xlsx of merged cells", "ods of repeated cells", "docx of paragraphs", "pdf of one page of moves",
)  # fmt: skip
Deed = Callable[[socket.socket, str], None]


def says(raw: bytes) -> Deed:
    """Always the same answer."""

    def deed(connection: socket.socket, _base: str) -> None:
        connection.sendall(raw)

    return deed


def turns(location: str) -> Deed:
    """A redirect; ``{more}`` grows with each."""

    def deed(connection: socket.socket, path: str) -> None:
        target = location.replace("{more}", path + "x")
        connection.sendall(f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode())

    return deed


def drips(first: bytes, piece: bytes, wait: float = 0.0) -> Deed:
    """An answer that never ends, at a pace."""

    def deed(connection: socket.socket, _path: str) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(piece)
            if wait:
                time.sleep(wait)

    return deed


def waits(connection: socket.socket, _path: str) -> None:
    """No answer at all."""
    connection.recv(1)


def deeds() -> dict[str, Deed]:
    """What a host may do, by the first part of the path."""
    ok, gz = "200 OK", "Content-Encoding: gzip"
    layered = gzip.compress(gzip.compress(gzip.compress(bytes(50 * MB))))
    found: dict[str, Deed] = {
        "loop": turns("/loop/a"),
        "chain": turns("{more}"),
        "inside": turns("http://10.0.0.1/secret"),
        "metadata": turns("//169.254.169.254/latest"),
        "file": turns("file:///etc/passwd"),
        "endless": drips(b"HTTP/1.1 200 OK\r\n\r\na,b\n", b"1,2\n" * 4096),
        "header": drips(b"HTTP/1.1 200 OK\r\nX: ", b"a" * 16_384),
        "headers": drips(b"HTTP/1.1 200 OK\r\n", b"X-A: " + b"a" * 1000 + b"\r\n"),
        "silent": waits,
        "slow-header": drips(b"HTTP/1.1 200 OK\r\nX", b"x", 0.2),
        "slow-body": drips(b"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\na,b\n", b"1", 0.2),
        "gone": says(b""),
        "other": says(b"SSH-2.0-OpenSSH_9\r\n"),
        "short": says(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nabc"),
        "chunks": says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n"),
        "gzip": says(response(ok, gzip.compress(bytes(20 * MB)), gz)),
        "layers": says(response(ok, layered, "Content-Encoding: gzip, gzip, gzip")),
    }
    bombs = texts(2 * MB) | archives(8 * MB)
    for number, name in enumerate(FILES):
        found[f"bomb{number}"] = says(response(ok, bombs[name][1], "Connection: close"))
    return found


def hostile_urls(port: int) -> list[str]:
    """Links that are made to harm, ``{host}`` to be filled in."""
    bombs = texts(100) | archives(1000)
    files = [bombs[name][0] for name in FILES]
    names = [name for name in deeds() if not name.startswith("bomb")]
    served = [*(f"{name}/a.csv" for name in names), *(f"bomb{each}/a.{form}" for each, form in enumerate(files))]
    return [*(f"http://{{host}}:{port}/{path}" for path in served), *UNFETCHED]


def workbook() -> bytes:
    """A table as agencies publish them: 2,000 rows by province and month."""
    whole = BytesIO()
    book = Workbook(whole, {"in_memory": True})
    sheet = book.add_worksheet("ข้อมูล")
    sheet.write_row(0, 0, ("ปี", "เดือน", "จังหวัด", "จำนวน"))
    for row in range(2_000):
        sheet.write_row(row + 1, 0, (2560 + row % 6, 1 + row % 12, ("น่าน", "แพร่", "ตาก")[row % 3], row))
    book.close()
    return whole.getvalue()


class Site(Catalog):
    """The catalog, and the good files on every host."""

    def __init__(self, datasets: int, port: int, evil: int) -> None:
        self.held = Answers(datasets, f"http://{{address}}:{port}", hostile_urls(evil) if evil else [])
        self.workbook = response("200 OK", workbook(), "Content-Type: application/octet-stream")

    def __call__(self, asked: Asked) -> bytes:
        if asked.target.startswith(b"/f/"):
            if asked.target.endswith(b".xlsx"):
                return self.workbook
            return PART if asked.ranged else FOUND
        return super().__call__(asked)


class Answers(SearchAnswers):
    """Packages of which every twentieth link is a hostile one."""

    def __init__(self, count: int, links: str, evil: Sequence[str]) -> None:
        super().__init__(count, links)
        if evil:
            self._packages = list(self._harmed(evil))

    def _harmed(self, evil: Sequence[str]) -> Iterator[bytes]:
        number = 0
        for body in self._packages:
            package: dict[str, Any] = json.loads(body)
            for resource in package["resources"]:
                number += 1
                if number % EVERY == 7:
                    template = evil[number // EVERY % len(evil)]
                    host = resource["url"].split("/")[2].split(":")[0]
                    mark = "?" if template.startswith("http") and "/" in template[8:] else ""
                    resource["url"] = template.replace("{host}", host) + (f"{mark}{number}" if mark else "")
                    resource["format"] = template.rpartition(".")[2][:5].upper()
            yield json.dumps(package, ensure_ascii=False).encode()


@contextmanager
def harming(hosts: Sequence[str], port: int) -> Iterator[None]:
    """Serves the hostile answers in a process of its own, a thread a connection."""
    context = multiprocessing.get_context("fork")
    ready = context.Event()
    worker = context.Process(target=_harm, args=(hosts, port, ready), daemon=True)
    worker.start()
    if not ready.wait(120):
        raise RuntimeError("the server did not start")
    try:
        yield
    finally:
        worker.terminate()
        worker.join()


def _harm(hosts: Sequence[str], port: int, ready: Any) -> None:
    what = deeds()
    poll = select.epoll()
    listeners = {}
    for host in hosts:
        listener = socket.create_server((host, port), backlog=64)
        listeners[listener.fileno()] = listener
        poll.register(listener.fileno(), select.EPOLLIN)
    ready.set()
    while True:
        for number, _ in poll.poll():
            connection, _peer = listeners[number].accept()
            threading.Thread(target=_one, args=(connection, what), daemon=True).start()


def _one(connection: socket.socket, what: dict[str, Deed]) -> None:
    with suppress(OSError), connection:
        path = connection.recv(65_536).split(b" ")[1].decode()
        what[path.split("/")[1]](connection, path)
        connection.shutdown(socket.SHUT_WR)
        connection.recv(1)


def scanned(datasets: int, evil: int) -> tuple[Used, dict[str, Any]]:
    """One scan, with the hostile links where ``evil`` is the port that serves them."""
    port = free_port()
    hosts = ["127.0.0.1", *addresses(HOSTS)]
    with serving(lambda: Site(datasets, port, evil), hosts, port=port), tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        used = run([
            sys.executable, "-c", "from checker.cli import main; main()", "scan", f"http://127.0.0.1:{port}",
            "--store", f"{folder}/store.sqlite", "--out", str(out), "--format", "json", "--quiet",
            "--allow-network", "127.0.0.0/8", "--set", "confirm=later",
        ])  # fmt: skip
        with (out / "report.json").open(encoding="utf-8") as report:  # line by line: what this process holds when it
            line = next(line for line in report if line.startswith('"totals"'))  # forks counts as the next one's peak
        return used, json.loads("{" + line.rstrip(",\n") + "}")["totals"]


def main() -> None:
    """Print the figures."""
    arguments = sys.argv[1:]
    datasets = int(arguments[arguments.index("--datasets") + 1]) if "--datasets" in arguments else DATASETS
    print(f"{machine()}; {versions('pycurl', 'msgspec')}")
    good, totals = scanned(datasets, 0)
    print(f"{totals['datasets']:,} datasets, {totals['resources']:,} links on {HOSTS} hosts")
    print(f"without: {good.seconds:.0f} s, CPU-s {good.cpu:.0f}, peak {good.megabytes:.0f} MB   {totals['by_verdict']}")
    evil = free_port()
    with harming(addresses(HOSTS), evil):
        bad, totals = scanned(datasets, evil)
    print(f"with:    {bad.seconds:.0f} s, CPU-s {bad.cpu:.0f}, peak {bad.megabytes:.0f} MB   {totals['by_verdict']}")
    print(
        f"time {bad.seconds / good.seconds:.2f}, memory {bad.megabytes / good.megabytes:.2f}   (goal: at most {LIMIT})"
    )


if __name__ == "__main__":
    main()
