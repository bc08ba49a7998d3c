"""A Weibo long post (微博长文): plain text to paste, its photos beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pubkit import Article, Assets, File, Notice, Output, Style, credits, plain, walk


@dataclass(frozen=True)
class LongPost:
    """A Weibo long post: plain text to paste, its photos beside it."""

    limit: int = 2000
    """Characters of one post; a longer one is reported, never cut."""
    name, version = "weibo", "1"

    def render(self, article: Article, assets: Assets, style: Style) -> Output:
        """The post; its photos are extras, numbered in reading order."""
        text = "\n\n".join(line for line in _lines(article) if line)
        keys = dict.fromkeys(figure.photo or "" for _, figure in walk.figures(article))
        photos = enumerate((assets[key] for key in keys if key in assets), 1)
        extras = tuple(File(f"{n}{p.suffix}", p.data, p.media_type) for n, p in photos)
        why = f"The post has {len(text)} characters; {self.limit} are the limit."
        hint = "Shorten it, or post it in parts."
        notice = Notice(code="weibo-too-long", severity="warning", text=why, hint=hint)
        long = (notice,) if len(text) > self.limit else ()
        post = File(".weibo.txt", text.encode(), "text/plain")
        return Output(post, extras, long, omits=("alt", "emphasis", "sup", "sub"), adds=("marks",))


def _lines(article: Article) -> Iterator[str]:
    yield from (article.kicker, f"【{article.title}】", article.deck, *walk.lines(article.lead))
    for label, section in zip(walk.labels(article), article.sections, strict=True):
        heading = plain(section.heading, walk.bracketed)
        yield walk.heading(article.numbering, label, heading)
        yield from walk.lines(section.blocks)
    yield from (f"{credit.role}：{' '.join(credit.names)}" for credit in credits.sign_off(article))
    yield article.photo_credit
