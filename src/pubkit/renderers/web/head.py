"""The page's head: what browsers, search engines, other sites and a government's registry read.

Sources: the Open Graph protocol (https://ogp.me), schema.org NewsArticle, and the page tags
(网页标签) of 《政府网站发展指引》, 国办发〔2017〕47号, whose names a government's site has to use.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from pubkit.assets import Assets
from pubkit.config import Site
from pubkit.credits import authors
from pubkit.markup import Element, Raw, el
from pubkit.model import Article
from pubkit.renderers.feed.address import uri
from pubkit.renderers.feed.album import album
from pubkit.renderers.feed.description import description
from pubkit.walk import override

__all__ = ["Column", "Facts", "facts", "head"]


class Column(Struct, frozen=True):
    """Where a government's site files the page; without a code nothing of it is written."""

    code: str = ""
    """The site's identification code (网站标识码), ten figures."""
    name: str = ""
    """The column (栏目)."""
    type: str = ""
    """The column's kind: 概况信息, 政务动态, 信息公开目录, …."""


class Facts(Struct, frozen=True):
    """What the head says of the article."""

    article: Article
    """The article."""
    site: Site
    """Its site."""
    authors: tuple[str, ...]
    """Who wrote it."""
    summary: str
    """What it says in short."""
    url: str
    """Where it stands; empty if nowhere."""
    image: str
    """The address of its photo; empty if there is none."""


def facts(article: Article, assets: Assets, site: Site) -> Facts:
    """What is known of the article; its photo at the address where the feed has it."""
    own = override(article, "web")
    shown = album(article, assets, site) if site.media_url else None
    cover = shown.cover(article) if shown else None
    return Facts(
        article=article,
        site=site,
        authors=authors(article) if own.author is None else (own.author,),
        summary=description(article)[0],
        url=uri(article.url),
        image=uri(shown.urls[cover]) if shown and cover else "",
    )


def head(told: Facts, column: Column, css: str) -> Element:
    """The head, with the style in it."""
    article = told.article
    return el(
        "head",
        None,
        el("meta", {"charset": "utf-8"}),
        el("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        el("meta", {"name": "color-scheme", "content": "light dark"}),
        el("title", None, article.title),
        *_named(_plain(told)),
        el("link", {"rel": "canonical", "href": told.url}) if told.url else None,
        *_graph(told),
        *_named(_government(told, column) if column.code else {}),
        el("script", {"type": "application/ld+json"}, Raw(_json(_news(told)))),
        el("style", None, Raw(f"\n{_kept_in(css)}\n")),
    )


def _kept_in(css: str) -> str:
    """A stylesheet that does not end its element, whatever stands in it."""
    return css.strip().replace("</", "<\\/")


def _named(pairs: Mapping[str, str]) -> Iterator[Element]:
    for name, content in pairs.items():
        if content:
            yield el("meta", {"name": name, "content": content})


def _plain(told: Facts) -> Mapping[str, str]:
    return {
        "description": told.summary,
        "author": " ".join(told.authors),
        "keywords": ",".join(told.article.keywords),
    }


def _graph(told: Facts) -> Iterator[Element]:
    """Open Graph: how the page looks where it is shared."""
    article = told.article
    pairs = [
        ("og:type", "article"),
        ("og:title", article.title),
        ("og:description", told.summary),
        ("og:url", told.url),
        ("og:site_name", told.site.name),
        ("og:image", told.image),
        ("og:locale", article.lang.replace("-", "_")),
        ("article:published_time", _stamp(article, "published")),
        ("article:modified_time", _stamp(article, "updated")),
        *(("article:tag", word) for word in article.keywords),
    ]
    for name, content in pairs:
        if content:
            yield el("meta", {"property": name, "content": content})


def _stamp(article: Article, field: str) -> str:
    when = getattr(article, field)
    return str(when.isoformat()) if when else ""


def _government(told: Facts, column: Column) -> Mapping[str, str]:
    article, site = told.article, told.site
    return {
        "SiteName": site.name,
        "SiteDomain": urlsplit(site.url).hostname or "",
        "SiteIDCode": column.code,
        "ColumnName": column.name,
        "ColumnType": column.type,
        "ArticleTitle": article.title,
        "PubDate": f"{article.published:%Y-%m-%d %H:%M}" if article.published else "",
        "ContentSource": article.source or site.name,
        "Keywords": ",".join(article.keywords),
        "Author": " ".join(told.authors),
        "Description": told.summary,
        "Url": told.url,
    }


def _news(told: Facts) -> Mapping[str, Any]:
    article, site = told.article, told.site
    found = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "alternativeHeadline": article.deck,
        "description": told.summary,
        "datePublished": _stamp(article, "published"),
        "dateModified": _stamp(article, "updated"),
        "inLanguage": article.lang,
        "keywords": list(article.keywords),
        "author": [{"@type": "Person", "name": name} for name in told.authors],
        "publisher": _organisation(site),
        "image": [told.image] if told.image else [],
        "mainEntityOfPage": told.url,
        "identifier": article.id,
        "copyrightNotice": site.rights,
    }
    return {key: value for key, value in found.items() if value}


def _organisation(site: Site) -> Mapping[str, str]:
    name = {"@type": "NewsMediaOrganization", "name": site.name, "url": site.url}
    return {key: value for key, value in name.items() if value} if site.name else {}


def _json(found: Mapping[str, Any]) -> str:
    """JSON that ends no script and opens no comment, whatever stands in it."""
    text = json.dumps(found, ensure_ascii=False)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text
