"""Nothing from outside reaches a terminal as a command."""

from checker.cli.visible import visible


def test_an_escape_sequence_is_shown_not_obeyed() -> None:
    assert visible("a\x1b[31mred") == "a<U+001B>[31mred"


def test_a_direction_override_is_shown() -> None:
    assert visible("report\u202excod.exe") == "report<U+202E>xcod.exe"


def test_a_line_stays_one_line_unless_lines_are_kept() -> None:
    assert visible("one\ntwo\rthree") == "one<U+000A>two<U+000D>three"
    assert visible("one\ntwo\rthree", keep_lines=True) == "one\ntwo<U+000D>three"


def test_thai_text_is_left_alone() -> None:
    assert visible("ชุดข้อมูลที่ ๑ — ก่ำ") == "ชุดข้อมูลที่ ๑ — ก่ำ"
