"""Service points as GeoJSON, KML and a zipped shapefile."""

from __future__ import annotations

import json
import struct
from xml.sax.saxutils import escape

from checker.demo.files.archives import zipped
from checker.demo.files.figures import DISTRICTS, figure

_WGS84 = (
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
)
_POINT = 1  # shape type


def _points() -> list[tuple[str, float, float]]:
    def degrees(origin: float, *key: str) -> float:
        return round(origin + figure(0, 3000, *key) / 10000, 4)

    return [(f"จุดบริการ{name}", degrees(100.4, name, "x"), degrees(13.6, name, "y")) for name in DISTRICTS]


def geojson() -> bytes:
    """A FeatureCollection of points (RFC 7946)."""
    features = [
        {"type": "Feature", "properties": {"name": name, "hours": "08:30-16:30"},
         "geometry": {"type": "Point", "coordinates": [east, north]}}
        for name, east, north in _points()
    ]  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1).encode()


def kml() -> bytes:
    """The same as KML 2.2."""
    marks = "".join(
        f"<Placemark><name>{escape(name)}</name><Point><coordinates>{east},{north}</coordinates></Point></Placemark>\n"
        for name, east, north in _points()
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n'
    return f"{head}{marks}</Document></kml>\n".encode()


def shapefile() -> bytes:
    """The same as an ESRI shapefile in a ZIP: shp, shx, dbf (cp874), prj, cpg."""
    points = _points()
    records = [struct.pack("<i2d", _POINT, east, north) for _, east, north in points]
    box = (min(p[1] for p in points), min(p[2] for p in points), max(p[1] for p in points), max(p[2] for p in points))
    main = b"".join(struct.pack(">2i", n, len(r) // 2) + r for n, r in enumerate(records, start=1))
    index = b"".join(struct.pack(">2i", 50 + n * 14, 10) for n in range(len(records)))
    return zipped(
        {
            "service-points.shp": _shape_header(len(main), box) + main,
            "service-points.shx": _shape_header(len(index), box) + index,
            "service-points.dbf": _dbf([name for name, _, _ in points]),
            "service-points.prj": _WGS84.encode(),
            "service-points.cpg": b"874",
        }
    )


def _shape_header(size: int, box: tuple[float, float, float, float]) -> bytes:
    """The 100 bytes at the head of shp and shx; lengths are in 16-bit words."""
    return struct.pack(">7i", 9994, 0, 0, 0, 0, 0, (100 + size) // 2) + struct.pack(
        "<2i8d", 1000, _POINT, *box, 0, 0, 0, 0
    )


def _dbf(names: list[str]) -> bytes:
    """A dBASE III table with one text column."""
    width = 60
    head = struct.pack("<4BIHH20x", 3, 122, 3, 1, len(names), 32 + 32 + 1, 1 + width)
    field = struct.pack("<11sc4xB15x", b"NAME", b"C", width)
    rows = b"".join(b" " + name.encode("cp874").ljust(width) for name in names)
    return head + field + b"\r" + rows + b"\x1a"
