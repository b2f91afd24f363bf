"""The fourth stage: query interfaces, each asked with a condition and without one.

Those that did not answer are asked once more when the run comes back to the links that failed.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from checker.content import Probe
from checker.fetch import Fetcher
from checker.model import RunHead
from checker.privacy import hidden_records, masked
from checker.probe import Probed, Target, converse_all
from checker.read import inside
from checker.run.observe import Known, interfaces, observe
from checker.run.progress import Progress, Watch
from checker.run.stored import datasets
from checker.store import Store

BATCH = 20  #: probes per transaction
#: reasons of a probe that another moment may well change
PASSING = frozenset({"unreachable", "busy", "throttled", "error_answer"})


def probe(
    store: Store, head: RunHead, known: Known, fetcher: Fetcher, watch: Watch, *, again: bool, robots: bool
) -> None:
    """Tries every interface that this run has not tried yet; ``again``: those that failed for the moment too.

    ``robots``: only what each site's ``robots.txt`` allows.
    """
    held = {key for key, each in store.probes(head.id) if not (again and each.reason in PASSING)}
    due = {target.key: target for target in _targets(store, head, known) if target.key not in held}
    if not due:
        return
    watch(Progress(stage="probe", done=0, total=len(due)))
    batch: list[Probe] = []
    for count, probed in enumerate(converse_all(due.values(), fetcher.run, mask=masked, robots=robots), 1):
        batch.append(with_records(probed))
        if len(batch) >= BATCH:
            store.add_probes(head.id, batch)
            batch = []
        watch(Progress(stage="probe", done=count, total=len(due)))
    store.add_probes(head.id, batch)


def _targets(store: Store, head: RunHead, known: Known) -> Iterator[Target]:
    for dataset in datasets(store, head):
        yield from interfaces(dataset, observe(dataset, known), known)


def with_records(probed: Probed) -> Probe:
    """The probe with what the records that were seen show; they themselves are not kept."""
    if probed.rows is None:
        return probed.probe
    tables, personal = inside([probed.rows])
    return hidden_records(replace(probed.probe, tables=tables, personal=personal))
