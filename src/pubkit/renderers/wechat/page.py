"""The page that an editor looks at: the body in a frame, with what the platform adds itself.

Nothing here is pasted or uploaded. Type, colours and sides are those of the platform's own
article page (title 22 px, names in #576B95, measure at most 677 px).
"""

from __future__ import annotations

from pubkit.credits import author_line
from pubkit.markup import Element, Node, Raw, el, html
from pubkit.model import Article
from pubkit.wording import is_chinese

__all__ = ["page"]

_CSS = """
:root { color-scheme: light }
body { margin: 0; background: #ededed; -webkit-text-size-adjust: 100%;
  font-family: -apple-system, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei UI",
    "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif }
.sheet { box-sizing: border-box; max-width: 709px; min-height: 100vh; margin: 0 auto;
  padding: 20px 16px 48px; background: #fff }
.title { margin: 0 0 14px; font-size: 22px; line-height: 1.4; font-weight: 500; color: #1a1a1a }
.names { margin: 0 0 22px; font-size: 15px; line-height: 20px; color: #6b6b6b }
.names span { margin-right: 10px }
.names .account { color: #576b95 }
.share { display: flex; gap: 12px; align-items: flex-start; max-width: 709px; margin: 24px auto;
  padding: 16px; box-sizing: border-box; background: #fff; font-size: 14px; line-height: 1.6;
  color: #6b6b6b }
.share b { flex: none; font-weight: 500; color: #1a1a1a }
.share span { overflow-wrap: anywhere }
"""


def page(article: Article, body: Raw, account: str) -> str:
    """The whole page; `account` is the name that the platform shows beside the author."""
    head = el(
        "head",
        None,
        el("meta", {"charset": "utf-8"}),
        el("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        el("title", None, article.title),
        el("style", None, _CSS),
    )
    sheet = el(
        "main",
        {"class": "sheet"},
        el("h1", {"class": "title"}, article.title),
        _names(article, account),
        el("div", {"data-pubkit-article": ""}, body),
    )
    content = el("body", None, sheet, _share(article))
    root = el("html", {"lang": article.lang or None}, head, content)
    return f"<!doctype html>\n{html([root])}\n"


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
