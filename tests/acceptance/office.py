"""A small agency on a real CKAN: eight datasets as officers leave them, with their files and their plan."""

from __future__ import annotations

from typing import Any

from ckanapi import NotFound, RemoteCKAN

from checker.testing import Site, SiteAnswer, SiteRequest, file_answer

ORGANIZATION = {"name": "officers-desk", "title": "กรมตัวอย่างงานเมทาดาตา"}
CSV = "เดือน,จังหวัด,จำนวน\n2021-01,เชียงใหม่,10\n2021-02,ภูเก็ต,12\n2021-03,สงขลา,9\n".encode()

COMPLETE = {
    "data_type": "ข้อมูลระเบียน",
    "objective": '["พันธกิจหน่วยงาน"]',
    "update_frequency_unit": "เดือน",
    "update_frequency_interval": "1",
    "geo_coverage": "จังหวัด",
    "data_source": "ระบบทะเบียนของกรม",
    "data_format": '["CSV"]',
    "data_category": "ข้อมูลสาธารณะ",
}
#: Dataset → what its officer has left out.
LEFT_OUT: dict[str, tuple[str, ...]] = {
    "desk_11_01": (),
    "desk_11_02": (),
    "desk_11_03": ("objective",),
    "desk_11_04": ("maintainer", "data_source"),
    "desk_11_05": ("update_frequency_unit",),
    "desk_11_06": ("data_category",),
    "desk_11_07": ("license_id", "notes", "geo_coverage"),
    "desk_11_08": ("data_type", "objective", "tags"),
}
#: What the officer writes into the workbook for it: field → cell.
KNOWN = {
    "objective": "พันธกิจหน่วยงาน, นโยบายรัฐบาล/ข้อสั่งการนายกรัฐมนตรี",
    "maintainer": "กองข้อมูล",
    "data_source": "แบบสำรวจประจำปี",
    "update_frequency_unit": "รายเดือน",
    "data_category": "ข้อมูลสาธารณะ",
    "license_id": "Open Data Common",
    "notes": "จำนวนผู้รับบริการรายเดือน จำแนกตามจังหวัด",
    "geo_coverage": "จังหวัด",
    "data_type": "ข้อมูลระเบียน",
    "tag_string": "service, monthly",
}


def files(request: SiteRequest) -> SiteAnswer:
    """The site that holds the agency's files."""
    return file_answer(request, CSV, "text/csv; charset=utf-8")


SITE: Site = files


def package(name: str, files_url: str) -> dict[str, Any]:
    """The dataset as plain CKAN keeps it: what CKAN does not know stands in its extras."""
    left_out = LEFT_OUT[name]
    core = {
        "name": name,
        "title": f"สถิติการให้บริการ ชุดที่ {name[-2:]}",
        "owner_org": ORGANIZATION["name"],
        "maintainer": "กองบริการ",
        "maintainer_email": "data@example.go.th",
        "notes": "จำนวนผู้รับบริการที่ขึ้นทะเบียนไว้กับกรม จำแนกตามเดือนและจังหวัด",
        "license_id": "cc-by",
        "tags": [{"name": "service"}],
        "resources": [{"name": "ข้อมูลรายเดือน", "url": f"{files_url}/{name}.csv", "format": "CSV"}],
    }
    extras = [{"key": key, "value": value} for key, value in COMPLETE.items() if key not in left_out]
    return {key: value for key, value in core.items() if key not in left_out} | {"extras": extras}


def furnish(url: str, token: str, files_url: str) -> None:
    """Puts the agency and its datasets into a CKAN, in place of what an earlier time left there."""
    with RemoteCKAN(url, apikey=token) as ckan:
        for name in LEFT_OUT:
            try:
                ckan.action.dataset_purge(id=name)
            except NotFound:
                continue
        try:
            ckan.action.organization_show(id=ORGANIZATION["name"])
        except NotFound:
            ckan.action.organization_create(**ORGANIZATION)
        for name in LEFT_OUT:
            ckan.action.package_create(**package(name, files_url))


PLAN = f"""\
fiscal_year: 2565
agency: {{title: {ORGANIZATION["title"]}, type: department, organization: {ORGANIZATION["name"]}}}
issues:
- focus_area: 9
  issue: การให้บริการประชาชน
  goal: ลดเวลารอคอย
  expected_users: [กองบริการ]
  missions:
  - title: ให้บริการประชาชน
    processes:
    - number: "1.1"
      title: รับและตรวจคำขอ
      datasets:
""" + "".join(
    f"      - {{code: {name}, title: สถิติการให้บริการ ชุดที่ {name[-2:]}, category: ข้อมูลสาธารณะ}}\n" for name in LEFT_OUT
)
