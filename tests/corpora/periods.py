"""Tables by every period, as Thai offices lay them out, and tables that only look so, with what each is.

A label is the finest period, or ``none``; where the table says them, the first day, the last day and the number of
years stand behind it. All values are made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from checker.content import Period
from checker.dates import MONTHS_EN, MONTHS_TH, SHORT_MONTHS_TH
from checker.grid import Cell
from checker.tables.columns import ColumnCells
from checker.tables.periods import period_of, period_of_headers

Columns = dict[str, Sequence[Cell]]
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def days(first: date, count: int, step: int = 1) -> list[date]:
    """``count`` days from the first."""
    return [first + timedelta(days=step * number) for number in range(count)]


def months(first: int, count: int) -> list[tuple[int, int]]:
    """(Gregorian year, month) of ``count`` months from January of a year."""
    return [(first + number // 12, number % 12 + 1) for number in range(count)]


def short(day: date) -> str:
    """``1 ม.ค. 2565``"""
    return f"{day.day} {SHORT_MONTHS_TH[day.month - 1]} {day.year + 543}"


def slashed(day: date) -> str:
    """``01/02/2565``"""
    return f"{day.day:02}/{day.month:02}/{day.year + 543}"


def some(count: int) -> list[int]:
    """Counts that go up and down, some of which look like years."""
    return [1890 + (number * 137) % 800 for number in range(count)]


def names(count: int) -> list[str]:
    """Names of things."""
    return [f"รายการที่ {number + 1}" for number in range(count)]


MONTH_COLUMN = [MONTHS_TH[number % 12] for number in range(24)]
YEARS_OF_MONTHS = [2564 + number // 12 for number in range(24)]
#: irregular days of events in two years
EVENTS = [date(2021, 3, 2) + timedelta(days=number * 17 + number % 5) for number in range(30)]
SPAN_EVENTS = f"{EVENTS[0]} {EVENTS[-1]} 2"
YEAR = days(date(2022, 1, 1), 365)
Y22 = "2022-01-01 2022-12-31 1"
M24 = "2021-01-01 2022-12-31 2"


def by_day() -> Iterator[tuple[str, str, Columns]]:
    """What the table is, its label, its columns."""
    yield "ปริมาณฝนรายวัน วันที่ไทยย่อ", f"day {Y22}", {"วันที่": [short(d) for d in YEAR], "ปริมาณฝน (มม.)": some(365)}
    yield "วันที่แบบ ววดดปปปป พ.ศ.", f"day {Y22}", {"วันที่": [slashed(d) for d in YEAR], "จำนวน": some(365)}
    yield "วันที่แบบ ISO ค.ศ.", f"day {Y22}", {"date": [d.isoformat() for d in YEAR], "value": some(365)}
    yield "วันที่แบบ ISO พ.ศ.", f"day {Y22}", {"date": [f"{d.year + 543}-{d.month:02}-{d.day:02}" for d in YEAR]}
    yield "วันที่ ISO มีเวลาเที่ยงคืน", f"day {Y22}", {"วันที่": [f"{d}T00:00:00" for d in YEAR]}
    yield "วันที่ UTC ที่เป็นเที่ยงคืนของไทย", f"day {Y22}", {"date": [f"{d - timedelta(days=1)}T17:00:00Z" for d in YEAR]}
    yield "วันที่เลขไทย", f"day {Y22}", {"วันที่": [short(d).translate(THAI) for d in YEAR]}
    yield (
        "วันที่เต็มมี พ.ศ.",
        f"day {Y22}",
        {"วัน เดือน ปี": [f"{d.day} {MONTHS_TH[d.month - 1]} พ.ศ. {d.year + 543}" for d in YEAR]},
    )
    yield "วันที่ของ Excel", f"day {Y22}", {"วันที่": [(d - date(1899, 12, 30)).days for d in YEAR]}
    yield "วันที่เป็นชนิดวันที่", f"day {Y22}", {"วันที่": list(YEAR), "จำนวน": some(365)}
    yield (
        "วันที่เป็น datetime พ.ศ.",
        f"day {Y22}",
        {"วันที่": [datetime(d.year + 543, d.month, d.day) for d in YEAR if d.day < 29 or d.month != 2]},
    )
    yield "yyyymmdd", f"day {Y22}", {"วันที่": [f"{d:%Y%m%d}" for d in YEAR]}
    yield "yyyymmdd พ.ศ. เป็นตัวเลข", f"day {Y22}", {"DATE": [int(f"{d.year + 543}{d:%m%d}") for d in YEAR]}
    yield "วันที่แบบอเมริกัน", f"day {Y22}", {"date": [f"{d.month}/{d.day}/{d.year}" for d in YEAR]}
    yield "วันที่แบบอเมริกันมีเวลาคงที่", f"day {Y22}", {"date": [f"{d.month}/{d.day}/{d.year} 12:00:00 AM" for d in YEAR]}
    yield "วันที่อังกฤษย่อ", f"day {Y22}", {"Date": [f"{d:%d-%b-%y}" for d in YEAR]}
    yield "วันที่อังกฤษเต็ม", f"day {Y22}", {"Date": [f"{d:%B} {d.day}, {d.year}" for d in YEAR]}
    yield "วันที่ไทยปีสองหลัก", f"day {Y22}", {"วันที่": [f"{d.day} {SHORT_MONTHS_TH[d.month - 1]} 65" for d in YEAR]}
    yield "วันที่ตัวเลขปีสองหลัก", f"day {Y22}", {"วันที่": [f"{d.day}/{d.month}/65" for d in YEAR]}
    yield "วันที่จุด", f"day {Y22}", {"วันที่": [f"{d.day:02}.{d.month:02}.{d.year + 543}" for d in YEAR]}
    weekdays = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
    yield (
        "มีชื่อวันในสัปดาห์",
        f"day {Y22}",
        {"วันที่": [f"วัน{weekdays[d.weekday()]}ที่ {d.day} {MONTHS_TH[d.month - 1]} {d.year + 543}" for d in YEAR]},
    )
    yield (
        "ปี เดือน วันที่ แยกคอลัมน์",
        f"day {Y22}",
        {
            "ปี": [d.year + 543 for d in YEAR],
            "เดือน": [d.month for d in YEAR],
            "วันที่": [d.day for d in YEAR],
            "ค่า": some(365),
        },
    )
    yield (
        "รับแจ้งเหตุ",
        f"day {SPAN_EVENTS}",
        {"เลขรับ": names(30), "วันที่รับแจ้ง": [slashed(d) for d in EVENTS], "เรื่อง": names(30)},
    )
    yield (
        "ใบอนุญาต วันออกและวันหมดอายุ",
        f"day {SPAN_EVENTS}",
        {
            "ชื่อสถานประกอบการ": names(30),
            "วันที่ออกใบอนุญาต": [short(d) for d in EVENTS],
            "วันหมดอายุ": [short(d + timedelta(days=365)) for d in EVENTS],
        },
    )
    yield (
        "โครงการ มีปีงบประมาณและวันลงนาม",
        f"day {SPAN_EVENTS}",
        {
            "ปีงบประมาณ": [2564] * 15 + [2565] * 15,
            "ชื่อโครงการ": names(30),
            "วันที่ลงนามสัญญา": [d.isoformat() for d in EVENTS],
        },
    )
    yield (
        "หลักเขต พ.ศ. ปน ค.ศ.",
        f"day {SPAN_EVENTS}",
        {"วันที่": [d.strftime("%d/%m/") + str(d.year + (543 if d.year == 2021 else 0)) for d in EVENTS]},
    )
    yield (
        "ว่างบางแถว",
        f"day {SPAN_EVENTS}",
        {"วันที่เกิดเหตุ": [x for d in EVENTS for x in (slashed(d), "")], "จำนวน": some(60)},
    )
    yield (
        "ขีดแทนว่าง",
        f"day {SPAN_EVENTS}",
        {"วันที่เกิดเหตุ": [x for d in EVENTS for x in (slashed(d), slashed(d), "-")], "จำนวน": some(90)},
    )
    yield "วันที่ไม่มีปี", "day", {"วันที่": [f"{d.day} {SHORT_MONTHS_TH[d.month - 1]}" for d in YEAR], "ค่า": some(365)}
    yield "วันที่กับเวลาคงที่", f"day {Y22}", {"วันที่": [slashed(d) for d in YEAR], "เวลา": ["07:00"] * 365}
    yield (
        "จังหวัดละหลายวัน",
        f"day {Y22}",
        {"province": names(730), "txn_date": [d.isoformat() for d in YEAR for _ in (1, 2)]},
    )
    yield (
        "มีคอลัมน์ปรับปรุงด้วย",
        f"day {SPAN_EVENTS}",
        {"วันที่รับเรื่อง": [slashed(d) for d in EVENTS], "updated_at": ["2023-05-01 10:00:00"] * 30, "เรื่อง": names(30)},
    )


def finer() -> Iterator[tuple[str, str, Columns]]:
    """Hours and minutes."""
    hours = [datetime(2022, 1, 1) + timedelta(hours=number) for number in range(240)]
    minutes = [datetime(2022, 1, 1) + timedelta(minutes=15 * number) for number in range(240)]
    yield (
        "คุณภาพอากาศรายชั่วโมง",
        "hour 2022-01-01 2022-01-10 1",
        {"datetime": [f"{t:%Y-%m-%d %H:%M:%S}" for t in hours], "PM2.5": some(240)},
    )
    yield (
        "วันที่กับเวลาแยกกัน",
        "hour 2022-01-01 2022-01-10 1",
        {"วันที่": [slashed(t) for t in hours], "เวลา": [f"{t:%H:%M}" for t in hours]},
    )
    yield (
        "วันที่กับเวลา น.",
        "hour 2022-01-01 2022-01-10 1",
        {"วันที่": [slashed(t) for t in hours], "เวลา": [f"{t:%H.%M} น." for t in hours]},
    )
    yield (
        "วันที่กับชั่วโมงเป็นเลข",
        "hour 2022-01-01 2022-01-10 1",
        {"วันที่": [slashed(t) for t in hours], "ชั่วโมง": [t.hour for t in hours]},
    )
    yield (
        "ระดับน้ำทุก 15 นาที",
        "minute 2022-01-01 2022-01-03 1",
        {"วันเวลา": [f"{t:%d/%m}/2565 {t:%H:%M}" for t in minutes], "ระดับน้ำ": some(240)},
    )
    yield "datetime ของ Excel", "minute 2022-01-01 2022-01-03 1", {"timestamp": list(minutes), "flow": some(240)}
    yield (
        "รับแจ้งเหตุมีเวลา",
        "minute 2022-01-01 2022-02-14 1",
        {
            "วันที่รับแจ้ง": [
                f"{short(datetime(2022, 1, 1) + timedelta(days=n * 4))} เวลา {9 + n}.{n * 4:02} น." for n in range(12)
            ]
        },
    )
    yield (
        "เวลาเป็นชนิดเวลา",
        "minute 2022-01-01 2022-01-03 1",
        {"วันที่": [t.date() for t in minutes], "เวลา": [t.time() for t in minutes]},
    )
    yield "ISO มีเขตเวลา", "minute 2022-01-01 2022-01-03 1", {"time": [f"{t:%Y-%m-%dT%H:%M:%S}+07:00" for t in minutes]}
    yield "เวลาเดินรถ ไม่มีวันที่", "none", {"เวลา": ["08:00", "08:30", "09:15"], "เส้นทาง": names(3)}
    yield (
        "เวลาเปิดปิด",
        "none",
        {"ชื่อ": names(3), "เวลาเปิด": [time(8), time(9), time(10)], "เวลาปิด": ["16:30", "17:00", "18:00"]},
    )


def by_week() -> Iterator[tuple[str, str, Columns]]:
    """Weeks."""
    yield "สัปดาห์ที่", "week", {"สัปดาห์": [f"สัปดาห์ที่ {n}" for n in range(1, 53)], "ผู้ป่วย": some(52)}
    yield (
        "สัปดาห์เป็นเลขกับปี",
        "week 2022-01-03 2023-01-01 1",
        {"ปี": [2565] * 52, "สัปดาห์ที่": list(range(1, 53)), "ผู้ป่วย": some(52)},
    )
    yield "week ภาษาอังกฤษ", "week", {"year": [2021] * 52 + [2022] * 52, "week": [*range(1, 53)] * 2, "cases": some(104)}
    yield (
        "ราคาน้ำมันทุกวันจันทร์",
        "week 2022-01-03 2022-12-26 1",
        {"วันที่": [short(d) for d in days(date(2022, 1, 3), 52, 7)], "ราคา": some(52)},
    )
    yield (
        "ช่วงวันที่ในสัปดาห์",
        "week 2022-01-03 2022-02-06 1",
        {
            "ช่วงวันที่": [f"{short(d)} - {short(d + timedelta(days=6))}" for d in days(date(2022, 1, 3), 5, 7)],
            "จำนวน": some(5),
        },
    )
    yield "ISO week", "week", {"สัปดาห์": [f"2022-W{n:02}" for n in range(1, 53)], "จำนวน": some(52)}


def by_month() -> Iterator[tuple[str, str, Columns]]:
    """Months."""
    both = months(2021, 24)
    yield "ปี เดือน แยกคอลัมน์", f"month {M24}", {"ปี": YEARS_OF_MONTHS, "เดือน": MONTH_COLUMN, "จำนวนนักท่องเที่ยว": some(24)}
    yield (
        "พ.ศ. และเดือนเป็นเลข",
        f"month {M24}",
        {"พ.ศ.": YEARS_OF_MONTHS, "เดือน": [m for _, m in both], "จำนวน": some(24)},
    )
    yield (
        "เดือนย่อ",
        f"month {M24}",
        {"ปี": [str(y) for y in YEARS_OF_MONTHS], "เดือน": [SHORT_MONTHS_TH[m - 1] for _, m in both]},
    )
    yield (
        "ม.ค.-64",
        f"month {M24}",
        {"เดือน": [f"{SHORT_MONTHS_TH[m - 1]}-{y - 2500 + 543}" for y, m in both], "มูลค่า": some(24)},
    )
    yield "ม.ค. 64", f"month {M24}", {"ประจำเดือน": [f"{SHORT_MONTHS_TH[m - 1]} {y - 2500 + 543}" for y, m in both]}
    yield "ม.ค.-21 ไทยปี ค.ศ.", f"month {M24}", {"เดือน": [f"{SHORT_MONTHS_TH[m - 1]}-{y - 2000}" for y, m in both]}
    yield (
        "Jan-21",
        f"month {M24}",
        {"Month": [f"{MONTHS_EN[m - 1][:3]}-{y - 2000}" for y, m in both], "Sales": some(24)},
    )
    yield "มกราคม 2564", f"month {M24}", {"เดือน/ปี": [f"{MONTHS_TH[m - 1]} {y + 543}" for y, m in both]}
    yield "เดือนมกราคม พ.ศ. 2564", f"month {M24}", {"งวด": [f"เดือน{MONTHS_TH[m - 1]} พ.ศ. {y + 543}" for y, m in both]}
    yield "January 2021", f"month {M24}", {"period": [f"{MONTHS_EN[m - 1]} {y}" for y, m in both]}
    yield "2564-01", f"month {M24}", {"เดือน": [f"{y + 543}-{m:02}" for y, m in both]}
    yield "2021-01", f"month {M24}", {"month": [f"{y}-{m:02}" for y, m in both]}
    yield "01/2564", f"month {M24}", {"เดือน/ปี": [f"{m:02}/{y + 543}" for y, m in both]}
    yield "202101", f"month {M24}", {"YYYYMM": [y * 100 + m for y, m in both]}
    yield "256401 ใต้งวด", f"month {M24}", {"งวดเดือน": [f"{y + 543}{m:02}" for y, m in both], "จำนวนเงิน": some(24)}
    yield "วันที่ 1 ของทุกเดือน", "month 2021-01-01 2022-12-01 2", {"วันที่": [date(y, m, 1) for y, m in both]}
    yield (
        "สิ้นเดือน",
        "month 2021-01-31 2022-12-31 2",
        {"ข้อมูล ณ วันที่": [short(date(y + m // 12, m % 12 + 1, 1) - timedelta(days=1)) for y, m in both]},
    )
    yield (
        "ปีงบประมาณกับเดือน",
        "month 2020-10-01 2021-09-30 1",
        {"ปีงบประมาณ": [2564] * 12, "เดือน": [MONTHS_TH[(n + 9) % 12] for n in range(12)], "เบิกจ่าย": some(12)},
    )
    yield (
        "สองปีงบประมาณกับเดือน",
        "month 2020-10-01 2022-09-30 2",
        {
            "ปีงบประมาณ": [2564] * 12 + [2565] * 12,
            "เดือน": [MONTHS_TH[(n + 9) % 12] for n in range(24)],
            "เบิกจ่าย": some(24),
        },
    )
    yield "เดือนไม่มีปี", "month", {"เดือน": list(MONTHS_TH), "จำนวนผู้ใช้บริการ": some(12)}
    yield (
        "ปีเฉพาะแถวแรกของกลุ่ม",
        f"month {M24}",
        {"ปี": [2564, *[""] * 11, 2565, *[None] * 11], "เดือน": MONTH_COLUMN, "จำนวน": some(24)},
    )
    yield (
        "ปีกับเดือนในคอลัมน์เดียว",
        "month",
        {"ปี/เดือน": [x for y in (2564, 2565) for x in (str(y), *SHORT_MONTHS_TH)], "ดัชนี": some(26)},
    )
    yield (
        "month name อังกฤษ",
        f"month {M24}",
        {"Year": [y for y, _ in both], "Month": [MONTHS_EN[m - 1] for _, m in both], "n": some(24)},
    )
    yield (
        "month_no",
        f"month {M24}",
        {"year_id": [y for y, _ in both], "month_id": [m for _, m in both], "amount": some(24)},
    )
    yield (
        "สะกดเดือนผิด",
        "month 2022-02-01 2022-07-31 1",
        {"เดือน": ["กุมภาพันธุ์", "เมษายน", "กรกฏาคม"], "ปี": [2565] * 3, "จำนวน": some(3)},
    )
    yield (
        "เดือนเลขไทย",
        f"month {M24}",
        {"เดือน": [f"{SHORT_MONTHS_TH[m - 1]} {y + 543}".translate(THAI) for y, m in both]},
    )
    yield (
        "จังหวัดกับเดือน",
        f"month {Y22}",
        {
            "จังหวัด": ["ตรัง", "กระบี่"] * 12,
            "เดือน": [m for m in MONTHS_TH for _ in (1, 2)],
            "ปี พ.ศ.": [2565] * 24,
            "ผู้ป่วย": some(24),
        },
    )
    yield "ปี ค.ศ. และเดือน มีแถวรวม", f"month {M24}", {"ปี": YEARS_OF_MONTHS + [2565], "เดือน": [*MONTH_COLUMN, "รวม"]}


def by_quarter() -> Iterator[tuple[str, str, Columns]]:
    """Quarters and half-years."""
    eight = [(y, q) for y in (2564, 2565) for q in (1, 2, 3, 4)]
    yield "ไตรมาส 1/2564", f"quarter {M24}", {"ไตรมาส": [f"ไตรมาส {q}/{y}" for y, q in eight], "GDP": some(8)}
    yield "ไตรมาสที่ กับปี", f"quarter {M24}", {"ปี": [y for y, _ in eight], "ไตรมาส": [f"ไตรมาสที่ {q}" for _, q in eight]}
    yield (
        "ปีกับเลขไตรมาส",
        f"quarter {M24}",
        {"พ.ศ.": [y for y, _ in eight], "ไตรมาสที่": [q for _, q in eight], "จำนวน": some(8)},
    )
    yield "Q1", f"quarter {M24}", {"Year": [y - 543 for y, _ in eight], "Quarter": [f"Q{q}" for _, q in eight]}
    yield "2021Q1", f"quarter {M24}", {"period": [f"{y - 543}Q{q}" for y, q in eight]}
    yield "Q1/2564", f"quarter {M24}", {"ช่วงเวลา": [f"Q{q}/{y}" for y, q in eight]}
    yield "1/2564 ใต้ไตรมาส", f"quarter {M24}", {"ไตรมาส": [f"{q}/{y}" for y, q in eight]}
    yield (
        "ม.ค.-มี.ค.",
        f"quarter {M24}",
        {"ไตรมาส": [f"{('ม.ค.-มี.ค.', 'เม.ย.-มิ.ย.', 'ก.ค.-ก.ย.', 'ต.ค.-ธ.ค.')[q - 1]} {y}" for y, q in eight]},
    )
    yield (
        "ไตรมาสของปีงบประมาณ",
        "quarter 2020-10-01 2022-09-30 2",
        {"ปีงบประมาณ": [y for y, _ in eight], "ไตรมาส": [q for _, q in eight]},
    )
    yield "ไตรมาสไม่มีปี", "quarter", {"ไตรมาส": ["ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4"], "ผลเบิกจ่าย": some(4)}
    yield (
        "ต้นไตรมาสเป็นวันที่",
        "quarter 2021-01-01 2022-10-01 2",
        {"date": [date(y - 543, q * 3 - 2, 1) for y, q in eight]},
    )
    yield "ครึ่งปี", f"half_year {M24}", {"ปี": [2564, 2564, 2565, 2565], "ช่วง": ["ครึ่งปีแรก", "ครึ่งปีหลัง"] * 2}
    yield "H1/2564", f"half_year {M24}", {"period": ["H1/2564", "H2/2564", "H1/2565", "H2/2565"]}
    yield "ภาคเรียน", "half_year", {"ปีการศึกษา": [2564, 2564, 2565, 2565], "ภาคเรียน": [1, 2, 1, 2], "นักเรียน": some(4)}
    yield "ภาคเรียน 1/2564", "half_year", {"ภาคเรียน": ["1/2564", "2/2564", "1/2565", "2/2565"], "นักเรียน": some(4)}


def by_year() -> Iterator[tuple[str, str, Columns]]:
    """Years."""
    ten = list(range(2556, 2566))
    span = "2013-01-01 2022-12-31 10"
    fiscal = "2012-10-01 2022-09-30 10"
    yield "ปี", f"year {span}", {"ปี": ten, "จำนวน": some(10)}
    yield "ปี เป็นข้อความ", f"year {span}", {"ปี พ.ศ.": [str(y) for y in ten], "มูลค่า (บาท)": some(10)}
    yield "ปี ทศนิยม", f"year {span}", {"ปี": [float(y) for y in ten], "จำนวน": some(10)}
    yield "ปี เลขไทย", f"year {span}", {"พ.ศ.": [str(y).translate(THAI) for y in ten], "จำนวน": some(10)}
    yield "year", f"year {span}", {"YEAR": [y - 543 for y in ten], "value": some(10)}
    yield "YEAR_ID", f"year {span}", {"YEAR_ID": [y - 543 for y in ten], "value": some(10)}
    yield "ปีงบประมาณ", f"year {fiscal}", {"ปีงบประมาณ": ten, "งบประมาณ": some(10)}
    yield "bdg_year", f"year {fiscal}", {"bdg_year": ten, "amount": some(10)}
    yield "ปีงบประมาณ พ.ศ. 2556", f"year {fiscal}", {"ปี": [f"ปีงบประมาณ พ.ศ. {y}" for y in ten], "วงเงิน": some(10)}
    yield "พ.ศ. ในเซลล์", f"year {span}", {"ช่วงเวลา": [f"พ.ศ. {y}" for y in ten], "จำนวน": some(10)}
    yield "ปี 2556 ในเซลล์", f"year {span}", {"รายการ": [f"ปี {y}" for y in ten], "จำนวน": some(10)}
    yield "ปีการศึกษา", "year 2013-05-01 2023-04-30 10", {"ปีการศึกษา": ten, "นักเรียน": some(10)}
    yield (
        "ปีเพาะปลูก 2556/57",
        "year 2013-05-01 2023-04-30 10",
        {"ปีเพาะปลูก": [f"{y}/{(y + 1) % 100}" for y in ten], "ผลผลิต": some(10)},
    )
    yield (
        "ปีละหลายจังหวัด",
        f"year {span}",
        {"จังหวัด": names(50), "ปี": [y for y in ten for _ in range(5)], "จำนวน": some(50)},
    )
    yield "รายการเป็นปีเรียงกัน", f"year {span}", {"รายการ": ten, "จำนวน": some(10)}
    yield "ไม่มีหัวตาราง ปีเรียงกัน", f"year {span}", {"": ten, " ": some(10)}
    yield "1 มกราคมของทุกปี", "year 2013-01-01 2022-01-01 10", {"วันที่": [date(y - 543, 1, 1) for y in ten]}
    yield "31 ธันวาคมของทุกปี", "year 2013-12-31 2022-12-31 10", {"ณ วันที่": [f"31 ธ.ค. {y}" for y in ten]}
    yield "30 กันยายนของทุกปี", "year 2013-09-30 2022-09-30 10", {"ข้อมูล ณ วันที่": [f"30/09/{y}" for y in ten]}
    yield "ปีเดียวทุกแถว", "year 2022-01-01 2022-12-31 1", {"ปี": [2565] * 77, "จังหวัด": names(77), "จำนวน": some(77)}
    yield "ข้อมูล ณ วันเดียวทุกแถว", "year 2022-12-31 2022-12-31 1", {"ข้อมูล ณ วันที่": ["31 ธ.ค. 2565"] * 20, "ชื่อ": names(20)}
    yield "ปีกับเดือนคงที่", "year 2013-01-01 2022-12-31 10", {"ปี": ten, "เดือน": ["ธันวาคม"] * 10, "ประชากร": some(10)}
    yield "พ.ศ. ปน ค.ศ.", "year", {"ปี": [2561, 2562, 2020, 2021], "จำนวน": some(4)}
    yield "ปีมีเครื่องหมาย", f"year {span}", {"ปี": [*(str(y) for y in ten[:-1]), "2565"], "จำนวน": some(10)}
    yield "ช่วงปี", "year", {"ปี": ["2556-2560", "2561-2565"], "จำนวน": some(2)}
    yield (
        "ปีสร้างและปีข้อมูล",
        f"year {span}",
        {"ปี": [y for y in ten for _ in (1, 2)], "ปีที่ก่อสร้าง": some(20), "ชื่อ": names(20)},
    )
    yield (
        "โรงเรียนกับปีการศึกษาเดียว",
        "year 2022-05-01 2023-04-30 1",
        {"โรงเรียน": names(9), "ปีการศึกษา": ["2565"] * 9, "ชาย": some(9)},
    )
    yield "ประมาณการถึง 2583", "year 2010-01-01 2040-12-31 31", {"ปี": list(range(2553, 2584)), "ประชากร": some(31)}
    yield "FY2013", f"year {fiscal}", {"Fiscal Year": [f"FY{y - 543}" for y in ten], "Budget": some(10)}
    yield "ปี 65 ในเซลล์", "year 2021-01-01 2022-12-31 2", {"ปี": ["ปี 64", "ปี 65"], "จำนวน": some(2)}


def without() -> Iterator[tuple[str, str, Columns]]:
    """Tables without a period, some of which look as if they had one."""
    rows = 40
    yield "จำนวนที่เหมือนปี", "none", {"ชื่อ": names(rows), "จำนวน": [1990 + n for n in range(rows)]}
    yield "ราคา", "none", {"สินค้า": names(4), "ราคา": ["2,500", "2,550", "2,560", "2,565"]}
    yield "ราคาไม่มีจุลภาค", "none", {"สินค้า": names(4), "ราคา (บาท)": [2500, 2550, 2560, 2565]}
    yield "รหัสเรียงกัน", "none", {"รหัส": list(range(2001, 2041)), "ชื่อ": names(rows)}
    yield "รหัสหมู่บ้านที่เหมือนวันที่", "none", {"รหัสหมู่บ้าน": [20010101 + n for n in range(20)], "หมู่บ้าน": names(20)}
    yield "เลขที่ใบอนุญาต", "none", {"เลขที่ใบอนุญาต": [f"{n}/2565" for n in range(1, 41)], "ชื่อ": names(rows)}
    yield "เลขที่หนังสือ", "none", {"เลขที่": [f"{n:02}/2565" for n in range(1, 13)], "เรื่อง": names(12)}
    yield "อายุ", "none", {"ชื่อ": names(5), "อายุ (ปี)": [15, 20, 30, 45, 60]}
    yield "ช่วงอายุ", "none", {"ช่วงอายุ": ["0-14 ปี", "15-59 ปี", "60 ปีขึ้นไป"], "จำนวน": some(3)}
    yield "วันเกิด", "none", {"ลำดับ": list(range(30)), "วันเกิด": [short(d) for d in EVENTS]}
    yield "ปีเกิด", "none", {"ปีเกิด": [2500 + n for n in range(30)], "ลำดับ": list(range(30))}
    yield "ปรับปรุงล่าสุด", "none", {"ชื่อ": names(30), "ปรับปรุงล่าสุด": [slashed(d) for d in EVENTS]}
    yield "updated_at", "none", {"name": names(30), "updated_at": [f"{d} 10:11:12" for d in EVENTS]}
    yield "วันก่อตั้ง", "none", {"สหกรณ์": names(30), "วันที่จัดตั้ง": [short(d) for d in EVENTS]}
    yield "ปีที่ก่อตั้ง", "none", {"โรงเรียน": names(30), "ปีที่ก่อตั้ง": list(range(2490, 2520))}
    yield "เบอร์โทร", "none", {"หน่วยงาน": names(4), "โทรศัพท์": ["025651234", "025651235", "021012565", "025002565"]}
    yield "รหัสไปรษณีย์", "none", {"ตำบล": names(4), "รหัสไปรษณีย์": [10200, 25650, 44562, 44563]}
    yield "ระยะเวลา", "none", {"โครงการ": names(4), "ระยะเวลา (เดือน)": [1, 3, 6, 12]}
    yield "เงินเดือน", "none", {"ตำแหน่ง": names(4), "เงินเดือน": [2500, 2550, 2560, 2565]}
    yield "คะแนนที่เหมือนวันที่", "none", {"เกม": names(3), "ผล": ["2-1", "3-2", "1-0"]}
    yield "รุ่นที่", "none", {"รุ่น": [2561, 2562, 2563, 2564], "จำนวน": some(4)}
    yield "ลำดับ 1 ถึง 12", "none", {"ลำดับ": list(range(1, 13)), "ชื่อ": names(12)}
    yield "พื้นที่ไร่", "none", {"ตำบล": names(5), "พื้นที่ (ไร่)": [2010, 2011, 2012, 2013, 2014]}
    yield "เลขบ้าน", "none", {"บ้านเลขที่": ["1/2", "12/5", "2565/1", "99/9"], "หมู่": [1, 2, 3, 4]}
    yield "พิกัด", "none", {"lat": ["13.75", "13.76"], "long": ["100.50", "100.51"]}
    yield "ตัวเลขทั่วไป", "none", {"รายการ": names(4), "ค่า": ["1.5", "2.25", "-3", "4%"]}
    yield "ความเห็น", "none", {"ความเห็น": ["ดีมาก", "ควรปรับปรุง", "เปิดบริการวันเสาร์", "มีนาคมนี้จะมาอีก"]}
    yield "มาตรา", "none", {"มาตรา": [1, 2, 3, 4, 5], "เนื้อหา": names(5)}
    yield "วันทำการ", "none", {"บริการ": names(3), "วันทำการ": ["จันทร์-ศุกร์", "ทุกวัน", "เสาร์-อาทิตย์"]}
    yield "ว่างทั้งหมด", "none", {"วันที่": [None] * 5, "ปี": [""] * 5}
    yield "ไม่มีแถว", "none", {"วันที่": [], "ปี": []}
    yield "รหัสสินค้าแบบ 1-1-65", "none", {"รหัสสินค้า": [f"A{n}-1-65" for n in range(9)], "ชื่อ": names(9)}
    yield "ตัวย่อ มค", "none", {"หลักสูตร": ["มคอ.1", "มคอ.2", "มคอ.3"], "จำนวน": some(3)}
    yield "จำนวนวัน", "none", {"กิจกรรม": names(5), "จำนวนวัน": [1, 2, 3, 4, 5]}
    yield "อัตราต่อปี", "none", {"พันธบัตร": names(3), "อัตราดอกเบี้ยต่อปี": [1.5, 2.0, 2.25]}
    yield "ปีที่ศึกษา ชั้นปี", "none", {"ชั้นปี": [1, 2, 3, 4], "นักศึกษา": some(4)}
    yield "ความเร็ว หน่วยต่อเดือน", "none", {"ครัวเรือน": names(4), "รายได้ต่อเดือน": [1, 2, 3, 4]}


def wide() -> Iterator[tuple[str, str, Sequence[str]]]:
    """Tables whose headers are the periods: what, label, headers."""
    yield "ปีเป็นหัวตาราง", "year 2018-01-01 2022-12-31 5", ["จังหวัด", "2561", "2562", "2563", "2564", "2565"]
    yield "ปี 2561 เป็นหัว", "year 2018-01-01 2019-12-31 2", ["รายการ", "ปี 2561", "ปี 2562"]
    yield "จำนวน_2561", "year 2018-01-01 2020-12-31 3", ["จังหวัด", "จำนวน_2561", "จำนวน_2562", "จำนวน_2563"]
    yield "จำนวน ปี 2561 (คน)", "year 2018-01-01 2019-12-31 2", ["จังหวัด", "จำนวน ปี 2561 (คน)", "จำนวน ปี 2562 (คน)"]
    yield "พ.ศ. 2561", "year 2018-01-01 2019-12-31 2", ["รายการ", "พ.ศ. 2561", "พ.ศ. 2562"]
    yield (
        "ปีงบประมาณ พ.ศ. 2561",
        "year 2017-10-01 2019-09-30 2",
        ["รายการ", "ปีงบประมาณ พ.ศ. 2561", "ปีงบประมาณ พ.ศ. 2562"],
    )
    yield "year_2018", "year 2018-01-01 2020-12-31 3", ["province", "year_2018", "year_2019", "year_2020"]
    yield "ปี ๒๕๖๑", "year 2018-01-01 2019-12-31 2", ["รายการ", "ปี ๒๕๖๑", "ปี ๒๕๖๒"]
    yield "ชายหญิงรายปี", "year 2018-01-01 2019-12-31 2", ["จังหวัด", "2561 ชาย", "2561 หญิง", "2562 ชาย", "2562 หญิง"]
    yield "เดือนเป็นหัว", "month", ["รายการ", *SHORT_MONTHS_TH, "รวม"]
    yield "เดือนเต็มเป็นหัว", "month", ["รายการ", *MONTHS_TH]
    yield "เดือนอังกฤษเป็นหัว", "month", ["Item", *(month[:3] for month in MONTHS_EN), "Total"]
    yield "ม.ค. 65 เป็นหัว", "month 2022-01-01 2022-03-31 1", ["รายการ", "ม.ค. 65", "ก.พ. 65", "มี.ค. 65"]
    yield "ม.ค.-65 กับ ต.ค.-64", "month 2021-10-01 2022-01-31 2", ["รายการ", "ต.ค.-64", "พ.ย.-64", "ธ.ค.-64", "ม.ค.-65"]
    yield "หัวสองชั้น ปีกับเดือน", "month 2022-01-01 2022-03-31 1", ["รายการ", "ปี 2565 ม.ค.", "ปี 2565 ก.พ.", "ปี 2565 มี.ค."]
    yield "ไตรมาสเป็นหัว", "quarter 2022-01-01 2022-12-31 1", ["รายการ", *(f"ไตรมาส {q}/2565" for q in (1, 2, 3, 4))]
    yield "Q1 เป็นหัว", "quarter", ["รายการ", "Q1", "Q2", "Q3", "Q4"]
    yield "วันที่ 1-31 เป็นหัว", "day", ["เดือน", *(str(n) for n in range(1, 32))]
    yield "ข้อมูลปีเดียวในหัว", "year 2022-01-01 2022-12-31 1", ["จังหวัด", "จำนวนประชากร ปี 2565 (คน)"]
    yield "งบต่างปีต่างคำ", "year 2021-01-01 2022-12-31 2", ["โครงการ", "แผนปี 2565", "ผลปี 2564"]
    yield "ปีการศึกษาเป็นหัว", "year 2020-05-01 2022-04-30 2", ["โรงเรียน", "ปีการศึกษา 2563", "ปีการศึกษา 2564"]
    yield "2563/64 เป็นหัว", "year 2020-05-01 2022-04-30 2", ["พืช", "2563/64", "2564/65"]
    yield "วันที่ ISO เป็นหัว", "day 2020-01-22 2020-01-24 1", ["Province", "Lat", "Long", "1/22/20", "1/23/20", "1/24/20"]
    yield "หัวธรรมดา", "none", ["ลำดับ", "ชื่อ", "ที่อยู่", "โทรศัพท์"]
    yield "ช่วงรายได้", "none", ["จังหวัด", "ต่ำกว่า 1500", "1500-2000", "2001-2500", "2501-3000"]
    yield "ช่วงอายุเป็นหัว", "none", ["จังหวัด", "0-4 ปี", "5-9 ปี", "10-14 ปี"]
    yield "ชั้นปี", "none", ["คณะ", "ชั้นปีที่ 1", "ชั้นปีที่ 2", "ชั้นปีที่ 3"]
    yield "คำว่าลูกค้าและสมควร", "none", ["ลูกค้า", "สมควร", "ภาพ", "ตกค้าง"]
    yield "หมวด 1-12", "none", ["รหัส", *(str(n) for n in range(1, 13))]
    yield "ISO 9001", "none", ["บริษัท", "ISO 9001", "ISO 14001", "มอก. 2500"]
    yield "ครั้งที่", "none", ["ชื่อ", "ครั้งที่ 1", "ครั้งที่ 2", "วันที่ตรวจ"]


def odd() -> Iterator[tuple[str, str, Columns]]:
    """What is found now and then, and what only looks like it."""
    eight = [(y, q) for y in (64, 65) for q in (1, 2, 3, 4)]
    year = 2022
    firsts = [date(year, m, 1) for m in range(1, 13)]
    lasts = [date(year + m // 12, m % 12 + 1, 1) - timedelta(days=1) for m in range(1, 13)]
    yield "ปีสุดท้ายไม่เต็มปี", "year", {"ปี": ["2561", "2562", "2563", "2564", "2565 (ม.ค.-มิ.ย.)"], "จำนวน": some(5)}
    yield "ช่วงเดือนคงที่", "year 2022-01-01 2022-12-31 1", {"ช่วงเวลา": ["มกราคม - ธันวาคม 2565"] * 5, "จังหวัด": names(5)}
    yield "ปี/ไตรมาส 2564/1", f"quarter {M24}", {"ปี/ไตรมาส": [f"25{y}/{q}" for y, q in eight], "ค่า": some(8)}
    yield "ไตรมาส 1/64", f"quarter {M24}", {"ไตรมาส": [f"{q}/{y}" for y, q in eight], "ค่า": some(8)}
    yield "Q1 2021", f"quarter {M24}", {"period": [f"Q{q} {y + 1957}" for y, q in eight], "value": some(8)}
    yield "1Q/2564", f"quarter {M24}", {"งวด": [f"{q}Q/25{y}" for y, q in eight], "value": some(8)}
    yield (
        "ช่วงชั่วโมง",
        "hour 2022-01-01 2022-01-01 1",
        {"วันที่": ["1/1/2565"] * 24, "เวลา": [f"{h:02}:00-{h + 1:02}:00" for h in range(24)]},
    )
    yield (
        "ช่วงวันที่เป็นเลข",
        f"month {Y22}",
        {"ช่วงวันที่": [f"{slashed(a)} - {slashed(b)}" for a, b in zip(firsts, lasts, strict=True)], "n": some(12)},
    )
    yield "ม.ค.65 ติดกัน", f"month {Y22}", {"เดือน": [f"{m}65" for m in SHORT_MONTHS_TH], "n": some(12)}
    yield (
        "มค.65 ไม่มีจุดกลาง",
        f"month {Y22}",
        {"เดือน": [f"{m.replace('.', '')}.65" for m in SHORT_MONTHS_TH], "n": some(12)},
    )
    yield "JAN-2022", f"month {Y22}", {"MONTH": [f"{m[:3].upper()}-2022" for m in MONTHS_EN], "n": some(12)}
    yield "ปีมีจุลภาค", "year 2018-01-01 2022-12-31 5", {"ปี": ["2,561", "2,562", "2,563", "2,564", "2,565"], "n": some(5)}
    yield (
        "ปีมีดอกจันและ p",
        "year 2018-01-01 2022-12-31 5",
        {"ปี": ["2561", "2562r", "2563", "2564*", "2565p"], "n": some(5)},
    )
    yield "ปีมีช่องว่าง", "year 2018-01-01 2020-12-31 3", {"ปี ": [" 2561", "2562 ", "\u200b2563"], "n": some(3)}
    yield "วันที่มีอักขระมองไม่เห็น", f"day {SPAN_EVENTS}", {"วันที่": [f"\u200b{slashed(d)}" for d in EVENTS]}
    yield (
        "วันที่ 1-31 ของเดือนเดียว",
        "day 2022-01-01 2022-01-31 1",
        {"วันที่": list(range(1, 32)), "เดือน": ["มกราคม"] * 31, "ปี": [2565] * 31, "n": some(31)},
    )
    yield (
        "วันที่ 1-31 มีเดือนปีในคอลัมน์เดียว",
        "day 2022-01-01 2022-01-31 1",
        {"วันที่": list(range(1, 32)), "เดือน": ["ม.ค. 65"] * 31, "n": some(31)},
    )
    yield "BIRTHDATE", "none", {"BIRTHDATE": [d.isoformat() for d in EVENTS], "n": some(30)}
    yield "lastupdate", "none", {"name": names(30), "LASTUPDATE": [d.isoformat() for d in EVENTS]}
    yield "CreateDt", "none", {"name": names(30), "createDt": [d.isoformat() for d in EVENTS]}
    yield "เด็กต่ำกว่า 5 ปี", "none", {"จังหวัด": names(5), "เด็กต่ำกว่า 5 ปี": [2010, 2120, 2333, 1999, 2560]}
    yield (
        "ปี 2561 เป็นหัวของค่า",
        "none",
        {"จังหวัด": names(5), "ปี 2561": [2010, 2120, 2333, 1999, 2560], "ปี 2562": [2011, 2121, 2334, 2000, 2561]},
    )
    yield (
        "เดือนมกราคมเป็นหัวของค่า",
        "year 2013-01-01 2022-12-31 10",
        {
            "ปี": list(range(2556, 2566)),
            "เดือนมกราคม": [1, 3, 5, 2, 4, 8, 9, 1, 2, 12],
            "เดือนกุมภาพันธ์": [2, 3, 5, 2, 4, 8, 9, 1, 2, 12],
        },
    )
    yield (
        "ไตรมาส 1 เป็นหัวของค่า",
        "year 2018-01-01 2021-12-31 4",
        {"ปี": list(range(2561, 2565)), "ไตรมาส 1": [1, 2, 3, 4], "ไตรมาส 2": [4, 3, 2, 1]},
    )
    yield (
        "วันนอนกับเดือน",
        f"month {Y22}",
        {"ปี": [2565] * 12, "เดือน": list(MONTHS_TH), "วันนอนเฉลี่ยผู้ป่วย": [3, 5, 7, 2, 4, 8, 9, 1, 2, 12, 6, 5]},
    )
    yield (
        "วันนอนไม่มีคำว่าเฉลี่ย",
        f"month {Y22}",
        {"ปี": [2565] * 12, "เดือน": list(MONTHS_TH), "วันนอน": [3, 5, 7, 2, 4, 8, 9, 1, 2, 12, 6, 5]},
    )
    yield (
        "ชั่วโมงอบรมกับวันที่",
        f"day {SPAN_EVENTS}",
        {"วันที่อบรม": [slashed(d) for d in EVENTS], "ชั่วโมงอบรม": [3, 6, 12] * 10},
    )
    yield (
        "ระยะเวลาเป็นเวลา",
        f"day {SPAN_EVENTS}",
        {"วันที่": [slashed(d) for d in EVENTS], "ระยะเวลา": ["01:30", "02:15", "00:45"] * 10},
    )
    yield "ผลผลิตต่อปี", "none", {"พืช": names(4), "ผลผลิต (ตัน/ปี)": [2500, 2550, 2560, 2565]}
    yield "กำลังการผลิต กิโลวัตต์ต่อเดือน", "none", {"โรงงาน": names(12), "กำลังการผลิตต่อเดือน": list(range(1, 13))}
    yield "อายุใช้งาน (ปี)", "none", {"ครุภัณฑ์": names(3), "อายุใช้งาน (ปี)": [5, 8, 10]}
    yield "ปีที่ได้รับรางวัล", "year 2018-01-01 2021-12-31 4", {"หมู่บ้าน": names(4), "ปีที่ได้รับรางวัล": [2561, 2562, 2563, 2564]}
    yield "รหัสวิชา", "none", {"รหัสวิชา": [1101, 2001, 2002, 2003, 2560], "วิชา": names(5)}
    yield "เลขคดี", "none", {"คดีหมายเลขดำที่": [f"อ {n}/2565" for n in range(9)], "โจทก์": names(9)}
    yield "ปีพุทธศักราช", "year 2018-01-01 2020-12-31 3", {"พุทธศักราช": [2561, 2562, 2563], "n": some(3)}
    yield (
        "ประจำปี",
        "year 2018-01-01 2020-12-31 3",
        {"ประจำปี": ["ประจำปี 2561", "ประจำปี 2562", "ประจำปี 2563"], "n": some(3)},
    )
    yield "คริสต์ศักราช", "year 2018-01-01 2020-12-31 3", {"คริสต์ศักราช": [2018, 2019, 2020], "n": some(3)}
    yield (
        "เดือนปีงบประมาณเดียว ต.ค.64",
        "month 2021-10-01 2022-09-30 2",
        {
            "ปีงบประมาณ": [2565] * 12,
            "เดือน": [f"{SHORT_MONTHS_TH[(n + 9) % 12]}{'64' if n < 3 else '65'}" for n in range(12)],
        },
    )
    yield (
        "วันที่เป็นข้อความยาว",
        f"day {SPAN_EVENTS}",
        {"วันที่ประกาศ": [f"ประกาศ ณ วันที่ {d.day} {MONTHS_TH[d.month - 1]} พ.ศ. {d.year + 543}" for d in EVENTS]},
    )
    yield "วันที่มีวงเล็บ", f"day {SPAN_EVENTS}", {"วันที่": [f"({short(d)})" for d in EVENTS], "n": some(30)}
    yield (
        "ครึ่งเดือน",
        "month",
        {"งวด": ["1-15 ม.ค. 2565", "16-31 ม.ค. 2565", "1-15 ก.พ. 2565", "16-28 ก.พ. 2565"], "n": some(4)},
    )
    yield (
        "วันที่ 29 ก.พ. ที่ไม่มี",
        "day",
        {"วันที่": ["27 ก.พ. 2565", "28 ก.พ. 2565", "29 ก.พ. 2565", "1 มี.ค. 2565", "4 มี.ค. 2565", "9 มี.ค. 2565"]},
    )
    yield "ปีภาษี", "year 2018-01-01 2020-12-31 3", {"ปีภาษี": [2561, 2562, 2563], "n": some(3)}
    yield "จำนวนปี", "none", {"จำนวนปีที่ศึกษา": [4, 5, 6], "หลักสูตร": names(3)}
    yield "Period 1-12", "none", {"period": list(range(1, 13)), "value": some(12)}
    yield "รอบที่", "none", {"รอบที่": ["1/2565", "2/2565", "3/2565"], "n": some(3)}
    yield (
        "ครั้งที่ประชุมและวันที่",
        f"day {SPAN_EVENTS}",
        {"ครั้งที่": [f"{n + 1}/2565" for n in range(30)], "วันที่ประชุม": [short(d) for d in EVENTS]},
    )
    yield "ขนาด 10x20", "none", {"ขนาด": ["10-20", "20-30", "5/8"], "n": some(3)}
    yield "เวลาโดยเฉลี่ย", "none", {"บริการ": names(3), "เวลา (นาที)": [10, 15, 20]}
    yield "ปีจดทะเบียนรถ", "year", {"ปีที่จดทะเบียน": [2555, 2556, 2557, 2560], "ประเภทรถ": names(4), "จำนวน": some(4)}
    yield "ปีผลิตรถ", "none", {"รุ่นปี (model year)": [2015, 2016, 2017], "จำนวน": some(3)}
    yield (
        "วันที่เริ่มและสิ้นสุดสัญญา",
        f"day {SPAN_EVENTS}",
        {
            "สัญญา": names(30),
            "วันเริ่มต้นสัญญา": [short(d) for d in EVENTS],
            "วันสิ้นสุดสัญญา": [short(d + timedelta(days=400)) for d in EVENTS],
        },
    )
    yield (
        "สถิติอายุขัย ปี ค.ศ. กระโดด",
        "year 1990-01-01 2020-12-31 4",
        {"ปี ค.ศ.": [1990, 2000, 2010, 2020], "อายุขัย": [70.1, 71.2, 74.3, 77.0]},
    )
    yield (
        "timestamp มิลลิวินาที",
        "minute",
        {"timestamp": [f"2022-01-01 00:00:{n:02}.123" for n in range(30)], "v": some(30)},
    )
    yield (
        "ม.ค. ไม่มีปี สองสถานี",
        "month",
        {"สถานี": names(24), "เดือน": [m for m in SHORT_MONTHS_TH for _ in (1, 2)], "ฝน": some(24)},
    )
    yield "วันเกิดเหตุ", f"day {SPAN_EVENTS}", {"วันเกิดเหตุ": [slashed(d) for d in EVENTS], "คดี": names(30)}
    yield "ว/ด/ป เกิด", "none", {"ว/ด/ป เกิด": [slashed(d) for d in EVENTS], "ลำดับ": list(range(30))}
    yield "2565M01", f"month {Y22}", {"TIME": [f"2565M{n:02}" for n in range(1, 13)], "OBS_VALUE": some(12)}
    yield (
        "TIME_PERIOD เป็นปี",
        "year 2020-01-01 2022-12-31 3",
        {"TIME_PERIOD": ["2020", "2021", "2022"], "OBS_VALUE": some(3)},
    )
    yield (
        "ธันวาคมของทุกปี",
        "year 2020-12-01 2022-12-31 3",
        {"งวด": ["ธ.ค. 2563", "ธ.ค. 2564", "ธ.ค. 2565"], "คงค้าง": some(3)},
    )
    yield (
        "สองภาพข้อมูล",
        "half_year 2021-06-15 2021-12-28 1",
        {"ข้อมูล ณ วันที่": ["15 มิ.ย. 2564"] * 9 + ["28 ธ.ค. 2564"] * 9, "ชื่อ": names(18)},
    )
    yield (
        "ภาพข้อมูลรายสัปดาห์",
        "week 2022-01-05 2022-02-02 1",
        {"ข้อมูล ณ": [short(d) for d in days(date(2022, 1, 5), 5, 7)], "คงเหลือ": some(5)},
    )
    yield "ภาพข้อมูลรายวัน", f"day {Y22}", {"as_of_date": [d.isoformat() for d in YEAR], "price": some(365)}


def columns_of(table: Columns) -> list[ColumnCells]:
    """The columns as a table reader gives them."""
    return [ColumnCells(number=number, name=name, rows=tuple(range(2, 2 + len(cells))), cells=tuple(cells))
            for number, (name, cells) in enumerate(table.items(), start=1)]  # fmt: skip


def label(period: Period | None, expected: str) -> str | None:
    """A period in the words of its label; only what the label says. ``None``: it cannot be told, though it is there."""
    if period is None:
        return "none" if expected == "none" else None
    if " " not in expected:
        return period.finest
    return f"{period.finest} {period.first} {period.last} {period.years}"


def cases() -> Iterator[tuple[str, str, str, str | None]]:
    """Family, what the table is, its label, and what it was read as."""
    for family in (by_day, finer, by_week, by_month, by_quarter, by_year, without, odd):
        for what, expected, table in family():
            yield family.__name__, what, expected, label(period_of(columns_of(table)), expected)
    for what, expected, headers in wide():
        yield "wide", what, expected, label(period_of_headers(list(enumerate(headers, start=1)), 1), expected)


def results() -> Iterable[tuple[str, str, str | None]]:
    """Family of the table, its label, and what it was read as."""
    for family, _, expected, got in cases():
        yield family.replace("_", " "), expected, got
