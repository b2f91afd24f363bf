"""The second verdict: does a filled item say anything (``metadata.md`` section 1, "Two verdicts, always both").

A filler, a repeated title, a short description, ไม่ทราบ alone, อื่นๆ without its text say nothing: failed, as a
warning. A value outside a choice list does say something: passed, with a warning that names the nearest choice.
"""

from __future__ import annotations

from collections.abc import Callable

from checker.checks.context import NOTHING, OK, Check, CheckContext, Said, text_of
from checker.model import Dataset, FieldValue
from checker.text import key
from checker.vocabulary import OTHER, OTHER_TYPE, Vocabulary

_ENDS = ".,;:!?-–()\"'“”"  #: signs around a text that make it no other one
CUT = 120  #: characters of a value that a text shows
OUTSIDE = ("not_in_vocabulary", "no_choice_near")
NOT_FILLED: Said = ("not_filled", NOTHING)
ValueJudge = Callable[[str, FieldValue, Dataset, CheckContext], Said]


def second_verdict(name: str, judge_value: ValueJudge, *reasons: str) -> Check:
    """The check ``<name>_informative``, which does not apply while the item is not filled."""

    def judge(dataset: Dataset, context: CheckContext) -> Said:
        value = dataset.fields.get(name)
        return judge_value(name, value, dataset, context) if value else NOT_FILLED

    return Check(id=f"{name}_informative", reasons=("ok", *reasons, "not_filled"), judge=judge, field=name)


def words(name: str, value: FieldValue, dataset: Dataset, context: CheckContext) -> Said:
    """A text says something unless it is a filler."""
    text = value if isinstance(value, str) else ", ".join(value)
    return ("filler", {"value": text[:CUT]}) if context.vocabulary.filler(text) else OK


def description(name: str, value: FieldValue, dataset: Dataset, context: CheckContext) -> Said:
    """The description: no filler, not the title again, not too short."""
    text = value if isinstance(value, str) else ", ".join(value)
    minimum = int(context.parameter("notes_informative", "minimum_characters"))
    if len(text) >= max(minimum, 2 * len(dataset.title) + 20):
        return OK
    if context.vocabulary.filler(text):
        return "filler", {"value": text[:CUT]}
    if key(text).strip(_ENDS) == key(dataset.title).strip(_ENDS):
        return "same_as_title", {"value": text[:CUT]}
    if len(text) < minimum:
        return "short", {"value": text, "length": len(text), "minimum": minimum}
    return OK


def keywords(name: str, value: FieldValue, dataset: Dataset, context: CheckContext) -> Said:
    """The keywords: at least one that is no filler and not the title; a single bad one among good ones is told."""
    tags = (value,) if isinstance(value, str) else value
    vocabulary, title = context.vocabulary, dataset.title
    bad = [tag for tag in tags if len(tag) <= 20 and vocabulary.filler(tag)]
    same = [tag for tag in tags if 2 * len(tag) >= len(title) and key(tag) == key(title)]
    if not bad and not same:
        return OK
    reason = "same_as_title" if same else "filler"
    all_bad = all(vocabulary.filler(tag) or key(tag) == key(title) for tag in tags)
    return reason if all_bad else f"one_{reason}", {"value": (same or bad)[0][:CUT]}


def choice(name: str, value: FieldValue, dataset: Dataset, context: CheckContext) -> Said:
    """One choice of a list."""
    text = value if isinstance(value, str) else ", ".join(value)
    vocabulary = context.vocabulary
    if vocabulary.match(name, text) is None:
        return outside(vocabulary, name, text)
    parameters = context.rules[f"{name}_informative"].parameters
    if text in parameters.get("unknown", ()):
        return "all_unknown", {"value": text}
    if text == OTHER and not _told(dataset, context, f"{name}_other"):
        return "other_without_text", {}
    if text == OTHER_TYPE and vocabulary.filler(other := text_of(dataset, f"{name}_other")) and other:
        return "filler", {"value": other[:CUT]}
    return OK


def _told(dataset: Dataset, context: CheckContext, name: str) -> bool:
    """Whether the text of อื่นๆ says anything."""
    text = text_of(dataset, name)
    return bool(text) and not context.vocabulary.filler(text)


def choices(name: str, value: FieldValue, dataset: Dataset, context: CheckContext) -> Said:
    """Many choices of a list."""
    chosen = (value,) if isinstance(value, str) else value
    vocabulary = context.vocabulary
    unknown = context.parameter(f"{name}_informative", "unknown")
    if chosen[0] in unknown and all(each in unknown for each in chosen):
        return "all_unknown", {"value": chosen[0]}
    if OTHER in chosen and not _told(dataset, context, f"{name}_other"):
        return "other_without_text", {}
    for each in chosen:
        if vocabulary.match(name, each) is None:
            reason, params = outside(vocabulary, name, each)
            return ("kept_as_other", {"value": each[:CUT]}) if reason == "no_choice_near" else (reason, params)
    if dataset.notes and OTHER in chosen:
        return _kept_as_other(name, dataset, vocabulary)
    return OK


def _kept_as_other(name: str, dataset: Dataset, vocabulary: Vocabulary) -> Said:
    """Text in no list that was read as อื่นๆ: the nearest choice where one of its lines comes near."""
    kept = next((note.before for note in dataset.notes if note.code == "kept_as_other" and note.path == name), None)
    if kept is None:
        return OK
    for line in kept.split("\n")[:20]:
        nearest = vocabulary.nearest(name, line)
        if nearest is not None:
            return "not_in_vocabulary", {"value": line[:CUT], "nearest": nearest}
    return "kept_as_other", {"value": kept[:CUT]}


def outside(vocabulary: Vocabulary, name: str, text: str) -> Said:
    """A value that the list does not know: a filler, near a choice, or far from all."""
    if vocabulary.filler(text):
        return "filler", {"value": text[:CUT]}
    nearest = vocabulary.nearest(name, text)
    if nearest is not None:
        return "not_in_vocabulary", {"value": text[:CUT], "nearest": nearest}
    return "no_choice_near", {"value": text[:CUT], "choices": tuple(each.label.th for each in vocabulary.choices(name))}


def licence(name: str, value: FieldValue, dataset: Dataset, context: CheckContext) -> Said:
    """A licence of the form's lists or of the licence table (CKAN's own ids, addresses)."""
    text = value if isinstance(value, str) else ", ".join(value)
    found = context.vocabulary.licence(text)
    if found.reason == "not_recognised":
        return outside(context.vocabulary, name, text)
    if found.reason == "other" and not _told(dataset, context, "license_id_other"):
        return "other_without_text", {}
    return OK


_CHOICE = ("filler", "all_unknown", "other_without_text", *OUTSIDE)
_CHOICES = ("filler", "all_unknown", "other_without_text", "not_in_vocabulary", "kept_as_other")

CHECKS: tuple[Check, ...] = (
    second_verdict("data_type", choice, "filler", *OUTSIDE),
    second_verdict("title", words, "filler"),
    second_verdict("maintainer", words, "filler"),
    second_verdict("tag_string", keywords, "filler", "same_as_title", "one_same_as_title", "one_filler"),
    second_verdict("notes", description, "filler", "same_as_title", "short"),
    second_verdict("objective", choices, *_CHOICES),
    second_verdict("update_frequency_unit", choice, *_CHOICE),
    second_verdict("geo_coverage", choice, *_CHOICE),
    second_verdict("data_source", words, "filler"),
    second_verdict("data_format", choices, *_CHOICES),
    second_verdict("data_category", choice, "filler", *OUTSIDE),
    second_verdict("license_id", licence, "filler", "other_without_text", *OUTSIDE),
)
