"""Files that a command writes where a person says."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from checker.cli.words import say
from checker.errors import UsageError
from checker.run.writing import write_whole

FORCE = click.option("--force", is_flag=True, help="Write over a file that exists.")


def refuse_existing(
    path: Path | None, force: bool, key: str = "exists", *, sources: Iterable[Path | None] = ()
) -> None:
    """Raises UsageError, in the words of ``key``, for a file that is there and is not to be written over.

    Never written over, whatever is asked for: what is no ordinary file, and the ``sources`` that the command reads.
    """
    if path is None or not path.exists():
        return
    if any(source is not None and os.path.exists(source) and path.samefile(source) for source in sources):
        raise _refused("same_file", path)
    if not path.is_file():
        raise _refused("not_a_file", path)
    if not force:
        raise _refused(key, path)


def _refused(key: str, path: Path) -> UsageError:
    return UsageError(say(key, "en", path=path), say(key, "th", path=path))


def write(path: Path, content: bytes) -> None:
    """A file, whole or not at all. RunError where the disk will not have it."""
    write_whole(path, lambda stream: stream.write(content))
