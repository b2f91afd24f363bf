"""The files of the demo catalog: made by code, the same byte for byte each time, or bundled.

:data:`FILES` names each with what makes it. The few that nothing we depend on can write (PDF, old XLS) are in
``bundled/``, whose README tells how they were made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from checker.demo.files import archives, maps, tables, texts, workbooks

_BUNDLED = Path(__file__).resolve().parent.parent / "bundled"


def _bundled(name: str) -> bytes:
    return (_BUNDLED / name).read_bytes()


#: File name → what makes its bytes.
FILES: Mapping[str, Callable[[], bytes]] = MappingProxyType(
    {
        "permits-daily.csv": tables.permits_daily,
        "permits-dictionary.csv": tables.permits_dictionary,
        "online-permits-quarterly.csv": tables.online_permits_quarterly,
        "satisfaction.csv": tables.satisfaction,
        "budget-report.csv": tables.budget_report,
        "header-only.csv": tables.header_only,
        "nothing.csv": lambda: b"",
        "water-level.csv": tables.water_level,
        "participants.csv": tables.participants,
        "archive-list.csv": tables.archive_list,
        "processing-time-monthly.xlsx": workbooks.processing_time_monthly,
        "annual-report.xlsx": workbooks.annual_report,
        "grants.xlsx": workbooks.grants,
        "grants-copy.xlsx": workbooks.grants,
        "service-points.geojson": maps.geojson,
        "service-points.kml": maps.kml,
        "service-points.zip": maps.shapefile,
        "service-rules.docx": archives.service_rules,
        "all-resource-data.zip": archives.all_resource_data,
        "e-books.zip": archives.e_books,
        "holidays.json": texts.holidays,
        "air-quality.json": texts.air_quality,
        "areas.ttl": texts.areas,
        "courses.xml": texts.courses,
        "survey-portal.html": texts.survey_portal,
        "waiting-area.png": archives.waiting_area,
        "service-manual.pdf": partial(_bundled, "service-manual.pdf"),
        "order-scanned.pdf": partial(_bundled, "order-scanned.pdf"),
        "annual-report.xls": partial(_bundled, "annual-report.xls"),
    }
)

#: File extension → the type that the demo site serves it as.
TYPES: Mapping[str, str] = MappingProxyType(
    {
        "csv": "text/csv",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "geojson": "application/geo+json",
        "html": "text/html; charset=utf-8",
        "json": "application/json",
        "kml": "application/vnd.google-earth.kml+xml",
        "pdf": "application/pdf",
        "png": "image/png",
        "ttl": "text/turtle",
        "xls": "application/vnd.ms-excel",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xml": "application/xml",
        "zip": "application/zip",
    }
)


def content_type(name: str) -> str:
    """What a web server would serve a file of this name as."""
    return TYPES.get(name.rpartition(".")[2], "application/octet-stream")
