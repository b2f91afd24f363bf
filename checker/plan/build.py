"""A tree → the plan, or a PlanError with every fault; what is merely blank is left to :func:`completeness`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from checker.dates import DateProblem, parse_date
from checker.errors import PlanError, Problem
from checker.model import Agency, CameraRecord, UseRecord
from checker.plan.advice import advice
from checker.plan.model import (
    Attestations,
    Issue,
    ListedDataset,
    Mission,
    Plan,
    PreviousDataset,
    Process,
    Subprocess,
)
from checker.plan.problems import nearest, problem
from checker.plan.tree import Path, Tree
from checker.plan.valid import faults, softened
from checker.plan.words import area_names, focus_area
from checker.vocabulary import vocabulary

BUDDHIST_ERA = 543
FIRST_BUDDHIST = 2400
Values = Mapping[str, Any]


def build(tree: Tree) -> Plan:
    """The plan of a tree. Raises PlanError with all problems, each with its place."""
    value = softened(tree)
    problems = [*tree.problems, *faults(value, tree)]
    if any(each.severity == "error" for each in problems):
        raise _refused(tree.source, problems)
    building = _Building(tree)
    plan = building.plan(value)
    problems += building.problems
    if any(each.severity == "error" for each in problems):
        raise _refused(tree.source, problems)
    return msgspec.structs.replace(plan, warnings=(*problems, *advice(plan, tree)))


def _refused(source: str, problems: Sequence[Problem]) -> PlanError:
    errors = tuple(each for each in problems if each.severity == "error")
    return PlanError(
        f"{source}: the plan cannot be used, {len(errors)} to mend:",
        f"{source}: ใช้แผนนี้ไม่ได้ มี {len(errors)} จุดที่ต้องแก้ไข:",
        problems=errors,
        code="plan",
    )


class _Building:
    """Builds the parts and gathers what is wrong with them."""

    def __init__(self, tree: Tree) -> None:
        self.problems: list[Problem] = []
        self._tree = tree
        self._written: dict[str, str] = {}  # code → place

    def plan(self, value: Values) -> Plan:
        agency = value.get("agency", {})
        self._reserve_codes(value)
        year = value.get("fiscal_year")
        named = {name: text for name, text in agency.items() if name in Agency.__struct_fields__}
        return Plan(
            source=self._tree.source,
            fiscal_year=year + BUDDHIST_ERA if year is not None and year < FIRST_BUDDHIST else year,
            agency=Agency(**named),
            catalog_url=agency.get("catalog_url", ""),
            reported_on=self._date(agency.get("reported_on"), ("agency", "reported_on")),
            issues=tuple(self._issue(each, ("issues", n)) for n, each in enumerate(value.get("issues", ())) if each),
            utilisation=tuple(
                self._use(each, ("utilisation", n)) for n, each in enumerate(value.get("utilisation", ())) if each
            ),
            cameras=tuple(
                self._camera(each, ("cameras", n)) for n, each in enumerate(value.get("cameras", ())) if each
            ),
            previous_datasets=tuple(
                PreviousDataset(
                    title=each["title"], focus_area=self._area(each, ("previous_datasets", n, "focus_area"))
                )
                for n, each in enumerate(value.get("previous_datasets", ()))
            ),
        )

    def _issue(self, value: Values, path: Path) -> Issue:
        return Issue(
            focus_area=self._area(value, (*path, "focus_area")),
            issue=value.get("issue", ""),
            goal=value.get("goal", ""),
            expected_users=tuple(user for user in value.get("expected_users", ()) if user),
            attestations=Attestations(**value.get("attestations", {})),
            missions=tuple(
                Mission(
                    title=mission.get("title", ""),
                    processes=tuple(
                        self._process(process, f"{m}.{p}", (*path, "missions", m - 1, "processes", p - 1))
                        for p, process in enumerate(mission.get("processes", ()), 1)
                        if process
                    ),
                )
                for m, mission in enumerate(value.get("missions", ()), 1)
                if mission
            ),
        )

    def _process(self, value: Values, number: str, path: Path) -> Process:
        number = value.get("number", number)
        digits = number.replace(".", "")
        direct = self._datasets(value, digits, 0, path)
        before = len(direct)
        subprocesses = []
        for place, each in enumerate(value.get("subprocesses", ()), 1):
            datasets = self._datasets(each, digits, before, (*path, "subprocesses", place - 1))
            before += len(datasets)
            subprocesses.append(
                Subprocess(
                    number=each.get("number", f"{number}.{place}"), title=each.get("title", ""), datasets=datasets
                )
            )
        return Process(number=number, title=value.get("title", ""), datasets=direct, subprocesses=tuple(subprocesses))

    def _datasets(self, value: Values, digits: str, before: int, path: Path) -> tuple[ListedDataset, ...]:
        return tuple(
            ListedDataset(
                code=each.get("code") or self._new_code(digits, before + place),
                title=each.get("title", ""),
                name=each.get("name"),
                category=self._category(each.get("category"), (*path, "datasets", place - 1, "category")),
                kind=each.get("kind"),
                authoritative=each.get("authoritative"),
                decided=each.get("decided", False),
            )
            for place, each in enumerate(value.get("datasets", ()), 1)
        )

    def _reserve_codes(self, value: Values) -> None:
        """Written codes go first, each once whatever its case, so that no given one can take theirs."""
        for path, dataset in _datasets_of(value):
            code = dataset.get("code")
            if not code:
                continue
            place = self._tree.place((*path, "code"))
            other = self._written.get(code.casefold())
            if other is not None:
                self.problems.append(problem("duplicate_code", self._tree.source, place, code, other=other))
            self._written.setdefault(code.casefold(), place)

    def _new_code(self, digits: str, place: int) -> str:
        """``DataSet_11_01`` for the first dataset of process 1.1; a suffix where that is taken (1.11 and 11.1)."""
        code = first = f"DataSet_{digits}_{place:02d}"
        suffix = 1
        while code.casefold() in self._written:
            suffix += 1
            code = f"{first}_{suffix}"
        self._written[code.casefold()] = ""
        return code

    def _use(self, value: Values, path: Path) -> UseRecord:
        rest = {name: text for name, text in value.items() if name != "attested_on"}
        return UseRecord(**rest, attested_on=self._date(value.get("attested_on"), (*path, "attested_on")))

    def _camera(self, value: Values, path: Path) -> CameraRecord:
        rest = {name: part for name, part in value.items() if name != "attested_on"}
        return CameraRecord(**rest, attested_on=self._date(value.get("attested_on"), (*path, "attested_on")))

    def _date(self, written: str | None, path: Path) -> date | None:
        if written is None:
            return None
        found = parse_date(written)
        if isinstance(found, DateProblem):
            place = self._tree.place(path)
            self.problems.append(problem(f"bad_date_{found.code}", self._tree.source, place, written))
            return None
        return found

    def _area(self, value: Values, path: Path) -> int | None:
        written = value.get("focus_area")
        if written is None:
            return None
        area = focus_area(written)
        if area is None:
            names = area_names()
            near = nearest(str(written), names) if isinstance(written, str) else {"near_th": "", "near_en": ""}
            self.problems.append(
                problem(
                    "unknown_area", self._tree.source, self._tree.place(path), written, known=", ".join(names), **near
                )
            )
        return area

    def _category(self, written: str | None, path: Path) -> str | None:
        """The vocabulary's value; what is not in it is kept as written, with a warning."""
        if written is None:
            return None
        found = vocabulary().match("data_category", written)
        if found is None:
            near = vocabulary().nearest("data_category", written)
            hint = nearest(near, [near]) if near else {"near_th": "", "near_en": ""}
            self.problems.append(
                problem("unknown_category", self._tree.source, self._tree.place(path), written, warning=True, **hint)
            )
        return found or written


def _datasets_of(value: Values) -> Iterator[tuple[Path, Values]]:
    """Every dataset as written, with its path."""
    for i, issue in enumerate(value.get("issues", ())):
        for m, mission in enumerate(issue.get("missions", ())):
            for p, process in enumerate(mission.get("processes", ())):
                path: Path = ("issues", i, "missions", m, "processes", p)
                for d, dataset in enumerate(process.get("datasets", ())):
                    yield (*path, "datasets", d), dataset
                for s, subprocess in enumerate(process.get("subprocesses", ())):
                    for d, dataset in enumerate(subprocess.get("datasets", ())):
                        yield (*path, "subprocesses", s, "datasets", d), dataset
