"""What the tests of ingest share: a reader without models, pages, a web server of our own, an archive's records."""

from __future__ import annotations

import contextlib
import gzip
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterable

from sqlalchemy import func, select
from stub_reader import read

from onrecord.ingest.gather import Manner, Report, Watcher, gather
from onrecord.ingest.inputs import Inputs
from onrecord.ingest.patience import Patient
from onrecord.ingest.streams import taken
from onrecord.ingest.visits import Manners
from onrecord.page.fetch import FetchPolicy
from onrecord.store import schema

QUICK = Manners(delay=0.0, pause=0.01, policy=FetchPolicy(allow_local=True, seconds=2.0))


def page(title="Bridge closed", words="The bridge is closed for ten days, the mayor said.", head=""):
    begins = f"<!doctype html><html><head><title>{title}</title>{head}</head>"
    return f"{begins}<body><h1>{title}</h1><p>{words}</p></body></html>"


def pages(folder, **bodies):
    for name, body in bodies.items():
        (folder / f"{name}.html").write_text(page(name, body))


class Said:
    """Who is told how a run goes, and can stop it."""

    def __init__(self, stop_after=None):
        self.outcomes = []
        self.waits = []
        self.stop = threading.Event()
        self._stop_after = stop_after

    def told(self, one, outcome):
        self.outcomes.append((one.name, outcome))

    def step(self, _counts):
        if self._stop_after is not None and len(self.outcomes) >= self._stop_after:
            self.stop.set()

    def wait(self, seconds, error):
        self.waits.append(str(error))
        return not self.stop.wait(min(seconds, 0.05))

    @property
    def watcher(self):
        return Watcher(told=self.told, step=self.step, stopping=self.stop.is_set)

    @property
    def failed(self):
        return [outcome for _, outcome in self.outcomes if not isinstance(outcome, str)]


def ingest(store, *inputs, said=None, manners=QUICK, kind=None, date_of=None, **manner) -> Report:
    said = said or Said()
    patient = Patient(store, said.wait)
    items = taken(patient, Inputs([str(one) for one in inputs], kind, date_of).items(), manners, said.stop)
    manner = {"jobs": 1, "read": read} | manner
    return gather(patient, items, "ingest", Manner(**manner), said.watcher)


def count(store, table, *where):
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one()


def articles(store):
    with store.reading() as connection:
        c = schema.ARTICLES.c
        return [tuple(row) for row in connection.execute(select(c.url, c.title, c.published).order_by(c.id))]


# ---- the web --------------------------------------------------------------------------------------------------------


def http(body="", status="200 OK", **headers):
    raw = body.encode() if isinstance(body, str) else body
    named = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(raw))}
    named |= {key.replace("_", "-"): value for key, value in headers.items()}
    lines = "".join(f"{key}: {value}\r\n" for key, value in named.items() if value)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + raw


class Web:
    """A server on loopback: each path answers with bytes, or with what a function makes of the request."""

    def __init__(self):
        self.answers: dict[str, bytes | Callable[[str], bytes]] = {}
        self.requests: list[str] = []
        self.times: list[float] = []
        self.at_once = self.most_at_once = 0
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                request = self.request.recv(65536).decode("latin-1")
                outer.requests.append(request)
                outer.times.append(time.monotonic())
                outer.at_once += 1
                outer.most_at_once = max(outer.at_once, outer.most_at_once)
                answer = outer.answers.get(request.split(" ")[1], http("no", "404 Not Found"))
                with contextlib.suppress(OSError):
                    made = answer(request) if callable(answer) else answer
                    for piece in [made] if isinstance(made, bytes) else made:
                        self.request.sendall(piece)
                outer.at_once -= 1

        socketserver.ThreadingTCPServer.daemon_threads = True
        socketserver.ThreadingTCPServer.request_queue_size = 64
        self.tcp = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.port = self.tcp.server_address[1]
        threading.Thread(target=self.tcp.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def url(self, path="/", host="127.0.0.1"):
        return f"http://{host}:{self.port}{path}"

    def asked(self, path):
        return [request for request in self.requests if request.split(" ")[1] == path]

    def close(self):
        self.tcp.shutdown()
        self.tcp.server_close()


def free_port():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return unused.getsockname()[1]


def rss(*entries: tuple[str, str | None]):
    items = "".join(
        f"<item><title>t</title><link>{url}</link>{f'<pubDate>{date}</pubDate>' if date else ''}</item>"
        for url, date in entries
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
    )


# ---- archives -------------------------------------------------------------------------------------------------------


def warc_record(number, body=None, *, kind="response", status="200 OK", media_type="text/html", length=None, extra=""):
    body = page(f"Page {number}").encode() if body is None else body
    answer = (
        f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{extra}Content-Length: {len(body)}\r\n\r\n".encode() + body
    )
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number:08d}-0000-0000-0000-000000000000>\r\n"
        f"WARC-Target-URI: https://news.example/{number}\r\nWARC-Date: 2031-03-04T10:00:{number % 60:02d}Z\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer) if length is None else length}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def warc(records: Iterable[bytes], *, packed=True):
    return b"".join(gzip.compress(record, mtime=0) if packed else record for record in records)
