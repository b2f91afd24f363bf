"""What was found of a dataset goes when the dataset goes."""

from __future__ import annotations

from ckan import model

from ckanext.dgmaturity.model import Look, Verdict


def forget(package_id: str) -> None:
    """Takes out what is held of a dataset; the caller commits. A purge does it by itself: the keys cascade."""
    for table in (Verdict, Look):
        model.Session.query(table).filter_by(package_id=package_id).delete(synchronize_session=False)


def forget_named(name_or_id: str) -> None:
    """The same by id or name, as CKAN tells which dataset is deleted."""
    package = model.Package.get(name_or_id)
    if package is not None:
        forget(package.id)
