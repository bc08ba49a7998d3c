"""Names: what bookmarks mark, and the ids that authors gave it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pubkit.model import Article
from pubkit.readers.word.normal import named, relinked
from pubkit.walk import anchors, figures

__all__ = ["Names"]

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,127}")


class Names:
    """The bookmarks of one document that mark sections and figures."""

    def __init__(self, said: Mapping[str, str]) -> None:
        """`said` are the document's custom properties."""
        self._said = said
        self._ids: dict[str, str] = {}
        self._taken: set[str] = set()

    def claimed(self, name: str) -> str:
        """A bookmark's name, if it is the first of it; an authored id in it is kept."""
        if not name or name.lower() in self._taken:
            return ""
        self._taken.add(name.lower())
        own = name.partition("_")[2]
        said = self._said.get(f"pubkit.{name}", "")
        own = said.removeprefix("id=") if said.startswith("id=") else own
        self.identify(name, own)
        return name

    def identify(self, name: str, own: str) -> None:
        """Give what a bookmark marks its authored id, if it is one that nothing else has."""
        if _ID.fullmatch(own) and own not in self._ids.values():
            self._ids[name] = own

    def identified(self, article: Article) -> Article:
        """The article with its authored ids, and links to anchors instead of bookmarks.

        Until here the ids are the bookmarks' names, so that links find what they lead to.
        """
        names = {path: figure.id for path, figure in figures(article)}
        names |= {f"sections[{i}]": s.id for i, s in enumerate(article.sections)}
        done = named(article, self._ids)
        targets = {
            f"#{names[path]}": anchor for path, anchor in anchors(done).items() if names[path]
        }
        return relinked(done, targets)
