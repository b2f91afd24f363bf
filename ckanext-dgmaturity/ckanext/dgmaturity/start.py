"""What an ini file has to say, told before anything goes wrong later: each error names the line to write."""

from __future__ import annotations

from ckan.common import CKANConfig, aslist
from ckan.exceptions import CkanConfigurationException

from ckanext.dgmaturity import options

FORM = "checker.schemas:dataset.yaml"
PRESETS = "checker.schemas:presets.yaml"
SCHEMING = "scheming_datasets"


def check_first(config: CKANConfig) -> None:
    """Before any plugin reads the configuration. Raises CkanConfigurationException that names the line to write.

    Plugins may still add to the configuration (``envvars``, a theme), so of the form only that is looked at which
    scheming would stop at: our form without its presets.
    """
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
    if _says(config, "scheming.dataset_schemas", FORM) and "envvars" not in plugins:
        check(config)


def check(config: CKANConfig) -> None:
    """The configuration as it has become. Raises CkanConfigurationException that names the line to write."""
    wanted = {
        "scheming.dataset_schemas": (FORM, FORM),
        "scheming.presets": (PRESETS, f"ckanext.scheming:presets.json {PRESETS}"),
    }
    for key, (word, line) in wanted.items():
        if not _says(config, key, word):
            raise CkanConfigurationException(f"dgmaturity brings its own form. Write: {key} = {line}")
    options.check(config)


def _says(config: CKANConfig, key: str, word: str) -> bool:
    return word in str(config.get(key) or "").split()
