"""Word files made by hand from what ISO 29500 says."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

__all__ = ["document", "package", "part", "relations"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = {
    "w": W,
    "r": _TYPES,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
_PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
}


def part(root: str, content: str) -> bytes:
    return f"{_HEAD}<w:{root} {_DECLARED}>{content}</w:{root}>".encode()


def package(files: Mapping[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def relations(entries: Mapping[str, tuple[str, str]]) -> bytes:
    """`entries`: id → kind and target; an address is external."""
    rows = "".join(
        f'<Relationship Id="{key}" Type="{_TYPES}/{kind}" Target="{escape(target)}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if '://' in target else ''}/>"
        for key, (kind, target) in entries.items()
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_HEAD}<Relationships xmlns="{namespace}">{rows}</Relationships>'.encode()


def document(
    body: str,
    links: Mapping[str, tuple[str, str]] | None = None,
    media: Mapping[str, bytes] | None = None,
    **parts: str,
) -> dict[str, bytes]:
    """The files of a package: `parts` are those beside the text, by their usual names."""
    own = {key: (key, f"{key}.xml") for key in parts} | dict(links or {})
    kinds = {"png": "image/png", "jpeg": "image/jpeg", "bmp": "image/bmp", "emf": "image/x-emf",
             "bin": "application/octet-stream", "xml": "application/xml",
             "rels": "application/vnd.openxmlformats-package.relationships+xml"}  # fmt: skip
    wml = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = {"document": "document.main"} | {key: key for key in parts}
    types = "".join(f'<Default Extension="{e}" ContentType="{k}"/>' for e, k in kinds.items())
    types += "".join(
        f'<Override PartName="/word/{key}.xml" ContentType="{wml}.{kind}+xml"/>'
        for key, kind in overrides.items()
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{namespace}">{types}</Types>'.encode(),
        "_rels/.rels": relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/_rels/document.xml.rels": relations(own),
        **{f"word/{key}.xml": part(key, content) for key, content in parts.items()},
        **{f"word/{name}": data for name, data in (media or {}).items()},
    }
