"""``document_structure``: whether the text of a document can be searched."""

from __future__ import annotations

from checker.content import DocumentProfile
from checker.grade.rating import Case, Rating, best, unseen
from checker.grade.seen import REACHED, Seen, kind_rules, titles
from checker.model import CriterionGrade, Outcome, Parameters

KIND = "document"


def document_structure(case: Case) -> CriterionGrade:
    """All tiers (a switch of the rubric) for a document with text on a majority of its pages; none for a scan."""
    mine = [each for each in case.of_kind(KIND) if each.state is not REACHED or each.kind == KIND]
    ratings = [
        _reached(case, each) if each.state is REACHED else unseen(case, each, case.ladder.text_rank) for each in mine
    ]
    return best(case, "document_structure", [each for each in ratings if each is not None])


def _reached(case: Case, each: Seen) -> Rating:
    ladder = case.ladder
    content = each.observation.content if each.observation else None
    params: Parameters = {"format": titles(each.formats)}
    if content is not None and content.documents:
        rated = [_rate(case, each, document) for document in content.documents]
        return max(rated, key=lambda rating: (rating.rank, rating.possible))
    if not kind_rules().plain_text.isdisjoint(each.formats):
        return Rating(ladder.text_rank, ladder.text_rank, "document_text", each, params=params)
    if content is None:
        return Rating(ladder.none, ladder.text_rank, "document_untested", each, Outcome.UNTESTED, params)
    if content.trouble == "encrypted":
        return Rating(ladder.none, ladder.none, "content_encrypted", each)
    params = {**params, "trouble": content.trouble or "no_text"}
    return Rating(ladder.none, ladder.text_rank, "content_unread", each, params=params)


def _rate(case: Case, each: Seen, found: DocumentProfile) -> Rating:
    ladder, rules = case.ladder, case.ladder.documents
    params: Parameters = {"format": titles((found.format,)), "pages": found.pages_read, "text": found.pages_with_text}
    text = ladder.text_rank
    if found.encrypted:
        return Rating(ladder.none, ladder.none, "content_encrypted", each)
    if not found.pages and found.characters >= rules.least_letters:
        return Rating(text, text, "document_text", each, params=params)
    if not found.pages_read:
        return _without_text(case, each, found, params)
    needed = rules.text_share * found.pages_read
    if found.pages_with_text <= needed < found.pages_with_text + found.pages_drawn:
        return Rating(ladder.none, text, "document_drawn", each, params={**params, "drawn": found.pages_drawn})
    if found.pages_with_text <= needed:
        return Rating(ladder.none, ladder.none, "document_scan", each, params=params, at=found.scan_at)
    if found.pages_garbled > rules.garbled_share * found.pages_with_text:
        params = {**params, "garbled": found.pages_garbled}
        return Rating(ladder.none, text, "document_garbled", each, params=params, at=found.garbled_at)
    return Rating(text, text, "document_pages", each, params=params)


def _without_text(case: Case, each: Seen, found: DocumentProfile, params: Parameters) -> Rating:
    """Nothing to search was found: blank pages, no text or next to none. What was read in part may have some."""
    ladder, rules = case.ladder, case.ladder.documents
    if found.damaged or not found.complete:
        trouble = "damaged" if found.damaged else "no_text"
        return Rating(ladder.none, ladder.text_rank, "content_unread", each, params={**params, "trouble": trouble})
    if found.characters or found.format in rules.filled_when_opened:
        params = {**params, "letters": found.characters}
        return Rating(ladder.none, ladder.text_rank, "document_little", each, params=params)
    return Rating(ladder.none, ladder.none, "document_empty", each, params=params)
