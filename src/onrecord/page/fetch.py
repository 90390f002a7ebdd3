"""The one policy for fetching a page from the web, used by ``read`` and ``ingest`` alike.

A page comes from a public address over http or https, in bounded time and size, without cookies and without running
anything. The address that was checked is the address that is connected to, so a name cannot point elsewhere in between,
and every redirect is checked again.

It stands on the standard library: ``http.client`` takes a socket that we connected ourselves, which is what checking
the address and keeping one deadline over all of it need. httpx resolves names itself and bounds each read, not the
whole; and reading alone then needs no web library.
"""

from __future__ import annotations

import http.client
import ssl
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from onrecord._version import __version__
from onrecord.errors import FetchError, NotAPageError, TooLargeError
from onrecord.page.addresses import Target, target_of
from onrecord.page.connecting import AS_FILE, PAGE_TYPES, FetchPolicy, Resolve, connect, explained, resolve
from onrecord.page.deadline import Deadline
from onrecord.page.reading import RawPage

__all__ = ["PAGE_TYPES", "USER_AGENT", "Answer", "FetchPolicy", "Resolve", "ask", "fetch", "resolve"]

USER_AGENT = f"onrecord/{__version__}"

_CHUNK = 64 * 1024
_REDIRECTS = {301, 302, 303, 307, 308}
_NOT_MODIFIED = 304
_PART = 206  # nobody asks for a part
# Too many requests, request time-out, and every fault of the server's own: it may answer another time.
_TEMPORARY = {408, 425, 429}
_GZIP_WINDOW = 31  # zlib: largest window, gzip header and checksum

_REMEDIES = {
    401: f"the page wants a login; {AS_FILE}",
    402: f"the page is paid for; {AS_FILE}",
    403: f"the server refuses programs; {AS_FILE}",
    404: "check the address",
    410: "the page is gone; look for an archived copy",
    429: "the server wants fewer requests; try again later",
    451: "the page is withheld for legal reasons; look for an archived copy",
}


@dataclass(frozen=True)
class Answer:
    """What a server answered.

    Args:
        page: None where it has not changed since it was asked last.
        etag: what names this version of the page.
        last_modified: as the server writes it.
        at: where the redirects led.
    """

    page: RawPage | None
    etag: str | None = None
    last_modified: str | None = None
    at: str = ""


def fetch(url: str, policy: FetchPolicy | None = None) -> RawPage:
    """Fetch one page.

    Args:
        url: ``http://`` or ``https://``.
        policy: what may be fetched; the default refuses local addresses.

    Returns:
        The page; its name and ``url`` are the address as given, also after redirects.

    Raises:
        FetchError: the address is refused, or the page cannot be had.
        TooLargeError: the page is larger than the policy allows.
        NotAPageError: the server sends something that is no page.
    """
    page = ask(url, policy).page
    if page is None:  # nothing was asked on a condition
        raise FetchError(url, "the server sends no page", "try again later")
    return page


def ask(
    url: str, policy: FetchPolicy | None = None, etag: str | None = None, last_modified: str | None = None
) -> Answer:
    """Ask for a page, if it has changed since.

    Args:
        url: ``http://`` or ``https://``.
        policy: what may be fetched; the default refuses local addresses.
        etag: what the server named the version that is known.
        last_modified: when that version changed, as the server wrote it.

    Raises:
        FetchError: the address is refused, or the page cannot be had.
        TooLargeError: the page is larger than the policy allows.
        NotAPageError: the server sends something that is not taken.
    """
    conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    known = {name: value for name, value in conditions.items() if value}
    return _Fetching(url, policy or FetchPolicy(), known).run()


@dataclass
class _Fetching:
    """One fetch on its way: the address given stands in every message."""

    url: str
    policy: FetchPolicy
    conditions: Mapping[str, str]

    def __post_init__(self) -> None:
        self.deadline = Deadline(self.policy.seconds)

    def run(self) -> Answer:
        seen: list[str] = []
        at = self.url
        while True:
            if at in seen:
                raise self._error("the address redirects in a circle", f"it may want cookies; {AS_FILE}")
            seen.append(at)
            if len(seen) > self.policy.max_redirects + 1:
                raise self._error(f"more than {self.policy.max_redirects} redirects", "give the address where they end")
            onward = self._visit(at)
            if isinstance(onward, Answer):
                return onward
            at = onward
            if reason := self.policy.may_visit(at):
                raise self._error(f"redirected to {at[:200]}: {reason}", AS_FILE)

    def _visit(self, at: str) -> Answer | str:
        """Ask one address; return the page, or where it redirects to."""
        try:
            target = target_of(at)
        except ValueError as error:
            cause = str(error) if at == self.url else f"redirected to {at[:200]}: {error}"
            raise self._error(cause, "give an http:// or https:// address") from error
        try:
            return self._exchange(at, target)
        except (OSError, http.client.HTTPException, zlib.error) as error:
            temporary = not isinstance(error, ssl.SSLError | zlib.error)
            raise self._error(*explained(error, target, self.policy.seconds), temporary=temporary) from error

    def _exchange(self, at: str, target: Target) -> Answer | str:
        timed = connect(self.url, target, self.policy, self.deadline)
        try:
            connection = http.client.HTTPConnection(target.host, target.port)
            connection.sock = timed
            connection.request("GET", target.path, headers=self._headers(target))
            answer = connection.getresponse()
            if answer.status in _REDIRECTS and answer.headers.get("Location"):
                return self._onward(at, _location(answer))
            if answer.status == _NOT_MODIFIED and self.conditions:
                return self._answer(None, answer, at)
            self._check_answer(answer, target)
            announced = answer.length
            body = self._body(answer)
            # A line too many is a slip. More than that, and nobody knows where the page ends.
            if announced is not None and timed.surplus().strip():
                raise self._error(f"{target.host} sends more than it announced", AS_FILE, temporary=True)
        finally:
            timed.shut()
        charset = answer.headers.get_content_charset()
        page = RawPage(self.url, body, url=self.url, media_type=_media_type(answer) or None, charset=charset)
        return self._answer(page, answer, at)

    @staticmethod
    def _answer(page: RawPage | None, answer: http.client.HTTPResponse, at: str) -> Answer:
        return Answer(page, answer.headers.get("ETag"), answer.headers.get("Last-Modified"), at)

    def _headers(self, target: Target) -> dict[str, str]:
        others = ",*/*;q=0.7" if self.policy.types is None else ""
        return {
            "Host": target.authority,
            "User-Agent": USER_AGENT,
            "Accept": f"text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8{others}",
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **self.conditions,
        }

    def _onward(self, at: str, location: str) -> str:
        try:
            return urljoin(at, location)
        except ValueError as error:
            raise self._error(f"redirected to {location[:200]}: {error}", "check the address") from error

    def _check_answer(self, answer: http.client.HTTPResponse, target: Target) -> None:
        status = answer.status
        if not 200 <= status < 300 or status == _PART:  # noqa: PLR2004 - the classes of HTTP status codes are what they are
            again = "try again later" if status >= 500 else f"check the address, or {AS_FILE}"  # noqa: PLR2004 - as above
            cause, remedy = f"{target.host} answers {status} {answer.reason}".rstrip(), _REMEDIES.get(status, again)
            temporary = status in _TEMPORARY or status >= 500  # noqa: PLR2004 - as above
            raise FetchError(self.url, cause, remedy, status, temporary, answer.headers.get("Retry-After"))
        media_type = _media_type(answer)
        if self.policy.types is not None and media_type not in self.policy.types:
            raise NotAPageError(self.url, f"the server sends {media_type}, not a page", "give the article's HTML page")
        if (answer.length or 0) > self.policy.max_bytes:
            raise self._too_large()

    def _body(self, answer: http.client.HTTPResponse) -> bytes:
        """Read to the end; ``read1`` does not count what it read against the announced length in every Python."""
        unpack = self._unpacker(answer.headers.get("Content-Encoding", "").strip().lower())
        announced, received, size = answer.length, 0, 0
        pieces: list[bytes] = []
        while announced is None or received < announced:
            packed = answer.read1(_CHUNK if announced is None else min(_CHUNK, announced - received))
            if not packed:
                break
            received += len(packed)
            for piece in unpack(packed):
                size += len(piece)
                if size > self.policy.max_bytes:
                    raise self._too_large()
                pieces.append(piece)
        if received < (announced or 0) or not unpack.complete:
            raise http.client.IncompleteRead(b"")
        return b"".join(pieces)

    def _unpacker(self, encoding: str) -> _AsItIs | _Inflater:
        if encoding in {"", "identity"}:
            return _AsItIs()
        if encoding in {"gzip", "x-gzip"}:
            return _Inflater()
        raise self._error(f"the server compresses with {encoding[:40]!r}, which was not asked for", AS_FILE)

    def _too_large(self) -> TooLargeError:
        size = self.policy.max_bytes / (1024 * 1024)
        return TooLargeError(self.url, f"the page has more than {size:g} MB", "give the article's page alone")

    def _error(self, cause: str, remedy: str, *, temporary: bool = False) -> FetchError:
        return FetchError(self.url, cause, remedy, temporary=temporary)


class _AsItIs:
    """Bytes that are not compressed."""

    complete = True

    def __call__(self, received: bytes) -> Iterator[bytes]:
        yield received


class _Inflater:
    """Unpacks gzip piece by piece, so that a bomb is noticed before it fills the memory."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(_GZIP_WINDOW)

    @property
    def complete(self) -> bool:
        return self._zlib.eof

    def __call__(self, received: bytes) -> Iterator[bytes]:
        while received and not self._zlib.eof:
            yield self._zlib.decompress(received, _CHUNK)
            received = self._zlib.unconsumed_tail


def _media_type(answer: http.client.HTTPResponse) -> str:
    return (answer.headers.get("Content-Type") or "").partition(";")[0].strip().lower()


def _location(answer: http.client.HTTPResponse) -> str:
    """Return where a redirect leads; headers come as Latin-1, though servers write UTF-8 into them."""
    location = answer.headers["Location"].strip()
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location
