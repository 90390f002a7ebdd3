"""Furniture told from its words, and sentences of articles that look like it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from onrecord.page.furniture import furniture_reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Skip to main content", "skip link"),
        ("Zum Inhalt springen", "skip link"),
        ("2 min read", "reading time"),
        ("Reading time: 4 minutes", "reading time"),
        ("5-minute read", "reading time"),
        ("Lesedauer: 3 Min.", "reading time"),
        ("4 min de lecture", "reading time"),
        ("Share", "share bar"),
        ("Share this article on Facebook", "share bar"),
        ("Facebook Twitter WhatsApp Email Copy link", "share bar"),
        ("Artikel teilen", "share bar"),
        ("» Read more «", "link to another story"),
        ("Read more: Ferry to run until the new bridge opens", "link to another story"),
        ("RELATED: Who knew about the fax?", "link to another story"),
        ("READ MORE Ferry to run until the new bridge opens", "link to another story"),
        ("Lire aussi : Le pont restera fermé", "link to another story"),
        ("Les også: Brua er stengt til våren", "link to another story"),
        ("Click here to read the whole report.", "link to another story"),
        ("Most read", "link to another story"),
        ("Lo más leído", "link to another story"),
        ("Advertisement", "advertisement"),
        ("ADVERTISEMENT 3", "advertisement"),
        ("- Anzeige -", "advertisement"),
        ("Article continues below", "advertisement"),
        ("Sign up for our daily newsletter", "newsletter"),
        ("Sign up to the Morning Letter, our free newsletter about the harbour.", "newsletter"),
        ("Get the day's headlines delivered to your inbox.", "newsletter"),
        ("By signing up, you agree to our terms of use.", "newsletter"),
        ("Follow us on Facebook and Instagram", "follow us"),
        ("Folgen Sie uns auf Mastodon", "follow us"),
        ("Live Story", "live story"),
        ("LIVE: Follow the count as it comes in", "live story"),
        ("Listen to this article", "audio or video player"),
        ("WATCH: The dam breaks", "audio or video player"),
        ("12 comments", "comments"),
        ("Join the conversation", "comments"),
        ("Have you got a story? Email our newsdesk", "call to readers"),
        ("Download our app", "call to readers"),
        ("© 2025 Harbour Media Ltd. All rights reserved.", "copyright"),
        ("This material may not be published, broadcast, rewritten or redistributed.", "copyright"),
        ("We use cookies to make this site work.", "cookie notice"),
        ("Already a subscriber? Log in", "paywall"),
        ("Home > World > Europe", "page navigation"),
        ("Tags: bridge, ferry, harbour", "page navigation"),
        ("Last updated 3 hours ago", "time of publication"),
        ("Slideshow (4 images)", "picture gallery"),
    ],
)
def test_furniture_is_told_with_its_reason(line: str, reason: str) -> None:
    assert furniture_reason(line) == reason


@pytest.mark.parametrize(
    "line",
    [
        "Share prices of the harbour company fell by a third on Monday.",
        "Sign language was added to the broadcast after protests.",
        "Read more slowly, the teacher told the class.",
        "More than 40 people were killed when the dam broke.",
        "More: that is what the union wants.",
        "Follow the money, the prosecutor told reporters.",
        "Watch out for falling rocks, the sign said.",
        "Listen to the people of the valley, he urged the minister.",
        "Advertisements for the lottery were banned in March.",
        "Comments by the minister caused an outcry.",
        "Contact: it took the divers two hours to make it.",
        "Home prices rose by 4 percent.",
        "By continuing to burn coal, the country would miss its target.",
        "By subscribing to the treaty, both governments accepted the court.",
        "The next issue of the magazine will appear in May.",
        "Do you have information about the fax? I do not, he answered.",
        "Do you have a story about that night? Yes, she said, and it is a long one.",
        "Twitter said it had removed the accounts.",
        "Facebook.",
        "Copyright law was changed in 2019 to protect the archives.",
        "© Jane Doe/MPA",
        "Image source, MPA",
        "“More.”",
        "9/11",
        "2 minutes later the bridge was gone.",
        "Related claims were dismissed by the court on Friday.",
        "***",
        "",
    ],
)
def test_what_may_be_the_article_stays(line: str) -> None:
    assert furniture_reason(line) is None


@pytest.mark.parametrize(
    "word", ["Share ", "Facebook ", "Read more ", "Home / ", "for more news ", "a ", "(", "1 ", "© "]
)
def test_it_is_quick_on_hostile_lines(word: str) -> None:
    begun = time.process_time()
    for size in (100, 200, 399, 100_000):
        furniture_reason((word * size)[:size])
    assert time.process_time() - begun < 0.5


# Lines of the sets that the rules take and that are furniture in truth: labels of an archive, links to other stories,
# notes to editors, picture galleries. No sentence of an article is among them (read one by one).
TAKEN_AT_MOST = 75


def test_no_more_lines_of_real_articles_are_taken_than_were_read_and_found_right(shared: Path) -> None:
    texts = [*(shared / "gold" / "dev" / "texts").glob("*.txt"), *(shared / "silver" / "texts").glob("*.txt")]
    lines = [line for path in texts for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    taken = [line for line in lines if furniture_reason(line)]
    assert len(lines) > 4000
    assert len(taken) <= TAKEN_AT_MOST
    assert max(len(line.split()) for line in taken if not line.startswith("EDS:")) < 16
