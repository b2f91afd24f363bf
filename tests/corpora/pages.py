"""Pages with status 200, and what each is: a page that is what it seems, or one that stands where data should be.

Each page is what a real server, framework, firewall, identity provider or site writes, in its own words, bare or in the
frame of a site with menu and footer. ``content`` are pages of all sorts that must be left alone, many of them about
errors, logins and security. A page that stands in for data and is not seen to do so counts as *cannot tell*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from checker.sniff import sniff

PROSE = (
    "กรมตัวอย่างเผยแพร่ข้อมูลเปิดภาครัฐตามหลักธรรมาภิบาลข้อมูล ประชาชนดาวน์โหลดได้โดยไม่เสียค่าใช้จ่าย "
    "รายละเอียดของชุดข้อมูลประกอบด้วยคำอธิบาย ขอบเขต ความถี่ของการปรับปรุง และหน่วยงานเจ้าของข้อมูล "
)
PROSE_EN = (
    "The department publishes its open data under the framework for data governance, free of charge. Each dataset "
    "comes with a description, its coverage, the frequency of updates and the unit that owns it. "
)
MENU_TH = ("หน้าแรก", "เกี่ยวกับเรา", "ข่าวประชาสัมพันธ์", "จัดซื้อจัดจ้าง", "ชุดข้อมูล", "หน่วยงาน", "เข้าสู่ระบบ", "ติดต่อเรา", "ค้นหา")
MENU_EN = ("Home", "About", "News", "Procurement", "Datasets", "Organizations", "Log in", "Contact", "Search")
FOOTER_TH = "กรมตัวอย่าง เลขที่ 1 ถนนตัวอย่าง แขวงตัวอย่าง เขตตัวอย่าง กรุงเทพมหานคร 10100 โทรศัพท์ 0 2000 0000 สงวนลิขสิทธิ์"
FOOTER_EN = "Example Department, 1 Example Road, Bangkok 10100, telephone 0 2000 0000. All rights reserved."

Skin = Callable[[str, str], str]


def bare(title: str, body: str) -> str:
    """What a server writes by itself."""
    return f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n{body}\r\n</body>\r\n</html>\r\n"


def modern(title: str, body: str) -> str:
    """A page of its own with styles and scripts."""
    return (
        "<!doctype html><html lang='th'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
        f"<title>{title}</title><style>body{{margin:0;font-family:sans-serif}}.error{{color:#999}}</style>"
        f"<script>window.dataLayer=window.dataLayer||[];</script></head><body><div "
        f"class='wrap'>{body}</div></body></html>"
    )


def _site(title: str, body: str, name: str, menu: tuple[str, ...], footer: str) -> str:
    links = "".join(f"<li><a href='/{number}'>{word}</a></li>" for number, word in enumerate(menu * 2))
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title} | {name}</title>"
        "<link rel='stylesheet' href='/style.css'><script src='/jquery.js'></script></head><body>"
        f"<header><a href='/'><img src='/logo.png' alt='{name}'></a><nav><ul>{links}</ul></nav></header>"
        f"<main>{body}</main><footer><p>{footer}</p><ul>{links}</ul></footer></body></html>"
    )


def site_th(title: str, body: str) -> str:
    """In the frame of a Thai site."""
    return _site(title, body, "กรมตัวอย่าง", MENU_TH, FOOTER_TH)


def site_en(title: str, body: str) -> str:
    """In the frame of an English site."""
    return _site(title, body, "Example Department", MENU_EN, FOOTER_EN)


class Page(NamedTuple):
    """One page and what it is."""

    label: str  #: ``content``, ``error``, ``login``, ``block``, ``interstitial``
    what: str
    name: str
    text: str
    url: str = "https://data.example.go.th/files/2565/report.csv"

    def told(self) -> str | None:
        """What it is told as; ``content`` for a page that is left alone."""
        found = sniff(self.text.encode(), content_type="text/html", url=self.url, declared=None, complete=True)
        return found.page or "content"


def _in(skins: tuple[Skin, ...], label: str, what: str, said: tuple[tuple[str, str], ...]) -> Iterator[Page]:
    for title, body in said:
        for skin in skins:
            yield Page(label, what, f"{title or body[:40]}, {skin.__name__}", skin(title, body))


# ---------------------------------------------------------------- errors, as servers and frameworks write them

_SERVER_ERRORS = (
    ("404 Not Found", "<center><h1>404 Not Found</h1></center>\r\n<hr><center>nginx/1.18.0 (Ubuntu)</center>"),
    ("502 Bad Gateway", "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>"),
    ("504 Gateway Time-out", "<center><h1>504 Gateway Time-out</h1></center>\r\n<hr><center>nginx</center>"),
    ("500 Internal Server Error", "<center><h1>500 Internal Server Error</h1></center><hr><center>openresty</center>"),
    ("404 Not Found", "<h1>Not Found</h1>\n<p>The requested URL was not found on this server.</p>\n<hr>\n"
     "<address>Apache/2.4.41 (Ubuntu) Server at data.example.go.th Port 443</address>"),
    ("404 Not Found", "<h1>Not Found</h1><p>The requested URL /files/a.csv was not found on this server.</p>"
     "<p>Additionally, a 404 Not Found error was encountered while trying to use an ErrorDocument.</p>"),
    ("500 Internal Server Error", "<h1>Internal Server Error</h1><p>The server encountered an internal error or "
     "misconfiguration and was unable to complete your request.</p><p>Please contact the server administrator.</p>"),
    ("503 Service Unavailable", "<h1>Service Unavailable</h1><p>The server is temporarily unable to service your "
     "request due to maintenance downtime or capacity problems. Please try again later.</p>"),
    ("Object not found!", "<h1>Object not found!</h1><p>The requested URL was not found on this server. If you entered "
     "the URL manually please check your spelling and try again.</p><h2>Error 404</h2><address>Apache XAMPP</address>"),
    ("404 - File or directory not found.", "<div id='header'><h1>Server Error</h1></div><div id='content'><fieldset>"
     "<h2>404 - File or directory not found.</h2><h3>The resource you are looking for might have been removed, had its "
     "name changed, or is temporarily unavailable.</h3></fieldset></div>"),
    ("500 - Internal server error.", "<div id='header'><h1>Server Error</h1></div><h2>500 - Internal server error.</h2>"
     "<h3>There is a problem with the resource you are looking for, and it cannot be displayed.</h3>"),
    ("IIS 10.0 Detailed Error - 404.0 - Not Found", "<h3>HTTP Error 404.0 - Not Found</h3><h4>The resource you are "
     "looking for has been removed, had its name changed, or is temporarily unavailable.</h4><p>Most likely "
     "causes: The "
     "directory or file specified does not exist on the Web server.</p>"),
    ("Service Unavailable", "<h2>Service Unavailable</h2>\r\n<hr><p>HTTP Error 503. The service is unavailable.</p>"),
    ("Bad Request", "<h2>Bad Request - Invalid URL</h2>\r\n<hr><p>HTTP Error 400. The request URL is invalid.</p>"),
    ("The resource cannot be found.", "<h1>Server Error in '/' Application.<hr></h1><h2><i>The resource cannot be "
     "found."
     "</i></h2><b>Description: </b>HTTP 404. The resource you are looking for could have been removed."),
    ("Runtime Error", "<h1>Server Error in '/' Application.<hr></h1><h2><i>Runtime Error</i></h2><b>Description: "
     "</b>An "
     "application error occurred on the server. The current custom error settings prevent the details."),
    ("The page cannot be found", "<h1>The page cannot be found</h1>The page you are looking for might have been "
     "removed, "
     "had its name changed, or is temporarily unavailable.<hr>HTTP Error 404 - File or directory not found."),
    ("HTTP Status 404 – Not Found", "<h1>HTTP Status 404 – Not Found</h1><hr><p><b>Type</b> Status Report</p><p><b>"
     "Description</b> The origin server did not find a current representation.</p><hr><h3>Apache Tomcat/9.0.31</h3>"),
    ("Apache Tomcat/7.0.42 - Error report", "<h1>HTTP Status 404 - /opendata/a.csv</h1><hr><p><b>type</b> Status report"
     "</p><p><b>message</b> <u>/opendata/a.csv</u></p><hr><h3>Apache Tomcat/7.0.42</h3>"),
    ("HTTP Status 500 – Internal Server Error", "<h1>HTTP Status 500 – Internal Server Error</h1><p><b>Type</b> "
     "Exception Report</p><pre>java.lang.NullPointerException\n\tat th.go.example.Download.doGet</pre>"),
    ("Error 404--Not Found", "<h2>Error 404--Not Found</h2><h3>From RFC 2068 <i>Hypertext Transfer Protocol -- "
     "HTTP/1.1</i>:</h3><h4>10.4.5 404 Not Found</h4><p>The server has not found anything matching the URI.</p>"),
    ("Error 404 Not Found", "<h2>HTTP ERROR 404</h2><p>Problem accessing /a.csv. Reason: <pre> Not Found</pre></p><hr>"
     "<i><small>Powered by Jetty://</small></i>"),
    ("", "<h1>Whitelabel Error Page</h1><p>This application has no explicit mapping for /error, so you are seeing this "
     "as a fallback.</p><div>There was an unexpected error (type=Not Found, status=404).</div>"),
    ("Error", "<pre>Cannot GET /files/a.csv</pre>"),
    ("404 Page Not Found", "<div id='container'><h1>404 Page Not Found</h1><p>The page you requested was not found.</p>"
     "</div>"),
    ("Database Error", "<div id='container'><h1>A Database Error Occurred</h1><p>Unable to connect to your database "
     "server using the provided settings.</p><p>Filename: core/Loader.php</p></div>"),
    ("Not Found", "<div class='code'>404</div><div class='message'>Not Found</div>"),
    ("Server Error", "<div class='code'>500</div><div class='message'>Server Error</div>"),
    ("Page Expired", "<div class='code'>419</div><div class='message'>Page Expired</div>"),
    ("Page not found at /files/a.csv", "<h1>Page not found <span>(404)</span></h1><p>Request Method: GET</p><p>You're "
     "seeing this error because you have DEBUG = True in your Django settings file.</p>"),
    ("Server Error (500)", "<h1>Server Error (500)</h1>"),
    ("The page you were looking for doesn't exist (404)", "<h1>The page you were looking for doesn't exist.</h1><p>You "
     "may have mistyped the address or the page may have moved.</p>"),
    ("404: This page could not be found", "<h1>404</h1><h2>This page could not be found.</h2>"),
    ("Not Found (#404)", "<h1>Not Found (#404)</h1><div class='alert alert-danger'>Page not found.</div>"),
    ("", "<br />\n<b>Warning</b>:  readfile(uploads/2565/a.csv): failed to open stream: No such file or directory in "
     "<b>/var/www/html/download.php</b> on line <b>17</b><br />"),
    ("", "<br />\n<b>Fatal error</b>:  Uncaught Error: Call to undefined function mysql_connect() in "
     "/var/www/db.php:3"),
    ("", "<b>Fatal error</b>:  Allowed memory size of 134217728 bytes exhausted in <b>/var/www/html/export.php</b>"),
    ("", "Error establishing a database connection"),
    ("Database Error", "<h1>Error establishing a database connection</h1>"),
    ("", "SQLSTATE[HY000] [2002] Connection refused"),
    ("", "Connection failed: Too many connections"),
    ("WordPress &rsaquo; Error", "<div class='wp-die-message'><p>There has been a critical error on this website."
     "</p></div>"),
    ("", "No input file specified.\n<p></p>"),
    ("Error 404 (Not Found)!!1", "<p><b>404.</b> <ins>That’s an error.</ins><p>The requested URL <code>/uc</code> was "
     "not found on this server. <ins>That’s all we know.</ins>"),
    ("Google Drive - Page Not Found", "<p>Sorry, the file you have requested does not exist.</p><p>Make sure that you "
     "have the correct URL and that the owner of the file hasn't deleted it.</p>"),
    ("Google Drive - Quota exceeded", "<p>Sorry, you can't view or download this file at this time.</p><p>Too "
     "many users "
     "have viewed or downloaded this file recently. Please try accessing the file again later.</p>"),
    ("Error", "<h1>Sorry, something went wrong</h1><p>This item might not exist or is no longer available. This item "
     "might have been deleted, expired, or you might not have permission to view it.</p>"),
    ("Dropbox - File Deleted", "<h2>That file isn’t here anymore</h2><p>Someone might’ve deleted the file or "
     "disabled the "
     "link.</p>"),
)  # fmt: skip
_SITE_ERRORS_EN = (
    ("Page not found", "<h1>Oops! That page can&rsquo;t be found.</h1><p>It looks like nothing was found at this "
     "location. Maybe try a search?</p><form><input type='search'></form>"),
    ("Page Not Found", "<h1>404</h1><p>Sorry, the page you are looking for could not be found.</p>"),
    ("404 - Article not found", "<h1>The requested page can't be found.</h1><p>An error has occurred while processing "
     "your request.</p><blockquote>404 Article not found</blockquote>"),
    ("Error: 404", "<h1>404 - Component not found</h1><p>You may not be able to visit this page because of: an out-of-"
     "date bookmark, a mistyped address, you have no access to this page.</p>"),
    ("Page not found", "<h1>Page not found</h1><p>The requested page could not be found.</p>"),
    ("404 Not Found", "<h1>404 Not Found</h1><p>Dataset not found</p>"),
    ("Resource not found", "<h1>404 Not Found</h1><p>Resource not found</p>"),
    ("Error 404", "<h1>Error 404</h1><p>The document you requested is not available.</p>"),
    ("File not found", "<p>The file you requested has been removed or deleted.</p>"),
    ("HTTP 404 page not found", "<h1>404 FILE NOT FOUND</h1><p>The file you're looking for doesn't exist.</p>"),
)  # fmt: skip
_SITE_ERRORS_TH = (
    ("ไม่พบหน้าที่คุณต้องการ", "<h1>404</h1><p>ขออภัย ไม่พบหน้าที่คุณต้องการ</p><a href='/'>กลับหน้าแรก</a>"),
    ("ไม่พบหน้า", "<h1>อุ๊ย! ไม่พบหน้านั้น</h1><p>ดูเหมือนว่าไม่พบสิ่งใดในตำแหน่งนี้ ลองค้นหาดูไหม</p>"),
    ("ไม่พบหน้าเว็บ", "<h2>ไม่พบหน้าเว็บที่ท่านเรียก</h2><p>หน้านี้อาจถูกลบ ย้าย หรือเปลี่ยนชื่อ</p>"),
    ("ไม่พบหน้า", "<h1>ไม่พบหน้า</h1><p>ไม่พบหน้าที่ร้องขอ</p>"),
    ("404 - ไม่พบคอมโพเนนท์", "<h1>ไม่พบหน้าที่คุณร้องขอ</h1><p>เกิดข้อผิดพลาดระหว่างการประมวลผลคำร้องขอ</p>"),
    ("404 ไม่พบ", "<h1>404 ไม่พบ</h1><p>ไม่พบชุดข้อมูล</p>"),
    ("ไม่พบชุดข้อมูล", "<h1>404 Not Found</h1><p>ไม่พบชุดข้อมูล</p>"),
    ("ไม่พบทรัพยากร", "<h1>ไม่พบทรัพยากร</h1><p>ทรัพยากรที่ร้องขออาจถูกลบไปแล้ว</p>"),
    ("ไม่พบไฟล์", "<p>ขออภัย ไม่พบไฟล์ที่ท่านต้องการดาวน์โหลด ไฟล์อาจถูกลบหรือย้ายแล้ว</p>"),
    ("ไม่พบเอกสาร", "<p>ไม่พบเอกสารที่ต้องการ กรุณาติดต่อผู้ดูแลระบบ</p>"),
    ("เกิดข้อผิดพลาด", "<h1>เกิดข้อผิดพลาด</h1><p>ระบบขัดข้องชั่วคราว กรุณาลองใหม่อีกครั้งในภายหลัง</p>"),
    ("ข้อผิดพลาด 404", "<h1>ข้อผิดพลาด 404</h1><p>ไม่พบหน้าที่ท่านต้องการ</p>"),
    ("ขออภัย ไม่พบข้อมูลที่ท่านร้องขอ", "<p>ขออภัย ไม่พบข้อมูลที่ท่านร้องขอ</p><button>ย้อนกลับ</button>"),
    ("ขออภัยค่ะ ไม่พบหน้าที่ต้องการ", "<p>กรุณาตรวจสอบที่อยู่เว็บไซต์อีกครั้ง</p>"),
)
_ALERTS = (
    "<script>alert('ไม่พบไฟล์ที่ต้องการ');history.back();</script>",
    "<meta charset='utf-8'><script language='javascript'>alert(\"ไม่พบข้อมูล\");window.history.go(-1);</script>",
    "<html><head><meta charset='utf-8'></head><body><script>alert('File not "
    "found');window.close();</script></body></html>",
    "<script type='text/javascript'>alert('เกิดข้อผิดพลาด ไม่สามารถดาวน์โหลดไฟล์ได้'); window.location='index.php';</script>",
)
_MAINTENANCE = (
    ("ปิดปรับปรุงระบบ", "<h1>ปิดปรับปรุงระบบชั่วคราว</h1><p>ขออภัยในความไม่สะดวก เปิดให้บริการอีกครั้งวันจันทร์</p>"),
    ("เว็บไซต์อยู่ระหว่างปรับปรุง", "<h2>เว็บไซต์อยู่ระหว่างปรับปรุง</h2><p>ขออภัยในความไม่สะดวก</p>"),
    ("กรมตัวอย่าง", "<h1>ระบบอยู่ระหว่างการปรับปรุง</h1><p>ขออภัยในความไม่สะดวก</p>"),
    ("ประกาศ", "<p>ขออภัย เว็บไซต์ปิดปรับปรุงชั่วคราว ตั้งแต่เวลา 18.00 น.</p>"),
    ("Maintenance", "<p>Briefly unavailable for scheduled maintenance. Check back in a minute.</p>"),
    ("Example Department", "<p>This site is down for maintenance.<br>Please check back again soon.</p>"),
    ("Under maintenance", "<h1>We&rsquo;ll be back soon!</h1><p>Sorry for the inconvenience, we&rsquo;re "
     "performing some "
     "maintenance at the moment.</p>"),
    ("Site under maintenance", "<h1>Site under maintenance</h1><p>We should be back shortly.</p>"),
    ("Site Offline", "<p>The website is currently offline for maintenance.</p>"),
    ("Under Construction", "<h1>Under Construction</h1><p>The site you are trying to view does not currently have a "
     "default page.</p>"),
)  # fmt: skip
_PARKED = (
    ("example.co.th is for sale", "<h1>This domain is for sale</h1><p>Buy this domain today.</p>"),
    ("example.com - Domain parked", "<p>This domain is parked free, courtesy of the registrar.</p>"),
    ("Domain expired", "<h1>This domain name has expired</h1><p>If you are the owner, renew it now.</p>"),
    ("Account Suspended", "<h1>Account Suspended</h1><p>This Account has been suspended. Contact your hosting provider "
     "for more information.</p>"),
    ("Suspended Domain", "<h1>This domain has been suspended</h1>"),
    ("Welcome to nginx!", "<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully "
     "installed and working. Further configuration is required.</p>"),
    ("Apache2 Ubuntu Default Page: It works", "<h1>Apache2 Ubuntu Default Page</h1><p>This is the default welcome page "
     "used to test the correct operation of the Apache2 server after installation on Ubuntu systems.</p>"),
    ("IIS Windows Server", "<div id='container'><a href='http://go.microsoft.com/fwlink/?linkid=66138'><img "
     "src='iisstart.png' alt='IIS'></a></div>"),
    ("Default Web Site Page", "<h1>SORRY!</h1><p>If you are the owner of this website, please contact your hosting "
     "provider: webmaster@example.com</p>"),
    ("Web Server's Default Page", "<h1>Web Server's Default Page</h1><p>This page is generated by Plesk.</p>"),
    ("Apache Tomcat/9.0.31", "<h1>Apache Tomcat/9.0.31</h1><p>If you're seeing this, you've successfully installed "
     "Tomcat. Congratulations!</p>"),
)  # fmt: skip

# ---------------------------------------------------------------- logins

_FORM_TH = (
    "<form method='post'><label>ชื่อผู้ใช้</label><input name='username'><label>รหัสผ่าน</label>"
    "<input type='password' name='password'><button>เข้าสู่ระบบ</button><a href='/forgot'>ลืมรหัสผ่าน</a></form>"
)
_FORM_EN = (
    "<form method='post'><label>Username</label><input name='username'><label>Password</label>"
    '<input name="password" type="password"><button>Log in</button><a href="/reset">Forgot your password?</a></form>'
)
_LOGINS_TH = (
    ("เข้าสู่ระบบ", f"<h1>เข้าสู่ระบบ</h1>{_FORM_TH}"),
    ("ระบบบัญชีข้อมูล", f"<h1>เข้าสู่ระบบ</h1>{_FORM_TH}"),
    ("ลงชื่อเข้าใช้", f"<p>กรุณาลงชื่อเข้าใช้เพื่อดาวน์โหลดข้อมูล</p>{_FORM_TH}"),
    ("ระบบสมาชิก", f"<p>เฉพาะสมาชิกเท่านั้น</p>{_FORM_TH}"),
    ("เข้าสู่ระบบด้วย ThaID", "<h1>เข้าสู่ระบบด้วย ThaID</h1><p>สแกน QR Code ด้วยแอปพลิเคชัน ThaID เพื่อยืนยันตัวตน</p>"
     "<img src='/qr.png'>"),
    ("ThaiD", "<h2>ยืนยันตัวตนด้วยแอปพลิเคชัน ThaiD</h2><p>กรุณาเข้าสู่ระบบโดยสแกนคิวอาร์โค้ด</p>"),
    ("Digital ID", f"<h1>เข้าสู่ระบบด้วยบัญชี Digital ID</h1>{_FORM_TH}"),
    ("เข้าสู่ระบบจัดการข้อมูล", f"<h2>สำหรับเจ้าหน้าที่</h2>{_FORM_TH}"),
    ("ระบบภายใน", "<p>กรุณาเข้าสู่ระบบก่อนใช้งาน</p><a href='/login'>เข้าสู่ระบบ</a>"),
    ("แจ้งเตือน", "<p>ท่านต้องเข้าสู่ระบบก่อนดาวน์โหลดเอกสารนี้</p>"),
)  # fmt: skip
_LOGINS_EN = (
    ("Login", f"<h1>Login</h1>{_FORM_EN}"),
    ("Login - CKAN", f"<h1>Login</h1>{_FORM_EN}"),
    ("Log In &lsaquo; Example &#8212; WordPress", f"<h1>Powered by WordPress</h1>{_FORM_EN}"),
    ("Sign in - Google Accounts", "<h1>Sign in</h1><p>to continue to Google Drive</p><form><input type='email' "
     "name='identifier'><button>Next</button></form><p>Forgot email? Not your computer? Use Guest mode.</p>"),
    ("Sign in to your account", "<div><h1>Sign in</h1><form><input type='email' placeholder='Email, phone, or Skype'>"
     "<button>Next</button></form></div><p>No account? Create one! Can’t access your account?</p>"),
    ("Sign in to gdcc", f"<div id='kc-header'>GDCC</div><h1>Sign in to your account</h1>{_FORM_EN}"),
    ("Sign In", f"<h2>Sign in with your organizational account</h2>{_FORM_EN}"),
    ("CAS – Central Authentication Service", f"<h2>Enter Username &amp; Password</h2>{_FORM_EN}"),
    ("Single Sign-On", f"<h1>SSO</h1>{_FORM_EN}"),
    ("Google Drive: Sign-in", "<h1>You need access</h1><p>Ask for access, or switch to an account with access.</p>"),
    ("Log into Facebook", f"<p>You must log in to continue.</p>{_FORM_EN}"),
    ("LINE Login", f"<h1>Log in with LINE</h1>{_FORM_EN}"),
    ("phpMyAdmin", f"<h1>Welcome to phpMyAdmin</h1>{_FORM_EN}"),
    ("User login", f"<h2>User login</h2>{_FORM_EN}"),
    ("Authentication required", "<p>You must be logged in to view this page.</p>"),
    ("Example portal", "<p>You need to log in to download this file.</p><a href='/user/login'>Log in</a>"),
)  # fmt: skip

# ---------------------------------------------------------------- firewalls

_BLOCKS = (
    ("Attention Required! | Cloudflare", "<div id='cf-error-details'><h1>Sorry, you have been blocked</h1><h2>You are "
     "unable to access example.go.th</h2><p>This website is using a security service to protect itself.</p></div>"),
    ("Just a moment...", "<script>window._cf_chl_opt={}</script><script "
     "src='/cdn-cgi/challenge-platform/h/b.js'></script>"
     "<noscript>Enable JavaScript and cookies to continue</noscript>"),
    ("Access denied | example.go.th used Cloudflare to restrict access", "<h1>Error 1020</h1><h2>Access denied</h2><p>"
     "This website is using a security service to protect itself from online attacks.</p>"),
    ("Request Rejected", "The requested URL was rejected. Please consult with your administrator.<br><br>Your "
     "support ID "
     "is: 1234567890<br><br><a href='javascript:history.back();'>[Go Back]</a>"),
    ("", "<META NAME='robots' CONTENT='noindex'><iframe src='/_Incapsula_Resource?SWUDNSAI=31' frameborder=0>Request "
     "unsuccessful. Incapsula incident ID: 123-456</iframe>"),
    ("Access Denied", "<H1>Access Denied</H1>You don't have permission to access \"http://example.go.th/a.csv\" "
     "on this "
     "server.<P>Reference #18.2d351ab8.1557333295.a4e16ab<P>https://errors.edgesuite.net/18.2d351ab8"),
    ("Web Page Blocked!", "<h2>Web Page Blocked!</h2><p>The page cannot be displayed. Please contact the administrator "
     "for additional information.</p><p>URL: example.go.th/a.csv<br>Attack ID: 20000051<br>Message ID: 1</p>"),
    ("FortiGuard Intrusion Prevention - Access Blocked", "<h3>FortiGuard Intrusion Prevention - Access Blocked</h3><p>"
     "Web Page Blocked. You have tried to access a web page that is in violation of your Internet usage policy.</p>"),
    ("Application Blocked", "<h2>FortiGate Application Control</h2><p>You have attempted to use an application that "
     "violates your Internet usage policy.</p>"),
    ("Not Acceptable!", "<h1>Not Acceptable!</h1><p>An appropriate representation of the requested resource could "
     "not be "
     "found on this server. This error was generated by Mod_Security.</p>"),
    ("403 Forbidden", "<h1>Forbidden</h1><p>You don't have permission to access this "
     "resource.</p><hr><address>Apache/2.4"
     "</address>"),
    ("403 Forbidden", "<center><h1>403 Forbidden</h1></center><hr><center>nginx</center>"),
    ("403 - Forbidden: Access is denied.", "<h1>Server Error</h1><h2>403 - Forbidden: Access is denied.</h2><h3>You do "
     "not have permission to view this directory or page using the credentials that you supplied.</h3>"),
    ("Sucuri WebSite Firewall - Access Denied", "<h1>Sucuri Website Firewall - Access Denied</h1><p>Your request was "
     "blocked by the firewall.</p>"),
    ("Your access to this site has been limited", "<h1>Your access to this site has been limited by the site owner</h1>"
     "<p>Generated by Wordfence.</p>"),
    ("One moment, please...", "<h1>Please wait while your request is being verified...</h1>"),
    ("Bot Verification", "<p>Verifying that you are not a robot...</p><div class='g-recaptcha'></div>"),
    ("DDoS-Guard", "<h1>DDoS-Guard</h1><p>Checking your browser before accessing example.go.th</p>"),
    ("https://www.google.com/sorry/", "<p>Our systems have detected unusual traffic from your computer network. This "
     "page checks to see if it's really you sending the requests, and not a robot.</p>"),
    ("Radware Captcha Page", "<p>We apologize for the inconvenience... but your activity and behavior on this "
     "site made "
     "us think that you are a bot.</p>"),
    ("Microsoft-Azure-Application-Gateway/v2", "<center><h1>403 Forbidden</h1></center><hr><center>Microsoft-Azure-"
     "Application-Gateway/v2</center>"),
    ("", "<h2>Our services aren't available right now</h2><p>We're working to restore all services as soon as "
     "possible. "
     "Please check back soon.</p>The request is blocked."),
    ("Human Verification", "<script src='https://a.awswaf.com/challenge.js'></script><script>AwsWafIntegration.x()</script>"
     "<h1>JavaScript is disabled</h1><p>In order to continue, we need to verify that you're not a robot.</p>"),
    ("การเข้าถึงถูกปฏิเสธ", "<h1>การเข้าถึงถูกปฏิเสธ</h1><p>ท่านไม่มีสิทธิ์เข้าถึงหน้านี้</p>"),
    ("Access Denied", "<p>ไอพีของท่านถูกระงับ กรุณาติดต่อผู้ดูแลระบบ</p>"),
    ("แจ้งเตือน", "<p>ตรวจพบการเข้าถึงที่ผิดปกติ กรุณายืนยันว่าคุณเป็นมนุษย์</p><div class='g-recaptcha'></div>"),
    ("ระบบป้องกัน", "<h1>คำขอของท่านถูกปฏิเสธโดยระบบป้องกันเว็บไซต์</h1><p>Web Application Firewall</p>"),
    ("Captcha", "<p>Please complete the security check to access the website.</p><img src='/captcha.php'><input "
     "name='c'>"),
    ("Too Many Requests", "<h1>Too Many Requests</h1><p>You have sent too many requests in a given amount of "
     "time.</p>"),
    ("Access denied", "<h1>Access denied</h1><p>You are not authorized to access this page.</p>"),
)  # fmt: skip

# ---------------------------------------------------------------- pages in between

_BETWEEN = (
    ("", "<meta http-equiv='refresh' content='0; url=/real.csv'>"),
    ("Redirecting", "<meta http-equiv=\"refresh\" content=\"0;url='https://cdn.example.go.th/a.csv'\" /> "
     "Redirecting to "
     "<a href='https://cdn.example.go.th/a.csv'>https://cdn.example.go.th/a.csv</a>."),
    ("", "<script>window.location.href='/real.csv'</script>"),
    ("", "<script type='text/javascript'>location.replace('https://example.go.th/new/');</script>"),
    ("Download", "<p>Your download will begin in 5 seconds. If it does not, click here to download.</p>"),
    ("ดาวน์โหลด", "<p>การดาวน์โหลดจะเริ่มในอีกสักครู่</p>"),
    ("Google Drive - Virus scan warning", "<p>Google Drive can't scan this file for viruses.</p><p>report.zip "
     "(120M) is "
     "too large for Google to scan for viruses. Would you still like to download this file?</p>"),
    ("ข้อตกลงการใช้ข้อมูล", "<p>กรุณายอมรับเงื่อนไขการใช้ข้อมูลก่อนดาวน์โหลด</p><button>ยอมรับเงื่อนไข</button>"),
    ("Terms of use", "<p>Please accept the terms to continue.</p><button>I accept</button>"),
    ("กำลังเปลี่ยนเส้นทาง", "<p>กำลังนำท่านไปยังเว็บไซต์ปลายทาง</p>"),
    ("", "<html><head><script>top.location='https://www.example.go.th/main';</script></head></html>"),
)  # fmt: skip

# ---------------------------------------------------------------- pages that are what they seem

_CONTENT_TH = (
    ("ข่าวประชาสัมพันธ์", f"<h1>ปิดปรับปรุงถนนสาย 404</h1><p>{PROSE * 4}</p>"),
    ("ทางหลวงหมายเลข 404", f"<h1>ทางหลวงหมายเลข 404</h1><p>{PROSE * 3}</p>"),
    ("วิธีแก้ไขข้อผิดพลาด 404 บนเว็บไซต์ของหน่วยงาน", f"<h2>ไม่พบหน้า คืออะไร</h2><p>{PROSE * 6}</p>"),
    ("คู่มือการเข้าสู่ระบบ", f"<h1>ขั้นตอนการเข้าสู่ระบบ</h1><p>{PROSE * 5}</p>"),
    ("สถิติการเข้าสู่ระบบของผู้ใช้ ปี "
     "2565", "<table><tr><th>เดือน</th><th>ครั้ง</th></tr><tr><td>ม.ค.</td><td>500</td></tr></table>"),
    ("รายงานข้อผิดพลาดของเครื่องมือวัด", f"<p>{PROSE * 2}</p><table><tr><td>404</td></tr></table>"),
    ("ประกาศปิดปรับปรุงสวนสาธารณะ", f"<p>สวนสาธารณะจะปิดปรับปรุงตั้งแต่วันที่ 1 ถึง 30 เมษายน</p><p>{PROSE}</p>"),
    ("ประกาศ", f"<p>ผู้ใดไม่พบไฟล์แนบ ให้ติดต่อกองสารสนเทศ</p><p>{PROSE * 5}</p>"),
    ("สถิติข้อมูลเปิด", "<div class='counter'><h2>500</h2><p>ชุดข้อมูล</p></div><div class='counter'><h2>404</h2>"
     f"<p>ทรัพยากร</p></div><p>{PROSE * 2}</p>"),
    ("ภาพรวม", f"<h1>404</h1><p>ชุดข้อมูลทั้งหมด</p><h1>500</h1><p>องค์กร</p><p>{PROSE * 2}</p>"),
    ("พบ 404 ชุดข้อมูล", f"<h1>พบ 404 ชุดข้อมูล</h1><ul>{'<li><h2><a href=x>จำนวนประชากร</a></h2></li>' * 12}</ul>"),
    ("การป้องกันการโจมตีเว็บไซต์", f"<h1>Web Application Firewall คืออะไร</h1><p>{PROSE * 6}</p>"),
    ("เตือนภัยไซเบอร์: เว็บปลอมหน้าเข้าสู่ระบบ", f"<h2>อย่ากรอกรหัสผ่าน</h2><p>{PROSE * 5}</p>"),
    ("สมัครสมาชิก", f"<form><input name='u'><input type='password' name='p'></form><p>{PROSE * 9}</p>"),
    ("แบบสำรวจความพึงพอใจ", f"<form><p>ท่านพบข้อผิดพลาดในการใช้งานหรือไม่</p><input type='radio'></form><p>{PROSE}</p>"),
    ("คำถามที่พบบ่อย", f"<h2>เข้าสู่ระบบไม่ได้ ทำอย่างไร</h2><p>{PROSE * 2}</p><h2>ไม่พบข้อมูลที่ต้องการ</h2><p>{PROSE * 3}</p>"),
    ("เงื่อนไขการใช้งาน", f"<p>ผู้ใช้ยอมรับเงื่อนไขทั้งหมดนี้</p><p>{PROSE * 6}</p>"),
    ("จำนวนประชากร จำแนกรายจังหวัด", f"<h1>จำนวนประชากร จำแนกรายจังหวัด</h1><p>{PROSE}</p><h2>ข้อมูลและทรัพยากร</h2><ul><li>"
     "<a href='a.csv'>population.csv</a></li></ul><table><tr><th>สัญญาอนุญาต</th><td>Open Data Common</td></tr></table>"),
    ("ดาวน์โหลดเอกสาร", "<ul>" + "<li><a href='/d.pdf'>รายงานประจำปี</a> คลิกเพื่อดาวน์โหลด</li>" * 8 + "</ul>"),
    ("แบบฟอร์ม", "<p><a href='/f1.pdf'>แบบ 1</a> คลิกที่นี่เพื่อดาวน์โหลด</p><p><a href='/f2.pdf'>แบบ 2</a> "
     "คลิกที่นี่เพื่อดาวน์โหลด</p>"),
    ("ระบบภูมิสารสนเทศ", "<div id='map'></div><p>เลือกชั้นข้อมูล</p><script>var map = L.map('map');</script>"),
    ("รายงานสถานการณ์น้ำ", "<table>" + "<tr><td>ปิง</td><td>P.1</td><td>2.10</td></tr>" * 40 + "</table>"),
    ("ติดต่อเรา", "<p>โทรศัพท์ 0 2000 0000</p><form><input name='ชื่อ'><textarea></textarea><button>ส่ง</button></form>"),
    ("ทะเบียนความผิดพลาดทางการแพทย์", f"<p>{PROSE * 2}</p>"),
    ("ผลการตรวจสอบความมั่นคงปลอดภัย", f"<h2>Security Check</h2><p>{PROSE * 6}</p>"),
    ("สรุปข่าว", f"<h2>ระบบขัดข้อง ผู้โดยสารตกค้าง</h2><p>{PROSE * 5}</p>"),
    ("ข้อมูลผู้สูงอายุ", f"<p>{PROSE}</p><p><a href='/login'>เข้าสู่ระบบ</a></p>"),
    ("สอบถาม", "<p>ไม่มีข้อมูลสำหรับปีนี้ ข้อมูลปีล่าสุดคือ พ.ศ. 2564</p><table><tr><td>2564</td><td>12</td></tr></table>"),
    ("พจนานุกรมข้อมูล", "<table><tr><th>ชื่อ</th><th>คำอธิบาย</th></tr><tr><td>error_code</td><td>รหัสข้อผิดพลาด</td></tr><tr>"
     "<td>login_id</td><td>รหัสผู้ใช้</td></tr></table>"),
    ("สถานะการเผยแพร่ชุดข้อมูล", "<table><tr><td>ชุดข้อมูล ก</td><td>อยู่ระหว่างปรับปรุง</td></tr><tr><td>ชุดข้อมูล ข</td>"
     "<td>เผยแพร่แล้ว</td></tr></table>"),
    ("ยินดีต้อนรับ", "<p>ลงนามถวายพระพร</p><a href='/main'>เข้าสู่เว็บไซต์</a>"),
    ("อ่าน ThaID คืออะไร", f"<p>ThaID คือระบบการพิสูจน์และยืนยันตัวตนทางดิจิทัล</p><p>{PROSE * 4}</p>"),
)  # fmt: skip
_CONTENT_EN = (
    ("How to sign in safely: a guide for officers", f"<p>{PROSE_EN * 5}</p>"),
    ("Access to information", f"<p>Requests are never denied without a reason.</p><p>{PROSE_EN * 3}</p>"),
    ("Error analysis in surveying", f"<h1>Error analysis</h1><p>{PROSE_EN * 3}</p>"),
    ("Error rates of the census", f"<h2>Error</h2><p>{PROSE_EN * 8}</p>"),
    ("404 datasets found", f"<h1>404 datasets found</h1><ul>{'<li><h2><a href=x>Population</a></h2></li>' * 20}</ul>"),
    ("Datasets", f"<h2>500 datasets found</h2><ul>{'<li><h2><a href=x>Population</a></h2></li>' * 20}</ul>"),
    ("Open data in figures", f"<h1>404</h1><p>datasets</p><h2>500</h2><p>resources</p><p>{PROSE_EN * 2}</p>"),
    ("Airport passengers", f"<h2>Security check</h2><p>{PROSE_EN * 6}</p>"),
    ("Login statistics 2022", "<table><tr><td>January</td><td>404</td></tr></table>"),
    ("API documentation", f"<h2>Errors</h2><p>404 Not Found: the dataset does not exist. 403: access "
     f"denied.</p><p>{PROSE_EN * 4}</p>"),
    ("Frequently asked questions", f"<h2>Page not found?</h2><p>Write to us.</p><p>{PROSE_EN * 8}</p>"),
    ("Population by province", f"<h1>Population by province</h1><p>{PROSE_EN}</p><h2>Data and Resources</h2><ul><li>"
     "<a href='a.csv'>population.csv</a></li></ul><p>Log in to follow this dataset.</p>"),
    ("Index of /opendata", "<h1>Index of /opendata</h1><pre><a href='../'>../</a>\n<a href='a.csv'>a.csv</a> "
     "2022-01-01 "
     "10:00 1234\n</pre>"),
    ("Downloads", "<ul>" + "<li><a href='/a.pdf'>Report</a> Click here to download</li>" * 6 + "</ul>"),
    ("Road maintenance programme", f"<h1>Under maintenance: roads of the north</h1><p>{PROSE_EN * 6}</p>"),
    ("Domain name registry statistics", f"<p>How many domains are for sale or parked.</p><p>{PROSE_EN * 3}</p>"),
    ("Cloud services", f"<h1>DDoS protection by the state cloud</h1><p>{PROSE_EN * 7}</p>"),
    ("Register", f"<form><input name='u'><input type='password' name='p'></form><p>{PROSE_EN * 10}</p>"),
    ("Lost and found", f"<h1>Not found yet</h1><p>{PROSE_EN * 3}</p>"),
    ("Service availability", f"<p>Each month the service was available for 99.9 % of the time.</p><p>{PROSE_EN}</p>"),
    ("Terms and conditions", f"<p>I accept the terms: what it means.</p><p>{PROSE_EN * 5}</p>"),
    ("Weather radar", "<img src='/radar.gif'><p>Updated every 15 minutes.</p>"),
    ("Contact", "<p>Telephone 0 2000 0000</p>"),
    ("Table", "<table><tr><th>Province</th><th>n</th></tr><tr><td>Tak</td><td>1</td></tr></table>"),
)  # fmt: skip
_APPS = (
    ("Dashboard", "<div id='root'></div><script src='/static/js/main.js'></script>"),
    ("React App", "<noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div>"),
    ("ระบบข้อมูล", "<div id='app'></div><noscript><strong>We're sorry but this page doesn't work properly without "
     "JavaScript enabled. Please enable it to continue.</strong></noscript>"),
    ("Power BI", "<iframe src='https://app.powerbi.com/view?r=x' allowfullscreen></iframe>"),
    ("แผนที่", "<app-root>กำลังโหลด กรุณารอสักครู่</app-root><script src='main.js'></script>"),
    ("Loading...", "<app-root>Loading, please wait while the application starts</app-root><script "
     "src='main.js'></script>"),
    ("ระบบรายงาน", "<div id='app'><div class='spinner'></div></div><script>if (location.hash=='#a') { draw(); "
     "}</script>"),
    ("Next", "<div id='__next'></div><script id='__NEXT_DATA__' type='application/json'>{\"page\":\"/404\"}</script>"),
    ("ArcGIS Dashboards", "<div class='calcite-loader'></div><script>var path = location.href == '' ? '/' : "
     "'x';</script>"),
    ("Grafana", "<div class='preloader'>Loading "
     "Grafana</div><script>window.grafanaBootData={user:{isSignedIn:false}}</script>"),
)  # fmt: skip


@cache
def pages() -> tuple[Page, ...]:
    """All of them."""
    found = [
        *_in((bare,), "error", "error of a server", _SERVER_ERRORS),
        *_in((site_en, modern), "error", "error of a site, English", _SITE_ERRORS_EN),
        *_in((site_th, modern), "error", "error of a site, Thai", _SITE_ERRORS_TH),
        *_in((bare, modern), "error", "maintenance", _MAINTENANCE),
        *_in((bare,), "error", "parked or default page", _PARKED),
        *_in((site_th, modern), "login", "login, Thai", _LOGINS_TH),
        *_in((site_en, modern), "login", "login, English", _LOGINS_EN),
        *_in((bare, modern), "block", "block page or captcha", _BLOCKS),
        *_in((bare,), "interstitial", "page in between", _BETWEEN),
        *_in((site_th, modern, bare), "content", "content, Thai", _CONTENT_TH),
        *_in((site_en, modern, bare), "content", "content, English", _CONTENT_EN),
        *_in((bare, modern), "content", "single-page application", _APPS),
    ]
    found += [Page("error", "message of a script", text[:60], text) for text in _ALERTS]
    return tuple(found)


def results() -> Iterator[tuple[str, str, str | None]]:
    """A page that stands in for data and is left alone: cannot tell. One that is what it seems and is not: wrong."""
    for page in pages():
        told = page.told()
        yield page.what, page.label, None if told == "content" and page.label != "content" else told
