"""Rules on what is said twice: a clause, a sentence, a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pubkit.checks.text.passages import Passage, chinese, pointed
from pubkit.lexicon import is_han
from pubkit.notice import Notice
from pubkit.patterns import pattern

__all__ = ["REPEATED"]

_CLAUSE = pattern(r"[^，。；：！？、,;:!?…—\n“”‘’《》（）()]+")
_CLAUSE_LENGTH = 12
"""Characters from which a clause is no phrase that anyone writes twice unawares."""
_BOUNDARY = "，。；！？"
_NAME = pattern(
    "(?:局|厅|部|处|科|室|院|所|站|馆|社|校|系|会|委|办|队|团|组|厂|店|行|中心|公司|集团|法院|大学|学院|协会"
    "|主席|书记|主任|教授|省长|市长|部长|局长|院长|会长|总理|总统|记者|代表|委员|区|县|市|省|镇|村|条例|规定|办法|意见"
    "|通知|方案|规划|纲要|报告|的)$"
)
"""What an institution's, an office's or a document's name ends with, or a case in a law (…的，): it
may stand twice."""
_SENTENCE = pattern(r"[^。！？!?\n]+[。！？!?]?[”’」』）)]*")
_SENTENCE_LENGTH = 20
_PARAGRAPH_LENGTH = 30
"""Characters from which a paragraph is worth comparing."""
_GRAM = 8
"""Characters of the pieces by which paragraphs are compared."""
_ALIKE = 0.8
"""Share of a paragraph's pieces that stand in an earlier one, from which it repeats that one."""
_SPACE = pattern(r"\s+")


def _repetitions(found: Sequence[Passage]) -> Iterator[Notice]:
    body = [passage for passage in found if passage.role == "body"]
    twins = list(_twins(body))
    for passage, earlier in twins:
        exact = _SPACE.sub("", passage.text) == _SPACE.sub("", earlier.text)
        yield pointed(
            passage,
            (0, min(len(passage.text), _CLAUSE_LENGTH)),
            code="paragraph-repeated",
            severity="warning",
            text=f"The paragraph 「{{}}」 {'repeats' if exact else 'nearly repeats'} the one at"
            f" {earlier.where}.",
            hint="Take one of them out.",
        )
    repeated = {passage.where for passage, _ in twins}
    yield from _sentences([passage for passage in body if passage.where not in repeated])


def _twins(found: Sequence[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """Each paragraph that repeats an earlier one, or a part of it, with that one.

    They are compared by pieces of eight characters: by each that begins with one of every four
    characters of Unicode, which are the same pieces wherever they stand.
    """
    first: dict[str, int] = {}
    for index, passage in enumerate(found):
        text = _SPACE.sub("", passage.text)
        starts = (at for at in range(len(text) - _GRAM + 1) if ord(text[at]) % 4 == 0)
        grams = [text[at : at + _GRAM] for at in starts]
        if len(text) >= _PARAGRAPH_LENGTH and grams:
            hits = Counter(first[gram] for gram in grams if gram in first)
            earlier, count = hits.most_common(1)[0] if hits else (0, 0)
            if count >= _ALIKE * len(grams):
                yield passage, found[earlier]
        for gram in grams:
            first.setdefault(gram, index)


def _sentences(found: Sequence[Passage]) -> Iterator[Notice]:
    """Sentences that stand twice in the article."""
    first: dict[str, str] = {}
    for passage in found:
        for match in _SENTENCE.finditer(passage.text):
            words = _SPACE.sub("", match[0]).strip("“”‘’")
            if len(words) < _SENTENCE_LENGTH or words[-1] not in "。！？!?":
                continue
            if words in first:
                yield pointed(
                    passage,
                    match.span(),
                    code="sentence-repeated",
                    severity="warning",
                    text=f"The sentence 「{{}}」 has stood already, at {first[words]}.",
                    hint="Take one of them out.",
                )
            first.setdefault(words, passage.where)


def _clauses(found: Sequence[Passage]) -> Iterator[Notice]:
    """Clauses that stand twice in a paragraph: the first one and how many more there are."""
    for passage in chinese(found):
        first: set[str] = set()
        again: list[re.Match[str]] = []
        for match in _CLAUSE.finditer(passage.text):
            clause = match[0].strip()
            if _comparable(clause, passage.text, *match.span()):
                if clause in first:
                    again.append(match)
                first.add(clause)
        if again:
            more = f" ({len(again)} clauses do)" if len(again) > 1 else ""
            yield pointed(
                passage,
                again[0].span(),
                code="clause-repeated",
                severity="info",
                text=f"{again[0][0].strip()} stands twice in one paragraph{more}: 「{{}}」.",
                hint="Say it once, or in other words.",
            )


def _comparable(clause: str, text: str, start: int, end: int) -> bool:
    """Whether the clause stands on its own between two stops and is not just a name."""
    return (
        len(clause) >= _CLAUSE_LENGTH
        and (start == 0 or text[start - 1] in _BOUNDARY)
        and (end == len(text) or text[end] in _BOUNDARY)
        and not _NAME.search(clause)
        and sum(map(is_han, clause)) >= _CLAUSE_LENGTH - 2
    )


REPEATED = (_repetitions, _clauses)
