"""What SQLite says, turned into words that name the file and the way out."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from checker.errors import StoreError

#: (words of SQLite, English, Thai); the first that fits is taken.
TROUBLES: tuple[tuple[str, str, str], ...] = (
    (
        "disk is full",
        "the disk is full; free some space (or give another file with --store) and run the same command again: "
        "what was done is kept",
        "ดิสก์เต็ม กรุณาลบไฟล์ที่ไม่ใช้ (หรือระบุไฟล์อื่นด้วย --store) แล้วสั่งคำสั่งเดิมอีกครั้ง งานที่ทำไปแล้วยังอยู่ครบ",
    ),
    (
        "readonly",
        "the file or its folder is read-only; change its permissions or give another file with --store",
        "ไฟล์หรือโฟลเดอร์นี้เขียนไม่ได้ กรุณาแก้สิทธิ์การเขียน หรือระบุไฟล์อื่นด้วย --store",
    ),
    (
        "not a database",
        "this is not a store of dgcheck; give another file with --store",
        "ไฟล์นี้ไม่ใช่ไฟล์เก็บผลของ dgcheck กรุณาระบุไฟล์อื่นด้วย --store",
    ),
    (
        "locked",
        "another program keeps the store locked; wait until it ends and run the same command again",
        "มีโปรแกรมอื่นกำลังใช้ไฟล์นี้อยู่ กรุณารอให้เสร็จแล้วสั่งคำสั่งเดิมอีกครั้ง",
    ),
    (
        "malformed",
        "the store is damaged; restore it from a backup, or move it away and scan again",
        "ไฟล์เก็บผลเสียหาย กรุณานำไฟล์สำรองกลับมา หรือย้ายไฟล์นี้ออกแล้วตรวจใหม่",
    ),
    (
        "disk i/o error",
        "the disk could not be read or written (full, removed or failing); see to it and run the same command again",
        "อ่านหรือเขียนดิสก์ไม่ได้ (ดิสก์เต็ม ถูกถอด หรือชำรุด) กรุณาตรวจดิสก์แล้วสั่งคำสั่งเดิมอีกครั้ง",
    ),
    (
        "unable to open",
        "the file cannot be opened; see that its folder is there and can be written to, or give another with --store",
        "เปิดไฟล์นี้ไม่ได้ กรุณาตรวจว่ามีโฟลเดอร์นี้และเขียนได้ หรือระบุไฟล์อื่นด้วย --store",
    ),
)


def store_error(path: Path, error: sqlite3.Error) -> StoreError:
    """The error of the tree for an error of SQLite."""
    said = str(error)
    for words, en, th in TROUBLES:
        if words in said.lower():
            return StoreError(f"{path}: {en} ({said})", f"{path}: {th} ({said})")
    return StoreError(f"{path}: the store cannot be used: {said}", f"{path}: ใช้ไฟล์เก็บผลไม่ได้: {said}")


def read_only(path: Path) -> StoreError:
    """The store, or the folder that it stands in, cannot be written to."""
    return store_error(path, sqlite3.OperationalError("readonly"))


def damaged(path: Path, what_en: str, what_th: str) -> StoreError:
    """A part of the evidence is not what was written."""
    return StoreError(
        f"{path}: {what_en} is damaged: it is not what was stored; restore the store from a backup, or scan again",
        f"{path}: {what_th} เสียหาย ไม่ตรงกับที่บันทึกไว้ กรุณานำไฟล์สำรองกลับมา หรือตรวจใหม่",
    )
