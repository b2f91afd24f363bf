"""What is exported as the official workbook is imported again as the same datasets, or is told."""

from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from checker.model import Dataset
from checker.normalise import normalise
from tests.acceptance.real_records import as_package, records
from tests.unit.export_values import DATASETS, through_the_workbook, told

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  #: a workbook is too much to write for shrinking to end


def test_two_hundred_real_records_come_back_as_they_were(tmp_path: Path) -> None:
    datasets = [normalise(as_package(record, "https://example.org")) for record in records()]
    found, written = through_the_workbook(datasets, tmp_path / "w.xlsx")
    assert [told(one) for one in found] == [told(one) for one in datasets]
    assert [one.name for one in found] == [one.name for one in datasets]
    assert (written.datasets, written.untyped, written.problems) == (len(datasets), len(datasets), ())


@settings(max_examples=60, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(DATASETS, st.sampled_from([1, 2]), st.sampled_from(["th", "en"]))
def test_any_dataset_comes_back_as_it_was(tmp_path: Path, datasets: list[Dataset], generation: int, lang: str) -> None:
    found, written = through_the_workbook(datasets, tmp_path / "w.xlsx", generation=generation, lang=lang)
    assert (written.problems, [told(one) for one in found]) == ((), [told(one) for one in datasets])
