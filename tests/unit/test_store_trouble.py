"""A store that cannot be used says which file, why, and the way out, in both languages."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from checker.errors import StoreError
from checker.store import Store
from checker.store.trouble import TROUBLES, store_error
from tests.unit.store_values import a_head, a_page


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(b"PK\x03\x04" * 1000)
    with pytest.raises(StoreError, match="report.xlsx: this is not a store of dgcheck") as raised:
        Store.open(path)
    assert "ไม่ใช่ไฟล์เก็บผลของ dgcheck กรุณาระบุไฟล์อื่นด้วย --store" in raised.value.th
    assert path.read_bytes() == b"PK\x03\x04" * 1000


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "browser.sqlite"
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE history (url)")
    database.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="browser.sqlite: this is not a store of dgcheck"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_store_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    Store.open(path).close()
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(StoreError, match="made by a newer version of dgcheck .its schema is 99") as raised:
        Store.open(path)
    assert "สร้างด้วย dgcheck รุ่นใหม่กว่า" in raised.value.th


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="this is a folder; give a file with --store, e.g. .*dgcheck.sqlite"):
        Store.open(tmp_path)


def test_a_store_that_is_only_read_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store here yet; scan a catalog first"):
        Store.open(tmp_path / "folder" / "a.sqlite", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="its folder cannot be made: .*; give another file with --store"):
        Store.open(tmp_path / "file" / "a.sqlite")


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.touch()
    with Store.open(path) as store:
        assert store.runs() == ()


@pytest.mark.parametrize("kept", [b"no zlib at all", b"x\x9cK\xcb\xcf\x07\x00\x02\x82\x01E"])
def test_a_damaged_page_is_said_and_never_used(tmp_path: Path, kept: bytes) -> None:
    with Store.open(tmp_path / "a.sqlite") as store:
        store.begin(a_head())
        store.add_page("run-1", a_page(1))
        store.add_page("run-1", a_page(2))
        store._database.execute("UPDATE page SET body = ? WHERE number = 2", [kept])
        pages = store.pages("run-1")
        assert next(pages) == a_page(1)
        with pytest.raises(StoreError, match=r"page 2 \(https://.*\) is damaged") as raised:
            next(pages)
        assert "หน้าที่ 2" in raised.value.th


def test_a_damaged_plan_is_said_by_its_name(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.sqlite") as store:
        store.begin(a_head())
        store.put_input("run-1", "plan", "แผน.xlsx", b"PK")
        store._database.execute("UPDATE input SET body = x'00'")
        with pytest.raises(StoreError, match="แผน.xlsx is damaged"):
            store.inputs("run-1")


def test_a_file_that_was_cut_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with Store.open(path) as store:
        store.begin(a_head())
        for number in range(200):
            store.add_page("run-1", a_page(number, bytes(range(256)) * 40))
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    with pytest.raises(StoreError, match="the store is damaged"), Store.open(path) as store:
        list(store.pages("run-1"))


@pytest.mark.parametrize(("words", "en", "th"), TROUBLES)
def test_every_trouble_names_the_file_in_both_languages(words: str, en: str, th: str) -> None:
    error = store_error(Path("/data/ผล.sqlite"), sqlite3.OperationalError(f"it is {words}!"))
    assert error.en == f"/data/ผล.sqlite: {en} (it is {words}!)"
    assert error.th == f"/data/ผล.sqlite: {th} (it is {words}!)"
    assert error.exit_code == 3


def test_an_unknown_trouble_is_said_as_it_is() -> None:
    error = store_error(Path("a.sqlite"), sqlite3.OperationalError("something new"))
    assert str(error) == "a.sqlite: the store cannot be used: something new"
