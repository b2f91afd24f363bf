"""Small catalogs on loopback with all sorts of troubles, scanned, and what a scan of them makes a basis of."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from checker.config import Settings
from checker.resources import schemas_dir
from checker.run.basis import Basis
from checker.run.desk import basis_of
from checker.run.scan import scan
from checker.run.task import Input, Task
from checker.testing import SiteAnswer, SiteRequest, a_package, a_resource, ckan_site, file_answer, serve

RUBRIC = "data-catalog-kpi-2565"
CUTOFF = datetime(2022, 9, 30, 16, 59, 59, tzinfo=timezone.utc)
QUICK = Settings(
    allow_networks=("127.0.0.0/8",),
    host_interval=0,
    per_host=8,
    retries=0,
    timeout=5,
    confirm_after=0.001,
    confirm_wait=5,
)
MONTHS = "".join(f"2565-{month:02d},{month * 3}\n" for month in range(1, 13))
FILES = {
    "/month.csv": f"เดือน,จำนวน\n{MONTHS}".encode(),
    "/year.csv": "ปี,จำนวน\n2560,1\n2561,2\n2562,4\n2563,5\n2564,7\n2565,8\n".encode(),
    "/none.csv": "ชื่อ,จำนวน\nก,1\nข,2\nค,3\n".encode(),
    "/report.csv": "รายงานสถิติ,,\n,,\nรายการ,จำนวน,หน่วย\nรวม,10,คน\n".encode(),
    "/notice.txt": ("ประกาศเรื่องการให้บริการประชาชน " * 20).encode(),
}
GONE = "/gone.csv"
#: fields of items and what makes the item fail
BLANKS: dict[str, Any] = {
    "data_type": "",
    "title": "",
    "maintainer": "",
    "maintainer_email": "-",
    "tags": [],
    "notes": "",
    "objective": "",
    "update_frequency_unit": "",
    "update_frequency_interval": "สองปี",
    "geo_coverage": "",
    "data_source": " ",
    "data_format": "",
    "data_category": "",
    "license_id": "",
}

#: blank more often than others: what is filled in decides more than the item
OFTEN = ("data_category", "geo_coverage", "update_frequency_unit")


class Catalog:
    """Packages that can be changed between two scans of the same site."""

    def __init__(
        self, packages: Sequence[Mapping[str, Any]], tables: Mapping[str, Sequence[Mapping[str, Any]]] | None = None
    ) -> None:
        """``tables``: DataStore rows by resource id."""
        self.packages = [deepcopy(dict(each)) for each in packages]
        self.tables = dict(tables or {})

    def site(self, request: SiteRequest) -> SiteAnswer:
        if request.path in FILES:
            return file_answer(
                request, FILES[request.path], "text/csv" if request.path.endswith("csv") else "text/plain"
            )
        packages = [_at(package, request.base) for package in self.packages]
        return ckan_site(packages, tables=self.tables)(request)

    def changed(self, dataset: str, fields: Mapping[str, Any]) -> Catalog:
        """The same with other values in one package, as its catalog would hold them."""
        found = Catalog(self.packages, self.tables)
        for package in found.packages:
            if package["id"] == dataset:
                for name, value in fields.items():
                    if name == "tag_string":
                        tags = value if isinstance(value, tuple) else (value,)
                        package["tags"] = [{"name": tag} for tag in tags]
                    else:
                        package[name] = list(value) if isinstance(value, tuple) else value
        return found


def _at(package: Mapping[str, Any], base: str) -> dict[str, Any]:
    resources = [{**each, "url": base + each["url"] if each["url"].startswith("/") else each["url"]}
                 for each in package["resources"]]  # fmt: skip
    return {**package, "resources": resources}


def a_catalog(seed: int, size: int = 6) -> Catalog:
    """A catalog of random troubles; the same for the same seed."""
    r = random.Random(seed)
    return Catalog([_package(r, number) for number in range(size)])


def _package(r: random.Random, number: int) -> dict[str, Any]:
    blanks = set(r.sample([*sorted(BLANKS), *OFTEN, *OFTEN], r.choice((0, 1, 1, 1, 2, 3))))
    package = a_package(
        id=f"0000-{number}",
        name=f"dataset-{number}",
        title=f"ชุดข้อมูลทดสอบ {number}",
        data_category=r.choice(("ข้อมูลสาธารณะ", "ข้อมูลสาธารณะ", "ข้อมูลส่วนบุคคล")),
        geo_coverage=r.choice(("ประเทศ", "จังหวัด")),
        update_frequency_unit=r.choice(("ปี", "เดือน")),
        **({"single_source_of_truth": "True"} if r.random() < 0.3 else {}),
        resources=[_resource(r, number, place) for place in range(r.choice((1, 1, 2)))],
    )
    return {**package, **{name: BLANKS[name] for name in sorted(blanks)}}


def _resource(r: random.Random, number: int, place: int) -> dict[str, Any]:
    path = r.choice([*FILES, "/none.csv", "/none.csv", GONE, GONE])
    declared = "TXT" if path.endswith("txt") else "CSV"
    return a_resource(id=f"r-{number}-{place}", name=f"ไฟล์ {number}.{place}", url=path, format=declared)


@contextmanager
def scanned(
    catalog: Catalog, folder: Path, inputs: tuple[Input, ...] = (), name: str = "run", rubric: str = RUBRIC
) -> Iterator[Basis]:
    """The catalog, scanned over real sockets into a store of its own, and opened."""
    store = folder / f"{name}.sqlite"
    with serve(catalog.site) as base:
        run = scan(Task(source=base, inputs=inputs, settings=QUICK, cutoff=CUTOFF, rubric=rubric), store)
    with basis_of(run) as basis:
        yield basis


def other_rubric(folder: Path, **changes: str) -> str:
    """The rubric with other readings: ``universe``, ``gated``, ``combination``, ``verdict``; gives the file's path."""
    said = (schemas_dir() / "rubric" / f"{RUBRIC}.yaml").read_text(encoding="utf-8")
    for name, value in changes.items():
        before, after = re.subn(rf"\b{name}: \w+", f"{name}: {value}", said, count=1)
        assert after == 1
        said = before
    path = folder / f"rubric-{'-'.join(changes.values())}.yaml"
    path.write_text(said, encoding="utf-8")
    return str(path)


Scan = Callable[[Catalog], Any]
