"""What an ini file has to say, told before anything goes wrong later: each error names the line to write."""

from __future__ import annotations

from ckan.common import CKANConfig, aslist
from ckan.exceptions import CkanConfigurationException

FORM = "checker.schemas:dataset.yaml"
PRESETS = "checker.schemas:presets.yaml"
SCHEMING = "scheming_datasets"


def check(config: CKANConfig) -> None:
    """Raises CkanConfigurationException where the plugins or the form are not as they have to be."""
    plugins = [str(name) for name in aslist(config["ckan.plugins"])]
    if SCHEMING not in plugins:
        raise CkanConfigurationException(
            f"dgmaturity needs ckanext-scheming. Install it and write: ckan.plugins = {' '.join([*plugins, SCHEMING])}"
        )
    if plugins.index(SCHEMING) < plugins.index("dgmaturity"):
        others = [name for name in plugins if name != SCHEMING]
        others.insert(others.index("dgmaturity") + 1, SCHEMING)
        raise CkanConfigurationException(
            f"dgmaturity has to stand before {SCHEMING}. Write: ckan.plugins = {' '.join(others)}"
        )
    _check_form(config)


def _check_form(config: CKANConfig) -> None:
    wanted = {
        "scheming.dataset_schemas": (FORM, FORM),
        "scheming.presets": (PRESETS, f"ckanext.scheming:presets.json {PRESETS}"),
    }
    for key, (word, line) in wanted.items():
        if word not in str(config.get(key) or "").split():
            raise CkanConfigurationException(f"dgmaturity brings its own form. Write: {key} = {line}")
