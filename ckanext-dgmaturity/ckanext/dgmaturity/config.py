"""One typed reader for each option; ``config_declaration.yaml`` is where they are told."""

from __future__ import annotations

from typing import Literal, cast

from ckan.plugins import toolkit as tk

Enforcement = Literal["strict", "publish", "report"]


def enforcement() -> Enforcement:
    """What happens to an incomplete dataset, where its organization says nothing else."""
    return cast(Enforcement, tk.config["ckanext.dgmaturity.enforcement"])


def rubric() -> str:
    """The id of the rubric that is counted by."""
    return str(tk.config["ckanext.dgmaturity.rubric"])
