"""An editor at a Word file: what Word does to document.xml when somebody types."""

import copy
import io
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MAIN = "word/document.xml"


class Office:
    """A .docx, opened."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self._parts = {name: package.read(name) for name in package.namelist()}
        self.root = etree.fromstring(self._parts[_MAIN])

    def saved(self) -> bytes:
        """The file with every change."""
        parts = {**self._parts, _MAIN: etree.tostring(self.root, encoding="UTF-8")}
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            for name, data in parts.items():
                package.writestr(name, data)
        return stream.getvalue()

    def drop_part(self, name: str) -> None:
        """Lose a part, as programs do that do not know it; nothing points to it any more."""
        del self._parts[name]
        for rels in ("_rels/.rels", "[Content_Types].xml"):
            root = etree.fromstring(self._parts[rels])
            for one in root:
                if name in (one.get("Target", ""), one.get("PartName", "").lstrip("/")):
                    root.remove(one)
            self._parts[rels] = etree.tostring(root)

    def replace_part(self, ending: str, data: bytes) -> None:
        """Other bytes under the same name: Word's “change picture”."""
        (name,) = (name for name in self._parts if name.endswith(ending))
        self._parts[name] = data

    def media(self) -> list[str]:
        return [name for name in self._parts if name.startswith("word/media/")]

    # ── paragraphs ──────────────────────────────────────────────────────────────────────────

    def paragraph(self, words: str) -> etree._Element:
        """The paragraph that holds `words`."""
        (found,) = (p for p in self.root.iter(f"{W}p") if words in text_of(p))
        return found

    def swap(self, old: str, new: str) -> None:
        """Type `new` over `old`, which stands in one run."""
        (node,) = (t for t in self.root.iter(f"{W}t") if old in (t.text or ""))
        node.text = (node.text or "").replace(old, new)
        node.set(XML_SPACE, "preserve")

    def add_after(self, words: str, text: str, style: str = "") -> etree._Element:
        """Press return behind a paragraph and type another one, in a style of its own or not."""
        before = self.paragraph(words)
        paragraph = etree.SubElement(before.getparent(), f"{W}p")
        before.addnext(paragraph)
        if style:
            etree.SubElement(
                etree.SubElement(paragraph, f"{W}pPr"), f"{W}pStyle", {f"{W}val": style}
            )
        elif (properties := before.find(f"{W}pPr")) is not None:
            paragraph.append(copy.deepcopy(properties))
        paragraph.append(run(text))
        return paragraph

    def remove(self, words: str) -> None:
        paragraph = self.paragraph(words)
        paragraph.getparent().remove(paragraph)

    def split(self, words: str) -> None:
        """Press return before `words`, which stand in one run."""
        first = self.paragraph(words)
        second = copy.deepcopy(first)
        for mark in list(second.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            mark.getparent().remove(mark)
        first.addnext(second)
        for paragraph, behind in ((first, False), (second, True)):
            seen = False
            for node in paragraph.iter(f"{W}t"):
                text = node.text or ""
                at = text.find(words)
                if at >= 0:
                    node.text, seen = text[at:] if behind else text[:at], True
                elif seen != behind:
                    node.text = ""
                node.set(XML_SPACE, "preserve")

    def unletter(self, words: str = "") -> None:
        """Delete the letter, and the tab behind it, of the headings that hold `words`."""
        for style in list(self.root.iter(f"{W}rStyle")):
            own = style.getparent().getparent()
            paragraph = own.getparent()
            if style.get(f"{W}val") != "SectionLabel" or words not in text_of(paragraph):
                continue
            behind = own.getnext()
            if behind is not None and behind.find(f"{W}tab") is not None:
                paragraph.remove(behind)
            paragraph.remove(own)

    def join(self, words: str) -> None:
        """Delete the mark at the end of the paragraph that holds `words`."""
        first = self.paragraph(words)
        second = first.getnext()
        for node in list(second):
            if node.tag != f"{W}pPr":
                first.append(node)
        second.getparent().remove(second)

    def move(self, words: str, behind: str) -> None:
        self.paragraph(behind).addnext(self.paragraph(words))

    def style(self, words: str, style: str) -> None:
        """Give the paragraph another style."""
        paragraph = self.paragraph(words)
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            paragraph.remove(properties)
        properties = etree.Element(f"{W}pPr")
        etree.SubElement(properties, f"{W}pStyle", {f"{W}val": style})
        paragraph.insert(0, properties)

    def embolden(self, words: str) -> None:
        """Select `words`, which stand in one run, and press Ctrl-B."""
        (node,) = (t for t in self.root.iter(f"{W}t") if words in (t.text or ""))
        before, _, behind = (node.text or "").partition(words)
        own = node.getparent()
        bold, rest = copy.deepcopy(own), copy.deepcopy(own)
        for part, text in ((own, before), (bold, words), (rest, behind)):
            part.find(f"{W}t").text = text
            part.find(f"{W}t").set(XML_SPACE, "preserve")
        properties = bold.find(f"{W}rPr")
        if properties is None:
            properties = etree.Element(f"{W}rPr")
            bold.insert(0, properties)
        properties.append(etree.Element(f"{W}b"))
        own.addnext(bold)
        bold.addnext(rest)

    # ── tracked ─────────────────────────────────────────────────────────────────────────────

    def track(self, old: str, new: str, author: str = "何苗") -> None:
        """Type `new` over `old` while changes are tracked."""
        (node,) = (t for t in self.root.iter(f"{W}t") if old in (t.text or ""))
        before, _, behind = (node.text or "").partition(old)
        own = node.getparent()
        rest = copy.deepcopy(own)
        node.text, rest.find(f"{W}t").text = before, behind
        for one in (node, rest.find(f"{W}t")):
            one.set(XML_SPACE, "preserve")
        gone, put = (
            etree.Element(f"{W}{kind}", {f"{W}id": number, f"{W}author": author, f"{W}date": _DATE})
            for kind, number in (("del", "901"), ("ins", "902"))
        )
        gone.append(run(old, "delText"))
        put.append(run(new))
        own.addnext(gone)
        gone.addnext(put)
        put.addnext(rest)


_DATE = "2026-11-21T09:00:00Z"


def run(text: str, kind: str = "t") -> etree._Element:
    made = etree.Element(f"{W}r")
    node = etree.SubElement(made, f"{W}{kind}")
    node.text = text
    node.set(XML_SPACE, "preserve")
    return made


def text_of(paragraph: etree._Element) -> str:
    return "".join(_texts(paragraph))


def _texts(paragraph: etree._Element) -> Iterator[str]:
    for node in paragraph.iter(f"{W}t"):
        yield node.text or ""
