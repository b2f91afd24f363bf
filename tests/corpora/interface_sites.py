"""Fakes of query interfaces that answer in their published shapes, each well or in one of the ways that are seen.

A fake is a function of ``(request, table)``; the table holds the rows and how it behaves.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct, field

from checker.testing import Site, SiteAnswer, SiteRequest, html_answer, json_answer

Row = Mapping[str, Any]
PROVINCES = ("เชียงใหม่", "ลำพูน", "น่าน", "ตาก")
ROWS: tuple[Row, ...] = tuple(
    {
        "จังหวัด": PROVINCES[number % 4],
        "year": 2560 + number % 5,
        "amount": number * 7,
        "measured": f"2022-03-{1 + number % 28:02}",
    }
    for number in range(40)
)


class Table(Struct, kw_only=True):
    """Rows, and the way in which they are given. ``mode`` is ``well`` or the name of a misbehaviour."""

    rows: Sequence[Row] = ROWS
    mode: str = "well"
    dice: random.Random = field(default_factory=lambda: random.Random(7))

    def where(self, wanted: Mapping[str, str], since: str = "") -> list[Row]:
        """The rows that meet the conditions, or what a table in this mode gives for them."""
        asked = bool(wanted or since)
        if self.mode == "random":
            return self.dice.sample(list(self.rows), min(10, len(self.rows)))
        if asked and self.mode == "ignores":
            return list(self.rows)
        if asked and self.mode == "finds_nothing":
            return []
        kept = [row for row in self.rows if all(str(row.get(name)) == value for name, value in wanted.items())]
        return [row for row in kept if not since or str(row["measured"]) >= since]


Fake = Callable[[SiteRequest, Table], SiteAnswer]
#: What a fake answers to a condition that it refuses
Refusal = Callable[[], SiteAnswer]


def cut(rows: Sequence[Row], request: SiteRequest, name: str, default: int = 100) -> list[Row]:
    """As many rows as are asked for."""
    return list(rows)[: int(request.query.get(name, default))]


# ------------------------------------------------------------------ CKAN


def ckan(request: SiteRequest, table: Table) -> SiteAnswer:
    """``datastore_search`` (CKAN 2.10)."""
    wanted = {name: str(value) for name, value in json.loads(request.query.get("filters", "{}")).items()}
    if wanted and table.mode == "refuses":
        error = {"__type": "Validation Error", "filters": ["Bad filter"]}
        return json_answer({"help": "…", "success": False, "error": error}, status=409)
    if table.mode == "error_in_200":
        return json_answer({"help": "…", "success": False, "error": {"__type": "Internal Server Error"}})
    found = table.where(wanted)
    most = 40 if table.mode == "ignores" else int(request.query.get("limit", "100"))
    result = {
        "fields": [{"id": "_id", "type": "int"}, *({"id": name, "type": "text"} for name in ROWS[0])],
        "records": [{"_id": number, **row} for number, row in enumerate(found)][:most],
        "total": len(found),
        "resource_id": request.query["resource_id"],
        "_links": {"start": request.target, "next": request.target},
    }
    return json_answer({"help": "…", "success": True, "result": result})


# ------------------------------------------------------------------ OGC API - Features, WFS

_PLACES = {name: (98.0 + number, 18.0 + number / 10) for number, name in enumerate(PROVINCES)}


def features(request: SiteRequest, table: Table) -> SiteAnswer:
    """``/collections/rain/items`` with ``bbox`` and properties (OGC 17-069)."""
    box = [float(part) for part in request.query.get("bbox", "").split(",") if part]
    wanted = {name: value for name, value in request.query.items() if name in ROWS[0]}
    if (box or wanted) and table.mode == "refuses":
        return json_answer({"code": "InvalidParameterValue", "description": "unknown"}, status=400)
    if table.mode == "error_in_200":
        return json_answer({"code": 500, "description": "down", "error": "down"})
    if box:
        wanted = {"จังหวัด": next(name for name, place in _PLACES.items() if box[0] <= place[0] <= box[2])}
    found = table.where(wanted)
    listed = [
        {
            "type": "Feature",
            "id": number,
            "properties": dict(row),
            "geometry": {"type": "Point", "coordinates": list(_PLACES.get(str(row["จังหวัด"]), (0, 0)))},
        }
        for number, row in enumerate(cut(found, request, "limit", 10))
    ]
    links = [{"rel": "next", "href": f"{request.base}{request.path}?offset=10"}]
    told = {"numberMatched": len(found), "numberReturned": len(listed), "links": links}
    return json_answer({"type": "FeatureCollection", "features": listed, **told})


def _capabilities(version: str, formats: Sequence[str]) -> SiteAnswer:
    values = "".join(f"<ows:Value>{escape(each)}</ows:Value>" for each in formats)
    body = f"""<?xml version="1.0"?><wfs:WFS_Capabilities version="{version}" xmlns:wfs="http://www.opengis.net/wfs/2.0"
      xmlns:ows="http://www.opengis.net/ows/1.1"><ows:OperationsMetadata><ows:Operation name="GetFeature">
      <ows:Parameter name="outputFormat"><ows:AllowedValues>{values}</ows:AllowedValues></ows:Parameter>
      </ows:Operation></ows:OperationsMetadata><wfs:FeatureTypeList><wfs:FeatureType><wfs:Name>app:other</wfs:Name>
      </wfs:FeatureType><wfs:FeatureType><wfs:Name>app:rain</wfs:Name></wfs:FeatureType></wfs:FeatureTypeList>
      </wfs:WFS_Capabilities>"""
    return SiteAnswer(headers={"Content-Type": "application/xml"}, body=body.encode())


def _exception() -> SiteAnswer:
    body = """<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" version="2.0.0"><ows:Exception
      exceptionCode="NoApplicableCode"><ows:ExceptionText>failed</ows:ExceptionText></ows:Exception></ows:ExceptionReport>"""
    return SiteAnswer(headers={"Content-Type": "application/xml"}, body=body.encode())


def wfs_json(request: SiteRequest, table: Table) -> SiteAnswer:
    """A WFS 2.0 that writes GeoJSON, as GeoServer does."""
    return _wfs(request, table, "2.0.0", ("application/gml+xml; version=3.2", "application/json"))


def wfs_gml(request: SiteRequest, table: Table) -> SiteAnswer:
    """A WFS 2.0 that writes GML alone, as MapServer does."""
    return _wfs(request, table, "2.0.0", ("application/gml+xml; version=3.2",))


def wfs_old(request: SiteRequest, table: Table) -> SiteAnswer:
    """A WFS 1.1.0, GML alone."""
    return _wfs(request, table, "1.1.0", ("text/xml; subtype=gml/3.1.1",))


def _wfs(request: SiteRequest, table: Table, version: str, formats: Sequence[str]) -> SiteAnswer:
    query = {name.lower(): value for name, value in request.query.items()}
    if query.get("request") == "GetCapabilities":
        return _exception() if table.mode == "error_in_200" else _capabilities(version, formats)
    assert query["typenames" if version == "2.0.0" else "typename"] == "app:rain", query
    read = re.search(r"<(?:ValueReference|PropertyName)>(.+?)</.*<Literal>(.+?)</Literal>", query.get("filter", ""))
    if table.mode == "refuses" and read:
        return _exception()
    found = table.where({read[1]: read[2]} if read else {})
    most = int(query.get("count" if version == "2.0.0" else "maxfeatures", "10"))
    if "json" in query.get("outputformat", ""):
        listed = [
            {"type": "Feature", "id": f"rain.{n}", "properties": dict(r), "geometry": None} for n, r in enumerate(found)
        ]
        return json_answer({"type": "FeatureCollection", "features": listed[:most], "totalFeatures": len(found)})
    return _gml(found[:most], len(found), version)


def _gml(rows: Sequence[Row], matched: int, version: str) -> SiteAnswer:
    member = "wfs:member" if version == "2.0.0" else "gml:featureMember"
    texts = []
    for number, row in enumerate(rows):
        fields = "".join(f"<app:{name}>{escape(str(value))}</app:{name}>" for name, value in row.items())
        point = "<app:geom><gml:Point><gml:pos>18.7 98.9</gml:pos></gml:Point></app:geom>"
        texts.append(f"<{member}><app:rain gml:id={quoteattr(f'rain.{number}')}>{fields}{point}</app:rain></{member}>")
    told = (
        f'numberMatched="{matched}" numberReturned="{len(rows)}"'
        if version == "2.0.0"
        else f'numberOfFeatures="{len(rows)}"'
    )
    spaces = 'xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:app="urn:a"'
    body = f'<?xml version="1.0"?><wfs:FeatureCollection {told} {spaces}>{"".join(texts)}</wfs:FeatureCollection>'
    return SiteAnswer(headers={"Content-Type": "application/gml+xml"}, body=body.encode())


# ------------------------------------------------------------------ ArcGIS REST


def arcgis(request: SiteRequest, table: Table) -> SiteAnswer:
    """``FeatureServer/0/query`` (ArcGIS Server 10.9)."""
    if not request.path.endswith("/query"):
        return json_answer(
            {"currentVersion": 10.91, "layers": [{"id": 3, "subLayerIds": [0]}, {"id": 0, "subLayerIds": None}]}
        )
    where = request.query["where"]
    read = re.fullmatch(r"(\S+) = '?(.+?)'?", where)
    if table.mode == "error_in_200" or (read and table.mode == "refuses"):
        return json_answer({"error": {"code": 400, "message": "Cannot perform query.", "details": []}})
    found = table.where({read[1]: read[2]} if read else {})
    if "orderByFields" in request.query:
        found = sorted(found, key=lambda row: str(row["measured"]), reverse=True)
    listed = [{"attributes": {"OBJECTID": n, **row, "edited": 1_640_995_200_000 + n}} for n, row in enumerate(found)]
    fields = [{"name": "OBJECTID", "type": "esriFieldTypeOID"}, {"name": "edited", "type": "esriFieldTypeDate"}]
    kept = listed[: int(request.query.get("resultRecordCount", "1000"))]
    return json_answer(
        {"objectIdFieldName": "OBJECTID", "geometryType": "esriGeometryPoint", "fields": fields, "features": kept}
    )


# ------------------------------------------------------------------ OData


def odata4(request: SiteRequest, table: Table) -> SiteAnswer:
    """An OData 4.01 service with one set."""
    if request.path.rstrip("/").endswith("odata"):
        listed = [{"name": "Rains", "kind": "EntitySet", "url": "Rains"}]
        return json_answer({"@odata.context": f"{request.base}/odata/$metadata", "value": listed})
    read = re.fullmatch(r"(\S+) eq '?(.+?)'?", request.query.get("$filter", ""))
    if table.mode == "error_in_200" or (read and table.mode == "refuses"):
        return json_answer({"error": {"code": "x", "message": "failed"}}, status=200 if not read else 400)
    found = table.where({read[1]: read[2]} if read else {})
    if "$orderby" in request.query:
        found = sorted(found, key=lambda row: str(row["measured"]), reverse=True)
    context = f"{request.base}/odata/$metadata#Rains"
    return json_answer({"@odata.context": context, "value": [dict(row) for row in cut(found, request, "$top")]})


def odata2(request: SiteRequest, table: Table) -> SiteAnswer:
    """An OData 2.0 service: Atom unless ``$format=json``."""
    if request.query.get("$format") != "json":
        body = (
            b'<service xmlns="http://www.w3.org/2007/app"><workspace><collection href="Rains"/></workspace></service>'
        )
        if "Rains" in request.path:
            body = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Rains</title></feed>'
        return SiteAnswer(headers={"Content-Type": "application/atom+xml"}, body=body)
    read = re.fullmatch(r"(\S+) eq '?(.+?)'?", request.query.get("$filter", ""))
    if read and table.mode == "refuses":
        return json_answer({"error": {"code": "x", "message": {"value": "failed"}}}, status=400)
    if table.mode == "error_in_200":
        return json_answer({"error": {"code": "x", "message": {"value": "failed"}}})
    found = table.where({read[1]: read[2]} if read else {})
    listed = [{**row, "__metadata": {"uri": "…"}, "made": "/Date(1640995200000)/"} for row in found]
    return json_answer({"d": {"results": cut(listed, request, "$top")}})


# ------------------------------------------------------------------ SDMX


def _observed(table: Table, request: SiteRequest) -> list[Row]:
    start = request.query.get("startPeriod", "")
    found = table.where({"year": ""} if start and table.mode in ("ignores", "finds_nothing") else {})
    return [row for row in found if table.mode in ("ignores", "random") or str(row["year"]) >= start]


def sdmx_csv(request: SiteRequest, table: Table) -> SiteAnswer:
    """SDMX-CSV 1.0."""
    if table.mode == "refuses" and "startPeriod" in request.query:
        return SiteAnswer(status=400, body=b"semantic error")
    if table.mode == "error_in_200":
        return _sdmx_error()
    lines = ["DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE"]
    lines += [f"TH:RAIN(1.0),{row['จังหวัด']},{row['year']},{row['amount']}" for row in _observed(table, request)]
    headers = {"Content-Type": "application/vnd.sdmx.data+csv;version=1.0.0"}
    return SiteAnswer(headers=headers, body="\r\n".join(lines).encode())


def _sdmx_error() -> SiteAnswer:
    space = b"http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
    body = b'<m:Error xmlns:m="' + space + b'"><m:ErrorMessage code="500"/></m:Error>'
    return SiteAnswer(headers={"Content-Type": "application/xml"}, body=body)


def sdmx_json(request: SiteRequest, table: Table) -> SiteAnswer:
    """SDMX-JSON 1.0, one series for each area."""
    if table.mode in ("refuses", "error_in_200") and ("startPeriod" in request.query or table.mode == "error_in_200"):
        return json_answer({"errors": [{"code": 500, "message": "failed"}]})
    found = _observed(table, request)
    years = sorted({row["year"] for row in found})
    areas = sorted({row["จังหวัด"] for row in found})
    series: dict[str, Any] = {}
    for row in found:
        held = series.setdefault(str(areas.index(row["จังหวัด"])), {"observations": {}})
        held["observations"][str(years.index(row["year"]))] = [row["amount"]]
    dimensions = {
        "series": [{"id": "REF_AREA", "values": [{"id": area} for area in areas]}],
        "observation": [{"id": "TIME_PERIOD", "values": [{"id": str(year)} for year in years]}],
    }
    structure = {"dimensions": dimensions}
    return json_answer(
        {"meta": {}, "data": {"structure": structure, "dataSets": [{"action": "Replace", "series": series}]}}
    )


def sdmx_xml(request: SiteRequest, table: Table) -> SiteAnswer:
    """SDMX-ML 2.1, structure specific."""
    if table.mode in ("refuses", "error_in_200") and ("startPeriod" in request.query or table.mode == "error_in_200"):
        return _sdmx_error()
    rows: dict[str, list[str]] = {}
    for row in _observed(table, request):
        text = f'<Obs TIME_PERIOD="{row["year"]}" OBS_VALUE="{row["amount"]}"/>'
        rows.setdefault(str(row["จังหวัด"]), []).append(text)
    series = "".join(f"<Series REF_AREA={quoteattr(area)}>{''.join(held)}</Series>" for area, held in rows.items())
    space = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
    body = f'<m:StructureSpecificData xmlns:m="{space}"><m:DataSet>{series}</m:DataSet></m:StructureSpecificData>'
    return SiteAnswer(headers={"Content-Type": "application/vnd.sdmx.structurespecificdata+xml"}, body=body.encode())


# ------------------------------------------------------------------ an agency's own


def own(request: SiteRequest, table: Table) -> SiteAnswer:
    """``/api/rain?จังหวัด=…&year=…``, as an office's programmer writes it."""
    wanted = {name: value for name, value in request.query.items() if name in ROWS[0] and value}
    if table.mode == "error_in_200":
        return json_answer({"status": "error", "message": "เกิดข้อผิดพลาด", "data": None})
    if table.mode == "refuses" and wanted:
        return json_answer({"status": False, "error": "unknown parameter"}, status=400)
    found = table.where(wanted)
    return json_answer({"status": "success", "query": dict(request.query), "data": [dict(row) for row in found]})


def swagger(request: SiteRequest, table: Table) -> SiteAnswer:
    """The same with its OpenAPI document."""
    if request.path != "/openapi.json":
        return own(request, table)
    parameters = [
        {"$ref": "#/components/parameters/Year"},
        {"name": "limit", "in": "query", "schema": {"type": "integer", "default": 10}},
    ]
    operation = {"parameters": parameters, "responses": {"200": {"description": "rows"}}}
    year = {"name": "year", "in": "query", "schema": {"type": "integer", "enum": [2560, 2561, 2562]}}
    document = {
        "openapi": "3.0.3",
        "info": {"title": "rain", "version": "1"},
        "servers": [{"url": "/api"}],
        "paths": {"/login": {"get": operation}, "/rain": {"get": operation}},
        "components": {"parameters": {"Year": year}},
    }
    return json_answer(document)


# ------------------------------------------------------------------ ways of being no interface

#: What anything may answer instead
INSTEAD: dict[str, Callable[[], SiteAnswer]] = {
    "page": lambda: html_answer("<h1>API ของเรา</h1><p>ติดต่อเจ้าหน้าที่เพื่อขอใช้งาน</p>"),
    "login_page": lambda: html_answer('<form><input type="password" name="p"></form>'),
    "status_401": lambda: json_answer({"message": "No API key found in request"}, status=401),
    "status_403_with_words": lambda: json_answer({"message": "Invalid API key"}, status=403),
    "bare_403": lambda: html_answer("<h1>403 Forbidden</h1>", status=403),
    "key_in_200": lambda: json_answer({"code": "401", "message": "API key required"}),
    "key_in_words": lambda: SiteAnswer(headers={"Content-Type": "text/plain"}, body=b"Access denied: token required"),
    "status_404": lambda: json_answer({"detail": "not found"}, status=404),
    "status_429": lambda: SiteAnswer(status=429, headers={"Retry-After": "9999"}),
    "status_500": lambda: html_answer("<h1>500</h1>", status=500),
    "status_503": lambda: SiteAnswer(status=503),
    "hangs_up": lambda: SiteAnswer(hang_up=True),
    "not_json": lambda: SiteAnswer(headers={"Content-Type": "application/json"}, body=b'{"records": [{"a": '),
    "deep": lambda: SiteAnswer(headers={"Content-Type": "application/json"}, body=b'{"a":' * 50_000),
    "nothing": lambda: SiteAnswer(headers={"Content-Type": "application/json"}, body=b" "),
    "endless": lambda: SiteAnswer(headers={"Content-Type": "application/json"}, body=_endless()),
}


def _endless() -> Any:
    yield b'{"success": true, "result": {"records": [{"a": "'
    while True:
        yield b"x" * 50_000


def site_of(fake: Fake, table: Table) -> Site:
    """A fake with its table, or what it answers instead."""
    instead = INSTEAD.get(table.mode)
    return (lambda request: instead()) if instead else (lambda request: fake(request, table))


#: name → (the fake, the path of a resource's link, its declared format)
SITES: dict[str, tuple[Fake, str, str]] = {
    "ckan_datastore": (ckan, "/api/3/action/datastore_search?resource_id=5f0f3f6c-0001&limit=5", "api"),
    "ogc_features": (features, "/collections/rain/items?f=json", "geojson"),
    "wfs in JSON": (wfs_json, "/geoserver/ows?service=WFS&request=GetFeature&typeNames=rain", "wfs"),
    "wfs in GML": (wfs_gml, "/cgi-bin/mapserv?map=a.map&SERVICE=wfs&REQUEST=GetFeature&TYPENAMES=app:rain", "wfs"),
    "wfs 1.1": (wfs_old, "/wfs?service=WFS&version=1.1.0&request=GetFeature&typeName=app:rain", "gml"),
    "arcgis": (arcgis, "/arcgis/rest/services/rain/FeatureServer/0", "arcgis_rest"),
    "arcgis service": (arcgis, "/arcgis/rest/services/rain/MapServer", "api"),
    "odata 4": (odata4, "/odata/", "odata"),
    "odata 4 set": (odata4, "/odata/Rains?$top=3", "json"),
    "odata 2": (odata2, "/rain.svc/", "odata"),
    "odata 2 set": (odata2, "/rain.svc/Rains?$format=json", "odata"),
    "sdmx in CSV": (sdmx_csv, "/rest/data/TH,RAIN,1.0/all?startPeriod=2564", "sdmx"),
    "sdmx in JSON": (sdmx_json, "/sdmx/v1/data/RAIN", "sdmx"),
    "sdmx in XML": (sdmx_xml, "/sdmx/v1/data/RAIN", "api"),
    "openapi": (swagger, "/openapi.json", "api"),
    "declared": (own, "/api/rain?year=2563&format=json", "json"),
}
