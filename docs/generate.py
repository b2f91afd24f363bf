"""Writes the reference pages from what they describe: ``python docs/generate.py``. Tests hold them to it.

What only CKAN can import is written by the Python of a CKAN: ``.stack/ckan-2.12/bin/python docs/generate.py``.
"""

from __future__ import annotations

import ast
import importlib.util
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
    found["actions.md"] = actions()
    return found


def pages_inside() -> dict[str, str]:
    """Those that need a CKAN to import what they describe."""
    from ckanext.dgmaturity.cli import dgmaturity

    return {"ckan-commands.md": ckan_commands(dgmaturity)}


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


def ckan_commands(group: click.Group) -> str:
    """Every command of the extension: its help, and its options as a table."""
    parts = ["# Commands in CKAN", "",
             "`ckan -c /etc/ckan/default/ckan.ini dgmaturity …`; for short `ckan dgmaturity …`. Messages are in the",
             "site's language, or that of `--lang`. Exit status: 0 done; 1 under `--fail-under`, or something of what",
             "was given could not be done as it is; 2 wrong use; 3 could not run.", ""]  # fmt: skip
    for path, command in _commands(("ckan", "dgmaturity"), group):
        if not isinstance(command, click.Group):
            arguments = [str(each.name).upper() for each in command.params if isinstance(each, click.Argument)]
            told = inspect.cleandoc(command.help or "").replace("\b\n", "")
            parts += [f"## `{' '.join(path)}`", "", "```", " ".join([*path, *arguments, "[OPTIONS]"]), "", told, "```",
                      "", "| option | meaning |", "|---|---|"]  # fmt: skip
            parts += [_option(each) for each in command.params if isinstance(each, click.Option)] + [""]
    return "\n".join(parts)


def _option(option: click.Option) -> str:
    kind = option.type
    value = "\\|".join(map(str, kind.choices)) if isinstance(kind, click.Choice) else option.metavar
    value = value or ("FILE" if isinstance(kind, click.Path) else "TEXT" if kind is click.STRING else "NUMBER")
    more = ["needed"] if option.required else [f"default: {option.default}"] if option.show_default else []
    names = ", ".join(option.opts) + ("" if option.is_flag else f" {value}")
    return f"| `{names}` | {' '.join([_cell(option.help or ''), *(f'({each})' for each in more)])} |"


def actions() -> str:
    """The actions of the extension, from their docstrings; what belongs to CKAN is told after ours."""
    found = [each for path in sorted((EXTENSION / "logic" / "action").glob("*.py")) for each in _actions(path)]
    ours = [each for each in found if each.name.startswith("dgmaturity_")]
    parts = ["# Actions", "",
             "`/api/3/action/NAME`, with the token of a user in the header `Authorization`. GET: the action changes",
             "nothing and answers GET too. What is wrong is answered in the shape of CKAN's own actions,",
             '`{"field": ["…"]}`, in the request\'s language (`/th/api/3/action/…`).', "",
             "| action | GET | what it does |", "|---|---|---|"]  # fmt: skip
    parts += [
        f"| [`{each.name}`](#{each.name}) | {'✓' if 'side_effect_free' in _decorators(each) else ''} "
        f"| {_cell(_told(each)[0].split(NEW_PARAGRAPH)[0])} |"
        for each in ours
    ]
    others = [each for each in found if each not in ours]
    parts += ["", "CKAN's own, by the rules:", "", "| action | what is added |", "|---|---|"]
    parts += [f"| `{each.name}` | {_cell(_told(each)[0])} |" for each in others]
    for each in (*ours, *(each for each in others if _told(each)[1])):
        parts += ["", *_action(each)]
    return "\n".join([*parts, ""])


NEW_PARAGRAPH = "\n\n"


def _actions(path: Path) -> Iterator[ast.FunctionDef]:
    """The functions of a module that CKAN is given."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = [each.value for each in tree.body if isinstance(each, ast.Assign) and "__all__" in ast.unparse(each)]
    given = [name for value in named for name in ast.literal_eval(value)]
    yield from (each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name in given)


def _decorators(action: ast.FunctionDef) -> str:
    return " ".join(map(ast.unparse, action.decorator_list))


def _told(action: ast.FunctionDef) -> tuple[str, list[tuple[str, str]]]:
    """(what the docstring says, its fields: (``param id``, text))."""
    head, *fields = re.split(r"^:([a-z_ ]+):", ast.get_docstring(action) or "", flags=re.MULTILINE)
    return _plain(head), [(name, _plain(text)) for name, text in zip(fields[::2], fields[1::2], strict=True)]


def _plain(text: str) -> str:
    return text.replace(":py:func:", "").replace("``", "`").strip()


def _action(action: ast.FunctionDef) -> list[str]:
    head, fields = _told(action)
    kinds = {name.removeprefix("type "): text for name, text in fields if name.startswith("type ")}
    params = [(name.removeprefix("param "), text) for name, text in fields if name.startswith("param ")]
    parts = [f"## `{action.name}`", "", head, ""]
    if params:
        parts += ["| parameter | type | meaning |", "|---|---|---|"]
        parts += [f"| `{name}` | {kinds.get(name, '')} | {_cell(text)} |" for name, text in params]
    given = dict(fields)
    kind = f" ({given['rtype']})" if "rtype" in given else ""
    return [*parts, *([""] if params else []), f"Returns{kind}: {_cell(given.get('returns', '-'))}"]


def _both(text: Text) -> str:
    return f"{_cell(text.th)}<br>{_cell(text.en)}"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


if __name__ == "__main__":
    inside = importlib.util.find_spec("ckan") is not None
    for file_name, content in (pages_inside() if inside else pages()).items():
        (HERE / file_name).write_text(content, encoding="utf-8")
