"""Pages from addresses: those the operator allows and no other, whatever a name, a redirect or an answer tries."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from willcall.knowledge.documents import UnreadableDocument
from willcall.knowledge.ingest.fetching import AddressNotAllowed, Fetcher, PageUnavailable, is_public
from willcall.knowledge.ingest.limits import Limits


class Site(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.headers["Host"].split(":")[0], self.path))
        if self.path.startswith("/to?"):
            self.send_response(302)
            self.send_header("Location", self.path.split("?", 1)[1])
            self.end_headers()
            return
        kind = "application/zip" if self.path.endswith("zip") else "text/html; charset=utf-8"
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Type", kind)
        if self.path == "/packed":
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(b"<p>Parking is $25.</p>" * (5_000 if self.path == "/large" else 1))

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetcher(site):
    return Fetcher(
        ["help.example.com", "*.venue.example"],
        limits=Limits(size=50_000),
        resolve=lambda host, _port: ["127.0.0.1"] if host != "inside.venue.example" else ["10.0.0.5"],
        public=lambda address: address == "127.0.0.1",
        patience_s=10,
    )


def at(site, path, host="help.example.com"):
    return f"http://{host}:{site.server_port}{path}"


def test_an_allowed_page_is_fetched_under_its_own_name(site, fetcher):
    source = fetcher.fetch(at(site, "/parking"))
    assert (source.name, source.kind, source.data) == ("parking", "html", b"<p>Parking is $25.</p>")
    assert source.uri == source.origin == at(site, "/parking")
    assert site.asked[-1] == ("help.example.com", "/parking")


def test_a_redirect_is_followed_where_it_may_lead(site, fetcher):
    assert fetcher.fetch(at(site, f"/to?{at(site, '/there', 'a.venue.example')}")).data
    assert site.asked[-1] == ("a.venue.example", "/there")


@pytest.mark.parametrize(
    "url",
    [
        "http://other.example/",
        "http://example.com/",
        "http://venue.example/",
        "http://help.example.com.evil.example/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://2130706433/",
        "file:///etc/passwd",
        "gopher://help.example.com/",
        "http://user:pass@help.example.com/",
        "http://help.example.com:99999/",
        "http://inside.venue.example/",
        "http:///",
    ],
)
def test_any_other_address_is_refused_unasked(site, fetcher, url):
    before = len(site.asked)
    with pytest.raises(AddressNotAllowed):
        fetcher.fetch(url)
    assert len(site.asked) == before


@pytest.mark.parametrize("target", ["http://other.example/", "http://inside.venue.example/", "file:///etc/passwd"])
def test_a_redirect_leads_nowhere_else(site, fetcher, target):
    with pytest.raises(AddressNotAllowed):
        fetcher.fetch(at(site, f"/to?{target}"))


def test_redirects_end(site, fetcher):
    here = at(site, "/x")
    for _ in range(5):
        here = at(site, f"/to?{here}")
    with pytest.raises(PageUnavailable, match="redirects"):
        fetcher.fetch(here)


@pytest.mark.parametrize("path", ["/large", "/file.zip"])
def test_what_is_too_large_or_of_no_kind_is_refused(site, fetcher, path):
    with pytest.raises(UnreadableDocument):
        fetcher.fetch(at(site, path))


@pytest.mark.parametrize("path", ["/gone", "/packed"])
def test_an_answer_that_is_no_page_is_said(site, fetcher, path):
    with pytest.raises(PageUnavailable):
        fetcher.fetch(at(site, path))


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::a00:1", False),
        ("2002:0a00:0001::", False),
    ],
)
def test_private_networks_are_known(address, public):
    assert is_public(address) is public
