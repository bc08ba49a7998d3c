"""Homecoming: a Word file that was made of an article comes back to it with an editor's changes."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from pubkit import notation
from pubkit.assets import Asset
from pubkit.errors import ConfigError, ModelError, ReadError
from pubkit.merge import Merged, brought_back, merge
from pubkit.merge.values import Side
from pubkit.model import Article
from pubkit.notice import Findings
from pubkit.publication import sha256
from pubkit.readers.word import WordReader, normalised
from pubkit.readers.word.changes import Policy
from pubkit.readers.word.document import Document
from pubkit.reading import Manuscript, Reading
from pubkit.renderers.word.identity import revision
from pubkit.workspace.articles import SOURCES, complete, find_source, understand
from pubkit.workspace.files import is_file, read_bytes
from pubkit.workspace.intake import markdown, write_over
from pubkit.workspace.pictures import recognised

__all__ = ["Footing", "Homecoming", "come_home", "take_home"]

_MARKDOWN, _DATA = SOURCES
_SUFFIX = ".docx"

Footing: TypeAlias = Literal["present", "earlier", "unknown", "stranger"]
"""What the Word file was made of: the article as it is; an earlier one that was found, or was not;
it is nobody's file."""


@dataclasses.dataclass(frozen=True)
class Homecoming:
    """A Word file laid on its article, nothing written yet."""

    merged: Merged
    """The article that would be written."""
    footing: Footing
    """What the file was made of."""
    base: Path | None
    """Where the earlier article was found."""
    target: Path
    """The article's file."""
    before: Article
    """The article that stands there."""
    returned: Reading
    """The Word file as it was read, with what is to be said of it."""
    photos: Mapping[str, Asset]
    """Pictures that the article does not have yet."""

    @property
    def settled(self) -> bool:
        """Whether both sides' changes are known and none is in another's way."""
        return not self.merged.conflicts and self.footing in ("present", "earlier")

    @property
    def same(self) -> bool:
        """Whether the file brings nothing that the article does not have."""
        return self.merged.article == self.before and not self.merged.conflicts


def come_home(
    source: str | Path, folder: str | Path, *, tracked: Policy = "accept", prefer: Side = "ours"
) -> Homecoming:
    """Read the Word file `source` and lay what was changed in it on the article in `folder`.

    Of a conflict the article has what `prefer` says. Where it is not known what the file was made
    of, everything that differs counts as changed by the editor.
    Raises: ReadError, also for a file of another article; ConfigError.
    """
    path, target = Path(source), find_source(folder)
    if path.suffix.lower() != _SUFFIX:
        raise ConfigError(f"{path}: only a {_SUFFIX} can be merged; import it without --base")
    if target.name not in SOURCES:
        raise ConfigError(f"{target}: --base names an article's folder; import the page first")
    data = _data(path)
    manuscript = WordReader(tracked).read(data, path.name)
    said = Document(data, "accept").properties("custom")
    own = understand(target)
    ours = complete(target, own)
    _reject_stranger(path, said.get("pubkit.id", ""), target, ours.article)
    footing, base, where = _base(path, said.get("pubkit.base", ""), ours)
    theirs, photos = recognised(manuscript, ours)
    back = brought_back(base, normalised(base), theirs)
    merged = merge(base, ours.article, back, prefer=prefer)
    if not own.article.id:  # reading derived one, which nobody has written
        merged = dataclasses.replace(merged, article=_named(merged.article, own.article.id))
    return Homecoming(
        merged=merged,
        footing=footing,
        base=where,
        target=target,
        before=own.article,
        returned=_returned(path, data, dataclasses.replace(manuscript, article=theirs)),
        photos=photos,
    )


def take_home(homecoming: Homecoming) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Write the merged article and its new photos; gives what was written, and what was kept.

    Raises: WriteError; an article that stands there is kept beside the new one.
    """
    target, article = homecoming.target, homecoming.merged.article
    as_data = target.name == _DATA
    files = {target.parent / key: asset.data for key, asset in homecoming.photos.items()}
    files[target] = notation.dump(article) if as_data else markdown(article, target)
    kept = tuple(write_over(files))
    return tuple(files), kept


def _data(path: Path) -> bytes:
    try:
        return read_bytes(path)
    except FileNotFoundError as error:
        raise ReadError(f"{path}: there is no such file or folder") from error


def _named(article: Article, identity: str) -> Article:
    return msgspec.structs.replace(article, id=identity)


def _returned(path: Path, data: bytes, manuscript: Manuscript) -> Reading:
    return Reading(
        article=manuscript.article,
        assets=manuscript.assets,
        notices=Findings(manuscript.notices),
        source=path,
        sha256=sha256(data),
    )


# ── what it was made of ─────────────────────────────────────────────────────────────────────


def _reject_stranger(path: Path, identity: str, target: Path, article: Article) -> None:
    """Raises ReadError for a file that says that it holds another article."""
    if identity and article.id and identity != article.id:
        raise ReadError(
            f"{path}: it was made of another article ({identity}) than {target} ({article.id}); "
            "name that article's folder"
        )


def _base(path: Path, wanted: str, ours: Reading) -> tuple[Footing, Article, Path | None]:
    """The article that the file was made of; ours where it cannot be found."""
    if not wanted:
        return "stranger", ours.article, None
    if wanted == revision(ours.article):
        return "present", ours.article, None
    for candidate in _candidates(path, ours):
        article = _read(candidate, ours.article.id)
        if article is not None and revision(article) == wanted:
            return "earlier", article, candidate
    return "unknown", ours.article, None


def _candidates(path: Path, ours: Reading) -> Iterator[Path]:
    """Where an earlier article may lie: beside the file, among results, and as a kept copy."""
    yield path.parent / _DATA
    for root in dict.fromkeys((ours.root or Path.cwd(), Path.cwd())):
        yield root / "build" / ours.slug / _DATA
    assert ours.source is not None  # it was read from a file
    yield from sorted(ours.source.parent.glob(f"{ours.source.name}.bak*"))


def _read(path: Path, identity: str) -> Article | None:
    """The article in a file; None if there is none that can be read."""
    from pubkit.readers.markdown import MarkdownReader

    if not is_file(path):
        return None
    with contextlib.suppress(OSError, ReadError, ModelError):
        data = read_bytes(path)
        if path.name.startswith(_MARKDOWN):
            article = MarkdownReader().read(data, _MARKDOWN).article
            return article if article.id else _named(article, identity)
        return notation.load(data)
    return None
