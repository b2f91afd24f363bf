"""Makes the form of CKAN: ``schemas/dataset.yaml`` and ``presets.yaml`` from ``schemas/vocabulary`` and ``form.yaml``.

``python tools/form.py`` writes both; ``--check`` writes nothing and ends with 1 where they are not what it makes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from checker.resources import load_yaml, schemas_dir
from checker.vocabulary import OTHER, OTHER_TYPE, Field, vocabulary

Made = dict[str, Any]
HEAD = "# Made by tools/form.py from vocabulary/ and form.yaml: change those and run it again.\n"
#: the letter of each type of data, as `shown_for` writes it
LETTERS = dict(zip("RSGMO", (choice.value for choice in vocabulary().choices("data_type")), strict=True))


def laid_out() -> Mapping[str, Any]:
    """How the form is laid out."""
    found: Mapping[str, Any] = load_yaml(schemas_dir() / "form.yaml")
    return found


def dataset(layout: Mapping[str, Any]) -> Made:
    """The form, as ckanext-scheming reads it."""
    return {
        "scheming_version": 2,
        "dataset_type": "dataset",
        "about": "Dataset of a Thai agency: the 14 mandatory items and what its type of data asks for",
        **layout["schema"],
        "form_groups": {level: [_group(each) for each in groups] for level, groups in layout["groups"].items()},
        "dataset_fields": list(_fields("dataset", layout)),
        "resource_fields": list(_fields("resource", layout)),
    }


def presets(layout: Mapping[str, Any]) -> Made:
    """What each kind of field does."""
    return {
        "scheming_presets_version": 1,
        "about": "Kinds of fields of ckanext-dgmaturity",
        "presets": [{"preset_name": f"dgmaturity_{name}", "values": each} for name, each in layout["presets"].items()],
    }


def _group(row: Mapping[str, Any]) -> Made:
    made: Made = {"id": row["id"], "label": {"th": row["th"], "en": row["en"]}}
    return made | {key: row[key] for key in ("shown", "help", "folded") if key in row}


def _fields(level: str, layout: Mapping[str, Any]) -> Iterator[Made]:
    known = vocabulary().fields[level]
    others = {field.other: field.name for field in known.values() if field.other}
    for group in layout["groups"][level]:
        for name in group["fields"]:
            yield _field(known[name], group["id"], layout, "")
            if known[name].other:
                yield _field(known[known[name].other], group["id"], layout, others[known[name].other])


def _field(field: Field, group: str, layout: Mapping[str, Any], other_of: str) -> Made:
    made: Made = {"field_name": field.name, "label": {"th": field.label.th, "en": field.label.en}}
    made["preset"] = f"dgmaturity_{field.form}"
    told = {"th": field.help.th, "en": field.help.en} if field.help else layout["help"][field.level].get(field.name)
    if told:
        made["help_text"] = told
    if field.name in layout["placeholders"][field.level]:
        made["form_placeholder"] = layout["placeholders"][field.level][field.name]
    if field.form in layout["inputs"]:
        made["form_attrs"] = dict(layout["inputs"][field.form])
    made |= {"form_group": group, "shown_for": field.shown_for, "form_kind": field.form}
    if field.item:
        made["item"] = field.item
    made["mandatory"] = bool(field.item and field.form != "number" or field.required)
    made |= {key: value for key, value in (("other", field.other), ("other_of", other_of)) if value}
    if other_of and vocabulary().fields[field.level][other_of].item:
        made["mandatory_if_taken"] = True
    if field.choices:
        made["choices"] = [_choice(field, each) for each in vocabulary().choices(field.name)]
    return made | dict(layout["own"][field.level].get(field.name, {}))


def _choice(field: Field, choice: Any) -> Made:
    made: Made = {"value": choice.value, "label": {"th": choice.label.th, "en": choice.label.en}}
    if field.other and choice.value in (OTHER, OTHER_TYPE):
        made["other"] = True
    if field.name == "data_type":
        made["letter"] = next(letter for letter, value in LETTERS.items() if value == choice.value)
    return made


class _Plain(yaml.SafeDumper):
    """Without anchors: each list of choices is written out where it belongs."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def written(made: Made) -> str:
    """The file of it."""
    return HEAD + yaml.dump(made, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=120)


def files() -> dict[Path, str]:
    """Each file with what is to stand in it."""
    layout = laid_out()
    folder = schemas_dir()
    return {folder / "dataset.yaml": written(dataset(layout)), folder / "presets.yaml": written(presets(layout))}


def main(words: list[str]) -> int:
    """Writes, or only compares."""
    stale = [path for path, text in files().items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if "--check" in words:
        for path in stale:
            print(f"{path} is not what tools/form.py makes", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.write_text(files()[path], encoding="utf-8")
        print(f"written: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
