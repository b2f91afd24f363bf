"""Where the data of the project stands: ``schemas/``, installed as ``checker.schemas``."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def schemas_dir() -> Path:
    """The folder of the project's data files, in an installation and in a checkout alike."""
    try:
        found = import_module("checker.schemas").__file__
    except ModuleNotFoundError:  # a checkout that is not installed
        return Path(__file__).resolve().parent.parent / "schemas"
    assert found is not None
    return Path(found).parent


def load_yaml(path: Path) -> Any:
    """The content of a YAML file, safely loaded."""
    with path.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=_Loader)
