"""The cover: which photo, and how its two crops lie round what it shows.

Source: `draft/add`, `pic_crop_235_1` and `pic_crop_1_1`: the corners as fractions, six places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pubkit import walk
from pubkit.assets import Asset, Assets
from pubkit.model import Article, Figure
from pubkit.notice import Notice

__all__ = ["RATIOS", "Cover", "chosen", "crop", "doubts"]

RATIOS = {"pic_crop_235_1": 2.35, "pic_crop_1_1": 1.0}
"""Field → width by height."""
_SPARE = 0.1
"""How much of a photo may go without a word: what frames of the same kind differ by."""

Focus = tuple[float, float]


@dataclass(frozen=True)
class Cover:
    """The photo that stands for the article."""

    key: str
    """Its key."""
    asset: Asset
    """The photo."""
    figure: Figure | None
    """How the article shows it, if it does."""


def chosen(article: Article, assets: Assets) -> Cover | None:
    """The article's cover, else its first photo; None if there is none."""
    shown = {figure.photo: figure for _, figure in walk.figures(article) if figure.photo}
    for key in (article.cover, *shown):
        if key and key in assets:
            return Cover(key, assets[key], shown.get(key))
    return None


def crop(asset: Asset, ratio: float, focus: Focus | None) -> tuple[float, float, float, float]:
    """The largest part with that ratio, round the focus as far as the edges let it.

    Left, top, right and bottom as fractions of the photo.
    """
    own = asset.width_px / asset.height_px
    wide, high = (ratio / own, 1.0) if own > ratio else (1.0, own / ratio)
    x, y = focus or (0.5, 0.5)
    left = min(max(x - wide / 2, 0.0), 1 - wide)
    top = min(max(y - high / 2, 0.0), 1 - high)
    return left, top, left + wide, top + high


def corners(asset: Asset, ratio: float, focus: Focus | None) -> str:
    """The crop as the interface wants it."""
    return "_".join(f"{part:.6f}" for part in crop(asset, ratio, focus))


def doubts(cover: Cover) -> Iterator[Notice]:
    """What an editor has to say before the photo may be cut."""
    cut = max(_lost(cover.asset, ratio) for ratio in RATIOS.values())
    if cut <= _SPARE:
        return
    figure = cover.figure
    if figure and figure.crop == "never":
        yield Notice(
            code="wechat-cover-uncut",
            severity="error",
            where="cover",
            text=f"The cover {cover.key} may not be cropped, and WeChat cuts {cut:.0%} off it.",
            hint="Choose another photo as cover.",
            renderer="wechat",
        )
    elif not figure or not figure.focus:
        yield Notice(
            code="wechat-cover-focus",
            severity="error",
            where="cover",
            text=f"WeChat cuts {cut:.0%} off the cover {cover.key}, and nothing says round what.",
            hint='Write focus="0.5 0.3" behind its figure: x and y of what matters.',
            renderer="wechat",
        )


def _lost(asset: Asset, ratio: float) -> float:
    left, top, right, bottom = crop(asset, ratio, None)
    return 1 - (right - left) * (bottom - top)
