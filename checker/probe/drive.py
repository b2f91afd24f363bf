"""Many conversations at once, in rounds: all that are due ask their next question together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timezone
from itertools import islice

from msgspec import structs

from checker.content import Probe, ProbeAnswer, ProbeOutcome
from checker.model import Fetched, Request
from checker.probe.interfaces import converse
from checker.probe.rules import rules
from checker.probe.target import Conversation, Mask, Probed, Target

Run = Callable[[Iterable[Request]], Iterator[Fetched]]


def converse_all(targets: Iterable[Target], run: Run, *, mask: Mask, robots: bool = False) -> Iterator[Probed]:
    """What every interface showed, as conversations end; ``run`` is ``Fetcher.run``. A key is asked once.

    ``robots``: only what each site's ``robots.txt`` allows. The store keeps each as it comes: a run that was stopped
    leaves out the keys that are held and goes on.
    """
    waiting = _once(targets)
    talking: dict[str, tuple[Conversation, Request]] = {}
    while True:
        for target in islice(waiting, rules().asking.at_once - len(talking)):
            conversation = _guarded(target, converse(target, mask=mask))
            talking[target.key] = conversation, next(conversation)
        if not talking:
            return
        asked = [structs.replace(request, robots=robots) for _, request in talking.values()]
        for fetched in run(asked):
            conversation, _ = talking.pop(fetched.request.key)
            try:
                talking[fetched.request.key] = conversation, conversation.send(fetched)
            except StopIteration as end:
                yield end.value


def _guarded(target: Target, conversation: Conversation) -> Conversation:
    """A conversation that always ends well: what nobody foresaw costs one interface, and is kept as its reason."""
    try:
        return (yield from conversation)
    except Exception as error:  # noqa: BLE001
        why = f"{type(error).__name__} in our own work"
        answer = ProbeAnswer(url=target.url, at=datetime.now(timezone.utc), detail=why)
        outcome = ProbeOutcome.UNDECIDED
        probe = Probe(key=target.key, interface=target.interface, outcome=outcome, reason="crashed", whole=answer)
        return Probed(probe=probe)


def _once(targets: Iterable[Target]) -> Iterator[Target]:
    held: set[str] = set()
    for target in targets:
        if target.key not in held:
            held.add(target.key)
            yield target
