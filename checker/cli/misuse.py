"""What click says of a command that was typed wrongly, in Thai; its own words are English."""

from __future__ import annotations

import re

import click

from checker.cli.words import say


def told(error: click.ClickException, lang: str) -> str:
    """The whole message: how the command is used, where its help is, what is wrong; empty: click is to say it."""
    wrong = _wrong(error) if lang == "th" else None
    context = getattr(error, "ctx", None)
    if wrong is None or context is None:
        return ""
    pieces = " ".join(context.command.collect_usage_pieces(context))
    return say("misuse.message", lang, path=context.command_path, pieces=pieces, wrong=wrong)


def _wrong(error: click.ClickException) -> str | None:
    if isinstance(error, click.NoSuchOption):
        return say("misuse.option", "th", name=error.option_name) + _near(error)
    if isinstance(error, click.MissingParameter):
        return say("misuse.missing", "th", name=_name(error))
    if isinstance(error, click.BadParameter):
        return say("misuse.value", "th", name=_name(error), why=_why(error))
    if found := re.match(r"No such command '(.*?)'", error.format_message()):
        return say("misuse.command", "th", name=found[1]) + _near(error)
    if found := re.match(r"Got unexpected extra arguments? \((.*)\)", error.format_message()):
        return say("misuse.extra", "th", values=found[1])
    return error.format_message() if type(error) is click.UsageError else None


def _near(error: click.ClickException) -> str:
    near = ", ".join(getattr(error, "possibilities", None) or ())  # older clicks name none
    return f" {say('near', 'th', names=near)}" if near else ""


def _name(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    return error.param.make_metavar(error.ctx).strip("[]") if error.param and error.ctx else str(error.param_hint)


def _why(error: click.BadParameter) -> str:
    """Why the value cannot be taken; click's own English where it is of a kind not known here."""
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return say("misuse.choices", "th", choices=", ".join(str(choice) for choice in kind.choices))
    if isinstance(kind, (click.FloatRange, click.IntRange)) and kind.max is not None:
        return say("misuse.between", "th", least=kind.min, most=kind.max)
    if isinstance(kind, (click.FloatRange, click.IntRange)):
        return say("misuse.least", "th", least=kind.min)
    if "is a directory" in error.message:
        return say("misuse.folder", "th")
    return say("misuse.file", "th") if "is a file" in error.message else error.message
