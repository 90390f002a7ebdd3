"""The fetching policy, against a server of our own on loopback; nothing leaves this machine."""

from __future__ import annotations

import contextlib
import gzip
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from onrecord._version import __version__
from onrecord.errors import FetchError, NotAPageError, PageError, TooLargeError
from onrecord.page.addresses import local_reason, target_of
from onrecord.page.fetch import FetchPolicy, fetch
from onrecord.page.opening import open_page

PAGE = b"<!doctype html><p>The bridge is closed.</p>"
Answer = Callable[[socket.socket], None]


def http(body: bytes = PAGE, status: str = "200 OK", **headers: str) -> bytes:
    named = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
    named |= {key.replace("_", "-"): value for key, value in headers.items()}
    lines = "".join(f"{key}: {value}\r\n" for key, value in named.items() if value)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + body


class Server:
    """Answers each path with the bytes, or the behaviour, that a test gave it; keeps the requests."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes | Answer] = {"/": http()}
        self.requests: list[str] = []
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                request = self.request.recv(65536).decode("latin-1")
                outer.requests.append(request)
                answer = outer.answers.get(request.split(" ")[1], http(b"no", "404 Not Found"))
                with contextlib.suppress(OSError):  # the client hangs up where it should
                    answer(self.request) if callable(answer) else self.request.sendall(answer)

        socketserver.ThreadingTCPServer.daemon_threads = True
        self.tcp = socketserver.ThreadingTCPServer(("127.0.0.2", 0), Handler)
        self.port = self.tcp.server_address[1]
        threading.Thread(target=self.tcp.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def url(self, path: str = "/", host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"


@pytest.fixture
def server() -> Iterator[Server]:
    try:
        running = Server()
    except OSError:
        pytest.skip("needs 127.0.0.2, which this machine's loopback does not have")
    yield running
    running.tcp.shutdown()
    running.tcp.server_close()


def resolve(host: str, _port: int) -> list[str]:
    """Names of this test: one on the server, one on the loopback address that the policy refuses."""
    known = {"news.example": ["127.0.0.2"], "inside.example": ["127.0.0.1"], "both.example": ["127.0.0.1", "127.0.0.2"]}
    if host in known:
        return known[host]
    if host[0].isdigit():
        return [host]
    raise socket.gaierror(-2, "Name or service not known")


def policy(**changes: object) -> FetchPolicy:
    def refuse(address: str) -> str | None:
        return "a loopback address" if address != "127.0.0.2" else None

    return FetchPolicy(**({"resolve": resolve, "refuse": refuse, "seconds": 5.0} | changes))  # type: ignore[arg-type]


def test_a_page_comes_with_what_the_server_declares(server: Server) -> None:
    server.answers["/a?b=1"] = http(Content_Type="text/html; charset=ISO-8859-1")
    raw = fetch(server.url("/a?b=1"), policy())
    assert (raw.body, raw.media_type, raw.charset) == (PAGE, "text/html", "iso-8859-1")
    assert raw.url == raw.name == server.url("/a?b=1")


def test_the_request_names_us_and_carries_no_cookies(server: Server) -> None:
    server.answers["/"] = http(Set_Cookie="id=1", Location="/b", status="302 Found")
    server.answers["/b"] = http()
    fetch(server.url(), policy())
    assert all(f"User-Agent: onrecord/{__version__}\r\n" in request for request in server.requests)
    assert not any("cookie" in request.lower() for request in server.requests)
    assert f"Host: news.example:{server.port}\r\n" in server.requests[0]


def test_gzip_and_chunks_are_unpacked(server: Server) -> None:
    packed = gzip.compress(PAGE)
    server.answers["/gz"] = http(packed, Content_Encoding="gzip")
    server.answers["/chunks"] = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (PAGE[:10], PAGE[10:]))
        + b"0\r\n\r\n"
    )
    server.answers["/until-closed"] = http(Content_Length="")
    assert [fetch(server.url(path), policy()).body for path in ("/gz", "/chunks", "/until-closed")] == [PAGE] * 3


def test_a_server_that_keeps_the_connection_open_is_not_waited_for(server: Server) -> None:
    def hold(connection: socket.socket) -> None:
        connection.sendall(http())
        time.sleep(4)

    server.answers["/"] = hold
    begun = time.monotonic()
    assert fetch(server.url(), policy()).body == PAGE
    assert time.monotonic() - begun < 3


def test_redirects_are_followed_to_the_end(server: Server) -> None:
    for i in range(5):
        server.answers[f"/{i}"] = http(b"", "301 Moved Permanently", Location=f"/{i + 1}")
    server.answers["/5"] = http()
    assert fetch(server.url("/0"), policy()).body == PAGE


@pytest.mark.parametrize(
    ("path", "location", "says"),
    [
        ("/circle", "/circle", "circle"),
        ("/inside", "http://inside.example/secret", r"inside.example \(127.0.0.1\) is a loopback address"),
        ("/address", "http://127.0.0.1:8080/secret", "127.0.0.1 is a loopback address"),
        ("/file", "file:///etc/passwd", "only http and https"),
        ("/user", "http://user:word@news.example/", "user name"),
        ("/nowhere", "http://unknown.example/", "no host named unknown.example"),
        ("/broken", "http://[::1", "Invalid IPv6 URL"),
    ],
)
def test_redirects_are_checked_again(server: Server, path: str, location: str, says: str) -> None:
    server.answers[path] = http(b"", "302 Found", Location=location)
    with pytest.raises(FetchError, match=says) as caught:
        fetch(server.url(path), policy())
    assert caught.value.page == server.url(path)


def test_too_many_redirects_are_an_error(server: Server) -> None:
    for i in range(9):
        server.answers[f"/{i}"] = http(b"", "307 Temporary Redirect", Location=f"/{i + 1}")
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetch(server.url("/0"), policy())
    assert len(server.requests) == 6


def test_only_addresses_that_may_be_fetched_from_are_connected_to(server: Server) -> None:
    assert fetch(server.url(host="both.example"), policy()).body == PAGE
    with pytest.raises(FetchError, match="allow-local"):
        fetch(server.url(host="inside.example"), policy())
    assert len(server.requests) == 1


def test_a_name_is_asked_once_so_that_it_cannot_point_elsewhere_later(server: Server) -> None:
    asked: list[str] = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.2"] if len(asked) == 1 else ["127.0.0.1"]

    assert fetch(server.url(), policy(resolve=rebinding)).body == PAGE
    assert asked == ["news.example"]


def test_local_addresses_are_fetched_from_when_asked_for(server: Server) -> None:
    url = server.url(host="127.0.0.2")
    assert open_page(url, allow_local=True).body == PAGE
    with pytest.raises(FetchError, match="loopback"):
        open_page(url)


@pytest.mark.parametrize(
    ("status", "remedy"),
    [
        ("404 Not Found", "check the address"),
        ("403 Forbidden", "refuses programs"),
        ("401 Unauthorized", "login"),
        ("410 Gone", "archived"),
        ("429 Too Many Requests", "later"),
        ("500 Internal Server Error", "try again later"),
        ("503 Service Unavailable", "try again later"),
        ("304 Not Modified", "check the address"),
    ],
)
def test_each_refusal_says_what_to_do(server: Server, status: str, remedy: str) -> None:
    server.answers["/"] = http(b"", status)
    with pytest.raises(FetchError, match=status[:3]) as caught:
        fetch(server.url(), policy())
    assert remedy in caught.value.remedy


@pytest.mark.parametrize("media_type", ["application/pdf", "image/png", "application/json", "video/mp4"])
def test_what_is_no_page_is_not_fetched(server: Server, media_type: str) -> None:
    server.answers["/"] = http(Content_Type=media_type)
    with pytest.raises(NotAPageError, match=media_type):
        fetch(server.url(), policy())


def _close_early(connection: socket.socket) -> None:
    connection.sendall(http()[:-10])


def _not_http(connection: socket.socket) -> None:
    connection.sendall(b"SSH-2.0-OpenSSH_9.6\r\n" * 3)


def _say_nothing(connection: socket.socket) -> None:
    connection.close()


def _long_header(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (_close_early, "breaks off"),
        (_say_nothing, "breaks off"),
        (_not_http, "does not answer in HTTP"),
        (_long_header, "does not answer in HTTP"),
        (http(b"\x1f\x8b\x08\x00broken bytes here", Content_Encoding="gzip"), "damaged"),
        (http(gzip.compress(PAGE)[:-12], Content_Encoding="gzip"), "breaks off"),
        (http(Content_Encoding="br"), "'br'"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc", "breaks off"),
    ],
)
def test_broken_answers_are_errors_of_the_page(server: Server, answer: bytes | Answer, says: str) -> None:
    server.answers["/"] = answer
    with pytest.raises(FetchError, match=says):
        fetch(server.url(), policy())


def _drip(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(100):
        connection.sendall(b"x")
        time.sleep(0.1)


def _drip_headers(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(100):
        connection.sendall(b"x")
        time.sleep(0.1)


def _hang(_connection: socket.socket) -> None:
    time.sleep(10)


@pytest.mark.parametrize("answer", [_drip, _drip_headers, _hang])
def test_one_deadline_holds_for_everything(server: Server, answer: Answer) -> None:
    server.answers["/"] = answer
    begun = time.monotonic()
    with pytest.raises(FetchError, match=r"took more than 0\.6 seconds"):
        fetch(server.url(), policy(seconds=0.6))
    assert time.monotonic() - begun < 2


def test_a_resolver_that_hangs_is_not_waited_for() -> None:
    def hang(_host: str, _port: int) -> list[str]:
        time.sleep(3)
        return []

    begun = time.monotonic()
    with pytest.raises(FetchError, match="took more than"):
        fetch("http://news.example/", policy(resolve=hang, seconds=0.3))
    assert time.monotonic() - begun < 2


def _endless(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        connection.sendall(b"<p>more</p>" * 6000)


def test_size_is_bounded_while_it_streams(server: Server) -> None:
    server.answers["/endless"] = _endless
    server.answers["/announced"] = http(Content_Length="999999999")
    server.answers["/bomb"] = http(gzip.compress(b"\x00" * 50_000_000), Content_Encoding="gzip")
    for path in ("/endless", "/announced", "/bomb"):
        with pytest.raises(TooLargeError, match="more than 1 MB"):
            fetch(server.url(path), policy(max_bytes=1024 * 1024))


def test_a_refused_connection_and_an_unknown_name_are_told_apart() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(FetchError, match="refuses the connection"):
        fetch(f"http://127.0.0.1:{port}/", FetchPolicy(allow_local=True, seconds=5))
    with pytest.raises(FetchError, match="no host named"):
        fetch("http://unknown.example/", policy())


def test_plain_http_on_a_tls_address_is_told_as_such(server: Server) -> None:
    with pytest.raises(FetchError, match="no secure connection"):
        fetch(server.url().replace("http://", "https://"), policy())


@pytest.mark.parametrize(
    "url", ["http://", "https:///a", "news.example", "gopher://x/", "http://a:99999/", "http://x y/", "http://\x00/"]
)
def test_addresses_that_are_none_are_errors_of_the_page(url: str) -> None:
    with pytest.raises(PageError):
        fetch(url, policy())


LOCAL = """
    127.0.0.1 127.255.0.9 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 192.0.0.8
    192.0.2.1 198.18.0.1 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 :: ::1 fe80::1 fe80::1%eth0
    fc00::1 fd12::1 fec0::1 ff02::1 2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1
    64:ff9b::a00:1 64:ff9b:1::1 2002:7f00:1:: 2002:a00:1::1 no-address
"""


@pytest.mark.parametrize("address", [*LOCAL.split(), ""])
def test_addresses_outside_the_public_internet_are_refused(address: str) -> None:
    assert local_reason(address)


@pytest.mark.parametrize(
    "address",
    [
        "93.184.215.14",
        "8.8.8.8",
        "172.32.0.1",
        "100.128.0.1",
        "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
        "64:ff9b::808:808",
    ],
)
def test_public_addresses_are_not_refused(address: str) -> None:
    assert local_reason(address) is None


def test_a_url_becomes_a_request() -> None:
    target = target_of("HTTPS://Bücher.example:8443/größe und/a%20b?q=ä&r=[1]#part")
    assert (target.host, target.port, target.secure) == ("xn--bcher-kva.example", 8443, True)
    assert target.path == "/gr%C3%B6%C3%9Fe%20und/a%20b?q=%C3%A4&r=[1]"
    assert target.authority == "xn--bcher-kva.example:8443"
    assert target_of("http://[2606:2800::1]/").authority == "[2606:2800::1]"
