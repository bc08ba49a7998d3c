"""The package: parts, their types, and what they point to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pubkit.errors import ReadError
from pubkit.fault import Fault
from pubkit.wordlint.job import TYPES, Job

__all__ = ["FILES"]

_LINKED = re.compile(r"\{[^}]*/relationships\}(id|embed|link|pict|dm|lo|qs|cs)$")
"""Attributes that name a relationship (ISO 29500-1, §22.8)."""
_URI = re.compile(r"[A-Za-z0-9!#$%&'()*+,./:;=?@\[\]~_-]+")
"""The characters of a URI (RFC 3986, §2); one target that has others and Word refuses the file."""
_UNSAFE = frozenset({"javascript", "vbscript", "data", "file"})
_ACTIVE = frozenset({"vbaProject", "control", "attachedToolbars"})
"""Relationships to what runs."""
_EMBEDDED = frozenset({"oleObject", "package"})
"""Relationships to files within the file; a chart has its figures in one."""
_TYPED = frozenset(
    {"styles", "settings", "numbering", "footnotes", "endnotes", "comments", "header", "footer"}
)
"""What has to say more of itself than that it is XML (ISO 29500-1, §11.3)."""
_UNNAMED = (TYPES, "mimetype")


def _parts(job: Job) -> Iterator[Fault]:
    """Every XML part is well formed and safe to read."""
    for name in job.names:
        if name.endswith((".xml", ".rels")):
            try:
                job.package.xml(name)
            except ReadError as error:
                yield Fault(
                    "word-xml",
                    "error",
                    name,
                    f"{str(error)[:1].upper()}{str(error)[1:]}",
                    "Save the file anew; Word refuses it as it is.",
                )


def _types(job: Job) -> Iterator[Fault]:
    """Every part has a content type, and every type its part."""
    root = job.package.xml(TYPES)
    if root is None:
        yield Fault(
            "word-content-type",
            "error",
            TYPES,
            "The list of content types is missing",
            "Save the file anew; Word refuses it as it is.",
        )
        return
    endings = {one.get("Extension", "").lower() for one in root} - {""}
    wanted = {r.target.lower() for r in job.document.relations.values() if r.kind in _TYPED}
    own = {one.get("PartName", "").lstrip("/").lower() for one in root} - {""}
    for name in job.names:
        key = name.lower().lstrip("/")
        general = key.rpartition(".")[2] in endings and key not in wanted
        if name not in _UNNAMED and key not in own and not general:
            yield Fault(
                "word-content-type",
                "error",
                name,
                "The part has no content type of its own",
                "Save the file anew; Word refuses it as it is.",
            )
    for missing in sorted(own - {name.lower().lstrip("/") for name in job.names}):
        yield Fault(
            "word-content-type",
            "warning",
            missing,
            "A content type is given for a part that is not there",
            "Save the file anew.",
        )


def _relations(job: Job) -> Iterator[Fault]:
    """Every relationship leads to a part, and every name of one is known."""
    for name in job.names:
        if name.endswith(".rels"):
            continue
        relations = job.package.relations(name)
        for number, relation in relations.items():
            if not relation.external and job.package.part(relation.target) is None:
                yield Fault(
                    "word-relationship",
                    "error",
                    name,
                    f"The relationship {number} leads to {relation.target!r}, which is not there",
                    "Save the file anew; Word refuses it as it is.",
                )
        if name.endswith(".xml"):
            yield from _unknown(job, name, set(relations))


def _unknown(job: Job, name: str, known: set[str]) -> Iterator[Fault]:
    root = job.package.xml(name)
    for element in root.iter() if root is not None else ():
        for key, number in element.items():
            if _LINKED.search(str(key)) and number and number not in known:
                yield Fault(
                    "word-relation-unknown",
                    "error",
                    name,
                    f"Something is called by the relationship {number!r}, which there is not",
                    "Save the file anew; Word refuses it as it is.",
                )


def _unused(job: Job) -> Iterator[Fault]:
    """Every part is reached from the package's own relationships."""
    reached: set[str] = set()
    waiting = [r.target for r in job.package.relations().values() if not r.external]
    while waiting:
        name = waiting.pop()
        if name.lower() in reached:
            continue
        reached.add(name.lower())
        waiting += [r.target for r in job.package.relations(name).values() if not r.external]
    for name in job.names:
        key = name.lstrip("/")
        if key in _UNNAMED or key.endswith(".rels") or key.lower() in reached:
            continue
        yield Fault(
            "word-part-unused",
            "warning",
            name,
            "Nothing leads to the part, so it is dead weight or a secret",
            "Save the file anew.",
        )


def _outside(job: Job) -> Iterator[Fault]:
    """Nothing is fetched from elsewhere, and links are addresses that Word takes."""
    for name in job.names:
        for relation in job.package.relations(name).values():
            if not relation.external:
                continue
            if relation.kind != "hyperlink":
                yield Fault(
                    "word-outside",
                    "warning",
                    name,
                    f"Opening it fetches the {relation.kind} {relation.target[:60]!r}",
                    "Put it into the file, or take it out.",
                )
            else:
                yield from _link(name, relation.target)


def _link(name: str, target: str) -> Iterator[Fault]:
    try:
        scheme = urlsplit(target).scheme.lower()
        _ = urlsplit(target).port  # raises where it is no number
        sound = bool(_URI.fullmatch(target))
    except ValueError:
        scheme, sound = "", False
    if not sound:
        yield Fault(
            "word-link",
            "error",
            name,
            f"The link to {target[:60]!r} is no address that Word takes",
            "Correct it; Word may call the whole file damaged.",
        )
    elif scheme in _UNSAFE:
        yield Fault(
            "word-link",
            "warning",
            name,
            f"The link to {target[:60]!r} runs something or opens a local file",
            "Take it off.",
        )


def _active(job: Job) -> Iterator[Fault]:
    """Nothing in the file can run, and it holds no other files."""
    for name in job.names:
        for relation in job.package.relations(name).values():
            if relation.external:
                continue
            if relation.kind in _ACTIVE:
                yield Fault(
                    "word-active",
                    "error",
                    relation.target,
                    "The file holds a macro or a control",
                    "Save it as .docx without it.",
                )
            elif relation.kind in _EMBEDDED and "/charts/" not in name:
                yield Fault(
                    "word-active",
                    "warning",
                    relation.target,
                    "Another file is embedded",
                    "Put what it shows into the text, or a picture of it.",
                )


FILES = (_parts, _types, _relations, _unused, _outside, _active)
