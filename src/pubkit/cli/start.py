"""`pubkit new`: the beginnings of an article."""

from __future__ import annotations

import re
import uuid
from datetime import datetime
from pathlib import Path

from pubkit.errors import ConfigError, WriteError
from pubkit.workspace.files import replace_file

__all__ = ["start_article"]

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_LONGEST = 100
"""Characters of a slug: file systems take 255 bytes, and results add their own endings."""

_BEGINNING = """\
---
title: 标题
kicker:
deck:
credits:
  - {{role: 撰文, names: [姓名]}}
photo_credit:
published: {now}
id: {id}
keywords: []
digest:
---

导语，可有可无。

## A 第一节

正文。

![照片说明。](){{credit="署名" alt="看不到图的读者需要知道的内容"}}

## B 第二节

正文。
"""


def start_article(content: Path, slug: str) -> Path:
    """Write content/SLUG/article.md with an id and today's date; gives its path.

    Raises: ConfigError for a slug that is no file name or is taken; WriteError.
    """
    if not _SLUG.fullmatch(slug) or len(slug) > _LONGEST:
        raise ConfigError(f"{slug!r} is no slug; use small letters, digits and hyphens")
    folder = content / slug
    if folder.exists():
        raise ConfigError(f"{folder} is there already; choose another slug")
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    path = folder / "article.md"
    try:
        (folder / "photos").mkdir(parents=True)
    except OSError as error:
        raise WriteError(f"{folder}: it cannot be made ({error.strerror})") from error
    replace_file(path, _BEGINNING.format(now=now, id=uuid.uuid4().urn).encode())
    return path
