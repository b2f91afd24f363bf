"""Everything that can stop a command, as one tree.

::

    CheckerError                 a message, and the place and the value that it is about
    ├── UsageError               the command was asked for something that does not exist      exit 2
    │   ├── SettingsError        an unknown key or a bad value in the settings
    │   ├── RubricError          no such rubric, or one that does not prove
    │   ├── PlanError            the plan cannot be read or is not valid
    │   └── WorkbookError        not a workbook, or not one of ours
    ├── RunError                 the work could not be done                                   exit 3
    │   ├── CatalogError         the catalog could not be read: what came back, from where
    │   └── StoreError           read-only, full, newer than this version, no such run
    └── Unreadable               what is inside a file; ends as a trouble of its content, stops no command

Bad input that can be gone on from is a value (:class:`Problem`), never an exception.
"""

from __future__ import annotations

from msgspec import Struct


class Problem(Struct, frozen=True, kw_only=True):
    """One thing wrong with something a person wrote: where, what, why, and the way out, in both languages."""

    source: str  #: file or URL
    place: str  #: ``sheet!cell``, ``line 12``, or a JSON path
    value: str  #: as written (cut at 80 characters)
    code: str  #: stable id of the reason
    th: str
    en: str
    severity: str = "error"  #: ``error`` or ``warning``

    def text(self, lang: str) -> str:
        """The problem as one line in ``th`` or ``en``, naming file, place, value and reason."""
        shown = f" {self.value!r}" if self.value else ""
        return f"{self.source}: {self.place}{shown}: {self.th if lang == 'th' else self.en}"


class CheckerError(Exception):
    """The root of the tree. ``message`` is bilingual: ``str(error)`` is English, ``error.text('th')`` Thai."""

    exit_code = 3

    def __init__(self, en: str, th: str | None = None, *, problems: tuple[Problem, ...] = (), code: str = "") -> None:
        super().__init__(en)
        self.en = en
        self.th = th or en
        self.problems = problems
        self.code = code

    def text(self, lang: str) -> str:
        """The message and its problems, a line each."""
        head = self.th if lang == "th" else self.en
        return "\n".join([head, *(f"  {problem.text(lang)}" for problem in self.problems)])


class UsageError(CheckerError):
    """Wrong use: the caller can mend it by asking differently."""

    exit_code = 2


class SettingsError(UsageError):
    """An unknown key or a bad value in the settings."""


class RubricError(UsageError):
    """No such rubric, or one that does not prove."""


class PlanError(UsageError):
    """The plan cannot be read or is not valid."""


class WorkbookError(UsageError):
    """Not a workbook, or not one of ours."""


class RunError(CheckerError):
    """The work could not be done."""


class CatalogError(RunError):
    """The catalog could not be read; the message names the URL and what came back."""


class StoreError(RunError):
    """The store cannot be opened or written."""


class Unreadable(CheckerError):
    """What is inside a file cannot be read. ``checker.read`` makes it the trouble of the file's content."""

    def __init__(self, trouble: str, detail: str = "") -> None:
        super().__init__(f"{trouble}: {detail}" if detail else trouble, code=trouble)
        self.trouble = trouble  #: id of ``schemas/openness/troubles.yaml``
        self.detail = detail  #: in English; never a value of the file
