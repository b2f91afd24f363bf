"""``--help`` in Thai, from ``schemas/cli/help.yaml``; the English stands beside the code and is click's to show.

Thai is written without spaces between words, so nothing is wrapped here: a line that is too long is the terminal's to
break, which knows where a letter and its marks end.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import click

from checker.resources import load_yaml, schemas_dir


class Context(click.Context):
    """A context whose help is Thai where the command was called for a reader of Thai (the root's ``obj``)."""

    def get_help(self) -> str:
        """The help of the command, in one language."""
        if self.find_root().obj != "th":
            return super().get_help()
        return "\n".join(_lines(self)) + "\n"


def in_both_languages(group: click.Group) -> None:
    """Lets every command under ``group``, and itself, show its help in the language that it was called in."""
    group.context_class = Context
    for command in group.commands.values():
        command.context_class = Context
        if isinstance(command, click.Group):
            in_both_languages(command)


def short_of(path: str) -> str:
    """What the command is for, in a line of Thai."""
    return str(_help()["command"][path]["short"])


def option_of(path: str, name: str) -> str:
    """What the option of the command is for, in Thai."""
    texts = _help()
    return str(texts["of"].get(path, {}).get(name) or texts["option"][name])


@cache
def _help() -> dict[str, Any]:
    texts: dict[str, Any] = load_yaml(schemas_dir() / "cli" / "help.yaml")
    return texts


def _lines(context: click.Context) -> Iterator[str]:
    texts, path = _help(), context.command_path.partition(" ")[2]
    command = context.command
    yield f"{texts['usage']} {context.command_path} {' '.join(command.collect_usage_pieces(context))}"
    yield f"\n  {short_of(path)}"
    if text := texts["command"][path].get("text"):
        yield "\n" + "\n".join(f"  {line}" for line in str(text).splitlines())
    yield from _examples(command)
    yield f"\n{texts['options']}:"
    for option in command.get_params(context):
        if isinstance(option, click.Option):
            yield from _option(option, path, context)
    if isinstance(command, click.Group):
        yield f"\n{texts['commands']}:"
        for name in command.list_commands(context):
            yield f"  {name:<11} {short_of(f'{path} {name}'.strip())}"


def _examples(command: click.Command) -> Iterator[str]:
    """The examples as they stand in the English help: commands are the same in every language."""
    _, found, examples = (command.help or "").partition("Example: ")
    if found:
        yield ""
        yield from (f"  {line.replace('Example: ', '').strip()}" for line in examples.splitlines() if line.strip())


def _option(option: click.Option, path: str, context: click.Context) -> Iterator[str]:
    record = option.get_help_record(context)
    if record is None:  # a hidden one
        return
    texts = _help()
    text = texts["help"] if "--help" in option.opts else option_of(path, option.name or "")
    default = option.get_default(context)
    shown = option.show_default and default is not None
    remarks = [texts["default"].format(value=default)] if shown else []
    remarks += [texts["required"]] if option.required else []
    yield f"  {record[0]}"
    yield f"      {text} [{', '.join(remarks)}]" if remarks else f"      {text}"
