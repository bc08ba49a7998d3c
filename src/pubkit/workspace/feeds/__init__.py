"""Persistent feeds: a store of what was published, and the files that are made of it."""

from pubkit.workspace.feeds.desk import Desk, desks
from pubkit.workspace.feeds.shelf import Published

__all__ = ["Desk", "Published", "desks"]
