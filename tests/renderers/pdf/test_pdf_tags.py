"""Tags: what a screen reader says of the PDF, in which order."""

import io
import re
import subprocess

import pikepdf
import pytest

from pubkit import walk
from pubkit.admit import admit
from pubkit.model import Article, Figure, Paragraph, Table, Text
from pubkit.renderers.pdf import Pdf
from pubkit.testing import picture, sample, sample_assets

ROLE = re.compile(r"  (\w+)")


@pytest.fixture
def told(tmp_path, witness):
    """Structure type and words of each part of a PDF, in reading order, as poppler tells them."""

    def tell(data: bytes) -> list[tuple[str, str]]:
        path = tmp_path / "a.pdf"
        path.write_bytes(data)
        command = [witness("pdfinfo"), "-struct-text", path]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        parts: list[tuple[str, str]] = []
        for line in lines.splitlines():
            if role := ROLE.match(line):
                parts.append((role[1], ""))
            elif (words := line.strip()).startswith('"'):
                parts[-1] = (parts[-1][0], parts[-1][1] + words[1:-1])
        return parts

    return tell


@pytest.fixture(scope="module")
def tagged(style):
    data = Pdf().render(sample(), sample_assets(), style).main.data
    with pikepdf.open(io.BytesIO(data)) as opened:
        yield opened


def elements(node, role: str):
    """The structure elements of one type, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child, role)
    elif isinstance(node, pikepdf.Dictionary):
        if node.get("/S") == f"/{role}":
            yield node
        if "/K" in node:
            yield from elements(node.K, role)


def bare(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def test_every_part_is_told_once_and_in_the_articles_order(article, output, told) -> None:
    """Although figures stand in other columns, and paragraphs go on in the next."""
    wanted = [article.title]
    for label, section in zip(walk.labels(article), article.sections, strict=True):
        heading = walk.heading(article.numbering, label, walk.plain(section.heading))
        wanted += [heading, *walk.lines(section.blocks)]
    found = [(role, bare(words)) for role, words in told(output.main.data)]
    assert [words for _, words in found] == [bare(words) for words in wanted]
    assert [role for role, _ in found][:5] == ["H1", "H2", "P", "Div", "P"]


def test_what_is_in_the_margins_is_told_by_nobody(article, assets, style, told) -> None:
    from pubkit import Issue

    made = Pdf(issue=Issue(newspaper="海岛日报", page="07")).render(article, assets, style)
    assert not [words for _, words in told(made.main.data) if "海岛日报" in words]


def test_it_says_that_it_is_tagged_in_which_language_and_what_its_title_is(tagged) -> None:
    assert bool(tagged.Root.MarkInfo.Marked)
    assert str(tagged.Root.Lang) == sample().lang
    assert bool(tagged.Root.ViewerPreferences.DisplayDocTitle)
    assert str(tagged.docinfo.Title) == sample().title


def test_every_kind_of_part_is_what_it_is(tagged) -> None:
    tree = tagged.Root.StructTreeRoot.K
    numbers = {
        role: len([*elements(tree, role)])
        for role in ("H1", "H2", "H3", "BlockQuote", "L", "LI", "Note", "Table", "TH", "TD", "Link")
    }
    assert numbers == {
        "H1": 1, "H2": 2, "H3": 2, "BlockQuote": 1, "L": 2, "LI": 3, "Note": 1, "Table": 1,
        "TH": 2, "TD": 4, "Link": 1,
    }  # fmt: skip
    assert {str(head.A.Scope) for head in elements(tree, "TH")} == {"/Column"}


def test_every_figure_says_what_it_shows_and_where_it_stands(tagged) -> None:
    tree = tagged.Root.StructTreeRoot.K
    figures = [*elements(tree, "Figure")]
    assert len(figures) == len([*elements(tree, "Caption")]) - 1  # one photo is awaited
    for figure in figures:
        assert str(figure.Alt)
        left, bottom, right, top = map(float, figure.A.BBox)
        page = [float(side) for side in figure.Pg.MediaBox]
        assert page[0] < left < right < page[2]
        assert page[1] < bottom < top < page[3]


def test_every_mark_of_a_page_leads_to_what_it_belongs_to(tagged) -> None:
    root = tagged.Root.StructTreeRoot
    parents = dict(
        zip(map(int, root.ParentTree.Nums[::2]), root.ParentTree.Nums[1::2], strict=True)
    )
    for page in tagged.pages:
        held = parents[int(page.obj.StructParents)]
        for instruction in pikepdf.parse_content_stream(page):
            if str(instruction.operator) == "BDC" and "/MCID" in instruction.operands[1]:
                number = int(instruction.operands[1].MCID)
                assert number in marks_of(held[number], page)
    for page in tagged.pages:
        for area in page.obj.get("/Annots", []):
            assert parents[int(area.StructParent)].S == "/Link"


def marks_of(element, page) -> set[int]:
    """The numbers of the page's marks that an element holds itself."""
    found = set()
    for kid in element.K:
        if isinstance(kid, int):
            found |= {int(kid)} if element.Pg.objgen == page.obj.objgen else set()
        elif kid.get("/Type") == "/MCR" and kid.Pg.objgen == page.obj.objgen:
            found.add(int(kid.MCID))
    return found


def test_a_table_over_two_pages_is_one_and_its_head_is_told_once(told, style) -> None:
    rows = tuple(((Text(f"第{n}行"),), (Text(str(n)),)) for n in range(90))
    table = Table(header=((Text("行次"),), (Text("数"),)), rows=rows)
    article = admit(Article(title="灯塔", lead=(Paragraph((Text("海风。"),)), table)))
    parts = told(Pdf(columns=1).render(article, {}, style).main.data)
    (words,) = [words for role, words in parts if role == "Table"]
    assert words == "行次数" + "".join(f"第{n}行{n}" for n in range(90))


def test_an_own_alt_text_is_what_a_figure_says(style) -> None:
    shown = Figure("a.png", (Text("书架前。"),), alt="孩子踮脚够书")
    article = admit(Article(title="灯塔", lead=(shown, Paragraph((Text("海风。"),)))))
    made = Pdf().render(article, {"a.png": picture()}, style)
    with pikepdf.open(io.BytesIO(made.main.data)) as opened:
        (figure,) = elements(opened.Root.StructTreeRoot.K, "Figure")
        assert str(figure.Alt) == "孩子踮脚够书"


def test_a_press_file_has_no_tags(style) -> None:
    made = Pdf(press=True).render(sample(), sample_assets(), style)
    with pikepdf.open(io.BytesIO(made.main.data)) as opened:
        assert "/StructTreeRoot" not in opened.Root
