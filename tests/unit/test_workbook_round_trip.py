"""What is exported as the official workbook is imported again as the same datasets, or is told."""

from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from checker.model import Dataset
from checker.normalise import normalise
from checker.vocabulary import vocabulary
from tests.acceptance.real_records import as_package, records
from tests.unit.export_values import DATASETS, through_the_workbook, told

TYPES = [choice.value for choice in vocabulary().choices("data_type")]
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  #: a workbook is too much to write for shrinking to end


def test_two_hundred_real_records_come_back_as_they_were(tmp_path: Path) -> None:
    datasets = [normalise(as_package(record, "https://example.org")) for record in records()]
    found, written = through_the_workbook(datasets, tmp_path / "w.xlsx")
    assert [told(one) for one in found] == [told(one) for one in datasets]
    assert [one.name for one in found] == [one.name for one in datasets]
    assert (written.datasets, written.untyped, written.problems) == (len(datasets), len(datasets), ())


@settings(max_examples=40, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(DATASETS, st.sampled_from([1, 2]), st.sampled_from(["th", "en"]))
def test_any_dataset_comes_back_as_it_was(tmp_path: Path, datasets: list[Dataset], generation: int, lang: str) -> None:
    found, written = through_the_workbook(datasets, tmp_path / "w.xlsx", generation=generation, lang=lang)
    assert (written.problems, [told(one) for one in found]) == ((), [told(one) for one in datasets])


HARD = (
    "=1+1", "+66", "@x", "-", '"คำ"', "[1]", "{a}", "a, b; c/d", "ก\nข", "ก \n  ข", "a\tb", "a\r\nb",
    "\x01\x0b\x1f", "\ufffe\uffff", "_x0041_", "_x000D_", "_x005F_x0041_", "ก\u200bข", "\u202eก", "e\u0301",
    "น\u0e49\u0e4dา", "\U0001f600", "\ud800", "😀" * 100, "๒๕๖๔", "2564-09-10", "อื่นๆ", "อื่นๆ, CSV", "DOC/DOCX",
    "null", "*", "'ก", "a\u00a0b", "x" * 30_000,
)  # fmt: skip


def test_every_text_that_is_hard_to_hold_comes_back_from_every_field(tmp_path: Path) -> None:
    datasets = [
        normalise(
            {
                **dict.fromkeys(vocabulary().fields["dataset"], text),
                **{
                    "id": f"d{number}",
                    "name": f"d{number}",
                    "data_type": TYPES[number % len(TYPES)],
                    "tags": [text, "ก"],
                },
                "resources": [dict.fromkeys(vocabulary().fields["resource"], text)],
            }
        )
        for number, text in enumerate(HARD)
    ]
    found, written = through_the_workbook(datasets, tmp_path / "w.xlsx")
    for text, one, back in zip(HARD, datasets, found, strict=True):
        assert told(back) == told(one), repr(text[:40])
    assert [each.text("en") for each in written.problems] == []
