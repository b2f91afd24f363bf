"""A stored run opened for questions: derived once, with what was decided of it, and nothing written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from checker.run.basis import Basis
from checker.run.derivation import Derivation
from checker.run.progress import Watch, silent
from checker.run.rules import proved_rubric
from checker.run.scan import Run
from checker.run.spool import Spool
from checker.store import Store


@contextmanager
def basis_of(run: Run, *, rubric: str | None = None, watch: Watch = silent) -> Iterator[Basis]:
    """The run's standings and score as its report has them. No network; the store is only read."""
    with Store.open(run.store, create=False) as store:
        head = store.resolve(run.id)
        derivation = Derivation(store, head, proved_rubric(rubric or head.rubric), watch)
        with Spool() as spool:
            derivation.assess_all(spool)
        rows, _, _ = derivation.conclude_decided()
        yield Basis(derivation, rows)
