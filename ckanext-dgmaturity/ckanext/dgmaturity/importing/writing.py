"""One dataset of a workbook, written through CKAN's own actions with the rights of who imports.

Outcomes: ``created``, ``draft`` (created as a private draft), ``updated``, ``same`` (nothing to change), ``changed``
(somebody changed the dataset since it was shown: not written), ``failed`` (with the reason), and without a turn
``left`` (not chosen) and ``held`` (told before). ``writing`` stands while it is written: who finds it goes on there.
"""

from __future__ import annotations

import logging
from copy import deepcopy
from datetime import datetime, timedelta, timezone
from typing import Any

import msgspec
from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context
from msgspec import Struct

from checker.workbook.record import Package, Record
from checker.workbook.updating import update_of
from ckanext.dgmaturity.importing.preview import differences, missing_of, package_of, shown
from ckanext.dgmaturity.importing.refused import Left, mandatory, said_of, without
from ckanext.dgmaturity.model import BatchDataset

log = logging.getLogger(__name__)

CREATED, DRAFT, UPDATED, SAME, CHANGED, FAILED = "created", "draft", "updated", "same", "changed", "failed"
LEFT, HELD, WRITING = "left", "held", "writing"
_ROUNDS = 6  #: in which what is refused is left out


class Result(Struct, frozen=True, kw_only=True):
    """What became of a dataset."""

    outcome: str
    package_id: str | None = None
    name: str = ""  #: under which it is on the catalog
    refused: tuple[Left, ...] = ()
    said: str = ""  #: why it failed
    why: str = ""  #: our own code of a reason: ``denied``, ``gone``, ``stopped``
    differences: dict[str, Any] = {}  #: as they are now, where somebody changed the dataset


class Turn(Struct, frozen=True, kw_only=True):
    """One dataset and its turn."""

    batch_id: str
    number: int
    record: Record
    user: str


def write(turn: Turn) -> None:
    """Writes the dataset and keeps what became of it; whatever goes wrong, the next one has its turn."""
    try:
        result = _create(turn) if _line(turn).kind == "new" else _update(turn)
    except tk.ValidationError as error:
        result = Result(outcome=FAILED, said=said_of(error.error_dict))
    except tk.NotAuthorized:
        result = Result(outcome=FAILED, why="denied")
    except tk.ObjectNotFound:
        result = Result(outcome=FAILED, why="gone")
    except Exception as error:  # once per dataset: it is kept, and told
        log.exception("batch %s, dataset %s", turn.batch_id, turn.number)
        result = Result(outcome=FAILED, why="stopped", said=type(error).__name__)
    model.Session.rollback()
    _keep(turn, result)


def _line(turn: Turn) -> BatchDataset:
    line: BatchDataset = model.Session.get(BatchDataset, (turn.batch_id, turn.number))
    return line


def _keep(turn: Turn, result: Result) -> None:
    line = _line(turn)
    line.outcome, line.package_id = result.outcome, result.package_id or line.package_id
    line.result = msgspec.to_builtins(result)
    model.Session.commit()


def begin(turn: Turn, outcome: str, refused: list[Left]) -> None:
    """Keeps what is tried, so that who goes on after a kill knows what was written."""
    line = _line(turn)
    began = (line.result or {}).get("began") or datetime.now(timezone.utc).isoformat()
    line.result = {"began": began, "tried": outcome, "refused": msgspec.to_builtins(refused)}
    line.outcome = WRITING
    model.Session.commit()


def _context(user: str, **more: Any) -> Context:
    found = model.User.get(user)
    context: Context = {"user": user, "auth_user_obj": found, "model": model, "session": model.Session}
    context.update(more)  # type: ignore[typeddict-item]
    return context


# new ones


def _create(turn: Turn) -> Result:
    there = _there(turn)
    if there is not None:
        return there
    package = package_of(turn.record)
    draft = bool(missing_of({**package, "organization": turn.record.package["organization"]}))
    left: list[Left] = []
    for _ in range(_ROUNDS):
        outcome = DRAFT if draft else CREATED
        begin(turn, outcome, left)
        try:
            made = _made(package, draft, turn.user)
        except tk.ValidationError as error:
            model.Session.rollback()
            if not draft and mandatory(error.error_dict):
                draft = True
                continue
            package, more = without(package, error.error_dict)
            if not more:
                raise
            left += more
        else:
            return Result(outcome=outcome, package_id=made["id"], name=made["name"], refused=tuple(left))
    return Result(outcome=FAILED, refused=tuple(left))


def _made(package: Package, draft: bool, user: str) -> Package:
    asked = deepcopy(package)
    if draft:
        asked |= {"private": True, "state": "draft"}
    context = _context(user, allow_state_change=True) if draft else _context(user)
    made: Package = tk.get_action("package_create")(context, asked)
    return made


def _there(turn: Turn) -> Result | None:
    """What is there under the name of a new dataset: ours of before a kill, or one that somebody made meanwhile."""
    found = model.Package.get(turn.record.name)
    if found is None:
        return None
    line = _line(turn)
    began = (line.result or {}).get("began") if line.outcome == WRITING else None
    user = model.User.get(turn.user)
    if began and found.creator_user_id == user.id and _after(found.metadata_created, began):
        tried = line.result or {}
        refused = tuple(Left(**each) for each in tried["refused"])
        return Result(outcome=tried["tried"], package_id=found.id, name=found.name, refused=refused)
    if found.owner_org != turn.record.package["owner_org"] or found.state == model.State.DELETED:
        return Result(outcome=FAILED, why="taken")
    update = update_of(shown(found.id, turn.user), turn.record)
    if not update.patch:
        return Result(outcome=SAME, package_id=found.id, name=found.name)
    return Result(outcome=CHANGED, package_id=found.id, name=found.name, differences=differences(update))


def _after(moment: datetime, began: str) -> bool:
    """CKAN's moments are UTC without saying so."""
    return moment.replace(tzinfo=timezone.utc) >= datetime.fromisoformat(began) - timedelta(seconds=1)


# those that are there


def _update(turn: Turn) -> Result:
    line = _line(turn)
    existing = shown(str(line.package_id), turn.user)
    if existing.get("state") == "deleted" or existing.get("owner_org") != turn.record.package["owner_org"]:
        raise tk.ObjectNotFound
    known = {"package_id": existing["id"], "name": existing["name"]}
    update = update_of(existing, turn.record)
    if line.outcome == WRITING and existing["metadata_modified"] != line.body["modified"]:
        return _resumed(turn, line, update.patch, known)
    if not update.patch:
        return Result(outcome=SAME, **known)
    if existing["metadata_modified"] != line.body["modified"] and not _as_shown(line, update):
        return Result(outcome=CHANGED, differences=differences(update), **known)
    return _patched(turn, {"id": existing["id"], **update.patch}, known)


def _as_shown(line: BatchDataset, update: Any) -> bool:
    """Whether the changes are those that were shown: somebody changed something else."""
    now = differences(update)
    return all(now[part] == line.body[part] for part in now)


def _resumed(turn: Turn, line: BatchDataset, patch: Package, known: dict[str, Any]) -> Result:
    """After a kill between the writing and the keeping: what is left to change is no more than what was refused."""
    tried = line.result or {}
    refused = tuple(Left(**each) for each in tried.get("refused", ()))
    if {"tags" if name == "tag_string" else name for name in patch} <= _fields_of(refused):
        return Result(outcome=UPDATED, refused=refused, **known)
    update = update_of(shown(str(line.package_id), turn.user), turn.record)
    if _as_shown(line, update):
        return _patched(turn, {"id": line.package_id, **patch}, known)
    return Result(outcome=CHANGED, differences=differences(update), **known)


def _fields_of(refused: tuple[Left, ...]) -> set[str]:
    names = {"resources" if each.file is not None else each.field for each in refused}
    return {"tags" if name == "tag_string" else name for name in names}


def _patched(turn: Turn, patch: Package, known: dict[str, Any]) -> Result:
    left: list[Left] = []
    for _ in range(_ROUNDS):
        begin(turn, UPDATED, left)
        try:
            tk.get_action("package_patch")(_context(turn.user), deepcopy(patch))
        except tk.ValidationError as error:
            model.Session.rollback()
            patch, more = without(patch, error.error_dict)
            if not more or set(patch) == {"id"}:
                return Result(outcome=FAILED, refused=(*left, *more), said=said_of(error.error_dict), **known)
            left += more
        else:
            return Result(outcome=UPDATED, refused=tuple(left), **known)
    return Result(outcome=FAILED, refused=tuple(left), **known)
