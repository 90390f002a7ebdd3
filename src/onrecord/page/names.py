"""What the names that templates give to the parts of a page hint at: tags, classes, ids."""

from __future__ import annotations

import re
from functools import lru_cache


class Zone:
    """What a tag, a class or an id hints at; hints are bits of one integer.

    Plain integers and not ``enum.IntFlag``: a page unites some 4,000 of them, at 1.2 microseconds each with the enum.
    """

    ARTICLE = 1 << 0
    BODY = 1 << 1
    MAIN = 1 << 2
    ASIDE = 1 << 3
    NAV = 1 << 4
    FOOTER = 1 << 5
    HEADER = 1 << 6
    FIGURE = 1 << 7
    CAPTION = 1 << 8
    CREDIT = 1 << 9
    QUOTE = 1 << 10
    RELATED = 1 << 11
    PROMO = 1 << 12
    SOCIAL = 1 << 13
    COMMENT = 1 << 14
    AUTHOR = 1 << 15
    DATE = 1 << 16
    TAGS = 1 << 17
    STANDFIRST = 1 << 18
    HEADLINE = 1 << 19
    LIVE = 1 << 20
    AD = 1 << 21
    TABLE = 1 << 22
    LIST = 1 << 23
    FORM = 1 << 24
    CONSENT = 1 << 25
    LINK = 1 << 26
    WIDGET = 1 << 27
    SECTION = 1 << 28
    SUBHEADING = 1 << 29
    CRUMB = 1 << 30


# Names beyond these say nothing that the first ones do not.
MOST_NAMES = 24
LONGEST_NAME = 100
ZONES = 31  # how many bits there are

TAG_ZONES: dict[str, int] = {
    "article": Zone.ARTICLE, "main": Zone.MAIN, "aside": Zone.ASIDE, "nav": Zone.NAV, "footer": Zone.FOOTER,
    "header": Zone.HEADER, "figure": Zone.FIGURE, "figcaption": Zone.CAPTION | Zone.FIGURE,
    "blockquote": Zone.QUOTE, "table": Zone.TABLE, "ul": Zone.LIST, "ol": Zone.LIST, "dl": Zone.LIST,
    "form": Zone.FORM, "button": Zone.FORM, "a": Zone.LINK, "address": Zone.AUTHOR, "picture": Zone.FIGURE,
}  # fmt: skip

# Families of names, one pattern a word; gathered from the open style guides of content systems (WordPress, Drupal, Arc,
# AMP, schema.org) and the pages of the tuning half.
_FAMILIES: tuple[tuple[int, str], ...] = (
    (Zone.BODY, r"""
        article[-_]?(?:body|content|text|copy|main|paragraph) story[-_]?(?:body|content|text|copy)
        body[-_]?(?:content|text|copy) art[-_]?(?:txt|text|body) entry[-_]?content
        post[-_]?(?:body|content|text) content[-_]?body articlebody text[-_]?body rich[-_]?text main[-_]?content
        paragraph
    """),
    (Zone.ARTICLE, r"""
        article story entry post(?!al) artikel articulo noticia
    """),
    (Zone.CAPTION, r"""
        caption legend (?:pic|img|foto|photo)[-_]?(?:txt|cap|desc) bildunterschrift bildtext image[-_]?text
        photo[-_]?text media[-_]?(?:desc|text) pie[-_]?(?:de[-_]?)?foto
    """),
    (Zone.CREDIT, r"""
        credit copyright photographer image[-_]?source (?:pic|photo|img|foto)[-_]?(?:by|source|src|author)
        attribution bildnachweis fotograf agency
    """),
    (Zone.FIGURE, r"""
        figure image \bpic\d*\b photo picture gallery media carousel slideshow bild foto video player
    """),
    (Zone.QUOTE, r"""
        pull[-_]?quote blockquote quote
    """),
    (Zone.RELATED, r"""
        relat recommend read[-_]?(?:more|next|also) more[-_]?(?:on|from|stories|news|articles)
        most[-_]?(?:read|viewed|popular) trending popular teaser outbrain taboola see[-_]?also further similar
        you[-_]?may up[-_]?next onward latest recirc weitere verwandt lire[-_]?aussi associat links ligatus
        recent
    """),
    (Zone.PROMO, r"""
        promo newsletter \bnl\b \bnl[-_] subscri sign[-_]?up paywall premium offer donat membership register
        regwall call[-_]?to cta support[-_]?us app[-_]?(?:store|download|banner) abo[-_] follow banner piano
    """),
    (Zone.SOCIAL, r"""
        social share sharing twitter facebook whatsapp instagram tweet embed telegram
    """),
    (Zone.COMMENT, r"""
        comment disqus discussion respond kommentar forum reaction
    """),
    (Zone.AUTHOR, r"""
        author byline by-line writer contributor reporter journalist autor bio(?:graphy)?\b profile
    """),
    (Zone.DATE, r"""
        date time(?!line) published updated modified timestamp datum
    """),
    (Zone.TAGS, r"""
        \btags?\b tag[-_] topics? keywords? categor breadcrumb crumb label kicker eyebrow rubric
    """),
    (Zone.STANDFIRST, r"""
        standfirst stand-first sub[-_]?(?:head|title|heading|headline|line) deck?\b dek[-_] lede lead\b lead[-_]
        intro summary excerpt abstract teaser[-_]?text description strap chapo vorspann ingress manchet sommario
        occhiello perex bajada entradilla key[-_]?points bullets
    """),
    (Zone.HEADLINE, r"""
        headline article[-_]?title entry[-_]?title post[-_]?title story[-_]?title page[-_]?title heading \btitle
    """),
    (Zone.LIVE, r"""
        live[-_]?(?:blog|post|update|ticker|feed|entry|story) liveblog ticker timeline
    """),
    (Zone.AD, r"""
        \bads?\b \bad[-_] [-_]ads?\b advert sponsor dfp gpt anzeige werbung publicid reklam commercial outstream
    """),
    (Zone.NAV, r"""
        nav menu sidebar side-bar skip toolbar pagination pager masthead search burger
    """),
    (Zone.FOOTER, r"""
        foot(?!ball|age) colophon bottom disclaimer copyright[-_]?(?:notice|text) legal
    """),
    (Zone.HEADER, r"""
        header \bhead\b topbar top[-_]
    """),
    (Zone.CONSENT, r"""
        cookie consent gdpr cmp modal popup pop-up overlay lightbox dialog tooltip toast
    """),
    (Zone.WIDGET, r"""
        widget module component[-_]?(?:list|promo) infobox info[-_]?box fact[-_]?box factbox faktenbox box card
        snippet quiz poll weather chart form
    """),
    (Zone.SUBHEADING, r"""
        cross-?head sub-?head(?:ing|er)? inter-?title zwischentitel ladillo \bsub\b mellomtittel mellanrubrik
    """),
    (Zone.CRUMB, r"""
        crumb kicker eyebrow overline dachzeile spitzmarke catline rubric
    """),
    (Zone.SECTION, r"""
        section rubrik channel vertical primary[-_]?(?:tag|category)
    """),
)  # fmt: skip
_PATTERNS = tuple((zone, re.compile("|".join(patterns.split()))) for zone, patterns in _FAMILIES)


@lru_cache(maxsize=16384)
def name_zones(names: str) -> int:
    """Return what an element's class, id and itemprop hint at."""
    found = 0
    for name in names.split()[:MOST_NAMES]:
        found |= _zones_of(name)
    return found


# Single names repeat far more often than their combinations: a page has some 160 of the one and 1,000 of the other.
@lru_cache(maxsize=65536)
def _zones_of(name: str) -> int:
    lowered = name.lower()[:LONGEST_NAME]
    found = 0
    for zone, pattern in _PATTERNS:
        if pattern.search(lowered):
            found |= zone
    return found
