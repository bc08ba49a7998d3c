"""The page that an editor looks at: the body in a phone, with what the platform adds itself.

It switches between light and dark and copies the article for pasting. Nothing of it is pasted or
uploaded but what is inside `data-pubkit-article`. It asks no network and needs nothing built. Type,
colours and sides are those of the platform's own article page (title 22 px, names in #576B95).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pubkit.credits import author_line
from pubkit.markup import Element, Node, Raw, el, html
from pubkit.model import Article
from pubkit.renderer import COMPANIONS
from pubkit.wording import is_chinese

__all__ = ["PICTURES", "page", "published"]

PICTURES = "pictures.js"
"""The companion that holds the pictures for the copy button."""


class _Words(NamedTuple):
    """What the viewer's buttons and messages say."""

    light: str
    dark: str
    article: str
    only: str
    title: str
    author: str
    digest: str
    facts: str
    done: str
    missing: str
    failed: str


_CHINESE = _Words(
    "浅色", "深色", "复制正文", "只复制", "标题", "作者", "摘要", "三项一起",
    "已复制，可以粘贴。", "已复制，但有图片不在网页旁边，粘贴后请另行上传。",
    "没有复制成功，请选中正文后按 Ctrl+C。",
)  # fmt: skip
_ENGLISH = _Words(
    "Light", "Dark", "Copy article", "Copy only", "Title", "Author", "Digest", "All three",
    "Copied; paste it into the editor.",
    "Copied, but pictures are missing beside this page; upload those by hand.",
    "Nothing was copied; select the article and press Ctrl+C.",
)  # fmt: skip


@cache
def _own(name: str) -> str:
    """A file that lies beside this one."""
    return files("pubkit.renderers.wechat").joinpath(name).read_text("utf-8")


def page(
    article: Article, body: Raw, account: str, night: Iterable[tuple[int, str]], *, pictures: bool
) -> str:
    """The whole page; `account` is the name that the platform shows beside the author.

    `night` has the elements of `body` that change in dark mode, and how; `pictures` tells whether
    there is a companion that holds them.
    """
    head = el(
        "head",
        None,
        el("meta", {"charset": "utf-8"}),
        el("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        el("title", None, article.title),
        el("style", None, Raw(_own("viewer.css"))),
    )
    sheet = el(
        "main",
        {"class": "sheet"},
        el("h1", {"class": "title"}, article.title),
        _names(article, account),
        el("div", {"data-pubkit-article": ""}, body),
    )
    content = el(
        "body",
        None,
        _bar(article, _CHINESE if is_chinese(article) else _ENGLISH),
        el("div", {"class": "phone"}, sheet),
        _share(article),
        el("script", {"id": "night", "type": "application/json"}, Raw(_json(night))),
        el("script", {"src": f"{COMPANIONS}/{PICTURES}"}) if pictures else None,
        el("script", None, Raw(_own("viewer.js"))),
    )
    root = el("html", {"lang": article.lang or None}, head, content)
    return f"<!doctype html>\n{html([root])}\n"


def published(page: str) -> str:
    """The article's own markup out of the page that `page` made."""
    # A body holds no div, so that the first end is its own.
    return page.partition('<div data-pubkit-article="">')[2].partition("</div>")[0]


def _json(night: Iterable[tuple[int, str]]) -> str:
    """Colours alone, so that nothing in it could end the element."""
    return json.dumps([*night], separators=(",", ":"))


def _bar(article: Article, words: _Words) -> Element:
    """The buttons; what each copies stands in an attribute, so that the page shows it once."""
    facts = {
        "title": article.title,
        "author": author_line(article, "wechat"),
        "digest": article.digest,
    }
    every = "\n".join(facts.values())
    return el(
        "header",
        {"class": "bar", "data-done": words.done, "data-missing": words.missing,
         "data-failed": words.failed},
        el("button", {"data-mode": "light", "aria-pressed": "true"}, words.light),
        el("button", {"data-mode": "dark", "aria-pressed": "false"}, words.dark),
        el("button", {"class": "first", "data-copy": "article"}, words.article),
        el(
            "p",
            None,
            words.only,
            *(
                el("button", {"data-copy": name, "data-text": text}, getattr(words, name))
                for name, text in (*facts.items(), ("facts", every))
                if text
            ),
        ),
        el("output", None),
    )  # fmt: skip


def _names(article: Article, account: str) -> Element | None:
    """Author, account and date, as they stand under the platform's title.

    An author who is the account stands once.
    """
    when = article.published
    parts: list[Node] = []
    author = author_line(article, "wechat")
    if author and author != account:
        parts.append(el("span", None, author))
    if account:
        parts.append(el("span", {"class": "account"}, account))
    if when is not None:
        stamp = when.isoformat(timespec="minutes")
        parts.append(el("time", {"datetime": stamp}, f"{when:%Y-%m-%d %H:%M}"))
    return el("p", {"class": "names"}, *parts) if parts else None


def _share(article: Article) -> Element | None:
    """The digest, which readers see only where the article is shared."""
    if not article.digest:
        return None
    label = "摘要" if is_chinese(article) else "Digest"
    return el("aside", {"class": "share"}, el("b", None, label), el("span", None, article.digest))
