"""What a form would come to if it were saved as it stands."""

from __future__ import annotations

from typing import Any

from ckan.plugins import toolkit as tk
from ckan.types import ActionResult, Context, DataDict

from ckanext.dgmaturity import judging, showing
from ckanext.dgmaturity.logic.schema.panel import form_fields

__all__ = ["dgmaturity_form_verdict"]


@tk.side_effect_free
def dgmaturity_form_verdict(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """The mandatory items of a dataset as a form holds it now, before it is saved. Nothing is stored.

    Takes the fields of the form by their names, as a browser would send them: a text, or a list where a name is
    repeated. At most 400 fields and 500,000 characters in all.

    :param id: a saved dataset that the form is of: its resources count, and its tags where no ``tag_string`` is sent
    :type id: string
    :param owner_org: id or name of the organization
    :type owner_org: string
    :param tag_string: keywords between commas
    :type tag_string: string
    :param resources: resources, where there is no ``id`` (optional)
    :type resources: list of dictionaries

    :returns: ``items``, each with ``no``, ``title``, ``fields``, ``field`` (the one to mend), ``outcome``, ``weak``,
      ``state`` (``passed``, ``weak``, ``failed``) with its ``word``, ``cost`` (points that it keeps away together with
      the other missing ones, or null) with its ``cost_text``, ``remarks`` (``text``, ``fix``); ``passed``,
      ``required``, ``informative``, ``complete``, ``summary``; ``cost`` (``points``, ``missing``, ``basis``:
      ``derived`` from the organization's last score or ``assumed``, and texts), or null; ``remarks`` across fields.
      Texts are in the language of the request.
    :rtype: dictionary
    """
    fields = form_fields(data_dict)
    tk.check_access("dgmaturity_form_verdict", context, fields)
    stored: dict[str, Any] | None = None
    if fields.get("id"):
        stored = tk.get_action("package_show")({**context}, {"id": fields["id"]})
    package = judging.filled(fields, stored)
    verdict = judging.judged(package)
    return showing.verdict_shown(verdict, judging.cost_for(verdict, context["user"]))
