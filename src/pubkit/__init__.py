"""pubkit: one structured article, published to Word, print-ready PDF, RSS and WeChat."""

from __future__ import annotations
