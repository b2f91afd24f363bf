"""The line keeps its shape: a room imports values and data, never the room before or behind it."""

import ast
from pathlib import Path

import pytest

CHECKER = Path(__file__).parents[2] / "checker"

#: What every room may import: values, errors, data, words.
FOUNDATION = {
    "config", "content", "dates", "decided", "encoding", "errors", "grid", "model", "plan", "resources", "rounding",
    "rubric", "supposed", "text", "texts", "version", "vocabulary", "visible", "worth",
}  # fmt: skip
#: Rooms of the line, and what each may import beside the foundation.
ROOMS: dict[str, set[str]] = {
    "discover": set(),
    "fetch": {"guard", "throttle"},
    "guard": set(),
    "throttle": set(),
    "sniff": set(),
    "tables": set(),
    "documents": set(),
    "privacy": set(),
    "linked": set(),
    "probe": set(),
    "freshness": set(),
    "links": set(),
    "normalise": set(),
    "checks": set(),
    "grade": set(),
    "matching": set(),
    "standing": set(),
    "score": set(),
    "decisions": set(),
    "store": set(),
    "fix": {"normalise", "checks"},  # a fix is read by the readers of a scan, and is an address where a check says so
    "publish": {"guard"},
    "report": set(),
    "compare": {"report"},
    "pack": {"report"},
    "worklist": set(),
}
#: Those that wire rooms together.
WIRING = {"entry", "filled", "form", "migrate", "run", "read", "api", "cli", "demo", "testing", "workbook", "__init__"}


def room(path: Path) -> str:
    return path.relative_to(CHECKER).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("checker.")}
    return found


@pytest.mark.parametrize("path", sorted(CHECKER.rglob("*.py")), ids=lambda path: str(path.relative_to(CHECKER)))
def test_a_module_imports_no_neighbour_in_the_line(path: Path) -> None:
    name = room(path)
    if name in ROOMS:
        assert imported(path) - FOUNDATION - ROOMS[name] - {name} == set()


@pytest.mark.parametrize("path", sorted(CHECKER.rglob("*.py")), ids=lambda path: str(path.relative_to(CHECKER)))
def test_every_module_has_its_place(path: Path) -> None:
    assert room(path) in FOUNDATION | set(ROOMS) | WIRING


def test_only_fetch_and_publish_open_a_socket() -> None:
    """``fetch`` reads the web; ``publish`` makes the single calls that write to a CKAN, behind the same guard."""
    sockets = {"socket", "pycurl", "requests", "urllib3", "ckanapi", "urllib.request", "http.client", "ssl", "asyncio"}
    opening = set()
    for path in CHECKER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
            if isinstance(node, ast.ImportFrom) and node.module:
                names = {node.module}
            if names & sockets or {name.split(".")[0] for name in names} & sockets:
                opening.add(room(path))
    assert opening <= {"fetch", "publish", "guard", "testing", "demo"}


def test_the_engine_never_imports_ckan() -> None:
    for path in CHECKER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert not any(alias.name.split(".")[0] in {"ckan", "ckanext"} for alias in node.names), path
            if isinstance(node, ast.ImportFrom) and node.module:
                assert node.module.split(".")[0] not in {"ckan", "ckanext"}, path
