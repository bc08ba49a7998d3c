"""Small inputs that would become large: refused, or bounded in memory and time."""

import io
import json
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

MEMORY = 3 << 30
"""Bytes of address space: the largest picture that is admitted takes half of it."""
SECONDS = 30
PICTURE = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[3]),) * 2)
from pubkit.errors import ReadError, RenderError
from pubkit.images import as_web
from pubkit.workspace.photos import develop
try:
    asset = develop(open(sys.argv[1], "rb").read())
    as_web(asset, max_bytes=2_000_000, max_width_px=1440)
    print("made")
except (ReadError, RenderError) as error:
    print(error)
"""
READING = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[3]),) * 2)
import pubkit
try:
    print(len(pubkit.read(sys.argv[1]).article.lead), "blocks")
except pubkit.PubkitError as error:
    print(error)
"""


def bounded(code: str, path: Path) -> str:
    """What the code says of the file, within the limits."""
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), str(MEMORY), str(SECONDS)],
        capture_output=True, text=True, check=False, timeout=4 * SECONDS,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.count("\n") == 1
    return done.stdout


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, *extra: bytes) -> bytes:
    """A transparent PNG, really there to its last row."""
    packer = zlib.compressobj(1)
    rows = [packer.compress(bytes(1 + width * 4)) for _ in range(height)]
    data = b"".join(rows) + packer.flush()
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


def drawn(kind: str, mode: str, size: tuple[int, int], **options: object) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, size).save(stream, kind, **options)
    return stream.getvalue()


def jpeg_of(width: int, height: int) -> bytes:
    """A JPEG that only says that it is large."""
    data = drawn("JPEG", "RGB", (16, 16))
    frame = data.index(b"\xff\xc0") + 5
    return data[:frame] + struct.pack(">HH", height, width) + data[frame + 4 :]


def jpeg_of_scans(count: int) -> bytes:
    """A progressive JPEG whose last pass over all its pixels is told again and again."""
    data = drawn("JPEG", "L", (3000, 3000), progressive=True)
    return data[:-2] + data[data.rindex(b"\xff\xda") : -2] * count + data[-2:]


def gif_of_frames(count: int, size: tuple[int, int]) -> bytes:
    data = drawn("GIF", "P", size)
    return data[:-1] + data[data.index(b"\x2c") : -1] * count + b";"


def tiff_of_tile(side: int) -> bytes:
    """Ten by ten pixels, in one tile of `side` by `side`."""
    data = zlib.compress(bytes(1000))
    tags = [(256, 4, 10), (257, 4, 10), (258, 3, 8), (259, 3, 8), (262, 3, 1), (277, 3, 1),
            (322, 4, side), (323, 4, side), (324, 4, 8), (325, 4, len(data))]  # fmt: skip
    entries = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    directory = struct.pack("<H", len(tags)) + entries + bytes(4)
    return b"II*\0" + struct.pack("<I", 8 + len(data)) + data + directory


PIXELS, DAMAGED, MADE = "more than 89 million pixels", "is damaged", "made"
PICTURES: dict[str, tuple[Callable[[], bytes], str]] = {
    "PNG, as large as may be": (lambda: png(9400, 9500), MADE),
    "PNG, larger": (lambda: png(9500, 9500), PIXELS),
    "PNG, profile": (
        lambda: png(9, 9, chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(10**8)))), DAMAGED
    ),
    "PNG, texts": (
        lambda: png(9, 9, *[chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(10**6)))] * 99), MADE
    ),
    "PNG, authors": (
        lambda: png(9, 9, *[chunk(b"zTXt", b"Author\0\0" + zlib.compress(bytes(10**6)))] * 99),
        DAMAGED,
    ),
    "JPEG, dimensions": (lambda: jpeg_of(65500, 65500), PIXELS),
    "JPEG, a line": (lambda: drawn("JPEG", "RGB", (65500, 1)), MADE),
    "JPEG, scans": (lambda: jpeg_of_scans(5000), "more than 100 scans"),
    "GIF, frames": (lambda: gif_of_frames(200_000, (100, 100)), MADE),
    "GIF, large frames": (lambda: gif_of_frames(9, (9400, 9400)), MADE),
    "GIF, dimensions": (
        lambda: b"GIF89a" + b"\xff" * 4 + bytes(3) + b"," + bytes(4) + b"\xff" * 4 + b"\0\2\0;",
        PIXELS,
    ),
    "TIFF, tile": (lambda: tiff_of_tile(32768), PIXELS),
    "TIFF, tile beyond 32 bits": (lambda: tiff_of_tile(65536), PIXELS),
    "TIFF, large": (
        lambda: drawn("TIFF", "RGBA", (5000, 5000), compression="tiff_adobe_deflate"), MADE
    ),
    "WebP": (lambda: drawn("WEBP", "RGB", (4000, 4000), quality=1), MADE),
    "SVG": (
        lambda: b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>',
        "no JPEG, PNG, GIF, WebP or TIFF",
    ),
    "SVG, packed": (lambda: zlib.compress(b"<svg/>" * 10**6), "no JPEG, PNG, GIF, WebP or TIFF"),
    "PostScript": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n(x) run\n", "no JPEG, PNG, GIF"),
}  # fmt: skip


@pytest.mark.parametrize("case", PICTURES.values(), ids=PICTURES)
def test_a_picture_takes_bounded_memory_and_time(
    case: tuple[Callable[[], bytes], str], tmp_path: Path
) -> None:
    make, expected = case
    path = tmp_path / "picture"
    path.write_bytes(make())
    said = bounded(PICTURE, path)
    assert expected in said


BILLION = "a: &a [x,x]\n" + "".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
HEADS = {
    "aliases": BILLION,
    "an alias of itself": "a: &a [*a]",
    "merged keys": "a: &a {x: 1}\nb: {<<: *a}",
    "Python": "a: !!python/object/apply:os.system ['id']",
    "Python, short": "a: !!python/name:os.system",
    "brackets": "a: " + "[" * 100_000,
    "braces": "a: " + "{a: " * 50_000,
    "dashes": "- " * 50_000,
    "indents": "\n".join(" " * n + "a:" for n in range(2000)),
    "a number": "a: " + "9" * 100_000,
    "many keys": "\n".join(f"k{n}: x" for n in range(5_000)),
    "two documents": "a: 1\n--- \nb: 2",
    "a key of keys": "? {a: b}\n: c",
}
BODIES = {
    "quotes": ">" * 50_000 + " x",
    "lists": "- " * 20_000 + "x",
    "brackets": "[" * 50_000,
    "pictures": "![" * 30_000,
    "links": "[a](" * 30_000,
    "emphasis": "*a " * 50_000 + "**a" * 50_000,
    "emphasis of all kinds": "*[_`a" * 30_000,
    "code": " ".join("`" * n for n in range(1, 700)),
    "attributes": "![x](a){" + "a=b " * 30_000 + "}",
    "open attributes": "![x](a){a=" * 30_000,
    "backslashes": '![x](a){a="' + "\\" * 200_000,
    "raised": "^a" * 50_000,
    "lowered": "~a" * 50_000,
    "boxes": "::: box\n" * 10_000,
    "notes": "".join(f"[^{n}]: x[^{n + 1}]\n\n" for n in range(3000)),
    "references": "[a]: x\n" * 10_000 + "[a]" * 10_000,
    "tables": "|a" * 3000 + "|\n" + "|-" * 3000 + "|\n" + "|x\n" * 300,
    "angles": "<a " * 50_000 + "<!-- " * 50_000,
    "entities": "&#x" * 50_000,
    "spaces": " " * 500_000 + "x",
    "headings": "## A\n" * 20_000,
}
JSONS = {
    "brackets": "[" * 200_000,
    "braces": '{"a":' * 200_000,
    "a number": '{"title": ' + "9" * 100_000 + "}",
    "an exponent": '{"title": 1e999999999}',
    "a key twice": "{" + ",".join(f'"k{n}": 1' for n in range(40_000)) + ',"z": 1, "z": 2}',
    "surrogates": '{"title": "' + "\\ud800" * 10_000 + '"}',
    "nested lists": json.dumps({"title": "x", "lead": []})[:-2]
    + '{"type":"quote","blocks":[' * 5000 + "]}" * 5000 + "]}",
}  # fmt: skip


def sources() -> dict[str, tuple[str, str]]:
    heads = {
        f"head, {k}": ("article.md", f"---\ntitle: x\n{v}\n---\n\nx\n") for k, v in HEADS.items()
    }
    bodies = {
        f"body, {k}": ("article.md", f"---\ntitle: x\n---\n\n{v[:20_000]}\n")
        for k, v in BODIES.items()
    }
    tomls = {
        "pubkit.toml, brackets": ("pubkit.toml", "x = " + "[" * 50_000),
        "pubkit.toml, number": ("pubkit.toml", "[issue]\npage = " + "9" * 50_000),
        "pubkit.toml, keys": ("pubkit.toml", ".".join(["a"] * 3000) + " = 1"),
    }
    return heads | bodies | {f"json, {k}": ("article.json", v) for k, v in JSONS.items()} | tomls


SEVERAL = """
import sys, time, resource
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
import pubkit
from pathlib import Path
for folder in sorted(Path(sys.argv[1]).iterdir()):
    began = time.process_time()
    try:
        pubkit.read(folder)
    except pubkit.PubkitError as error:
        assert "\\n" not in str(error), (folder, error)
    print(f"{time.process_time() - began:.3f}\\t{folder.name}", flush=True)
"""


def test_no_source_of_bounded_length_takes_long_or_ends_in_a_traceback(tmp_path: Path) -> None:
    for name, (file, text) in sources().items():
        folder = tmp_path / name
        folder.mkdir()
        if file == "pubkit.toml":
            (folder / "article.md").write_text("---\ntitle: x\n---\n\nx\n")
        (folder / file).write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SEVERAL, str(tmp_path), str(MEMORY)],
        capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-300:] + done.stderr[-2000:]
    times = dict(reversed(line.split("\t")) for line in done.stdout.splitlines())
    assert set(times) == set(sources())
    assert {name for name, seconds in times.items() if float(seconds) > SECONDS} == set()
