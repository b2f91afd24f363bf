"""Real interface servers as processes on loopback: pygeoapi (OGC API Features) and Datasette, over one small table."""

from __future__ import annotations

import csv
import os
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from tests.stack import peers
from tests.stack.processes import free_port

#: Stations of made-up names, a measure a day
STATIONS = [("เชียงใหม่", 98.98, 18.79), ("ลำพูน", 99.0, 18.58), ("น่าน", 100.77, 18.78), ("ตาก", 99.12, 16.88)]
ROWS = [
    {
        "id": number,
        "จังหวัด": STATIONS[number % 4][0],
        "station": f"S{number % 4}",
        "measured": f"2022-0{1 + number // 28}-{1 + number % 28:02}",
        "rain": number * 3 % 17,
        "x": STATIONS[number % 4][1] + number / 1000,
        "y": STATIONS[number % 4][2],
    }
    for number in range(100)
]


@contextmanager
def running(command: list[str], url: str, log: Path, environment: dict[str, str] | None = None) -> Iterator[None]:
    """A process for a while, once it answers."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env={**os.environ, **(environment or {})})
    try:
        until = time.monotonic() + 60
        while not _answers(url):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{command[0]} did not start:\n{log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def datasette(folder: Path) -> Iterator[str]:
    """Datasette over one table ``rain`` of the database ``weather``, and one of a single row."""
    database = sqlite3.connect(folder / "weather.db")
    names = ", ".join(f'"{name}"' for name in ROWS[0])
    database.execute(f"CREATE TABLE rain ({names})")
    database.execute("CREATE TABLE one (a)")
    database.execute("INSERT INTO one VALUES (1)")
    database.executemany(
        f"INSERT INTO rain VALUES ({', '.join('?' * len(ROWS[0]))})", [tuple(row.values()) for row in ROWS]
    )
    database.commit()
    database.close()
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = [str(peers() / "datasette"), str(folder / "weather.db"), "--port", str(port), "--host", "127.0.0.1"]
    with running(command, f"{base}/-/versions.json", folder / "datasette.log"):
        yield base


@contextmanager
def pygeoapi(folder: Path) -> Iterator[str]:
    """pygeoapi over the same table as the collection ``rain``."""
    with (folder / "rain.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(ROWS[0]))
        writer.writeheader()
        writer.writerows(ROWS)
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    config, document = folder / "config.yml", folder / "openapi.yml"
    config.write_text(yaml.safe_dump(_config(base, port, folder / "rain.csv"), allow_unicode=True), encoding="utf-8")
    program = str(peers() / "pygeoapi")
    told = {"PYGEOAPI_CONFIG": str(config), "PYGEOAPI_OPENAPI": str(document)}
    made = [program, "openapi", "generate", str(config), "--output-file", str(document)]
    subprocess.run(made, check=True, capture_output=True, env={**os.environ, **told})
    with running([program, "serve"], f"{base}/conformance?f=json", folder / "pygeoapi.log", told):
        yield base


def _config(base: str, port: int, table: Path) -> dict[str, Any]:
    person = {"name": "-", "url": base, "email": "-"}
    data = {"data": str(table), "id_field": "id", "geometry": {"x_field": "x", "y_field": "y"}}
    return {
        "server": {
            "bind": {"host": "127.0.0.1", "port": port},
            "url": base,
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "languages": ["en-US"],
            "limits": {"default_items": 10, "max_items": 1000},
            "map": {"url": "https://tiles.example/{z}/{x}/{y}.png", "attribution": "-"},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {"title": "T", "description": "T", "keywords": ["T"], "keywords_type": "theme",
                               "terms_of_service": base, "url": base},
            "license": {"name": "CC-BY", "url": base},
            "provider": {"name": "T", "url": base},
            "contact": person,
        },
        "resources": {
            "rain": {
                "type": "collection",
                "title": "ปริมาณน้ำฝน",
                "description": "T",
                "keywords": ["T"],
                "links": [],
                "extents": {"spatial": {"bbox": [97, 5, 106, 21], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}},
                "providers": [{"type": "feature", "name": "CSV", **data}],
            }
        },
    }  # fmt: skip
