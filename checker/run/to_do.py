"""What a report says of what is to be done: the best fixes, how much each dataset needs, what all of it would add."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from checker.model import Standing
from checker.report.model import Todo
from checker.report.todo import todos
from checker.run.ahead import ahead
from checker.run.basis import Basis
from checker.run.derivation import Derivation
from checker.run.worklist import best_of, worklist
from checker.worklist.rules import worklist_rules
from checker.worth import Fix, Gain


class ToDo(Struct, frozen=True, kw_only=True):
    """What is to be done in a run, as far as its report holds it."""

    best: tuple[Fix, ...] = ()
    by_dataset: Mapping[str, Todo] = {}  #: by id; empty where the run has more datasets than are looked at for it
    ahead: Gain | None = None


def to_do(derivation: Derivation, rows: Sequence[Standing], *, whole: bool = False) -> ToDo:
    """What is to be done in a run that was derived; ``whole``: every fix, however many."""
    basis = Basis(derivation, rows)
    if whole:
        fixes = worklist(basis)
        return ToDo(best=fixes, by_dataset=todos(fixes))
    most = worklist_rules().derived
    fixes = worklist(basis, most=most)
    if len(rows) > most:
        return ToDo(best=best_of(fixes))
    return ToDo(best=best_of(fixes), by_dataset=todos(fixes), ahead=ahead(basis, fixes))
