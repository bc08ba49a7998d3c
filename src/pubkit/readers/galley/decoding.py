"""Decoding: which characters the bytes of a page mean."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from pubkit.errors import ReadError

__all__ = ["Decoded", "decode"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = ("gb18030", "big5hkscs")
"""What Chinese editorial systems wrote before Unicode; on the mainland first."""

_MAGIC = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0",
    b"{\\rtf", b"RIFF", b"\x1f\x8b",
)  # fmt: skip
"""How pictures, archives, PDF, old Word files and RTF begin."""

_COMMON = frozenset(
    "的一是了不在有人这上大个中国来为们到说时要以地出就分对会可主发年和作能下子生同面方工也后"
    "得经于行过民前进家之成所自本理多动现将与我他她它这那個這來為們對會發後經過動現將與"
    "，。、“”：；！？（）《》 \r\n\u3000"
)
"""The characters that make up some half of any Chinese text: a wrong decoding has few of them.

Source: the first of Jun Da's frequency list of modern Chinese, with their traditional forms.
"""

_SAMPLE = 20_000
"""Characters that are looked at to tell one encoding from another."""
_STRAY = 0.02
"""Share of NUL bytes that a damaged text may have; UTF-16 and binary files have more."""
_ENOUGH = 0.12
"""Share of common characters below which a text is not believed to be Chinese."""


@dataclass(frozen=True)
class Decoded:
    """The text of a file."""

    text: str
    """Its characters, without a byte order mark."""
    encoding: str
    """How they were written: `utf-8`, `gb18030`."""


def decode(data: bytes, file: str) -> Decoded:
    """The text in `data`; `file` is its name, for messages.

    UTF-8 unless a byte order mark says otherwise; what is not UTF-8 is GB 18030 or Big5 if that
    gives Chinese. Raises: ReadError for an empty file, a binary one, or one of no known encoding.
    """
    if not data.strip():
        raise ReadError(f"{file}: the file is empty; it should hold the page's text")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(_strict(data[len(mark) :], encoding, file), encoding)
    nuls = data.count(b"\0", 0, _SAMPLE)
    if data.startswith(_MAGIC) or nuls > _STRAY * min(len(data), _SAMPLE):
        return _wide(data, file)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _wide(data, file) if nuls else _legacy(data, file, error)


def _strict(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{file}: its first bytes say {encoding}, but byte {error.start} does not fit; "
            "save the text as UTF-8"
        ) from error


def _wide(data: bytes, file: str) -> Decoded:
    """UTF-16 without a byte order mark, which Chinese text gives away; else the file is binary."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _attempt(data, encoding)
        if text is not None and _commonness(text) >= _ENOUGH:
            return Decoded(text, encoding)
    raise ReadError(f"{file}: this is no text file; save the page's text as UTF-8 (.txt)")


def _legacy(data: bytes, file: str, cause: UnicodeDecodeError) -> Decoded:
    """The older encoding in which the bytes read most like Chinese."""
    texts = {name: text for name in _LEGACY if (text := _attempt(data, name)) is not None}
    best = max(texts, key=lambda name: _commonness(texts[name]), default="")
    if best and _commonness(texts[best]) >= _ENOUGH:
        return Decoded(texts[best], best)
    line = data.count(b"\n", 0, cause.start) + 1
    raise ReadError(
        f"{file}, line {line}: the bytes are neither UTF-8 nor GB 18030; save the text as UTF-8"
    ) from cause


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _commonness(text: str) -> float:
    """The share of common Chinese characters and marks among the first of `text`."""
    sample = text[:_SAMPLE]
    return sum(c in _COMMON for c in sample) / max(len(sample), 1)
