"""Ctrl-C while requests are under way: the program ends at once, whatever the servers do."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time

import pytest
from wild import Handle, silent, wild

SCRIPT = """
import sys
from checker.config import Settings
from checker.fetch import Fetcher
from checker.model import Request

settings = Settings(allow_networks=("127.0.0.0/8",), host_interval=0.0, per_host=8, max_bytes=10**12)
requests = [Request(key=str(n), url=f"http://127.0.0.1:{sys.argv[1]}/{n}") for n in range(8)]
try:
    with Fetcher(settings) as fetcher:
        print("begun", flush=True)
        for found in fetcher.run(requests):
            print(found.error, found.detail, flush=True)
except KeyboardInterrupt:
    sys.exit(130)
"""


def endless(connection: socket.socket, head: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b"x")


@pytest.mark.parametrize("handle", [silent, endless])
def test_an_interrupt_ends_a_round_at_once(handle: Handle) -> None:
    with wild(handle) as port:
        command = [sys.executable, "-c", SCRIPT, str(port)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
            assert program.stdout is not None
            assert program.stdout.readline() == "begun\n"
            time.sleep(0.5)
            program.send_signal(signal.SIGINT)
            began = time.monotonic()
            out, err = program.communicate(timeout=10)
    assert (program.returncode, out, err) == (130, "", "")
    assert time.monotonic() - began < 3
