"""Query interfaces: which there are, and whether a condition in their link changes the answer (section 2).

No socket is opened here. ``targets`` decides from evidence what is to be asked; ``converse`` is a conversation, a
generator that yields requests and is sent what came back; ``converse_all`` holds many at once over ``Fetcher.run``.
"""

from checker.probe.drive import Run, converse_all
from checker.probe.interfaces import INTERFACES, converse
from checker.probe.rules import Reason, Rules, rules
from checker.probe.target import Conversation, Mask, Probed, Target
from checker.probe.targets import targets

__all__ = [
    "INTERFACES",
    "Conversation",
    "Mask",
    "Probed",
    "Reason",
    "Rules",
    "Run",
    "Target",
    "converse",
    "converse_all",
    "rules",
    "targets",
]
