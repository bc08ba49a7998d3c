"""Verifying: every artifact of a run read back and compared with its article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from pubkit import notation, registry, walk
from pubkit.assets import Assets
from pubkit.errors import ModelError, ReadError, UnknownName
from pubkit.model import Article
from pubkit.notice import Notice
from pubkit.proof import ChannelProof, Proof
from pubkit.publication import Artifact, Publication, sha256
from pubkit.result import Result
from pubkit.run import Run
from pubkit.workspace.files import exists, inside, is_file, read_bytes

__all__ = ["verify", "verify_against", "verify_folder"]

_PUBLICATION = "publication.json"
_ARTICLE = "article.json"
_FINGERPRINT = re.compile(r"(?:[0-9a-f]{2})*")
_UNLINKED = frozenset({"link-scheme", "link-anchor", "wechat-anchor"})
"""What a channel reports where it sets a link as text: the loss is said, so it is declared."""


def verify(run: Run) -> Proof:
    """The proof of what `run` made, in memory."""
    return verify_against(run, run.reading.article, run.reading.assets)


def verify_against(run: Run, article: Article, assets: Assets) -> Proof:
    """The proof that what `run` made holds `article` and its pictures."""
    photos = {key: asset.fingerprint for key, asset in assets.items()}
    return Proof(
        title=article.title,
        channels=tuple(_result(result, article, photos) for result in run if result.output),
    )


def _result(result: Result, article: Article, photos: Mapping[str, bytes]) -> ChannelProof:
    assert result.output is not None
    output = result.output.placed(result.name)
    files = {f"{result.name}/{extra.name}": extra.data for extra in output.extras}
    return _channel(
        article, photos, result.name, output.main.name, output.main.media_type,
        output.main.data, files, output.omits, output.adds, result.notices,
    )  # fmt: skip


def verify_folder(folder: Path) -> Proof:
    """The proof of the run that lies in `folder`, from its publication.json.

    Raises: ReadError if there is none, or it cannot be understood, or the article is gone.
    """
    publication = _publication(folder)
    dumped = _read(folder, _ARTICLE)
    if dumped is None:
        raise ReadError(f"{folder / _ARTICLE}: it is not there; render the article again")
    try:
        article = notation.load(dumped)
    except ModelError as error:
        raise ReadError(f"{folder / _ARTICLE}: {error}; render the article again") from error
    photos = {photo.key: bytes.fromhex(photo.fingerprint) for photo in publication.photos}
    mains = _mains(publication)
    return Proof(
        title=article.title,
        channels=tuple(
            _artifacts(folder, article, photos, group, publication.notices) for group in mains
        ),
        changed=(_ARTICLE,) if sha256(dumped) != publication.article.sha256 else (),
    )


def _publication(folder: Path) -> Publication:
    path = folder / _PUBLICATION
    try:
        publication = msgspec.json.decode(read_bytes(path), type=Publication)
    except FileNotFoundError as error:
        raise ReadError(f"{path}: it is not there; name the folder of a run") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise ReadError(f"{path}: it cannot be understood ({error}); render again") from error
    odd = [p.key for p in publication.photos if not _FINGERPRINT.fullmatch(p.fingerprint)]
    if odd:
        raise ReadError(f"{path}: the fingerprint of {odd[0]!r:.80} is none; render again")
    return publication


def _mains(publication: Publication) -> list[list[Artifact]]:
    """The artifacts by channel, the main file first, as they are listed."""
    groups: dict[str, list[Artifact]] = {}
    for artifact in publication.artifacts:
        groups.setdefault(artifact.renderer, []).append(artifact)
    return list(groups.values())


def _artifacts(
    folder: Path,
    article: Article,
    photos: Mapping[str, bytes],
    group: list[Artifact],
    notices: Iterable[Notice],
) -> ChannelProof:
    main = group[0]
    data = {name: _read(folder, name) for name in dict.fromkeys(a.file for a in group)}
    changed = {a.file: None for a in group if sha256(data[a.file] or b"") != a.sha256}
    content = data[main.file]
    if content is None:
        return ChannelProof(
            renderer=main.renderer, file=main.file, error=_absent(folder, main.file),
            changed=tuple(changed),
        )  # fmt: skip
    files = {name: found for name, found in data.items() if found is not None and name != main.file}
    proof = _channel(
        article, photos, main.renderer, main.file, main.media_type, content, files,
        main.omits, main.adds, notices,
    )  # fmt: skip
    return msgspec.structs.replace(proof, changed=tuple(changed))


def _read(folder: Path, name: str) -> bytes | None:
    path = inside(folder, name)
    try:
        return read_bytes(path) if path is not None else None
    except (FileNotFoundError, ReadError):
        return None


def _absent(folder: Path, name: str) -> str:
    """Why the file `name` cannot be read."""
    path = inside(folder, name)
    if path is None:
        return "its name leads out of the folder of the run; render again"
    return "it is not a file" if exists(path) and not is_file(path) else "the file is not there"


def _channel(
    article: Article,
    photos: Mapping[str, bytes],
    renderer: str,
    file: str,
    media_type: str,
    main: bytes,
    files: Mapping[str, bytes],
    omits: tuple[str, ...],
    adds: tuple[str, ...],
    notices: Iterable[Notice],
) -> ChannelProof:
    """The proof of one artifact, or why there is none."""
    blank = ChannelProof(renderer=renderer, file=file, omits=omits, adds=adds)
    try:
        extractor = registry.extractor_for(media_type)
    except UnknownName as error:
        return msgspec.structs.replace(blank, skipped=str(error))
    try:
        extract = extractor.extract(main, files)
    except ReadError as error:
        return msgspec.structs.replace(blank, error=str(error))
    # Here, since `import pubkit` shall not wait for what only a proof needs.
    from pubkit.verify.canonical import canonical
    from pubkit.verify.readings import best_reading
    from pubkit.verify.terms import Terms

    form, joiner = canonical(extractor)
    unlinked = [n.where for n in notices if n.code in _UNLINKED and n.renderer == renderer]
    due = walk.adapted(article, renderer)
    terms = Terms(
        due, photos, form, joiner, frozenset(omits), frozenset(adds), strict=True, unlinked=unlinked
    )
    proof, _ = best_reading(terms, extract)
    return msgspec.structs.replace(proof, renderer=renderer, file=file, omits=omits, adds=adds)
