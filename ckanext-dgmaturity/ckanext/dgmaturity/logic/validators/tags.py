"""Keywords of any language, in the place of CKAN's, which takes no Thai vowel and no tone mark."""

from __future__ import annotations

from typing import Any

from ckan.plugins import toolkit as tk
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey

from checker.entry import TagProblem, tag_of, tags_of
from ckanext.dgmaturity.language import said

__all__ = ["tag_name_validator", "tag_string_convert"]


def tag_name_validator(value: Any, context: Context) -> Any:
    """The keyword in its stored form; Invalid says what is wrong with it."""
    found = tag_of(value)
    if isinstance(found, TagProblem):
        raise tk.Invalid(said(found.text))
    return found


def tag_string_convert(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
    """Keywords between commas become tags of the dataset, beside those it is given, each once."""
    value = data[key]
    if not isinstance(value, str):
        value = tag_name_validator(value, context)  # tells that it is no text
    found = [tag_name_validator(each, context) for each in tags_of(value)]
    there = {data[each] for each in data if len(each) == 3 and each[0] == "tags" and each[2] == "name"}
    place = max((int(each[1]) for each in data if len(each) == 3 and each[0] == "tags"), default=-1)
    for number, tag in enumerate((each for each in dict.fromkeys(found) if each not in there), place + 1):
        data[("tags", number, "name")] = tag
