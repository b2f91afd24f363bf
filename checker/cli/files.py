"""Files that a command writes where a person says."""

from __future__ import annotations

from pathlib import Path

import click

from checker.cli.words import say
from checker.errors import UsageError
from checker.run.writing import write_whole

FORCE = click.option("--force", is_flag=True, help="Write over a file that exists.")


def refuse_existing(path: Path | None, force: bool, key: str = "exists") -> None:
    """Raises UsageError, in the words of ``key``, for a file that is there and is not to be written over."""
    if path is not None and path.exists() and not force:
        raise UsageError(say(key, "en", path=path), say(key, "th", path=path))


def write(path: Path, content: bytes) -> None:
    """A file, whole or not at all. RunError where the disk will not have it."""
    write_whole(path, lambda stream: stream.write(content))
