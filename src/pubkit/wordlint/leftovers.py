"""Leftovers: what must not go out with a finished document, and what it lacks to be found."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pubkit.fault import Fault
from pubkit.ooxml import children
from pubkit.wordlint.job import Job, value

__all__ = ["LEFTOVERS"]

_CHANGES = ("ins", "del", "moveFrom", "moveTo")
_OFF = frozenset({"0", "false", "off"})


def _tracked(job: Job) -> Iterator[Fault]:
    """No change waits for a decision."""
    for story in job.stories:
        for change in story.all(*_CHANGES):
            author = value(change, "w:author") or "somebody"
            yield Fault(
                "word-tracked",
                "warning",
                story.place(change),
                f"A change by {author} is neither accepted nor rejected",
                "Decide: Review › Accept or Reject.",
            )


def _comments(job: Job) -> Iterator[Fault]:
    """No comment is left."""
    part = job.part("comments")
    for comment in () if part is None else children(part, "w:comment"):
        author = value(comment, "w:author") or "somebody"
        yield Fault(
            "word-comment",
            "warning",
            job.name_of("comments"),
            f"A comment by {author} is left",
            "Delete it: Review › Delete.",
        )


def _hidden(job: Job) -> Iterator[Fault]:
    """No words are there that nobody sees."""
    for story in job.stories:
        for mark in story.all("vanish"):
            run = mark.getparent()
            run = None if run is None else run.getparent()
            if run is None or value(mark) in _OFF:
                continue
            words = "".join(one.text or "" for one in run.iter(f"{{{story.namespace}}}t"))
            if words.strip():
                yield Fault(
                    "word-hidden",
                    "warning",
                    story.place(run),
                    f"The words {words[:20]!r} are hidden",
                    "Show or delete them.",
                )


def _title(job: Job) -> Iterator[Fault]:
    """The file says what it is called."""
    name = job.package.related(job.package.relations(), "core-properties")
    root = job.package.xml(name) if name else None
    titles = (
        (one.text or "").strip()
        for one in (root if root is not None else ())
        if etree.QName(one).localname == "title"
    )
    if not any(titles):
        yield Fault(
            "word-title",
            "info",
            name or "docProps/core.xml",
            "The document has no title in its properties",
            "Give it one: File › Info › Title; archives and screen readers go by it.",
        )


LEFTOVERS = (_tracked, _comments, _hidden, _title)
