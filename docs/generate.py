"""Writes the reference pages from what they describe: ``python docs/generate.py``. A test holds them to it."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click

import checker.config
from checker.cli import dgcheck
from checker.config import Settings
from checker.report.tables import tables
from checker.resources import load_yaml, schemas_dir
from checker.rubric import Rubric, Text, available, load

HERE = Path(__file__).parent
EXTENSION = HERE.parent / "ckanext-dgmaturity" / "ckanext" / "dgmaturity"


def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    found = {"command-line.md": command_line(), "settings.md": settings()}
    rubrics = [load(name) for name in available()]
    found |= {f"rubric-{rubric.id}.md": rubric_page(rubric) for rubric in rubrics}
    found["checks.md"] = checks(rubrics[0])
    found["tables.md"] = table_pages()
    found["options.md"] = options()
    return found


def command_line() -> str:
    """The help of every command, as the command itself prints it."""
    parts = ["# Command line", ""]
    for path, command in _commands((), dgcheck):
        context = click.Context(
            command,
            info_name=" ".join(("dgcheck", *path)),
            terminal_width=100,
            max_content_width=100,
            help_option_names=["-h", "--help"],
        )
        parts += [f"## {' '.join(('dgcheck', *path))}", "", "```", command.get_help(context), "```", ""]
    return "\n".join(parts)


def _commands(path: tuple[str, ...], command: click.Command) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, inner in sorted(command.commands.items()):
            yield from _commands((*path, name), inner)


def settings() -> str:
    """The settings with their defaults; what each means stands behind its field in the source."""
    source = inspect.getsource(Settings)
    meanings = dict(re.findall(r"^    (\w+): .*?#: (.*)$", source, re.MULTILINE))
    defaults = {
        node.target.id: ast.unparse(node.value)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None
    }
    rows = [
        f"| `{name}` | `{default}` | {meanings.get(name, '').replace('|', '/')} |" for name, default in defaults.items()
    ]
    return "\n".join([
        "# Settings", "",
        f"Given in a YAML file (`--config`), in the environment (`{checker.config.PREFIX}PAGE_SIZE=50`), or on the",
        "command line (`--set page_size=50`); the later wins. Times are in seconds, sizes in bytes.", "",
        "| setting | default | meaning |", "|---|---|---|", *rows, "",
    ])  # fmt: skip


def rubric_page(rubric: Rubric) -> str:
    """A rubric: its parts, its items, its tiers, and what is assumed."""
    steps = {step.id: step.title for step in rubric.steps}
    parts = [f"# {rubric.title.th}", "", f"{rubric.title.en}. Rubric `{rubric.id}`, version {rubric.version}.", "",
             "| part | points | step | decided by | rule |", "|---|---|---|---|---|"]  # fmt: skip
    parts += [
        f"| `{part.id}` {_both(part.title)} | {part.points} | {steps[part.step].th} "
        f"| {', '.join(part.bodies)} | {_both(part.rule)} |"
        for part in rubric.components
    ]
    parts += ["", "## Items", "", "| no | item | fields |", "|---|---|---|"]
    parts += [
        f"| {item.no} | {_both(item.title)} | {', '.join(f'`{field}`' for field in item.fields)} |"
        for item in rubric.items
    ]
    parts += ["", "## Openness", "", "| criterion | tier | asks |", "|---|---|---|"]
    points = rubric.tier_points()
    parts += [
        f"| {_both(criterion.title)} | {tier} ({points[tier]}) | {_both(text)} |"
        for criterion in rubric.openness.criteria
        for tier, text in criterion.tiers.items()
    ]
    parts += ["", "## Assumed where the source is silent", ""]
    parts += [f"- `{name}`: {_both(text)}" for name, text in rubric.assumed.items()]
    return "\n".join([*parts, ""])


def checks(rubric: Rubric) -> str:
    """Every check and all that it can say."""
    parts = ["# Checks", "", "What each check can say, in the words of reports.", ""]
    for name, rule in sorted(rubric.checks.items()):
        parts += [f"## `{name}`", "", f"{_both(rule.title)}. Severity: {rule.severity.value}.", "",
                  "| reason | outcome | words | fix |", "|---|---|---|---|"]  # fmt: skip
        for reason, told in rule.reasons.items():
            fix = _both(told.fix) if told.fix else ""
            parts.append(f"| `{reason}` | {told.outcome.value} | {_cell(told.th)}<br>{_cell(told.en)} | {fix} |")
        parts.append("")
    return "\n".join(parts)


def table_pages() -> str:
    """The tables of CSV and the data package: every column, its type and what it means."""
    about = (
        "What `--format csv` and `--format datapackage` write, a file for each table. Heads are these names and",
        "stay; types are those of Table Schema, keys are bold. A text that a spreadsheet might take for a formula",
        "has one `'` in front: without that first `'` it is the text as it was.",
    )
    parts = ["# Tables", "", *about, ""]
    for name, table in tables().items():
        parts += [f"## `{name}.csv`", "", f"{_cell(table.about.th)}<br>{_cell(table.about.en)}", "",
                  "| column | type | meaning |", "|---|---|---|"]  # fmt: skip
        for head, column in table.columns.items():
            to = f" → `{column.to}`" if column.to else ""
            kind = f"**{column.type}**" if column.key else column.type
            parts.append(f"| `{head}` | {kind}{to} | {_cell(column.th)}<br>{_cell(column.en)} |")
        parts.append("")
    return "\n".join(parts)


def options() -> str:
    """The options of the CKAN extension: what it declares to CKAN, with the Thai beside it."""
    declared = load_yaml(EXTENSION / "config_declaration.yaml")["groups"]
    thai = load_yaml(schemas_dir() / "ckan" / "options.yaml")
    parts = ["# ตัวเลือกของส่วนขยาย CKAN / Options of the CKAN extension", "",
             "เขียนไว้ในแฟ้ม ini ของ CKAN ใต้ `[app:main]` เช่น / Written in CKAN's ini file under `[app:main]`, e.g.", "",
             "```ini", "ckanext.dgmaturity.enforcement = strict", "```", "",
             "| option | default | meaning |", "|---|---|---|"]  # fmt: skip
    for each in (option for group in declared for option in group["options"]):
        shown = each.get("default", "")
        default = f"`{str(shown).lower() if isinstance(shown, bool) else shown}`" if shown not in ("", None) else ""
        example = f" (e.g. `{each['example']}`)" if "example" in each else ""
        meaning = f"{_cell(thai[each['key']])}<br>{_cell(each['description'])}{example}"
        parts.append(f"| `{each['key']}` | {default} | {meaning} |")
    return "\n".join([*parts, ""])


def _both(text: Text) -> str:
    return f"{_cell(text.th)}<br>{_cell(text.en)}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").strip()


if __name__ == "__main__":
    for file_name, content in pages().items():
        (HERE / file_name).write_text(content, encoding="utf-8")
