"""Page: one newspaper page, filled to its foot, set by Typst."""

from pubkit.renderers.page.renderer import Page

__all__ = ["Page"]
