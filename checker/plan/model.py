"""The plan: Template 1 of the Data Catalog KPI, with what stands beside it (KPI, section 3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from checker.errors import Problem
from checker.model import Agency, CameraRecord, PlannedDataset, UseRecord


class ListedDataset(Struct, frozen=True, kw_only=True):
    """One dataset of the list. ``code`` is opaque and never parsed back."""

    code: str
    title: str = ""
    name: str | None = None  #: name on the catalog, where known
    category: str | None = None  #: ``data_category``
    kind: str | None = None
    authoritative: bool | None = None  #: declared single source of truth
    decided: bool = False  #: by hand: it is the dataset ``name`` alone; without one, none of the catalog's


class Subprocess(Struct, frozen=True, kw_only=True):
    """กระบวนการทำงานย่อย, numbered as 1.1.1."""

    number: str
    title: str = ""
    datasets: tuple[ListedDataset, ...] = ()


class Process(Struct, frozen=True, kw_only=True):
    """กระบวนการทำงานหลัก, numbered as 1.1."""

    number: str
    title: str = ""
    datasets: tuple[ListedDataset, ...] = ()
    subprocesses: tuple[Subprocess, ...] = ()


class Mission(Struct, frozen=True, kw_only=True):
    """ภารกิจหลัก, numbered by its place; it may stand without processes."""

    title: str = ""
    processes: tuple[Process, ...] = ()


class Attestations(Struct, frozen=True, kw_only=True):
    """What the agency declares of the chosen work (conditions, 3); blank: needs evidence."""

    public_impact: str = ""  #: ภารกิจหลักที่มีผลกระทบต่อการใช้บริการประชาชนในระดับสูง
    demand: str = ""  #: ข้อมูลที่ประชาชนหรือผู้รับบริการต้องการ


class Issue(Struct, frozen=True, kw_only=True):
    """One issue under a Focus Area: one Template 1."""

    focus_area: int | None = None
    issue: str = ""
    goal: str = ""
    expected_users: tuple[str, ...] = ()
    attestations: Attestations = Attestations()
    missions: tuple[Mission, ...] = ()

    def datasets(self) -> Iterator[tuple[str, ListedDataset]]:
        """Every dataset with the number and title of the work it belongs to, in the order of the form."""
        for mission in self.missions:
            for process in mission.processes:
                for dataset in process.datasets:
                    yield f"{process.number} {process.title}".strip(), dataset
                for subprocess in process.subprocesses:
                    for dataset in subprocess.datasets:
                        yield f"{subprocess.number} {subprocess.title}".strip(), dataset


class PreviousDataset(Struct, frozen=True, kw_only=True):
    """A dataset of last year's list (conditions, 3)."""

    title: str
    focus_area: int | None = None


class Plan(Struct, frozen=True, kw_only=True):
    """The whole plan of one agency and round."""

    source: str = ""  #: the file it was read from
    fiscal_year: int | None = None
    agency: Agency = Agency()
    catalog_url: str = ""
    reported_on: date | None = None  #: when the catalog's URL was reported
    issues: tuple[Issue, ...] = ()
    utilisation: tuple[UseRecord, ...] = ()
    cameras: tuple[CameraRecord, ...] = ()
    previous_datasets: tuple[PreviousDataset, ...] = ()
    warnings: tuple[Problem, ...] = ()  #: what an assessor should know; the plan stands all the same

    def planned(self) -> tuple[PlannedDataset, ...]:
        """The listed datasets, flat, in the order of the form."""
        return tuple(
            PlannedDataset(
                code=dataset.code,
                title=dataset.title,
                name=dataset.name,
                category=dataset.category,
                kind=dataset.kind,
                authoritative=dataset.authoritative,
                decided=dataset.decided,
                process=work,
                focus_area=issue.focus_area,
                shown=self._shown(dataset.code),
            )
            for issue in self.issues
            for work, dataset in issue.datasets()
        )

    def _shown(self, code: str) -> dict[str, int]:
        """What complete records attest of a dataset's camera pictures: kind of evidence → days back."""
        found: dict[str, int] = {}
        for record in self.cameras:
            if record.complete() and record.dataset.casefold() == code.casefold():
                found[record.kind] = max(record.days or 0, found.get(record.kind, 0))
        return found
