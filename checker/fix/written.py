"""Suggestions as a ``fixes.yaml`` for a person to confirm: each value with the old one and the rule as a comment."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from checker.fix.suggest import Suggested, Suggestion
from checker.fix.words import text
from checker.vocabulary import vocabulary

SHOWN = 200  #: characters of an old value that a comment shows
_NOT_SHOWN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\ue000-\uf8ff\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def written(found: Iterable[Suggested], run: str, lang: str) -> Iterator[str]:
    """The lines of the file. The order is the catalog's."""
    for line in text("written", "head").get(lang).format(run=run).splitlines():
        yield f"# {line}".rstrip()
    yield "datasets:"
    for dataset in found:
        yield f"  {quoted(dataset.name or dataset.id)}:  # {comment(dataset.title)}"
        for each in dataset.fields:
            yield from _field(each, "dataset", "    ", lang)
        if dataset.resources:
            yield "    resources:"
        for identity, name, suggestions in dataset.resources:
            yield f"      {quoted(identity)}:  # {comment(name)}"
            for each in suggestions:
                yield from _field(each, "resource", "        ", lang)


def _field(each: Suggestion, level: str, indent: str, lang: str) -> Iterator[str]:
    label = vocabulary().fields[level][each.field].label.get(lang)
    rules = "; ".join(text("suggestions", rule).get(lang) for rule in each.rules)
    yield f"{indent}# {label}: {rules}"
    yield f"{indent}# {text('written', 'old').get(lang)}: {comment(_told(each.old))}"
    new = list(each.new) if isinstance(each.new, tuple) else each.new
    shown = "[" + ", ".join(map(quoted, new)) + "]" if isinstance(new, list) else quoted(new)
    yield f"{indent}{each.field}: {shown}"


def _told(raw: Any) -> str:
    return raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False)


def quoted(value: str) -> str:
    """A YAML text in double quotes, whatever is in it: what cannot be seen is written as its code point."""
    escaped = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return _NOT_SHOWN.sub(lambda found: _escaped(found[0]), escaped)


def _escaped(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"


def comment(value: str) -> str:
    """A text that stays within its comment: one line, what cannot be seen as ``<U+200B>``, cut."""
    return shown(value[:SHOWN]) + ("…" if len(value) > SHOWN else "")


def shown(value: str) -> str:
    """A text with everything in it visible: a line break as ``⏎``, what the eye does not see as ``<U+200B>``."""
    return _NOT_SHOWN.sub(lambda found: f"<U+{ord(found[0]):04X}>", value.replace("\r\n", "⏎").replace("\n", "⏎"))
