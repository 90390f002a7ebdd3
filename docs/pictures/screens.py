"""Make the pictures of the screen: ``onrecord serve --sample`` in headless Chromium, as a reader sees it.

python docs/pictures/screens.py             # the pictures of README and docs
python docs/pictures/screens.py FOLDER      # each page, light and dark, on a desk and on a phone, to look at
python docs/pictures/screens.py FOLDER STORE
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE = Path(__file__).resolve().parent
PROGRAM = Path(sys.executable).with_name("onrecord")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "headless_shell")
DESK, PHONE = (1440, 1000), (390, 844)
SETTLED = 1_500  # milliseconds: sentences and counts of the front page come a moment later
SHOWN = {"story": 1250, "article": 1000, "actor": 1000, "search": 900}  # pixels of height


@contextmanager
def served(*which: str) -> Iterator[str]:
    """Serve a store and give its address."""
    command = [str(PROGRAM), "serve", *which, "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        told = ""
        for line in process.stderr or ():
            told += line
            if found := re.search(r"http://\S+:\d+", line):
                try:
                    yield found[0]
                finally:
                    process.terminate()
                return
    raise SystemExit(f"the server did not start:\n{told}")


def pages(address: str) -> dict[str, str]:
    """Return the pages that are shown: the largest story, its densest article, who says most, a search."""
    front = _read(address, "/")
    stories = dict.fromkeys(re.findall(r'href="(/stories/\d+)', front))
    story = max(stories, key=lambda path: len(_articles(address, path)))
    articles = _articles(address, story)
    densest = max(articles, key=lambda path: _read(address, path).count("data-"))
    actor = re.findall(r'href="(/actors/\d+)', _read(address, "/actors"))[0]
    words = _read(address, actor)
    topic = re.findall(r"<blockquote[^>]*>\W*(?:\w+\s+){0,3}?(\w{5,})", words)
    search = f"/search?words={topic[0] if topic else 'said'}"
    return {"front": "/", "story": story, "article": densest, "actors": "/actors", "actor": actor, "search": search}


def _articles(address: str, story: str) -> list[str]:
    found = set(re.findall(r"/articles/\d+", _read(address, story + "?show=all")))
    return sorted(found, key=lambda path: int(path.rpartition("/")[2]))


def _read(address: str, path: str) -> str:
    with urlopen(address + path) as answer:  # noqa: S310 - our own server
        return str(answer.read().decode("utf-8"))


def picture(browser: Browser, url: str, path: Path, size: tuple[int, int], scheme: str) -> None:
    """Write one picture."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    page = context.new_page()
    page.goto(url, wait_until="load")
    page.wait_for_timeout(SETTLED)
    page.screenshot(path=str(path))
    context.close()
    print(path)


def main(arguments: list[str]) -> None:
    """Make the pictures."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only to make pictures

    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise SystemExit("no Chromium on the path: the pictures stay as they are")
    folder = Path(arguments[0]) if arguments else None
    store = ("--store", arguments[1]) if len(arguments) > 1 else ("--sample",)
    with served(*store) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for name, path in pages(address).items():
            if folder is None:
                if name in SHOWN:
                    size = (DESK[0], SHOWN[name])
                    picture(browser, address + path, HERE / f"screen-{name}.png", size, "light")
                continue
            folder.mkdir(parents=True, exist_ok=True)
            for scheme in ("light", "dark"):
                for width, size in (("desk", DESK), ("phone", PHONE)):
                    picture(browser, address + path, folder / f"{name}-{width}-{scheme}.png", size, scheme)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
