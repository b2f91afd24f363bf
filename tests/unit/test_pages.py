"""Pages that stand where data should be, told from pages that are what they seem. Precision before recall."""

from __future__ import annotations

import pytest

from checker.links.tables import is_login_path
from checker.model import Sniffed
from checker.sniff import sniff
from tests.corpora import pages, pages_later

PROSE = (
    "กรมตัวอย่างเผยแพร่ข้อมูลเปิดภาครัฐตามหลักธรรมาภิบาลข้อมูล ประชาชนดาวน์โหลดได้โดยไม่เสียค่าใช้จ่าย "
    "รายละเอียดของชุดข้อมูลประกอบด้วยคำอธิบาย ขอบเขต ความถี่ของการปรับปรุง และหน่วยงานเจ้าของข้อมูล "
)
MENU = "".join(f"<li><a href='/p{number}'>เมนูที่ {number}</a></li>" for number in range(30))


def page(title: str = "", body: str = "", *, prose: int = 0, menu: bool = False, head: str = "") -> str:
    """A page with so many paragraphs of ordinary text beside ``body``."""
    text = f"<p>{PROSE}</p>" * prose
    links = f"<ul>{MENU}</ul>" if menu else ""
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{links}{body}{text}</body></html>"


def told(text: str, url: str = "https://data.a.go.th/d/1", declared: str | None = None) -> Sniffed:
    return sniff(text.encode(), content_type="text/html", url=url, declared=declared, complete=True)


PASSWORD = '<form method="post"><input name="u"><input TYPE="password" name="p"><button>ตกลง</button></form>'
STAND_INS = {
    "login": [
        page("เข้าสู่ระบบ", PASSWORD),
        page("เข้าสู่ระบบ - ระบบบัญชีข้อมูล กรมตัวอย่าง", PASSWORD, menu=False),
        page("ระบบบัญชีข้อมูล", f"<h1>เข้าสู่ระบบ</h1>{PASSWORD}"),
        page("Login - CKAN", PASSWORD),
        page("Sign in to your account", "<div id='app'>Sign in</div>"),
        page("Sign In | Data Portal", PASSWORD),
        page("ระบบภายใน", PASSWORD),
        page("ระบบสารสนเทศ", "<p>กรุณาเข้าสู่ระบบก่อนดาวน์โหลดข้อมูล</p>"),
        page("Data", "<p>You must be logged in to view this resource.</p>"),
        page("ลงชื่อเข้าใช้งาน", "<form><input name='email'></form>"),
    ],
    "error": [
        page("404 Not Found", "<center><h1>404 Not Found</h1></center><hr><center>nginx</center>"),
        page("ไม่พบหน้าที่คุณต้องการ | กรมตัวอย่าง", "", menu=True, prose=12),
        page("กรมตัวอย่าง", "<h1>404</h1><p>ขออภัย</p>", menu=True, prose=12),
        page("กรมตัวอย่าง", "<h2>ไม่พบหน้าเว็บ</h2>", menu=True, prose=3),
        page("กรมตัวอย่าง", "<p>ขออภัย ไม่พบไฟล์ที่ท่านต้องการ ไฟล์อาจถูกลบหรือย้ายแล้ว</p>"),
        page("Page not found - Data portal", "", menu=True, prose=12),
        page("Error", "<p>Something went wrong</p>"),
        page("เกิดข้อผิดพลาด", "<p>โปรดติดต่อผู้ดูแลระบบ</p>"),
        page(
            "", "<b>Warning</b>: readfile(/x.csv): failed to open stream: No such file or directory in <b>/w/d.php</b>"
        ),
        page("Runtime Error", "<h1>Server Error in '/' Application.</h1>"),
        page("Site under maintenance", "<p>Back soon</p>"),
        page("ปิดปรับปรุงระบบ", "<p>เปิดอีกครั้งวันจันทร์</p>"),
        "File not found.",
        "404 page not found\n",
        "ไม่พบไฟล์",
    ],
    "block": [
        page("Access Denied", "<h1>Access Denied</h1> You don't have permission to access this. Reference #18.2d"),
        page(
            "Request Rejected",
            "The requested URL was rejected. Please consult with your administrator.<br>Your support ID is: 123",
        ),
        page("Just a moment...", "", head="<script src='/cdn-cgi/challenge-platform/h/b.js'></script>"),
        page(
            "Attention Required! | Cloudflare",
            "<div id='cf-error-details'>Sorry, you have been blocked</div>",
            prose=12,
        ),
        "<html><head><META NAME='robots'></head><iframe src='/_Incapsula_Resource?CWUDNSAI=9'>Request unsuccessful. "
        "Incapsula incident ID: 1-2</iframe></html>",
        page("", "<p>ตรวจพบการเข้าถึงที่ผิดปกติ กรุณายืนยันว่าคุณเป็นมนุษย์</p>"),
        page("ถูกปฏิเสธการเข้าถึง", "<p>ระบบป้องกันเว็บไซต์</p>"),
        page("Web Page Blocked!", "<p>FortiGuard Intrusion Prevention - Access Blocked</p>"),
    ],
    "interstitial": [
        page("Download", "<p>Your download will begin in 5 seconds</p>"),
        page("", "", head="<meta http-equiv='refresh' content='0; url=/real.csv'>"),
        page("", "<script>window.location.href='/real.csv'</script>"),
        page("ดาวน์โหลด", "<p>ดาวน์โหลดจะเริ่มในอีกสักครู่</p>"),
        page("ข้อตกลง", "<p>กรุณายอมรับเงื่อนไขการใช้ข้อมูล</p><button>ยอมรับเงื่อนไข</button>"),
        page("Google Drive - Virus scan warning", "<p>Google Drive can't scan this file for viruses.</p>"),
    ],
}
ORDINARY = [
    page("กรมตัวอย่าง", "<a href='/login'>เข้าสู่ระบบ</a>", menu=True, prose=6),
    page("กรมตัวอย่าง", "<a href='/login'>เข้าสู่ระบบ</a>"),
    page("กรมตัวอย่าง", f"<div class='box'>{PASSWORD}</div>", menu=True, prose=8),
    page("สถิติการเข้าสู่ระบบของผู้ใช้ ปี 2564", "<table><tr><td>1</td></tr></table>", prose=1),
    page("รายงานข้อผิดพลาดของเครื่องมือวัด", "<p>ตาราง 404 แถว</p>", prose=6),
    page("ทะเบียนความผิดพลาด", prose=6),
    page("ข่าวประชาสัมพันธ์", "<h2>ปิดปรับปรุงถนนสาย 404</h2>", prose=10, menu=True),
    page("ประกาศ", "<p>ผู้ใดไม่พบไฟล์แนบ ให้ติดต่อกองสารสนเทศ</p>", prose=10),
    page("How to sign in safely: a guide for officers", prose=10),
    page("Access to information", "<p>Requests are never denied without a reason.</p>", prose=4),
    page("แผนที่", "<div id='map'></div><script>if (location.hash == '#a') { draw(); }</script>"),
    page("Dashboard", "<div id='root'></div><script src='/app.js'></script>"),
    page("พจนานุกรมข้อมูล: password, login, error", "<table><tr><td>error_code</td></tr></table>", prose=2),
    page("เงื่อนไขการใช้งาน", "<p>ผู้ใช้ยอมรับเงื่อนไขทั้งหมดนี้</p>", prose=10),
    "<html><body><table><tr><th>จังหวัด</th></tr><tr><td>ตาก</td></tr></table></body></html>",
]


@pytest.mark.parametrize(("sort", "text"), [(sort, text) for sort, texts in STAND_INS.items() for text in texts])
def test_a_page_that_stands_in_for_data_is_told(sort: str, text: str) -> None:
    assert told(text).page == sort


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_page_is_left_alone(text: str) -> None:
    assert told(text).page is None


def test_a_login_box_beside_much_text_is_no_login_page_even_at_a_login_address() -> None:
    text = page("กรมตัวอย่าง", PASSWORD, menu=True, prose=10)
    assert told(text, url="https://a.go.th/user/login").page is None


def test_a_short_text_that_is_data_is_no_message() -> None:
    assert told("รหัส,ข้อความ\n404,ไม่พบไฟล์\n500,ขัดข้อง\n").page is None
    assert told("error,count\na,1\n").page is None
    assert told("error 404,error 500\n3,4\n5,6\n").page is None
    assert told("404 - ตาก;1\n404 - น่าน;2\n").page is None


@pytest.mark.parametrize(
    ("url", "login"),
    [
        ("https://a.go.th/user/login?came_from=/x", True),
        ("https://sso.a.go.th/oauth2/authorize", True),
        ("https://a.go.th/Login.aspx", True),
        ("https://a.go.th/dataset/login-statistics", False),
        ("https://a.go.th/x?next=/login", False),
        ("https://[bad", False),
    ],
)
def test_a_login_address_has_login_as_a_step_of_its_path(url: str, login: bool) -> None:
    assert is_login_path(url) is login


@pytest.mark.parametrize(
    ("answer", "page"),
    [
        ('{"success": false, "error": {"message": "Not found", "__type": "Not Found Error"}}', "error"),
        ('{"Success": "false"}', "error"),
        ('{"error": "ไม่พบข้อมูล", "status": 404}', "error"),
        ('{"errors": ["no such dataset"], "data": []}', "error"),
        ('{"success": false, "rows": [1, 2]}', None),
        ('{"error": null, "data": []}', None),
        ('{"error": 0.3, "station": "C2"}', None),
        ('{"success": true, "result": {}}', None),
        ('[{"error": "x"}]', None),
    ],
)
def test_a_json_answer_that_only_tells_of_a_failure_is_an_error_page(answer: str, page: str | None) -> None:
    found = sniff(
        answer.encode(), content_type="application/json", url="https://a.go.th/a.json", declared="json", complete=True
    )
    assert (found.format, found.page) == ("json", page)


@pytest.mark.parametrize("answer", ["[]", "{}", " [ ] \n", "\ufeff[{}]"])
def test_json_that_holds_nothing_is_empty(answer: str) -> None:
    assert sniff(answer.encode(), content_type="", url="", declared="json", complete=True).empty
    assert not sniff(answer.encode(), content_type="", url="", declared="json", complete=False).empty


ALL = (*pages.pages(), *pages_later.pages())


def test_no_page_of_the_corpora_that_is_what_it_seems_is_called_anything_else() -> None:
    assert [(page.name, page.told()) for page in ALL if page.label == "content" and page.told() != "content"] == []


def test_no_page_of_the_corpora_that_stands_in_for_data_is_taken_for_another_sort() -> None:
    assert [(page.name, page.told()) for page in ALL if page.told() not in ("content", page.label)] == []


@pytest.mark.parametrize("label", ["error", "login", "block", "interstitial"])
def test_most_pages_of_the_corpora_that_stand_in_for_data_are_told(label: str) -> None:
    of = [page.told() == label for page in ALL if page.label == label]
    assert sum(of) >= 0.8 * len(of)


def test_the_corpora_hold_more_than_three_hundred_pages() -> None:
    assert len({page.text for page in ALL}) > 500


def test_pages_in_cp874_are_told_as_those_in_utf8() -> None:
    other = []
    for page in ALL:
        body = page.text.encode("cp874", "xmlcharrefreplace")
        found = sniff(body, content_type="text/html", url=page.url, declared=None, complete=True)
        if found.format != "html" or found.page not in (None, page.label):
            other.append((page.name, found))
    assert other == []
