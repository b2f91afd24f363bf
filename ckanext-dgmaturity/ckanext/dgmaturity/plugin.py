"""The plugin: what it tells CKAN, and nothing else."""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
from ckan.common import CKANConfig
from ckan.lib.plugins import DefaultTranslation
from ckan.plugins import toolkit as tk

from ckanext.dgmaturity import cli, helpers, start, views
from ckanext.dgmaturity.logic import action, auth, validators


@tk.blanket.actions(action.get_actions)
@tk.blanket.auth_functions(auth.get_auth_functions)
@tk.blanket.blueprints(views.get_blueprints)
@tk.blanket.cli(cli.get_commands)
@tk.blanket.config_declarations
@tk.blanket.helpers(helpers.get_helpers)
@tk.blanket.validators(validators.get_validators)
class DgmaturityPlugin(p.SingletonPlugin, DefaultTranslation):
    """The 14 mandatory items in CKAN's forms, their verdicts, and what they come to."""

    p.implements(p.IConfigurer)
    p.implements(p.IConfigurable)
    p.implements(p.ITranslation)

    # IConfigurer

    def update_config(self, config: CKANConfig) -> None:
        """Templates and assets; before anything else, whether the ini file is as it has to be."""
        start.check(config)
        tk.add_template_directory(config, "templates")
        tk.add_resource("assets", "dgmaturity")

    # IConfigurable

    def configure(self, config: CKANConfig) -> Any:
        """What can only be told once every plugin is loaded."""
        start.check_loaded(config)
