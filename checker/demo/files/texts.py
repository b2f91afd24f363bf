"""JSON, RDF, XML and HTML files."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from checker.demo.files.figures import DISTRICTS, days, figure


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def holidays() -> bytes:
    """Days on which the service points are closed."""
    named = (("2022-01-01", "วันขึ้นปีใหม่"), ("2022-04-13", "วันสงกรานต์"), ("2022-05-04", "วันฉัตรมงคล"))
    return _json([{"date": day, "name": name, "service_point": "ทุกแห่ง"} for day, name in named])


def air_quality() -> bytes:
    """Hourly readings of three stations over a week."""

    def reading(day: date, hour: int, station: str) -> dict[str, object]:
        time = f"{day.isoformat()}T{hour:02}:00:00+07:00"
        return {"time": time, "station": station, "pm25": figure(8, 75, day, hour, station)}

    week = days(date(2022, 3, 1), 7)
    readings = [reading(day, hour, station) for day in week for hour in range(24) for station in ("S1", "S2", "S3")]
    return _json({"unit": "µg/m³", "readings": readings})


def areas() -> bytes:
    """Areas in Turtle, with links to other data."""
    lines = [
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .",
        "@prefix area: <http://data.demo-office.example/area/> .",
        "",
    ]
    for number, district in enumerate(DISTRICTS, start=1):
        lines.append(
            f'area:{number:02} a skos:Concept ; skos:prefLabel "{district}"@th ; skos:notation "{number:02}" ;'
        )
        lines.append(f"    owl:sameAs <http://areas.example.org/id/{number}> .")
    return "\n".join([*lines, ""]).encode()


def courses() -> bytes:
    """Courses in XML."""
    titles = ("การจัดทำบัญชีข้อมูล", "ธรรมาภิบาลข้อมูลภาครัฐ", "การวิเคราะห์ข้อมูลเบื้องต้น")
    rows = "".join(
        f'<course id="{n}"><title>{t}</title><date>2022-0{n}-15</date></course>\n' for n, t in enumerate(titles, 1)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<courses>\n{rows}</courses>\n'.encode()


def survey_portal() -> bytes:
    """A page for people, declared as such."""
    return (
        '<!DOCTYPE html>\n<html lang="th"><head><meta charset="utf-8"><title>ระบบสืบค้นผลสำรวจ</title></head><body>'
        "<h1>ระบบสืบค้นผลสำรวจ</h1><p>เลือกปีและหัวข้อเพื่อดูผลสำรวจย้อนหลังของสำนักงานสาธิตข้อมูล (ข้อมูลสมมติ)</p>"
        "<table><tr><th>ปี</th><th>หัวข้อ</th><th>จำนวนผู้ตอบ</th></tr>"
        "<tr><td>2564</td><td>การใช้ข้อมูลเปิด</td><td>1,204</td></tr></table></body></html>\n"
    ).encode()
