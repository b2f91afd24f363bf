"""How the demo site treats a file: well, or in one of the ways that real sites do not.

An answer's name is what ``catalog.yaml`` writes; a resource without one is served as it should be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from msgspec import Struct

from checker.testing import SiteAnswer, SiteRequest, file_answer, html_answer

_LOGIN = (
    "<h1>เข้าสู่ระบบ</h1><form action='/login' method='post'><label>ชื่อผู้ใช้ <input name='username'></label>"
    "<label>รหัสผ่าน <input name='password' type='password'></label><button>เข้าสู่ระบบ</button></form>"
)
_BLOCKED = (
    "<h1>Access Denied</h1><p>Your request has been blocked by the web application firewall.</p>"
    "<p>คำขอของท่านถูกระงับโดยระบบรักษาความปลอดภัย Support ID: 4242424242</p>"
)
_NOT_FOUND = "<h1>ไม่พบหน้าที่ท่านต้องการ</h1><p>ขออภัย ไม่พบไฟล์ที่ท่านเรียก อาจถูกย้ายหรือลบไปแล้ว</p><a href='/'>กลับหน้าหลัก</a>"
_PORTAL = "<h1>อัตราค่าธรรมเนียม</h1><p>กรุณาเลือกปีที่ต้องการจากเมนูด้านซ้าย</p><ul><li>2564</li><li>2565</li></ul>"


class Asked(Struct, frozen=True, kw_only=True):
    """One request for a file of the demo."""

    request: SiteRequest
    body: bytes
    content_type: str
    visit: int  #: 1 for the first request for this file, 2 for the second …

    def well(self) -> SiteAnswer:
        """The file, as it should be."""
        return file_answer(self.request, self.body, self.content_type)


def _redirected(status: int) -> Callable[[Asked], SiteAnswer]:
    def answer(asked: Asked) -> SiteAnswer:
        if asked.request.query.get("at") == "new":
            return asked.well()
        location = f"{asked.request.target.partition('?')[0]}?at=new"
        return SiteAnswer(status=status, headers={"Location": location})

    return answer


def _loop(asked: Asked) -> SiteAnswer:
    side = "b" if asked.request.query.get("side") == "a" else "a"
    return SiteAnswer(status=302, headers={"Location": f"{asked.request.target.partition('?')[0]}?side={side}"})


def _busy(asked: Asked) -> SiteAnswer:
    answer = html_answer("<h1>Too Many Requests</h1>", status=429)
    return SiteAnswer(status=429, headers={**answer.headers, "Retry-After": "1"}, body=answer.body)


def _unauthorized(asked: Asked) -> SiteAnswer:
    answer = html_answer("<h1>401 Unauthorized</h1>", status=401)
    return SiteAnswer(
        status=401, headers={**answer.headers, "WWW-Authenticate": 'Basic realm="intranet"'}, body=answer.body
    )


def _error(asked: Asked) -> SiteAnswer:
    return html_answer("<h1>500 Internal Server Error</h1>", status=500)


def _truncated(asked: Asked) -> SiteAnswer:
    """Promises the whole file and closes the connection half-way; takes no notice of a range."""
    half = len(asked.body) // 2
    return SiteAnswer(headers={"Content-Type": asked.content_type}, body=asked.body[:half], promised=len(asked.body))


def _slow(asked: Asked) -> SiteAnswer:
    well = asked.well()
    return SiteAnswer(status=well.status, headers=well.headers, body=well.body, delay=0.8)


#: Name in ``catalog.yaml`` → what the site does.
ANSWERS: Mapping[str, Callable[[Asked], SiteAnswer]] = MappingProxyType(
    {
        "well": Asked.well,
        "moved": _redirected(301),
        "found": _redirected(302),
        "loop": _loop,
        "missing": lambda asked: html_answer("<h1>404 Not Found</h1>", status=404),
        "gone": lambda asked: html_answer("<h1>410 Gone</h1>", status=410),
        "soft_missing": lambda asked: html_answer(_NOT_FOUND, title="ไม่พบหน้าที่ท่านต้องการ"),
        "login": lambda asked: html_answer(_LOGIN, title="เข้าสู่ระบบ"),
        "page_for_data": lambda asked: html_answer(_PORTAL, title="อัตราค่าธรรมเนียม"),
        "unauthorized": _unauthorized,
        "blocked": lambda asked: html_answer(_BLOCKED, status=403, title="Access Denied"),
        "busy_once": lambda asked: _busy(asked) if asked.visit == 1 else asked.well(),
        "throttled": _busy,
        "error_once": lambda asked: _error(asked) if asked.visit == 1 else asked.well(),
        "error": _error,
        "slow": _slow,
        "truncated": _truncated,
    }
)
