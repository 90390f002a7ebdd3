"""What an alert noticed as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from onrecord.alerts.delivering import name_of
from onrecord.export.inert import plain, web_address
from onrecord.store.alerting import Alert, Notice
from onrecord.store.rows import ArticleRow


def feed(
    alert: Alert, noticed: Sequence[Notice], articles: Mapping[int, ArticleRow], address: str | None = None
) -> bytes:  # fmt: skip
    """Return the feed of an alert.

    Args:
        noticed: the newest first.
        articles: that they stand in, by id.
        address: where this feed stands.
    """
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>{escape(address or f'urn:onrecord:alert:{alert.id}')}</id>",
        f"<title>{escape(plain(alert.name))}</title>",
        f"<updated>{noticed[0].made_at if noticed else alert.made_at}</updated>",
        "<author><name>onrecord</name></author>",
        *([f'<link rel="self" href={quoteattr(address)}/>'] if address else []),
    ]
    for notice in noticed:
        lines += _entry(notice, articles.get(notice.article))
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()


def _entry(notice: Notice, article: ArticleRow | None) -> list[str]:
    link = web_address(article.url) if article else None
    where = f" — {article.outlet or article.title or ''}, {article.known_on}" if article else ""
    return [
        "<entry>",
        f"<id>urn:onrecord:{name_of(notice)}</id>",
        f"<title>{escape(plain(notice.title))}</title>",
        f"<updated>{notice.made_at}</updated>",
        *([f'<link rel="alternate" type="text/html" href={quoteattr(link)}/>'] if link else []),
        f'<content type="text">{escape(plain(notice.words + where))}</content>',
        "</entry>",
    ]
