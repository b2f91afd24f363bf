"""Bytes → what is inside them, in the right room, masked; and the sandbox that third-party parsers run in.

::

    with Sandbox(workers=2, seconds=settings.parse_seconds, memory=settings.parse_memory) as sandbox:
        for fetched in fetcher.run(requests):
            sandbox.put(Job(key=url, body=fetched.body, format=format, complete=True, url=url))
            for key, content in sandbox.done():  # those that are ready; never waits
                store(key, content)
        for key, content in sandbox.finish():  # the rest; waits
            store(key, content)

``read`` is the same work in the present process, for what :func:`sandboxed` says is safe there.
"""

from __future__ import annotations

from checker.read.reading import inside, needs_whole, read, sandboxed
from checker.read.sandbox import Job, Sandbox

__all__ = ["Job", "Sandbox", "inside", "needs_whole", "read", "sandboxed"]
