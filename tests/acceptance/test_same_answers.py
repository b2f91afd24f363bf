"""The same answers give the same report, page and workbook, also where the store holds runs from before."""

from __future__ import annotations

from pathlib import Path

from checker.testing import a_package, a_resource, ckan_site, serve
from tests.acceptance.line import QUICK, dgcheck

CSV = "ปี,เดือน,จังหวัด,จำนวน\n2564,1,เชียงใหม่,5\n".encode()
FORMATS = ("html", "xlsx")


def test_a_scan_that_is_done_again_gives_the_same_page_and_workbook(tmp_path: Path) -> None:
    site = ckan_site(lambda base: [a_package(resources=[a_resource(url=f"{base}/a.csv")])], files={"/a.csv": CSV})
    made: dict[str, list[bytes]] = {name: [] for name in FORMATS}
    with serve(site) as url:
        for day in ("2021-09-30", "2022-09-30", "2022-09-30"):
            folder = tmp_path / f"{day}-{len(made['html'])}"
            dgcheck("scan", url, "--store", tmp_path / "s.sqlite", "--out", folder, "--cutoff", day, *QUICK)
            for name in FORMATS:
                made[name].append((folder / f"report.{name}").read_bytes())
    for name in FORMATS:
        first, second, again = made[name]
        assert first != second, name
        assert second == again, name
