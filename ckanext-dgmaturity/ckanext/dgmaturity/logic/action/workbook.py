"""Workbooks in and out of the catalog."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from ckan import model
from ckan.logic import validate
from ckan.plugins import toolkit as tk
from ckan.types import ActionResult, Context, DataDict

from checker.errors import WorkbookError
from ckanext.dgmaturity import config, exporting, names
from ckanext.dgmaturity.importing import batches, queue, running, telling
from ckanext.dgmaturity.importing.preview import preview
from ckanext.dgmaturity.importing.reading import read
from ckanext.dgmaturity.language import lang
from ckanext.dgmaturity.logic.schema import workbook as schema
from ckanext.dgmaturity.logic.schema.workbook import PAGE
from ckanext.dgmaturity.model import Batch, BatchDataset

__all__ = [
    "dgmaturity_workbook_batch_list", "dgmaturity_workbook_batch_show", "dgmaturity_workbook_check",
    "dgmaturity_workbook_export", "dgmaturity_workbook_import",
]  # fmt: skip


@validate(schema.check)
def dgmaturity_workbook_check(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """Reads a workbook (Templates 2 and 3) and tells what importing it would do; no dataset is written.

    A large workbook is read in the background: the answer is in the state ``reading`` then, and
    ``dgmaturity_workbook_batch_show`` tells the rest later.

    :param organization_id: id or name of the organization that it goes into
    :type organization_id: string
    :param upload: the file (``.xlsx``, ``.xls``, ``.ods``) as multipart, or
    :param content: the file in base64, or
    :type content: string
    :param batch_id: an earlier upload, which is looked at again
    :type batch_id: string
    :param name: of the file (default: that of the upload)
    :type name: string
    :param keep: keep it, so that it can be imported (default: yes); else nothing at all is kept
    :type keep: boolean
    :param at_once: read a large one while the caller waits
    :type at_once: boolean

    :returns: as ``dgmaturity_workbook_batch_show``; ``id`` is null where nothing is kept
    :rtype: dictionary
    """
    tk.check_access("dgmaturity_workbook_check", context, data_dict)
    organization = _organization(data_dict["organization_id"])
    content, name = _given(context, data_dict, organization.id)
    if not data_dict.get("keep", True):
        return _looked_at(organization, content, name, context["user"])
    batch = batches.keep(organization.id, name, content, model.User.get(context["user"]), lang())
    told = {"queued": True}
    if len(content) <= batches.LARGE or data_dict.get("at_once"):
        running.look(batch.id)
    else:
        told["queued"] = queue.enqueue(batch)
    return {**_told(batch.id, PAGE, 0), **told}


@validate(schema.import_)
def dgmaturity_workbook_import(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """Imports what is right of a workbook that was checked, or goes on with an import that was cut off.

    Complete datasets become what they say, incomplete ones private drafts, where the organization takes such.
    A field that the workbook does not have, and a cell that is blank, leave the catalog as it is.

    :param id: of the batch
    :type id: string
    :param leave: numbers of the datasets that are not to be imported
    :type leave: list of integers
    :param at_once: import many datasets while the caller waits
    :type at_once: boolean

    :returns: as ``dgmaturity_workbook_batch_show``; ``queued`` is false where there was no queue for a large one
    :rtype: dictionary
    """
    tk.check_access("dgmaturity_workbook_import", context, data_dict)
    batch = batches.found(data_dict["id"], alone=True)
    if batch.state in (running.READING, running.FAILED):
        raise tk.ValidationError({"id": [tk._("There is nothing to import: the workbook was not read")]})
    if batch.state == running.PREVIEWED:
        batch.body = {**batch.body, "user": context["user"], "lang": lang()}
        running.choose(batch, set(data_dict.get("leave") or ()))
    queued = True
    if batch.state == running.IMPORTING:
        large = batch.total - batch.done > config.workbook_at_once() and not data_dict.get("at_once")
        queued = queue.enqueue(batch) if large else running.carry_on(batch.id)
    return {**_told(batch.id, PAGE, 0), "queued": queued}


@tk.side_effect_free
@validate(schema.batch_show)
def dgmaturity_workbook_batch_show(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """An uploaded workbook: what importing it would do, or what became of it.

    :param id: of the batch
    :type id: string
    :param limit: datasets in the answer (default: all up to 1,000)
    :type limit: int
    :param offset: datasets to leave out before
    :type offset: int

    :returns: ``id``, ``name`` of the file, ``state`` (``reading``, ``previewed``, ``importing``, ``done``, ``failed``),
      ``error``, ``done`` of ``total``, ``counts``, ``problems`` of the workbook as a whole, and ``datasets``, each with
      ``kind`` (``new``, ``update``, ``same``, ``held``), ``changes``, ``files``, ``problems`` at their cells,
      ``missing`` items, ``outcome`` (``created``, ``draft``, ``updated``, ``same``, ``changed``, ``failed``, ``left``,
      ``held``),
      ``refused`` values, ``why`` and ``said``
    :rtype: dictionary
    """
    batch = batches.found(data_dict["id"])
    tk.check_access("dgmaturity_workbook_batch_show", context, data_dict)
    return _told(batch.id, min(data_dict["limit"], PAGE), data_dict["offset"])


@tk.side_effect_free
@validate(schema.batch_list)
def dgmaturity_workbook_batch_list(context: Context, data_dict: DataDict) -> ActionResult.AnyList:
    """The uploaded workbooks of an organization, the newest first: one's own; all for its administrators.

    :param organization_id: id or name
    :type organization_id: string

    :returns: as ``dgmaturity_workbook_batch_show``, without datasets
    :rtype: list of dictionaries
    """
    tk.check_access("dgmaturity_workbook_batch_list", context, data_dict)
    organization = _organization(data_dict["organization_id"])
    rows = batches.of_organization(organization.id, None)
    return [telling.batch(row) for row in rows if _may_see(context, row)]


@tk.side_effect_free
@validate(schema.export)
def dgmaturity_workbook_export(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """The datasets of an organization, or those that a search finds, as a workbook (Templates 2 and 3).

    It holds what the caller may see; importing it again changes nothing.

    :param organization_id: id or name; with its private datasets and drafts for those who may see them
    :type organization_id: string
    :param q: as of ``package_search``
    :type q: string
    :param fq: as of ``package_search``
    :type fq: string
    :param sort: as of ``package_search``
    :type sort: string
    :param lang: of the help in the workbook, ``th`` (default) or ``en``
    :type lang: string

    :returns: ``name`` of the file, ``content`` in base64, ``datasets``, ``resources``
    :rtype: dictionary
    """
    tk.check_access("dgmaturity_workbook_export", context, data_dict)
    asked = {name: data_dict[name] for name in ("q", "fq", "sort") if name in data_dict}
    given = data_dict.get("organization_id")
    found = exporting.export(context["user"], asked, _organization(given) if given else None, data_dict.get("lang"))
    return {
        "name": found.name,
        "datasets": found.datasets,
        "resources": found.resources,
        "content": base64.b64encode(found.content).decode(),
    }


def _told(batch_id: str, limit: int, offset: int) -> dict[str, Any]:
    batch, lines = batches.found(batch_id), running.lines(batch_id)
    shown = [telling.dataset(line) for line in lines[offset : offset + limit]]
    return {**telling.batch(batch), "counts": telling.counts(lines), "datasets": shown}


def _looked_at(organization: Any, content: bytes, name: str, user: str) -> dict[str, Any]:
    """What a batch would tell, without one."""
    own = {"id": organization.id, "name": organization.name, "title": organization.title or organization.name}
    try:
        found = preview(read(content, name, own), own, user)
    except WorkbookError as error:
        raise tk.ValidationError({"upload": [error.text(lang())]}) from error
    lines = [
        BatchDataset(number=number, code=one.code, name=one.name, title=one.title, kind=one.kind, chosen=True,
                     package_id=one.package_id, body=one.body)
        for number, one in enumerate(found.datasets, 1)
    ]  # fmt: skip
    return {
        "id": None,
        "name": name,
        "state": running.PREVIEWED,
        "problems": [telling.problem(each) for each in found.problems],
        "counts": telling.counts(lines),
        "datasets": [telling.dataset(line) for line in lines],
    }


def _organization(name: str) -> Any:
    found = model.Group.get(name) if "\x00" not in name else None
    if found is None or not found.is_organization:
        raise tk.ObjectNotFound(tk._("Organization not found"))
    return found


def _may_see(context: Context, row: Batch) -> bool:
    try:
        tk.check_access("dgmaturity_workbook_batch_show", {"user": context["user"]}, {"id": row.id})
    except tk.NotAuthorized:
        return False
    return True


def _given(context: Context, data_dict: DataDict, organization_id: str) -> tuple[bytes, str]:
    """(the bytes of the workbook, what it is called)."""
    earlier = data_dict.get("batch_id")
    if earlier:
        tk.check_access("dgmaturity_workbook_batch_show", context, {"id": earlier})
        batch = batches.found(earlier)
        if batch.organization_id != organization_id:
            raise tk.ValidationError({"batch_id": [tk._("It is of another organization")]})
        return bytes(batch.content), batch.name
    upload, content = data_dict.get("upload"), data_dict.get("content")
    most = batches.most_bytes()
    if hasattr(upload, "stream"):
        body, name = upload.stream.read(most + 1), str(upload.filename or "")
    elif content:
        body, name = _decoded(content), ""
    else:
        raise tk.ValidationError({"upload": [tk._("Choose the workbook (.xlsx, .xls or .ods)")]})
    if len(body) > most:
        raise tk.ValidationError({"upload": [tk._("The file is larger than {limit} MB").format(limit=most >> 20)]})
    return body, names.of_file(data_dict.get("name") or name) or "workbook.xlsx"


def _decoded(content: str) -> bytes:
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError) as error:
        raise tk.ValidationError({"content": [tk._("It is not base64")]}) from error
