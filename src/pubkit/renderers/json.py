"""The `json` channel: the article itself, in its own notation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pubkit.assets import Assets
from pubkit.model import Article
from pubkit.notation import dump
from pubkit.renderer import File, Output
from pubkit.style import Style

__all__ = ["Json"]


@dataclass(frozen=True)
class Json:
    """The article as data, all channels' overrides included; photos by key."""

    name: ClassVar[str] = "json"
    version: ClassVar[str] = "1"

    def render(self, article: Article, assets: Assets, style: Style) -> Output:
        """The article as `pubkit schema` describes it."""
        main = File(".json", dump(article), "application/json")
        return Output(main, omits=("photos", "letters"))
