"""Files are written whole or not at all."""

from pathlib import Path
from typing import BinaryIO

import pytest

from checker.errors import RunError
from checker.run.writing import write_whole


def test_a_file_that_could_not_be_made_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes(b"old")

    def breaks(stream: BinaryIO) -> None:
        stream.write(b"ne")
        raise ValueError("half")

    with pytest.raises(ValueError, match="half"):
        write_whole(path, breaks)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("old.csv", b"old")]


def test_a_disk_that_will_not_have_it_is_told_in_both_languages(tmp_path: Path) -> None:
    folder = tmp_path / "taken"
    folder.write_bytes(b"a file")
    with pytest.raises(RunError) as told:
        write_whole(folder / "report.json", lambda stream: stream.write(b"{}"))
    assert told.value.text("en") == f"{folder / 'report.json'}: cannot be written: File exists; give another place"
    assert told.value.text("th") == f"{folder / 'report.json'}: เขียนแฟ้มไม่ได้: File exists เลือกที่อื่น"
