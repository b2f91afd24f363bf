"""Which process works on a run, or writes to a catalog: an advisory lock that dies with its process."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from checker.errors import StoreError
from checker.store.trouble import read_only


class RunHeld(StoreError):
    """Another living process works on this run."""


def lock_path(store: Path, run_id: str) -> Path:
    """The lock file of a run, beside the store."""
    return store.with_name(f"{store.name}-{run_id}.lock")


def holding(store: Path, run_id: str) -> AbstractContextManager[None]:
    """Hold a run. Raises :class:`RunHeld` when another does. The lock file goes away at the end."""
    held = RunHeld(
        f"{store}: another dgcheck is working on run {run_id}; wait until it ends",
        f"{store}: มี dgcheck อีกตัวกำลังทำงานกับรอบตรวจ {run_id} อยู่ กรุณารอให้เสร็จก่อน",
    )
    return _holding(store, run_id, held)


def holding_catalog(store: Path, catalog: str) -> AbstractContextManager[None]:
    """Hold the writing to a catalog, whatever the run: two that write at once would lose each other's extras."""
    held = RunHeld(
        f"{store}: another dgcheck is writing to {catalog}; wait until it ends",
        f"{store}: มี dgcheck อีกตัวกำลังเขียนไปที่ {catalog} อยู่ กรุณารอให้เสร็จก่อน",
    )
    return _holding(store, f"catalog-{sha256(catalog.encode()).hexdigest()[:16]}", held)


@contextmanager
def _holding(store: Path, name: str, held: RunHeld) -> Iterator[None]:
    path = lock_path(store, name)
    descriptor = _locked(store, path)
    if descriptor is None:
        raise held
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()
        os.close(descriptor)


def is_held(store: Path, run_id: str) -> bool:
    """Whether a living process holds the run."""
    try:
        descriptor = os.open(lock_path(store, run_id), os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _locked(store: Path, path: Path) -> int | None:
    """A descriptor that holds the lock of ``path``; ``None``: another holds it."""
    while True:
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise read_only(store) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        if _is_still(descriptor, path):
            return descriptor
        os.close(descriptor)  # its last holder removed the file between our two steps


def _is_still(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
