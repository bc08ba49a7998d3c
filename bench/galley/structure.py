"""How much of a page's structure was understood."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bench.galley.gold import Byline, Caption, Gold, Heading, Join, Passage, squeezed
from bench.galley.pages import Import
from bench.galley.tally import Tally, paired
from pubkit import plain
from pubkit.model import Figure
from pubkit.record import Heal

__all__ = ["astray", "structure"]

_JOINED = re.compile(r"[/／、]")
"""What stands between two roles of the same people."""
_BRACKETS = re.compile("[（）()▲△▼]")
_LIST_MARK = re.compile(r"^(\d+[.．、]|[（(]?[一二三四五六七八九十\d]+[）)]|[·•●■◆□◎★☆▲*-])")


def structure(gold: Gold, made: Import) -> Mapping[str, Tally]:
    """Measure → its count, for whatever the gold says something about."""
    counted = {
        "title": _title(gold, made),
        "kicker and deck": _above_and_below(gold, made),
        "headings": _headings(gold, made),
        "letters": _letters(gold, made),
        "order": _order(gold, made),
        "paragraphs": _paragraphs(gold, made),
        "paragraph lines": _paragraph_lines(gold, made),
        "exact paragraphs": _exact(gold, made),
        "bylines": _bylines(gold, made),
        "captions": _captions(gold, made),
        "page credit": _page_credit(gold, made),
        "heals": _heals(gold, made),
    }
    return {name: tally for name, tally in counted.items() if tally}


def _title(gold: Gold, made: Import) -> Tally:
    """The title; one that the reader had to invent is not compared."""
    if not gold.titles:
        return Tally()
    if not gold.whole:
        found = squeezed(made.article.title)
        same = found in map(squeezed, gold.titles)
        return Tally.single(same, f"{gold.titles[0]} ≠ {made.article.title}")
    return Tally.single(
        made.article.title in gold.titles, f"{gold.titles[0]} ≠ {made.article.title}"
    )


def _above_and_below(gold: Gold, made: Import) -> Tally:
    article, total = made.article, Tally()
    for wanted, found in ((gold.kicker, article.kicker), (gold.deck, article.deck)):
        same = wanted == found if gold.whole else squeezed(wanted) == squeezed(found)
        if same:
            total += Tally(1 if wanted else 0)
        else:
            total += Tally(
                missed=(f"{wanted} ≠ {found}",) if wanted else (), false=(found,) if found else ()
            )
    return total


# ── headings ────────────────────────────────────────────────────────────────────────────────


def _headings(gold: Gold, made: Import) -> Tally:
    if gold.whole:
        texts = [text for _, text in made.headings]
        return paired([h.text for h in gold.headings], texts, str.__eq__)
    found = [pair for pair in made.headings if squeezed(pair[1]) not in gold.signs]
    return paired(gold.headings, found, _heads, lambda h: h.text, " ".join)


def _heads(want: Heading, have: tuple[str, str]) -> bool:
    """The same words; a letter that the gold keeps apart may stand in the text."""
    label, text = (squeezed(part) for part in have)
    wanted = squeezed(want.text)
    if wanted in (text, label + text):
        return True
    before = text.removesuffix(wanted)
    return bool(want.label) and before.strip("（()）、.．·") == squeezed(want.label)


def _letters(gold: Gold, made: Import) -> Tally:
    """Each heading with its letter at its place in reading order, where letters are printed."""
    if not gold.sections:
        return Tally()
    found = [(label, squeezed(text)) for label, text in made.headings if label]
    wanted = [(h.label, squeezed(h.text)) for h in gold.headings]
    right = sum(a == b for a, b in zip(wanted, found, strict=False))
    return Tally(
        right,
        tuple(" ".join(w) for w in wanted if w not in found),
        tuple(" ".join(f) for f in found if f not in wanted),
    )


def _order(gold: Gold, made: Import) -> Tally:
    """Whether sections out of order were put right, and those in order left alone."""
    if not gold.sections and not gold.shuffled:
        return Tally()
    wanted = [squeezed(h.text) for h in gold.headings]
    found = [s for _, text in made.headings if (s := squeezed(text)) in wanted]
    told = made.record.order.restored == gold.shuffled
    return Tally.single(found == wanted and told, " ".join(made.record.order.reading) or "no order")


# ── paragraphs ──────────────────────────────────────────────────────────────────────────────


def _candidates(gold: Gold, made: Import) -> list[tuple[str, str]]:
    """The article's paragraphs without those that the gold leaves open."""
    return [
        (path, text)
        for path, text in made.paragraphs
        if not (lines := made.lines.get(path)) or not gold.asides.issuperset(lines)
    ]


def _paragraphs(gold: Gold, made: Import) -> Tally:
    found = [squeezed(text) for _, text in _candidates(gold, made)]
    return paired(gold.passages, found, _bounded, _told, lambda t: f"{t[:12]}…{t[-12:]}")


def _bounded(want: Passage, have: str) -> bool:
    """Whether a paragraph begins and ends as it should; a list's own mark may be gone."""
    begins = have.startswith((want.start, _LIST_MARK.sub("", want.start)))
    return begins and have.endswith(want.ends)


def _told(passage: Passage) -> str:
    lines = ",".join(map(str, passage.lines))
    return f"{passage.start}…{passage.ends[0]}" + (f" (lines {lines})" if lines else "")


def _paragraph_lines(gold: Gold, made: Import) -> Tally:
    """The same by source lines, where both sides know them."""
    wanted = [p.lines for p in gold.passages if p.lines]
    if not wanted:
        return Tally()
    found = [made.lines.get(path, ()) for path, _ in _candidates(gold, made)]
    return paired(wanted, found, tuple.__eq__, str, str)


def _exact(gold: Gold, made: Import) -> Tally:
    """Every paragraph to the letter, each in its own section."""
    if not gold.whole:
        return Tally()
    total = Tally()
    for index, wanted in enumerate(gold.sections):
        below = f"sections[{index}]."
        found = [text for path, text in made.paragraphs if path.startswith(below)]
        total += paired(wanted, found, str.__eq__, _ends, _ends)
    return total


def _ends(text: str) -> str:
    return f"{text[:12]}…{text[-12:]}" if len(text) > 26 else text


# ── bylines, captions, credits ──────────────────────────────────────────────────────────────


def _bylines(gold: Gold, made: Import) -> Tally:
    total = Tally()
    for byline in gold.bylines:
        right = _credited(byline, made) if gold.whole else _noticed(byline, made)
        total += Tally.single(right, f"{byline.raw} (line {byline.line})")
    return total


def _credited(byline: Byline, made: Import) -> bool:
    """Whether the article says who did it, in this role; one credit may hold two roles."""
    return any(
        byline.role in (credit.role, *_JOINED.split(credit.role)) and byline.names == credit.names
        for credit in made.article.credits
    )


def _noticed(byline: Byline, made: Import) -> bool:
    named = {squeezed(name) for credit in made.article.credits for name in credit.names}
    if byline.names and named.issuperset(map(squeezed, byline.names)):
        return True
    return any(
        byline.line in decision.lines and decision.kind in ("byline", "credit")
        for decision in made.record.decisions
    )


def _captions(gold: Gold, made: Import) -> Tally:
    if gold.captions is None:
        return Tally()
    fits = _same_caption if gold.whole else _alike
    return paired(gold.captions, made.figures, fits, lambda c: c.text, _caption)


def _caption(figure: Figure) -> str:
    return f"{plain(figure.caption)}|{figure.credit}"


def _same_caption(want: Caption, have: Figure) -> bool:
    return want.text == plain(have.caption) and want.credit == have.credit


def _alike(want: Caption, have: Figure) -> bool:
    """The same words, their credit taken off or not, with its brackets or without."""
    words, own = _open(plain(have.caption)), _open(have.credit)
    raw, credit = _open(want.text), _open(want.credit)
    return words in (raw, raw.removesuffix(credit)) or words + own == raw


def _open(text: str) -> str:
    return _BRACKETS.sub("", squeezed(text))


def _page_credit(gold: Gold, made: Import) -> Tally:
    if gold.page_credit is None:
        return Tally()
    found = made.article.photo_credit
    if not gold.page_credit:
        return Tally(false=(found,) if found else ())
    return Tally.single(found == gold.page_credit, f"{gold.page_credit} ≠ {found}")


# ── heals ───────────────────────────────────────────────────────────────────────────────────


def _heals(gold: Gold, made: Import) -> Tally:
    if gold.joins is None:
        return Tally()
    counted = paired([j for j in gold.joins if j.plain], made.record.heals, _joins, _seam, _seen)
    return Tally(counted.right, counted.missed, tuple(map(_seen, astray(gold, made))))


def astray(gold: Gold, made: Import) -> list[Heal]:
    """Heals that fit no join of the gold, not even one that nothing betrays."""
    joins = gold.joins or ()
    return [heal for heal in made.record.heals if not any(_joins(join, heal) for join in joins)]


def _joins(want: Join, have: Heal) -> bool:
    left, right = squeezed(want.left), squeezed(want.right)
    mine, yours = squeezed(have.left), squeezed(have.right)
    before, after = min(len(left), len(mine)), min(len(right), len(yours))
    return left[-before:] == mine[-before:] and right[:after] == yours[:after]


def _seam(join: Join) -> str:
    return f"{join.left}|{join.right}"


def _seen(heal: Heal) -> str:
    return f"{heal.left}|{heal.right} (lines {heal.lines[0]}, {heal.lines[1]})"
