"""The plugin: what it tells CKAN, and nothing else."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import ckan.plugins as p
from ckan.common import CKANConfig
from ckan.lib.plugins import DefaultTranslation
from ckan.plugins import toolkit as tk
from ckan.types import Context

from ckanext.dgmaturity import cli, helpers, jobs, start, views
from ckanext.dgmaturity.checking import forgetting
from ckanext.dgmaturity.logic import action, auth, validators
from ckanext.dgmaturity.search import asking, facets, index


@tk.blanket.actions(action.get_actions)
@tk.blanket.auth_functions(auth.get_auth_functions)
@tk.blanket.blueprints(views.get_blueprints)
@tk.blanket.cli(cli.get_commands)
@tk.blanket.config_declarations
@tk.blanket.helpers(helpers.get_helpers)
@tk.blanket.validators(validators.get_validators)
class DgmaturityPlugin(p.SingletonPlugin, DefaultTranslation):
    """The 14 mandatory items in CKAN's forms, their verdicts, and what they come to."""

    p.implements(p.IPluginObserver, inherit=True)
    p.implements(p.IConfigurer)
    p.implements(p.IConfigurable)
    p.implements(p.ITranslation)
    p.implements(p.IPackageController, inherit=True)
    p.implements(p.IFacets, inherit=True)

    # IPluginObserver

    def after_load(self, service: Any) -> None:
        """Before any plugin reads the configuration: what would stop another one with an error that does not help."""
        if service is self:
            start.check_first(tk.config)

    # IConfigurer

    def update_config(self, config: CKANConfig) -> None:
        """Templates and assets; before them, whether the ini file is as it has to be."""
        start.check(config)
        tk.add_template_directory(config, "templates")
        tk.add_resource("assets", "dgmaturity")

    # IConfigurable

    def configure(self, config: CKANConfig) -> Any:
        """From here on changes are checked."""
        jobs.listen()

    # IPackageController: checks after a change

    def after_dataset_create(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        """A new dataset is checked once it is stored."""
        jobs.changed(pkg_dict["id"])

    def after_dataset_update(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        """A dataset that was changed is checked once that is stored."""
        jobs.changed(pkg_dict["id"])

    def after_dataset_delete(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        """What was found of a dataset goes with it."""
        forgetting.forget_named(pkg_dict["id"])

    # IPackageController: the index

    def before_dataset_index(self, pkg_dict: dict[str, Any]) -> dict[str, Any]:
        """Our fields of the index."""
        return index.with_fields(pkg_dict)

    def before_dataset_search(self, search_params: dict[str, Any]) -> dict[str, Any]:
        """Every word of a search in Thai has to be there."""
        return asking.by_every_word(search_params)

    def after_dataset_search(self, search_results: dict[str, Any], search_params: dict[str, Any]) -> dict[str, Any]:
        """Values of our facets in words."""
        return facets.with_labels(search_results)

    # IFacets

    def dataset_facets(self, facets_dict: OrderedDict[str, Any], package_type: str) -> OrderedDict[str, Any]:
        """On the search page."""
        return facets.with_ours(facets_dict) if package_type == "dataset" else facets_dict

    def group_facets(
        self, facets_dict: OrderedDict[str, Any], group_type: str, package_type: str | None
    ) -> OrderedDict[str, Any]:
        """On a group's page."""
        return facets.with_ours(facets_dict)

    def organization_facets(
        self, facets_dict: OrderedDict[str, Any], organization_type: str, package_type: str | None
    ) -> OrderedDict[str, Any]:
        """On an organization's page."""
        return facets.with_ours(facets_dict)
