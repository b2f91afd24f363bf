"""More pages, written after the words of ``schemas/vocabulary/pages.yaml`` had been set by ``tests.corpora.pages``.

How they were told when they were first read, before the words were mended by them too, is in ``benchmarks/README.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tests.corpora.pages import (
    FOOTER_TH,
    PROSE,
    PROSE_EN,
    Page,
    bare,
    modern,
    site_en,
    site_th,
)

_JSD = "<script>(function(){var d=a.contentDocument;d.innerHTML=\"window.__CF$cv$params={r:'8'};var "
"a=document.createElement"
_JSD += "('script');a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';\"})();</script>"
_IMPERVA = "<script src='/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e6fffd425f7e032f3'></script>"
_AWS = "<script src='https://a.token.awswaf.com/a/challenge.js'></script><script>AwsWafIntegration.getToken()</script>"
_RECAPTCHA = "<script src='https://www.google.com/recaptcha/api.js'></script>"
_CARDS = "".join(f"<div class='card'><a href='/d/{n}'><h2>ชุดข้อมูลที่ {n}</h2></a></div>" for n in range(30))
_TILES = "".join(f"<a class='tile' href='/s/{n}'><img src='/i/{n}.png'>บริการที่ {n}</a>" for n in range(12))
_LOGIN_BOX = "<div class='box'><h3>สมาชิก</h3><form><input name='u'><input type='password' name='p'></form></div>"

_CONTENT = (
    ("ระบบบัญชีข้อมูลภาครัฐ", f"{_JSD}<h1>บัญชีข้อมูล</h1>{_CARDS}"),
    ("Open data", f"{_JSD}<p>{PROSE_EN}</p>"),
    ("ข้อมูลเปิด", f"{_IMPERVA}<div id='main'></div>"),
    ("บริการอิเล็กทรอนิกส์", f"{_IMPERVA}{_TILES}"),
    ("Portal", f"{_AWS}<div class='grid'>{_TILES}</div>"),
    ("ร้องเรียน", f"{_RECAPTCHA}<form><textarea></textarea><div class='g-recaptcha' data-sitekey='x'></div></form>"),
    ("หน้าแรก", f"{_LOGIN_BOX}{_CARDS}"),
    ("หน้าแรก", f"{_LOGIN_BOX}{_TILES}<p>{PROSE}</p>"),
    ("ศูนย์ข้อมูล", f"<h1>ศูนย์ข้อมูล</h1>{_TILES}<div id='modal'>{_LOGIN_BOX}</div><p>{FOOTER_TH}</p>"),
    ("รายงานประจำปี 2565", "<iframe src='/pdfjs/web/viewer.html?file=/a.pdf'></iframe>"),
    ("ประมวลภาพกิจกรรม", "".join(f"<img src='/g/{n}.jpg'>" for n in range(40))),
    ("ราคากลาง", "<table>" + "<tr><td>403</td><td>500</td><td>404</td></tr>" * 30 + "</table>"),
    ("404 ครัวเรือนต้นแบบ", f"<h1>404 ครัวเรือนต้นแบบ</h1><p>{PROSE}</p>"),
    ("500 สุดยอดสินค้าชุมชน", f"<h1>500 สุดยอดสินค้าชุมชน</h1><p>{PROSE}</p>"),
    ("ผู้ประสบภัย", f"<h2>500</h2><p>ครัวเรือนที่ไม่พบความเสียหาย</p><h2>403</h2><p>ครัวเรือน</p><p>{PROSE * 2}</p>"),
    ("มาตรการป้องกันการเข้าถึงโดยไม่ได้รับอนุญาต", f"<p>{PROSE * 2}</p>"),
    ("สิทธิ์การเข้าถึงข้อมูล", f"<h2>ไม่มีสิทธิ์เข้าถึงข้อมูลส่วนบุคคล</h2><p>{PROSE * 4}</p>"),
    ("ประกาศปิดปรับปรุงเว็บไซต์วันที่ 5 พฤษภาคม", f"<h1>แจ้งปิดปรับปรุงเว็บไซต์</h1><p>{PROSE * 4}</p>"),
    ("Error codes of the interface", "<table>" + "<tr><td>404</td><td>the record is not "
     "there</td></tr>" * 9 + "</table>"),
    ("Maintenance of roads", "<table><tr><td>Km 404</td><td>under maintenance</td></tr></table>"),
    ("Password policy", f"<h1>Password policy</h1><p>{PROSE_EN * 2}</p>"),
    ("Log of earthquakes", "<table><tr><td>2022-01-01</td><td>4.1</td></tr></table>"),
    ("Sign language services", f"<h1>Sign in Thai and English</h1><p>{PROSE_EN * 2}</p>"),
    ("Authentication of documents", f"<p>{PROSE_EN * 2}</p>"),
    ("GeoServer", "<h1>Welcome</h1><p>This GeoServer belongs to Example Department.</p><p>3 layers, 1 store</p>"),
    ("Swagger UI", "<div id='swagger-ui'></div><script src='swagger-ui-bundle.js'></script>"),
    ("ArcGIS REST Services Directory", "<h2>Folder: /</h2><ul><li><a href='/x'>Boundaries (MapServer)</a></li></ul>"),
    ("Public Folder - Google Drive", "<div>report.pdf</div><div>data.xlsx</div><a href='/signin'>Sign in</a>"),
    ("ยินดีต้อนรับ", "<a href='/th/home'><img src='/splash.jpg'></a>"),
    ("Home", "<script>if(location.protocol!='https:'){location.href='https:'+location.href.substring(5);}</script>"
     f"<p>{PROSE_EN}</p>"),
)  # fmt: skip
_ERRORS = (
    ("ไม่พบเพจที่ท่านค้นหา", "<p>กรุณาตรวจสอบ URL</p>"),
    ("Error 404 (Not Found)", "<p>Sorry, the page was not found.</p>"),
    ("Oops! 404", "<h1>404</h1><h2>Oops! Page Not Be Found</h2><p>Sorry but the page does not exist.</p>"),
    ("ขออภัย", "<h1>404</h1><p>ขออภัย เราไม่พบหน้าที่คุณกำลังมองหา</p>"),
    ("Page Not Found | 404", "<p>This page does not exist.</p>"),
    ("ไม่พบรายการ", "<p>ไม่พบรายการที่ค้นหา</p>"),
    ("", "<h1>ไม่พบไฟล์เอกสาร</h1>"),
    ("", "<h3>File Not Found!!</h3>"),
    ("", "ไม่สามารถดาวน์โหลดไฟล์ได้"),
    ("", "ขออภัย ไฟล์ที่คุณต้องการไม่มีอยู่ในระบบ"),
    ("Application Error", "<iframe src='https://www.herokucdn.com/error-pages/application-error.html'></iframe>"),
    ("We're sorry, but something went wrong (500)", "<h1>We're sorry, but something went wrong.</h1>"),
    ("", "<pre>Microsoft OLE DB Provider for SQL Server error '80004005'</pre>"),
    ("", "ORA-01017: invalid username/password; logon denied"),
    ("", "<br />\n<b>Parse error</b>:  syntax error, unexpected end of file in <b>/var/www/a.php</b> on line <b>9</b>"),
    ("", "Could not connect to database"),
    ("HTTP Error 404.0 - Not Found", "<h2>HTTP Error 404.0 - Not Found</h2>"),
    ("Gone", "<h1>Gone</h1><p>The requested resource is no longer available on this server.</p>"),
    ("Site not found · GitHub Pages", "<h1>404</h1><p><strong>There isn't a GitHub Pages site here.</strong></p>"),
    ("ปิดระบบชั่วคราว", "<h1>ปิดระบบชั่วคราวเพื่อบำรุงรักษา</h1>"),
    ("แจ้งปิดปรับปรุงระบบ", "<p>ขออภัยในความไม่สะดวก</p>"),
    ("We'll be right back", "<h1>We'll be right back</h1><p>We are performing scheduled maintenance.</p>"),
    ("เว็บไซต์ถูกระงับการใช้งาน", "<p>กรุณาติดต่อผู้ให้บริการ</p>"),
    ("Coming Soon", "<h1>Coming Soon</h1><p>Our website is under construction.</p>"),
    ("", "<script>alert('ไม่พบเอกสาร');window.close();</script>"),
    ("", "<script>alert('File does not exist');history.go(-1)</script>"),
)
_LOGINS = (
    ("เข้าสู่ระบบ | ระบบสารบรรณอิเล็กทรอนิกส์", "<form><input placeholder='เลขประจำตัวประชาชน'><input type='password'></form>"),
    ("ระบบสารสนเทศเพื่อการบริหาร", "<form>ชื่อผู้ใช้งาน <input> รหัสผ่าน <input type=password> <input type=submit></form>"),
    ("Intranet", "<form><input name='user'><input type='password'></form>"),
    ("SharePoint: Sign In", "<h1>Sign In</h1><input type='password'>"),
    ("Log In - Moodle", "<form><input type='password'></form>"),
    ("Please log in", "<p>This area is for members.</p>"),
    ("Identity Provider", "<h1>Login to Example</h1><form><input name='j_username'><input type='password'></form>"),
    ("ลงชื่อเข้าใช้งานระบบ", "<form><input type='password'></form>"),
    ("เข้าใช้งานระบบ", "<p>กรุณา Login ก่อนเข้าใช้งาน</p>"),
    ("Digital ID Platform", "<p>กรุณายืนยันตัวตนด้วย ThaID</p><img src='/qr.png'>"),
)
_BLOCKS = (
    ("Blocked", "<h1>Blocked</h1><p>Your request has been blocked by the web application firewall.</p>"),
    ("ERROR: The request could not be satisfied", "<h1>403 ERROR</h1><h2>The request could not be "
     "satisfied.</h2><p>Request "
     "blocked. Generated by cloudfront (CloudFront)</p>"),
    ("Access Denied", "<p>Error 16. This request was blocked by the security rules. Powered By Imperva</p>"),
    ("Robot Check", "<p>Enter the characters you see below. Sorry, we just need to make sure you're not a robot.</p>"),
    ("Please Wait... | Cloudflare", "<h1>One more step</h1><h2>Please complete the security check to access "
     "example</h2>"),
    ("ระงับการเข้าถึง", "<p>เว็บไซต์นี้ถูกระงับการเผยแพร่ตามคำสั่งศาล</p>"),
    ("แจ้งเตือนความปลอดภัย", "<p>ไม่อนุญาตให้เข้าถึงจากต่างประเทศ</p>"),
    ("Barracuda", "<p>The specified URL cannot be found or was blocked by the Barracuda Web Application Firewall.</p>"),
)  # fmt: skip
_BETWEEN = (
    ("", "<META HTTP-EQUIV='Refresh' CONTENT='3;URL=https://www.example.go.th/main.php'>"),
    ("กำลังโหลด", "<script>setTimeout(function(){location.href='/web/';},2000)</script><p>กำลังเข้าสู่เว็บไซต์</p>"),
    ("Object moved", "<h2>Object moved to <a href='/a.csv'>here</a>.</h2>"),
    ("302 Found", "<h1>Found</h1><p>The document has moved <a href='https://example.go.th/a.csv'>here</a>.</p>"),
    ("คุณกำลังออกจากเว็บไซต์", "<p>คุณกำลังออกจากเว็บไซต์ของเรา</p><a href='https://other.example/'>ดำเนินการต่อ</a>"),
)


@cache
def pages() -> tuple[Page, ...]:
    """All of them, each bare and in a frame."""
    found = []
    groups = (
        ("content", _CONTENT, (bare, site_th, site_en)),
        ("error", _ERRORS, (bare, modern)),
        ("login", _LOGINS, (modern, site_th)),
        ("block", _BLOCKS, (bare, modern)),
        ("interstitial", _BETWEEN, (bare,)),
    )
    for label, said, skins in groups:
        for title, body in said:
            for skin in skins:
                found.append(Page(label, label, f"{title or body[:40]}, {skin.__name__}", skin(title, body)))
    return tuple(found)


def results() -> Iterator[tuple[str, str, str | None]]:
    """As in ``tests.corpora.pages``."""
    for page in pages():
        told = page.told()
        yield page.what, page.label, None if told == "content" and page.label != "content" else told
