"""The article as a page of the web, which everything else links to."""

from pubkit.renderers.web.channel import Column, Web

__all__ = ["Column", "Web"]
