"""A PDF as a person reads it: pages made by hand, our own, and those of other programs."""

import base64
import json
import random
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
import pytest
import test_gold

import pubkit
from pubkit import walk
from pubkit.admit import from_builtins
from pubkit.equivalence import equal
from pubkit.errors import ReadError
from pubkit.extract import Extract, Extractor
from pubkit.extractors.pdf import PdfExtractor
from pubkit.extractors.pdf.captions import body_size
from pubkit.extractors.pdf.marks import Piece
from pubkit.fingerprint import SAME, distance, fingerprint
from pubkit.model import (
    Article,
    Box,
    Break,
    Footnote,
    Inline,
    Item,
    List,
    Paragraph,
    Sub,
    Subheading,
    Sup,
    Table,
    Text,
)
from pubkit.testing import picture, sample, sample_assets
from pubkit.verify import verify
from pubkit.verify.service import verify_against

ROOT = Path(__file__).parent.parent.parent
PAPER = 600, 800
IMAGE = b"<< /Subtype /Image /Width 4 /Height 4 /BitsPerComponent 8 /ColorSpace /DeviceGray >>"

# ── pages made by hand ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Page:
    """Drawing operators and annotations of a page of 600 by 800 points."""

    drawn: str
    annotations: str = ""
    boxes: str = ""


def say(x: float, y: float, text: str, size: float = 10) -> str:
    """Text whose baseline begins at `x`, `y` points from the upper left corner."""
    words = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F {size} Tf {x} {PAPER[1] - y} Td ({words}) Tj ET\n"


def show(x: float, y: float, width: float, height: float, name: str = "I") -> str:
    """A picture whose upper left corner is at `x`, `y`."""
    return f"q {width} 0 0 {height} {x} {PAPER[1] - y - height} cm /{name} Do Q\n"


def rule(y: float, left: float = 50, right: float = 550) -> str:
    return f"{left} {PAPER[1] - y} {right - left} 0.5 re f\n"


def link(x: float, y: float, width: float, address: str) -> str:
    low = PAPER[1] - y - 2
    return (
        f"<< /Type /Annot /Subtype /Link /Rect [{x} {low} {x + width} {low + 12}] "
        f"/A << /S /URI /URI ({address}) >> >>"
    )


def stream(head: str, data: bytes) -> bytes:
    return f"<< {head} /Length {len(data)} >> stream\n".encode() + data + b"\nendstream"


def pdf(
    *pages: Page | str, trailer: str = "", title: str = "", pixels: tuple[int, int] = (4, 4)
) -> bytes:
    """A PDF of these pages; `I` is a picture and `M` a stencil."""
    size = "/Width {} /Height {}".format(*pixels)
    picture = f"/Type /XObject /Subtype /Image {size} /BitsPerComponent 8 /ColorSpace /DeviceGray"
    mask = "/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 1 /ImageMask true"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font]
    objects += [stream(picture, bytes(range(0, 256, 16))), stream(mask, b"\xaa" * 8)]
    kids = []
    for page in (page if isinstance(page, Page) else Page(page) for page in pages):
        objects.append(stream("", page.drawn.encode()))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F 3 0 R >> /XObject << /I 4 0 R /M 5 0 R >> >> "
            f"/Annots [{page.annotations}] {page.boxes} >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    if title:
        objects.append(f"<< /Title ({title}) >>".encode())
        trailer += f" /Info {len(objects)} 0 R"
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    return (
        data
        + (
            f"xref\n0 {count}\n0000000000 65535 f \n{table}"
            f"trailer << /Size {count} /Root 1 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF"
        ).encode()
    )


def read(*pages: Page | str) -> Extract:
    return PdfExtractor().extract(pdf(*pages), {})


def column(
    x: float, y: float, name: str, lines: int, indented: bool = True, letters: int = 36
) -> list[str]:
    """Full lines of as many letters, 6 points each; the first is set in, the last is short."""
    full = [f"{name}{n:02}".ljust(letters, "x") for n in range(lines)]
    first = [say(x + 12, y, full[0][:-2])] if indented else [say(x, y, full[0])]
    rest = [say(x, y + 14 * n, line) for n, line in enumerate(full[1:-1], 1)]
    return [*first, *rest, say(x, y + 14 * (lines - 1), f"{name}{lines - 1:02}.")]


def heads(extract: Extract) -> str:
    """The first three characters of every line."""
    return " ".join(line[:3] for line in extract.lines)


def test_it_is_an_extractor() -> None:
    assert isinstance(PdfExtractor(), Extractor)


def test_columns_are_read_one_after_the_other_though_drawn_line_by_line() -> None:
    left, right = column(60, 100, "a", 4), column(300, 100, "b", 4)
    drawn = "".join(line for pair in zip(left, right, strict=True) for line in pair)
    assert heads(read(drawn)) == "a00 a01 a02 a03 b00 b01 b02 b03"


def test_the_drawing_order_does_not_matter() -> None:
    drawn = column(60, 100, "a", 6) + column(300, 100, "b", 6) + [say(60, 60, "Headline " * 5, 18)]
    random.Random(4).shuffle(drawn)
    extract = read("".join(drawn))
    assert heads(extract) == "Hea a00 a01 a02 a03 a04 a05 b00 b01 b02 b03 b04 b05"


def test_what_stands_across_the_columns_parts_them() -> None:
    upper = column(60, 100, "a", 4) + column(300, 100, "b", 4)
    lower = column(60, 300, "c", 4) + column(300, 300, "d", 4)
    across = show(60, 170, 460, 90), say(60, 275, "Caption of the wide photo", 8)
    extract = read("".join([*lower, *across, *upper]))
    assert heads(extract).split()[::4] == ["a00", "b00", "Cap", "c03", "d03"]
    assert extract.lines[extract.pictures[0].line] == "Caption of the wide photo"


def test_a_rule_parts_the_columns_from_a_note_below_them() -> None:
    columns = column(60, 100, "a", 4) + column(300, 100, "b", 4)
    note = rule(180), say(60, 195, "1 A short note.", 8)
    assert heads(read("".join([*columns, *note])))[-7:] == "b03 1 A"


def test_a_headline_over_the_middle_of_three_columns_comes_first() -> None:
    columns = [
        line
        for x, name in ((60, "a"), (230, "b"), (400, "c"))
        for line in column(x, 100, name, 5, letters=26)
    ]
    drawn = [*columns, say(262, 60, "Short head", 14)]
    assert heads(read("".join(drawn))).split()[::5] == ["Sho", "a04", "b04", "c04"]


def test_a_table_is_read_row_by_row() -> None:
    cells = [
        say(x, 100 + 14 * y, f"{'abc'[column]}{y}")
        for column, x in enumerate((60, 200, 400))
        for y in range(5)
    ]
    assert " ".join(read("".join(cells)).lines[:6]) == "a0 b0 c0 a1 b1 c1"


FERRY = """Ferrymen remember extraordinary winters. Throughout December innumerable icebergs
surrounded the unpretentious landing-stage, and schoolchildren, accompanied by their
grandmothers, crossed the river on foot. Nevertheless, correspondence continued to arrive
punctually: postmistress Featherstonehaugh distributed newspapers, advertisements and
congratulations at half past seven. Conscientious neighbours shovelled the embankment.
Afterwards everybody gathered around the stove, exchanging unforgettable recollections."""
LIGHT = """Lighthouse keepers distinguished approaching steamships by their silhouettes.
Misunderstandings happened occasionally; nevertheless, compensation was never demanded.
Electrification transformed the establishment completely, although the superintendent,
characteristically old-fashioned, maintained two dozen oil lamps. Unaccompanied visitors were
disappointed: the observation platform closed at three. Photographers, undiscouraged, rented
the neighbouring boathouse and waited there for spectacular circumstances."""


def justify(x: float, y: float, text: str, width: float) -> str:
    """A paragraph that is set in and fills its width, all but its last line, 14 points a line."""
    lines: list[list[str]] = [[]]
    rooms = [width - 12]
    for word in text.split():
        if 6 * len(" ".join([*lines[-1], word])) > rooms[-1]:
            lines.append([])
            rooms.append(width)
        lines[-1].append(word)
    drawn = []
    for number, (words, room) in enumerate(zip(lines, rooms, strict=True)):
        white = (room - 6 * len("".join(words))) / max(1, len(words) - 1)
        place = x + width - room
        for word in words:
            drawn.append(say(round(place, 2), y + 14 * number, word))
            place += 6 * len(word) + (6 if words is lines[-1] else white)
    return "".join(drawn)


@pytest.mark.parametrize(("width", "gutter"), [(198, 20), (180, 16), (234, 24)])
def test_words_that_stand_apart_in_a_narrow_column_are_one_line(
    width: float, gutter: float
) -> None:
    texts = [FERRY, LIGHT, LIGHT, FERRY]
    places = [(x, y) for x in (40, 40 + width + gutter) for y in (100, 422)]
    drawn = [justify(x, y, text, width) for (x, y), text in zip(places, texts, strict=True)]
    assert "".join(read("".join(drawn)).lines).replace(" ", "") == "".join("".join(texts).split())


def test_columns_under_lines_that_run_across_both_stay_columns() -> None:
    across = [say(60, 58 + 14 * n, f"h{n:02}".ljust(76, "x")) for n in range(3)]
    columns = column(60, 100, "a", 6) + column(300, 100, "b", 6)
    extract = read("".join([*columns, *across]))
    assert heads(extract) == "h00 h01 h02 a00 a01 a02 a03 a04 a05 b00 b01 b02 b03 b04 b05"


def test_a_raised_figure_stays_in_its_line() -> None:
    drawn = say(60, 100, "60 m") + say(84.5, 96, "2", 6.5) + say(94.4, 100, "in all")
    assert read(drawn).lines == ("60 m2 in all",)


def test_raised_type_and_lowered_type_beside_it_stay_in_their_line() -> None:
    drawn = say(60, 100, "60 m") + say(84.5, 96, "2", 6.5) + say(88.6, 103, "max", 6.5)
    other = read(drawn).otherwise
    assert other is not None
    assert other.lines == ("60 m2max",)


def test_lowered_type_that_touches_raised_type_stays_in_its_line() -> None:
    drawn = say(60, 104, "a", 6) + say(63.6, 99.6, "-1", 6) + say(70.8, 104, "b", 6)
    other = read(drawn).otherwise
    assert other is not None
    assert other.lines == ("a-1b",)


def test_lowered_type_that_abuts_on_raised_type_stays_in_its_line() -> None:
    drawn = say(60, 104, "a", 6) + say(63.6, 98, "-1", 6) + say(70.8, 104, "b", 6)
    other = read(drawn).otherwise
    assert other is not None
    assert other.lines == ("a-1b",)


def test_raised_type_at_a_line_s_head_stays_in_it() -> None:
    drawn = say(60, 97, "12", 4) + say(65, 100, "hours and more")
    other = read(drawn).otherwise
    assert other is not None
    assert other.lines == ("12hours and more",)


def test_a_photo_in_the_midst_of_a_paragraph_comes_behind_it() -> None:
    left = column(60, 100, "a", 4)[:3]
    right = [show(300, 90, 220, 60), say(300, 162, "The caption", 8)]
    right += column(300, 190, "b", 3, indented=False)
    extract = read("".join(left + right))
    assert heads(extract) == "a00 a01 a02 b00 b01 b02 The"
    assert extract.pictures[0].line == 6


def test_a_long_headline_is_no_running_text() -> None:
    def piece(size: float, letters: int) -> Piece:
        return Piece(left=0, top=0, right=9, bottom=9, text="x" * letters, size=size, font="")

    assert body_size([piece(17, 60), piece(9, 30), piece(7.8, 15), piece(10.5, 8)]) == 9
    assert body_size([piece(16, 900), piece(14, 12), piece(22, 20)]) == 16
    assert body_size([]) == 10


def test_a_caption_may_begin_in_larger_type_than_it_goes_on_in() -> None:
    photo = show(60, 60, 220, 100) + say(60, 178, "ab", 8) + say(85, 177.5, "code", 6)
    assert read("".join(column(60, 230, "a", 4)) + photo).lines[0:2] == ("ab", "code")


def test_a_caption_is_read_from_left_to_right_though_some_of_it_is_lowered() -> None:
    photo = show(60, 60, 220, 100) + say(60, 174, "low", 6) + say(90, 172, "level", 8)
    text = column(60, 200, "a", 4)
    assert heads(read("".join([photo, *text]))) == "low lev a00 a01 a02 a03"


def test_a_photo_centred_over_short_lines_of_two_columns_parts_them_no_further_left() -> None:
    photo = [show(190, 60, 200, 240), say(190, 312, "Caption", 8)]
    left = [say(60, 330 + 14 * n, f"a{n:02} short") for n in range(7)]
    right = [say(312, 330, "b00 set in"), say(300, 386, "b01 under a gap")]
    right += [say(300, 400 + 14 * n, f"b{n:02}") for n in range(2, 4)]
    extract = read("".join([*right, *left, *photo]))
    assert heads(extract) == "Cap a00 a01 a02 a03 a04 a05 a06 b00 b01 b02 b03"


def test_the_edges_of_a_box_in_one_column_do_not_part_the_other() -> None:
    left = [say(60, 100 + 14 * n, f"a{n:02} short") for n in range(12)]
    box = rule(150, 300, 520), rule(210, 300, 520)
    right = [say(330, y, f"b{n:02} in a box") for n, y in enumerate((107, 165, 181, 197, 233))]
    extract = read("".join([*right, *left, *box]))
    assert heads(extract).split() == [f"a{n:02}" for n in range(12)] + [
        f"b{n:02}" for n in range(5)
    ]


def test_short_lines_alone_in_a_column_do_not_run_on_behind_a_note() -> None:
    text = "".join(column(60, 100, "a", 4) + column(300, 100, "b", 4))
    short = say(60, 100, "A line.") + rule(700) + say(60, 712, "1 The note.", 8)
    following = say(60, 100, "Next page.") + say(60, 114, "More of it.")
    assert heads(read(text, short, following)).endswith("A l 1 T Nex Mor")


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        say(60, 30, "The Gazette", 8)
        + say(400, 30, f"Page one side {number}", 8)
        + "".join(column(60, 100, name, 4))
        + say(290, 780, f"- {number} -", 8)
        for number, name in ((1, "a"), (2, "b"))
    ]
    assert heads(read(*pages)) == "a00 a01 a02 a03 b00 b01 b02 b03"


def test_what_the_headline_says_further_down_is_text_where_other_text_comes_first() -> None:
    first = say(60, 60, "Harbour lights", 30) + "".join(column(60, 120, "a", 4))
    again = say(400, 30, "Harbour lights", 8) + say(60, 110, "b00") + say(60, 126, "b01", 6)
    box = say(60, 150, "Harbour lights") + "".join(column(60, 200, "c", 4))
    named = pdf(first, again + box, title="Harbour lights")
    found = heads(PdfExtractor().extract(named, {}))
    assert found == "Har a00 a01 a02 a03 b00 b01 Har c00 c01 c02 c03"


def test_numbers_and_repeated_lines_of_the_text_itself_stay() -> None:
    for rows in (4, 20):
        table = [say(60, 782 - 14 * y, f"{1200 + y}") for y in range(rows)]
        assert len(read(*["".join(table)] * 2).lines) == 2 * rows
    pages = ["".join(column(60, 24, "a", 50)) for _ in range(2)]
    assert len(read(*pages).lines) == 100


def test_a_page_has_one_number_and_the_next_is_the_texts() -> None:
    text = "".join(column(60, 100, "a", 4))
    note = say(60, 750, "7", 8) + say(290, 780, "1 / 1", 8)
    assert heads(read(text + note)) == "a00 a01 a02 a03 7"


def test_notes_whose_numbers_stand_where_another_pages_do_are_no_furniture() -> None:
    pages = [
        "".join(column(60, 100, "a", 4)) + say(60, 740, number, 8) + say(90, 740, note, 8)
        + say(290, 780, f"{number} / 8", 8)
        for number, note in (("7", "one"), ("8", "two"))
    ]  # fmt: skip
    assert heads(read(*pages)).endswith("8 two")


@pytest.mark.parametrize("apart", [6, 60])
def test_notes_that_say_the_same_but_for_their_numbers_are_no_furniture(apart: float) -> None:
    pages = [
        "".join(column(60, 100, "a", 4)) + say(60, 740, str(number), 8)
        + say(60 + apart, 740, "Ibid.", 8) + say(290, 780, f"{number} / 8", 8)
        for number in (7, 8)
    ]  # fmt: skip
    found = "".join(read(*pages).lines).replace(" ", "")
    assert found.count("7Ibid.") == found.count("8Ibid.") == 1


def test_pictures_are_pngs_and_ornaments_and_stencils_are_none() -> None:
    drawn = show(60, 100, 200, 100) + show(60, 220, 8, 8) + show(60, 300, 90, 90, "M")
    (found,) = read(drawn + say(60, 230, "text")).pictures
    assert found.data is not None
    assert found.data.startswith(b"\x89PNG")
    assert len(fingerprint(found.data)) > 0


def test_what_runs_out_of_the_page_is_not_read() -> None:
    words = say(540, 100, "seen and lost") + say(60, 810, "below")
    extract = read(words + show(60, 830, 90, 90) + show(540, 300, 90, 90))
    assert extract.lines == ("seen and l",)
    assert len(extract.pictures) == 1


@pytest.mark.parametrize("boxes", [
    "/TrimBox [500 700 100 100]", "/TrimBox [0 0 0 0]", "/TrimBox [700 0 900 800]",
    "/CropBox [700 0 900 800]", "/CropBox [500 700 100 100]",
])  # fmt: skip
def test_odd_boxes_hide_nothing_of_the_page(boxes: str) -> None:
    assert read(Page(say(110, 110, "text"), boxes=boxes)).lines == ("text",)


def test_boxes_of_the_whole_document_hold_for_its_pages() -> None:
    data = pdf(say(110, 110, "text") + say(500, 110, "cut off"))
    data = data.replace(b"/MediaBox [0 0 600 800] /Contents", b"/Contents")
    one = b"/Type /Pages /MediaBox [0 0 600 800] /CropBox [100 0 400 800]"
    assert PdfExtractor().extract(data.replace(b"/Type /Pages", one), {}).lines == ("text",)


@pytest.mark.parametrize("box", ["TrimBox", "CropBox"])
def test_what_is_cut_off_is_not_read(box: str) -> None:
    drawn = say(80, 40, "the press's own words") + say(110, 110, "text") + show(110, 130, 90, 90)
    away = show(510, 130, 80, 90)
    links = link(110, 110, 24, "http://a.b/1") + link(510, 110, 24, "http://a.b/2")
    extract = read(Page(drawn + away, links, f"/{box} [100 100 500 700]"))
    assert extract.lines == ("text",)
    assert len(extract.pictures) == 1
    assert extract.links == ("http://a.b/1",)


def test_a_link_over_two_lines_is_one_and_two_links_are_two() -> None:
    text = say(60, 100, "x" * 36) + say(60, 114, "yyy and more zzz")
    over = link(204, 100, 72, "http://a.b/1") + link(60, 114, 18, "http://a.b/1")
    other = link(138, 114, 18, "http://a.b/1")
    assert read(Page(text, other + over)).links == ("http://a.b/1",) * 2


def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen() -> None:
    assert "".join(read(say(60, 100, "well-") + say(60, 114, "known")).lines) == "well-known"


def test_a_page_of_many_pieces_takes_linear_time() -> None:
    words = "".join(
        say(20 + 30 * (n % 18), 20 + 2 * (n // 18), f"w{n % 7}", 4) for n in range(7_000)
    )
    assert len(read(words).lines) > 0


LOCKED = (
    "/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
    f"/O <{'41' * 32}> /U <{'42' * 32}> >>"
)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "this is no PDF: it does not begin with %PDF-"),
        (b"%PDF-1.7 and nothing", "the PDF is broken"),
        (pdf(say(60, 100, "text"))[:300], "the PDF is broken"),
        (pdf(), "the PDF is broken"),
        (pdf(*[""] * 2001), "the PDF has 2001 pages; one to 2000 are read"),
        (pdf("", trailer=LOCKED), "the PDF is encrypted and asks for a password"),
        (pdf(show(0, 0, 99, 99), pixels=(60_000, 60_000)), "page 1 of the PDF shows a picture of"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(ReadError, match=sentence):
        PdfExtractor().extract(data, {})


def test_a_damaged_file_is_read_or_refused() -> None:
    chance = random.Random(7)
    drawn = "".join(column(60, 100, "a", 6)) + show(60, 300, 90, 90)
    whole = pdf(Page(drawn, link(60, 100, 40, "http://a.b")), "")
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 5, 50))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            PdfExtractor().extract(bytes(data[: chance.randrange(len(data))]), {})
            PdfExtractor().extract(bytes(data), {})
        except ReadError:
            pass


# ── the order of drawing ────────────────────────────────────────────────────────────────────


def as_drawn(*pages: Page | str) -> str:
    """The first three characters of every line of the second reading."""
    other = read(*pages).otherwise
    assert other is not None
    return heads(other)


def test_cells_of_several_lines_are_read_as_they_are_drawn() -> None:
    rows = [
        say(x, 100 + 14 * (3 * row + line), f"{name}{row}{line}")
        for row in range(2)
        for x, name in ((60, "a"), (120, "b"))
        for line in range(3)
    ]
    order = "a00 a01 a02 b00 b01 b02 a10 a11 a12 b10 b11 b12"
    assert as_drawn("".join(rows)) == order
    assert heads(read("".join(rows))) != order


@pytest.mark.parametrize("lower", [0, 4, 7, 10])
def test_columns_that_are_exchanged_are_not_read_as_they_are_drawn(lower: float) -> None:
    exchanged = column(300, 100, "a", 5) + column(60, 100 + lower, "b", 5)
    assert as_drawn("".join(exchanged)).index("b04") < as_drawn("".join(exchanged)).index("a04")
    right = column(60, 100, "a", 5) + column(300, 100 + lower, "b", 5)
    assert as_drawn("".join(right)) == "a00 a01 a02 a03 a04 b00 b01 b02 b03 b04"


def test_paragraphs_that_are_exchanged_are_not_read_as_they_are_drawn() -> None:
    exchanged = column(60, 200, "a", 3) + column(60, 100, "b", 3)
    assert as_drawn("".join(exchanged)) == "b00 b01 b02 a00 a01 a02"


def test_no_late_marker_of_another_column_comes_between_lines() -> None:
    text = column(300, 100, "a", 4)
    assert as_drawn("".join([*text, say(60, 114, "2.")])) == "2. a00 a01 a02 a03"


def test_what_is_drawn_late_comes_before_what_it_stands_beside() -> None:
    entries = [say(80, 100 + 14 * line, f"i{line}".ljust(30, "x")) for line in range(4)]
    markers = [say(60, 100, "1."), say(60, 128, "2.")]
    assert as_drawn("".join([*entries, *markers])) == "1. 2. i0x i1x i2x i3x"


def test_a_late_marker_stands_between_a_heading_and_the_entry_that_it_is_set_in() -> None:
    entry = say(60, 100, "Heading".ljust(30, "x")) + say(90, 114, "Entry".ljust(30, "x"))
    aside = say(300, 100, "Aside".ljust(30, "x"))
    assert as_drawn(entry + aside + say(70, 114, "1.")) == "Hea 1. Ent Asi"


def test_a_late_marker_comes_before_a_cell_that_it_reaches_down_to() -> None:
    cells = say(74, 110.3, "one".ljust(9, "x"), 9) + say(74, 126, "two", 6)
    cells += say(140, 101, "top", 9) + say(140, 119, "low", 9)
    assert as_drawn(cells + say(60, 102, "-") + say(60, 160, "-")) == "- one two top low -"


def test_a_late_marker_without_text_keeps_its_column() -> None:
    left = say(60, 100, "List".ljust(30, "x")) + say(80, 150, "Table".ljust(30, "x"))
    right = say(300, 100, "Cell", 6) + say(300, 114, "m", 4) + say(302.4, 108, "below", 6)
    assert as_drawn(left + right + say(65, 110, "1.", 6)) == "Lis 1. Tab Cel m bel"


def test_raised_type_behind_lowered_type_is_no_marker() -> None:
    assert as_drawn(say(60.9, 103, "low", 6) + say(72.2, 97, "top", 6)) == "low top"


def test_raised_type_behind_lowered_type_of_a_caption_is_no_line_before_it() -> None:
    photo = show(60, 60, 220, 100) + say(60, 178, "low", 6) + say(71.3, 172, "top", 6)
    text = "".join(column(60, 230, "a", 4))
    assert as_drawn(text + photo) == "a00 a01 a02 a03 low top"


# ── our own ─────────────────────────────────────────────────────────────────────────────────


def stretches(content: tuple[Inline, ...]) -> Iterator[str]:
    """The words as far as no note's mark can come between."""
    held: list[Inline] = []
    for node in (*content, Footnote(())):
        if isinstance(node, Footnote):
            yield walk.plain(held)
            held = []
        else:
            held.append(node)


def owed(article: Article) -> Iterator[str]:
    """Everything that must follow each other, captions and notes left out."""
    yield from (article.kicker, article.title, article.deck)
    blocks = dict(walk.blocks(article))
    yield from flow(blocks, "lead")
    for number, section in enumerate(article.sections):
        yield walk.label(article, section)
        yield walk.plain(section.heading)
        yield from flow(blocks, f"sections[{number}]")


def flow(blocks: dict, place: str) -> Iterator[str]:
    for path, block in blocks.items():
        if not path.startswith((f"{place}.", f"{place}[")):
            continue
        if isinstance(block, Paragraph | Subheading):
            yield from stretches(block.content)
        elif isinstance(block, Box):
            yield walk.plain(block.title)
        elif isinstance(block, Table):
            yield from (walk.plain(cell) for row in (block.header, *block.rows) for cell in row)


def addresses(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [node["href"]] if node.get("type") == "link" else []
        return own + [found for value in node.values() for found in addresses(value)]
    return (
        [found for part in node for found in addresses(part)]
        if isinstance(node, list | tuple)
        else []
    )


@cache
def reading(name: str) -> pubkit.Reading:
    if name == "kit":
        return pubkit.Reading(sample(), sample_assets(), slug="kit")
    if not name.endswith(".json"):
        return pubkit.read(ROOT / "content" / name)
    gold = json.loads((test_gold.CORPUS / name).read_text("utf-8"))
    photos = {f"{number}.png": picture() for number in range(len(gold["captions"]))}
    return pubkit.Reading(test_gold.article(gold), photos, slug="gold")


@cache
def extract(name: str, style: str) -> Extract:
    output = pubkit.render(reading(name), to=["pdf"], style=style)["pdf"].output
    assert output is not None
    return PdfExtractor().extract(output.main.data, {})


NAMES = ["kit", "dandelion", "science-year", *(path.name for path in test_gold.PAGES)]
ours = pytest.mark.parametrize("name", NAMES)
styles = pytest.mark.parametrize("style", ["daily", "quiet"])


def assert_in_order(article: Article, lines: tuple[str, ...]) -> None:
    text, place = equal("".join(lines)), 0
    for part in map(equal, owed(article)):
        found = text.find(part, place)
        assert found >= 0, part
        place = found + len(part)


@ours
@styles
def test_every_part_of_an_article_stands_where_it_belongs(name: str, style: str) -> None:
    assert_in_order(reading(name).article, extract(name, style).lines)


@ours
@styles
def test_every_picture_is_the_photo_of_its_caption(name: str, style: str) -> None:
    found, assets = extract(name, style), reading(name).assets
    figures = [figure for _, figure in walk.figures(reading(name).article) if figure.photo]
    assert len(found.pictures) == len(figures)
    captions = {equal(walk.plain(figure.caption)): figure for figure in figures}
    for shown in found.pictures:
        below = equal("".join(found.lines[shown.line : shown.line + 8]))
        (photo,) = {f.photo for caption, f in captions.items() if below.startswith(caption)}
        assert photo is not None
        one, other = fingerprint(shown.data or b""), fingerprint(assets[photo].data)
        assert distance(one, other) < SAME


@ours
@styles
def test_every_link_is_there_once(name: str, style: str) -> None:
    article = msgspec.to_builtins(reading(name).article)
    assert sorted(extract(name, style).links) == sorted(addresses(article))


@ours
@styles
def test_both_readings_hold_the_same_characters(name: str, style: str) -> None:
    one = extract(name, style)
    assert one.otherwise is not None
    seen, drawn = ("".join(read.lines).replace(" ", "") for read in (one, one.otherwise))
    assert Counter(seen) == Counter(drawn)
    assert len(one.pictures) == len(one.otherwise.pictures)


def odd() -> Article:
    """A table in a list in a box, under a heading of raised and lowered type."""

    def words(text: str) -> tuple[Text, ...]:
        return (Text(text),)

    cells = (words("潮汐"), (Text("涨"), Break(), Text("三尺八")))
    table = Table((words("年"), words("海上的风向和浪高")), (cells,))
    head = (Text("去"), Sup(words("2")), Break(), Sub(words("下标")))
    entry = Item((Paragraph(words("雾笛")), table, Subheading(words("附记一则"), 4)))
    return Article(title="一夜", lead=(Box(head, (List((entry,)),)), Paragraph(words("望见2盏"))))


def shortened(article: Article) -> Iterator[Article]:
    """The article with each of its characters gone, one at a time."""
    whole = msgspec.json.encode(article).decode()
    for found in re.finditer(r'(?<="text":")[^"]+', whole):
        for place in range(*found.span()):
            if found.end() - found.start() > 1:
                yield from_builtins(json.loads(whole[:place] + whole[place + 1 :]))


@styles
def test_no_doubt_is_raised_where_places_leave_the_order_open(style: str) -> None:
    run = pubkit.render(pubkit.Reading(odd()), to=["pdf"], style=style)
    output = run["pdf"].output
    assert output is not None
    assert [*verify(run).findings] == []
    one = PdfExtractor().extract(output.main.data, {})
    assert one.otherwise is not None
    assert equal("".join(one.lines)) != equal("".join(one.otherwise.lines))


@pytest.mark.parametrize("style", ["daily", "quiet"])
def test_lowered_type_before_and_behind_marks_of_half_width_stays_in_its_line(style: str) -> None:
    gas, limit = (Text("空气里的CO"), Sub((Text("2"),))), (Text("“红线”"), Sup((Text("甲"),)))
    heading = (*gas, *limit, Sub((Text("乙"),)), Text("（上）"), *gas, Text("《红线》"))
    spaced = (Text("CO "), Sup((Text("2"),)), Text("“红线”"), Sub((Text("2"),)), Text("线"))
    lead = Subheading(heading), Paragraph((Text("潮水退了。" * 20),)), Subheading(spaced)
    article = Article("灯塔", lead=(*lead, Paragraph((Text("潮水涨了。" * 20),))))
    run = pubkit.render(pubkit.Reading(article), to=["pdf", "page"], style=style)
    assert [*verify(run).findings] == []
    for result in run:
        assert result.output is not None
        lines = PdfExtractor().extract(result.output.main.data, {}).lines
        assert any("CO2“红线”" in "".join(line.split()) for line in lines)


def test_no_character_is_missing_in_both_readings_unseen() -> None:
    for lost in shortened(odd()):
        run = pubkit.render(pubkit.Reading(lost), to=["pdf"])
        assert not verify_against(run, odd(), {}).ok, lost


@styles
def test_nothing_but_the_article_is_left(style: str) -> None:
    found = extract("science-year", style)
    assert "科普周刊" not in found.lines
    assert not [line for line in found.lines if line.replace(" ", "").startswith("1/")]
    assert found.fields is not None
    assert found.fields["title"] == reading("science-year").article.title


# ── other programs' ─────────────────────────────────────────────────────────────────────────


def printed(chromium: str, folder: Path, columns: str) -> Extract:
    """What Chromium prints of a page with a photo in its columns and one across them."""
    photo = "data:image/png;base64," + base64.b64encode(picture().data).decode()
    figure = (
        f"<img src={photo} style='width:100%;height:160px'><figcaption>渡口的{{}}。</figcaption>"
    )
    inner, across = figure.format("清晨"), figure.format("黄昏")
    face = pubkit.load_style("daily").faces[0]
    font = f"url(data:font/otf;base64,{base64.b64encode(face.data).decode()})"
    markup = (
        f"<!doctype html><meta charset=utf-8><style>@font-face {{ font-family: ours; src: {font} }}"
        "body { font: 10.5pt/17pt ours } h1 { text-align: center }"
        f"main {{ {columns} }} p {{ text-indent: 2em; margin: 0 }} figcaption {{ font-size: 8pt }}"
        "footer { border-top: 1px solid }</style><h1>河上的日记</h1><main>"
        + "".join(f"<p>{text}</p>" for text in DIARY[:5])
        + f"<figure>{inner}</figure>"
        + "".join(f"<p>{text}</p>" for text in DIARY[5:8])
        + f"<figure style='column-span:all'>{across}</figure>"
        + "".join(f"<p>{text}</p>" for text in DIARY[8:])
        + "</main><footer>校对：于静 <a href='https://example.org/r'>更多</a></footer>"
    )
    (folder / "page.html").write_text(markup, "utf-8")
    subprocess.run(
        [
            *(chromium, "--headless", "--no-sandbox", "--disable-gpu"),
            *("--no-pdf-header-footer", "--print-to-pdf=page.pdf", "page.html"),
        ],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=120,
    )
    return PdfExtractor().extract((folder / "page.pdf").read_bytes(), {})


DIARY = [
    f"第{day}天，老船工清早去看水位，把数字写在墙上，过路的人停下来问今天宜不宜过河。"
    f"这块黑板用了{20 + day}年，字迹一层盖着一层，像河水自己写下的日记。" * (1 + day % 2)
    for day in range(1, 13)
]


@pytest.mark.parametrize(
    "columns",
    [
        "columns: 2; column-gap: 20pt",
        "columns: 3; column-gap: 14pt",
        "columns: 2; column-gap: 24pt; text-align: justify",
        "",
    ],
)
def test_columns_that_a_browser_sets_are_read_in_order(
    witness: Callable[[str], str], tmp_path: Path, columns: str
) -> None:
    found = printed(witness("chromium"), tmp_path, columns)
    text = equal("".join(found.lines))
    places = [text.find(equal(part)) for part in ("河上的日记", *DIARY, "校对：于静更多")]
    assert -1 not in places
    assert places == sorted(places)
    assert [found.lines[shown.line] for shown in found.pictures] == ["渡口的清晨。", "渡口的黄昏。"]
    assert found.links == ("https://example.org/r",)


def test_our_word_file_as_libreoffice_prints_it_is_read_in_order(
    witness: Callable[[str], str], tmp_path: Path
) -> None:
    output = pubkit.render(reading("dandelion"), to=["docx"])["docx"].output
    assert output is not None
    (tmp_path / "article.docx").write_bytes(output.main.data)
    subprocess.run(
        [
            *(witness("soffice"), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"),
            *("--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "article.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    found = PdfExtractor().extract((tmp_path / "article.pdf").read_bytes(), {})
    assert_in_order(reading("dandelion").article, found.lines)
    assert len(found.pictures) == 2
