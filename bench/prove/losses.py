"""Losses: what can go wrong on the way from an article to an artifact, planted in the article."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import msgspec

from pubkit import walk
from pubkit.admit import from_builtins
from pubkit.model import Article

__all__ = ["LOSSES", "Loss"]

Loss = Callable[[Article, random.Random], Article | None]
"""An article with one thing lost or altered; None where there is nothing to lose."""


def _plain(node: object) -> Any:  # noqa: ANN401 - decoded JSON
    """A node as lists and dicts that can be changed."""
    return json.loads(msgspec.json.encode(node))


def _texts(node: object) -> Iterator[dict[str, object]]:
    """Every text node of an article turned into plain dicts, in reading order."""
    if isinstance(node, dict):
        if node.get("type") == "text":
            yield node
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


def _altered(
    article: Article, chance: random.Random, change: Callable[[str], str | None]
) -> Article | None:
    """The article with `change` applied to one text where it has an effect."""
    plain = _plain(article)
    texts = list(_texts([plain.get("lead", []), plain.get("sections", [])]))
    chance.shuffle(texts)
    for node in texts:
        changed = change(str(node["text"]))
        if changed is not None:
            node["text"] = changed
            return from_builtins(plain)
    return None


def drop_character(article: Article, chance: random.Random) -> Article | None:
    """One character is gone."""

    def drop(text: str) -> str | None:
        places = [i for i, c in enumerate(text) if c.isalnum()]
        if len(places) < 4:
            return None
        i = chance.choice(places)
        return text[:i] + text[i + 1 :]

    return _altered(article, chance, drop)


def swap_characters(article: Article, chance: random.Random) -> Article | None:
    """Two neighbouring characters change places."""

    def swap(text: str) -> str | None:
        places = [
            i for i in range(len(text) - 1)
            if text[i] != text[i + 1] and text[i].isalnum() and text[i + 1].isalnum()
        ]  # fmt: skip
        if not places:
            return None
        i = chance.choice(places)
        return text[:i] + text[i + 1] + text[i] + text[i + 2 :]

    return _altered(article, chance, swap)


def change_digit(article: Article, chance: random.Random) -> Article | None:
    """A figure is another one."""

    def change(text: str) -> str | None:
        places = [i for i, c in enumerate(text) if c in "0123456789"]
        if not places:
            return None
        i = chance.choice(places)
        return text[:i] + str((int(text[i]) + 1) % 10) + text[i + 1 :]

    return _altered(article, chance, change)


def exchange_captions(article: Article, chance: random.Random) -> Article | None:
    """Two photos have each other's words."""
    figures = [f for _, f in walk.figures(article) if f.photo and walk.plain(f.caption)]
    pairs = list(combinations({walk.plain(f.caption): f for f in figures}.values(), 2))
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    return _exchanged(article, one.caption, other.caption)


def _exchanged(article: Article, one: object, other: object) -> Article:
    plain = _plain(article)
    first, second = _plain(one), _plain(other)

    def walk_through(node: object) -> None:
        if isinstance(node, dict):
            if node.get("type") == "figure" and node.get("caption") in (first, second):
                node["caption"] = second if node["caption"] == first else first
            for value in node.values():
                walk_through(value)
        elif isinstance(node, list):
            for value in node:
                walk_through(value)

    walk_through(plain)
    return from_builtins(plain)


def move_section(article: Article, chance: random.Random) -> Article | None:
    """The first section stands last."""
    sections = article.sections
    if len(sections) < 2 or walk.plain(sections[0].heading) == walk.plain(sections[1].heading):
        return None
    return msgspec.structs.replace(article, sections=(*sections[1:], sections[0]))


def replace_picture(article: Article, chance: random.Random) -> Article | None:
    """One photo is another one of the article's."""
    keys = list(dict.fromkeys(f.photo for _, f in walk.figures(article) if f.photo))
    if len(keys) < 2:
        return None
    plain = _plain(article)
    old, new = chance.sample(keys, 2)

    def swap(node: object) -> bool:
        if isinstance(node, dict):
            if node.get("photo") == old:
                node["photo"] = new
                return True
            return any(swap(value) for value in node.values())
        return isinstance(node, list) and any(swap(value) for value in node)

    return from_builtins(plain) if swap(plain) else None


def remove_credit(article: Article, chance: random.Random) -> Article | None:
    """A photographer is not named."""
    plain = _plain(article)
    figures = list(_figures(plain))
    owned = [figure for figure in figures if figure.get("credit")]
    if not owned:
        return None
    chance.choice(owned)["credit"] = ""
    return from_builtins(plain)


def _figures(node: object) -> Iterator[dict[str, object]]:
    if isinstance(node, dict):
        if node.get("type") == "figure":
            yield node
        for value in node.values():
            yield from _figures(value)
    elif isinstance(node, list):
        for value in node:
            yield from _figures(value)


def remove_paragraph(article: Article, chance: random.Random) -> Article | None:
    """A paragraph is gone."""
    plain = _plain(article)
    groups = [plain.get("lead", []), *(s.get("blocks", []) for s in plain.get("sections", []))]
    places = [
        (group, i)
        for group in groups
        for i, block in enumerate(group)
        if block.get("type") == "paragraph" and len(str(block)) > 60
    ]
    if not places:
        return None
    group, i = chance.choice(places)
    del group[i]
    return from_builtins(plain)


# ── additions ───────────────────────────────────────────────────────────────────────────────

_SENTENCE = "据悉不久之后仍将如此"
"""Words that no article holds."""


def add_before(article: Article, chance: random.Random) -> Article | None:
    """Words stand before a line's first one."""
    return _added(article, chance, lambda text: _SENTENCE + text)


def add_inside(article: Article, chance: random.Random) -> Article | None:
    """Words stand in the midst of a line."""

    def add(text: str) -> str | None:
        half = len(text) // 2
        return text[:half] + _SENTENCE + text[half:] if half else None

    return _added(article, chance, add)


def add_behind(article: Article, chance: random.Random) -> Article | None:
    """Words stand behind a line's last one."""
    return _added(article, chance, lambda text: text + _SENTENCE)


def add_negation(article: Article, chance: random.Random) -> Article | None:
    """One character stands before a line, and turns what it says."""
    return _added(article, chance, lambda text: f"不{text}")


def _added(
    article: Article, chance: random.Random, change: Callable[[str], str | None]
) -> Article | None:
    """The article with words put to a line of text, or to one of its head."""
    plain = _plain(article)
    texts: list[tuple[dict[str, object], str]] = [
        (node, "text") for node in _texts([plain.get("lead", []), plain.get("sections", [])])
    ]
    texts += [(plain, name) for name in ("kicker", "title", "deck", "source", "photo_credit")]
    texts += [(figure, "credit") for figure in _figures(plain)]
    chance.shuffle(texts)
    for node, name in texts:
        text = str(node.get(name, ""))
        changed = change(text) if text.strip() else None
        if changed is not None:
            node[name] = changed
            return from_builtins(plain)
    return None


def add_to_name(article: Article, chance: random.Random) -> Article | None:
    """A person's name is longer by a character."""
    plain = _plain(article)
    credits = [credit for credit in plain.get("credits", []) if credit.get("names")]
    if not credits:
        return None
    names = chance.choice(credits)["names"]
    names[chance.randrange(len(names))] += "明"
    return from_builtins(plain)


LOSSES: tuple[Loss, ...] = (
    drop_character, swap_characters, change_digit, exchange_captions, move_section,
    replace_picture, remove_credit, remove_paragraph, add_before, add_inside, add_behind,
    add_negation, add_to_name,
)  # fmt: skip
