"""``dgcheck fix``: from a file to proposals, to a catalog, and back; the one place that wires it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from checker.config import Settings
from checker.errors import UsageError
from checker.fetch.headers import user_agent
from checker.fix.model import AskedDataset, Change, Ending, Fixed
from checker.publish.client import Client
from checker.run.fix_asked import Meant, meant, read_asking
from checker.run.fix_site import Package, Site, api_of, raw_packages
from checker.run.fix_writing import Task, collapsed, now
from checker.run.fixing import Fixing, fingerprint
from checker.run.progress import Progress, Watch, silent
from checker.store import JournalHead, Store

#: What stands in the way of every dataset alike: after two in a row the others are not asked.
OF_THE_SITE = frozenset({"tls", "redirect", "network", "timeout"})
LATEST = "latest"


class Way(Struct, frozen=True, kw_only=True):
    """How the command is to go about it."""

    settings: Settings
    token: str = ""
    apply: bool = False  #: write to the catalog
    only: tuple[str, ...] = ()  #: datasets by id, URL name or code; empty: all
    watch: Watch = silent
    ca_file: Path | None = None  #: certificate authorities in place of the usual ones


def fix(run: str, store_path: Path, file: Path, way: Way) -> Fixed:
    """What a file asks for, compared with the catalog as it is now; written where ``apply`` says so.

    Raises UsageError for what cannot be used at all, StoreError, and CatalogError where the guard refuses the address.
    """
    with Store.open(store_path, create=False) as store:
        head = store.resolve(run)
        api_url = api_of(store, head)
        asking, body = read_asking(file)
        then = raw_packages(store, head)
        wanted = _only(meant(asking, store, head, then), way.only)
        mark = fingerprint("fix", head.id, api_url, body, *sorted(way.only))
        task = Task(head=head, api_url=api_url, fingerprint=mark, apply=way.apply)
        with _client(api_url, way) as client:
            fixing = Fixing(store, Site(client, then), task)
            steps = [_asked(fixing, identity, asked) for identity, asked in wanted.datasets]
            endings = _all(store, fixing, task, steps, way.watch)
    return _fixed(task, fixing, endings, len(steps), wanted)


def undo(run: str, store_path: Path, journal: str, way: Way) -> Fixed:
    """The old values of a journal (an id, or ``latest``) put back, where the catalog still holds what was written."""
    with Store.open(store_path, create=False) as store:
        head = store.resolve(run)
        api_url = api_of(store, head)
        undone = _journal(store, api_url, journal)
        mark = fingerprint("undo", api_url, undone.id, *sorted(way.only))
        task = Task(head=head, api_url=api_url, fingerprint=mark, apply=way.apply, undoes=undone.id)
        then = raw_packages(store, head)
        with _client(api_url, way) as client:
            fixing = Fixing(store, Site(client, then), task)
            found = [(dataset, changes) for dataset, changes in collapsed(store.writings(undone.id))]
            steps = [_put_back(fixing, dataset, changes) for dataset, changes in _named(found, then, way.only)]
            endings = _all(store, fixing, task, steps, way.watch)
        if way.apply and not way.only and undone.finished is None:
            store.finish_journal(undone.id, now())  # it is not gone on with once it was undone
    return replace(_fixed(task, fixing, endings, len(steps), Meant()), undoes=undone.id)


Step = Callable[[], Ending]


def _asked(fixing: Fixing, identity: str, asked: AskedDataset) -> Step:
    return lambda: fixing.asked(identity, asked)


def _put_back(fixing: Fixing, dataset: str, changes: tuple[Change, ...]) -> Step:
    return lambda: fixing.put_back(dataset, changes)


def _all(store: Store, fixing: Fixing, task: Task, steps: Sequence[Step], watch: Watch) -> tuple[Ending, ...]:
    """Every dataset, one after the other; alone at work on the run and on the catalog where something is written."""
    stage = "write" if task.apply else "fix"
    if not task.apply:
        return tuple(_each(steps, watch, stage))
    with store.hold(task.head.id), store.hold_catalog(task.api_url):
        fixing.writing.take_up()
        endings = tuple(_each(steps, watch, stage))
        fixing.writing.conclude(endings)
        return endings


def _each(steps: Sequence[Step], watch: Watch, stage: str) -> Iterator[Ending]:
    in_a_row = 0
    for number, step in enumerate(steps, 1):
        ending = step()
        yield ending
        watch(Progress(stage=stage, done=number, total=len(steps)))
        codes = {reason.code for reason in ending.reasons}
        in_a_row = in_a_row + 1 if codes & OF_THE_SITE else 0
        if in_a_row == 2 and number < len(steps):
            return


def _client(api_url: str, way: Way) -> Client:
    return Client(api_url, way.settings, token=way.token, user_agent=user_agent(way.settings), ca_file=way.ca_file)


def _fixed(task: Task, fixing: Fixing, endings: tuple[Ending, ...], count: int, wanted: Meant) -> Fixed:
    return Fixed(
        run=task.head.id,
        catalog=task.api_url,
        applied=task.apply,
        journal=fixing.writing.journal,
        resumed=fixing.writing.resumed,
        datasets=endings,
        problems=wanted.problems,
        left=count - len(endings),
    )


def _only(wanted: Meant, only: Sequence[str]) -> Meant:
    """The datasets that ``--only`` names, by id or as the file names them."""
    if not only:
        return wanted
    names = {name.casefold() for name in only}
    kept = tuple(
        (identity, asked) for identity, asked in wanted.datasets if {identity.casefold(), asked.key.casefold()} & names
    )
    missing = names - {part for identity, asked in kept for part in (identity.casefold(), asked.key.casefold())}
    if missing:
        raise _nothing_named(sorted(missing))
    return Meant(datasets=kept, problems=tuple(p for p in wanted.problems if p.value.casefold() in names))


def _named(
    found: Sequence[tuple[str, tuple[Change, ...]]], then: Mapping[str, Package], only: Sequence[str]
) -> list[tuple[str, tuple[Change, ...]]]:
    """The datasets of a journal that ``--only`` names, by id or URL name."""
    if not only:
        return list(found)
    names = {name.casefold() for name in only}
    called = {dataset: {dataset.casefold(), _name(then.get(dataset, {})).casefold()} for dataset, _ in found}
    missing = names - set().union(*called.values())
    if missing:
        raise _nothing_named(sorted(missing))
    return [(dataset, changes) for dataset, changes in found if called[dataset] & names]


def _name(package: Package) -> str:
    return str(package.get("name") or "")


def _nothing_named(names: Sequence[str]) -> UsageError:
    shown = ", ".join(names)
    return UsageError(f"--only {shown}: not among them", f"--only {shown}: ไม่อยู่ในรายการ")


def _journal(store: Store, api_url: str, name: str) -> JournalHead:
    """The journal of this id; ``latest``: the last one that is not an undoing and was not undone as a whole."""
    journals = store.journals(api_url)
    undone = {each.undoes for each in journals if each.undoes and each.finished is not None}
    if name == LATEST:
        found = [each for each in journals if each.undoes is None and each.id not in undone][-1:]
    else:
        found = [each for each in journals if each.id == name]
    if not found:
        if name == LATEST:
            raise UsageError(
                f"--undo: nothing that was written to {api_url} is left to undo",
                f"--undo: ไม่มีการเขียนใน {api_url} ที่ยังต้องคืนค่าเดิม",
            )
        there = ", ".join(each.id for each in journals[-10:]) or "-"
        raise UsageError(
            f"--undo {name}: no such journal of {api_url}; there are: {there}",
            f"--undo {name}: ไม่มีบันทึกการเขียนนี้ของ {api_url} ที่มีคือ {there}",
        )
    return found[0]
