"""CKAN's own words on the form and the dataset's pages for which it has no Thai: here they get theirs."""

from __future__ import annotations


def N_(text: str) -> str:
    """A text to be translated where it is said."""
    return text


WORDS = (
    N_("An organization must be provided"),
    N_("Must be purely lowercase alphanumeric (ascii) characters and these symbols: -_"),
    N_("Must be at least %s characters long"),
    N_("Unpublish"),
    N_("Publish"),
    N_("Finish"),
    N_("Key"),
    N_("Data"),
    N_("Data last updated"),
    N_("Metadata last updated"),
    N_("You must add at least one data resource"),
    N_("This dataset has no data"),
    N_("There is no description for this organization"),
    N_("There is no description for this organization."),
    N_("Reorder resources"),
    N_("Views"),
    N_("Dataset description:"),
    N_("Not seeing the views you were expecting?"),
    N_(
        "The <i>data license</i> you select above only applies to the contents of any resource files that you add to "
        "this dataset. By submitting this form, you agree to release the <i>metadata</i> values that you enter into "
        'the form under the <a href="http://opendatacommons.org/licenses/odbl/1-0/">Open Database License</a>.'
    ),
    N_("There is a schema field with the same name"),
    N_("Upload a file on your computer"),
    N_("Link to a URL on the internet (you can also link to an API)"),
)
