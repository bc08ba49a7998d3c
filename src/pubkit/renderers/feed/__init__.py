"""The article as an item of an RSS 2.0 feed, with its full text."""

from pubkit.renderers.feed.channel import Rss

__all__ = ["Rss"]
