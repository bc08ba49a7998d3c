"""Faults that no schema sees: Word opens the file and shows it wrong."""

import re
from collections import Counter

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MARKS = re.compile("[“”‘’…—·]")
TEXT_PARTS = ("word/document.xml", "word/footnotes.xml", "word/header-default.xml")


def values(root, tag: str, attribute: str = "val") -> list[str]:
    return [node.get(W + attribute) for node in root.iter(W + tag)]


def test_chinese_marks_carry_the_hint_that_keeps_them_out_of_times(parts) -> None:
    for name in TEXT_PARTS:
        for run in parts[name].iter(f"{W}r"):
            text = "".join(run.itertext(f"{W}t"))
            hints = values(run, "rFonts", "hint")
            if MARKS.search(text) and text != "’":
                assert hints == ["eastAsia"], text


def test_an_apostrophe_in_a_latin_word_stays_latin(document) -> None:
    (run,) = [r for r in document.iter(f"{W}r") if "".join(r.itertext(f"{W}t")) == "’"]
    assert values(run, "rFonts", "hint") == []
    assert "".join(run.getparent().itertext(f"{W}t")).endswith("误点——don’t worry。")


def test_every_style_named_is_defined(parts) -> None:
    defined = set(values(parts["word/styles.xml"], "style", "styleId"))
    for name, root in parts.items():
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
            assert set(values(root, tag)) <= defined, name


def test_the_style_that_all_inherit_names_a_face_for_each_script(parts) -> None:
    (normal,) = [s for s in parts["word/styles.xml"] if s.get(f"{W}styleId") == "Normal"]
    fonts = normal.find(f"{W}rPr/{W}rFonts")
    assert all(fonts.get(W + script) for script in ("ascii", "hAnsi", "eastAsia", "cs"))


def test_no_face_is_left_to_a_theme(parts) -> None:
    for fonts in parts["word/styles.xml"].iter(f"{W}rFonts"):
        assert not [key for key in fonts.attrib if "Theme" in key]


def test_every_font_named_is_in_the_font_table(parts) -> None:
    known = set(values(parts["word/fontTable.xml"], "font", "name"))
    for name in ("word/styles.xml", "word/numbering.xml"):
        for fonts in parts[name].iter(f"{W}rFonts"):
            assert set(fonts.attrib.values()) <= known


def test_picture_ids_differ(document) -> None:
    ids = [node.get("id") for node in document.iter(f"{WP}docPr")]
    assert len(ids) == 3 == len(set(ids))


def test_bookmarks_are_closed_once_and_named_once(document) -> None:
    opened = values(document, "bookmarkStart", "id")
    assert Counter(opened) == Counter(values(document, "bookmarkEnd", "id"))
    names = values(document, "bookmarkStart", "name")
    assert len(names) == len(set(names))
    assert all(re.fullmatch("[A-Za-z_][A-Za-z0-9_]{0,39}", name) for name in names)


def test_sections_and_figures_are_bookmarked_by_number_or_authored_id(document) -> None:
    names = values(document, "bookmarkStart", "name")
    shown = [name for name in names if not name.startswith("_")]
    assert shown == ["fig_1", "sec_1", "sec_2", "fig_2", "fig_dock", "at_fig_4", "sec_3", "fig_4"]


def test_links_within_the_article_lead_to_a_bookmark(document) -> None:
    anchors = [a for a in values(document, "hyperlink", "anchor") if a]
    assert anchors == ["fig_dock"]


def test_fields_are_balanced(parts) -> None:
    for root in parts.values():
        for paragraph in root.iter(f"{W}p"):
            kinds = values(paragraph, "fldChar", "fldCharType")
            assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3)


def test_captions_are_counted_in_the_order_of_the_page(document) -> None:
    numbers = []
    for paragraph in document.iter(f"{W}p"):
        if "Caption" in values(paragraph, "pStyle"):
            assert "SEQ" in "".join(paragraph.itertext(f"{W}instrText"))
            numbers.append("".join(paragraph.itertext(f"{W}t"))[:2])
    assert numbers == ["图1", "图2", "图3", "图4"]


def test_every_list_is_an_instance_of_its_own(document, parts) -> None:
    used = {number for node in document.iter(f"{W}numPr") for number in values(node, "numId")}
    assert used == set(values(parts["word/numbering.xml"], "num", "numId"))


def test_ordered_lists_start_where_the_author_says(parts) -> None:
    assert values(parts["word/numbering.xml"], "startOverride") == ["4", "1"]


def test_no_two_tables_touch_and_none_ends_a_cell(document) -> None:
    for table in document.iter(f"{W}tbl"):
        assert table.getnext().tag == f"{W}p"


def test_page_numbers_stand_on_every_page(document, parts) -> None:
    kinds = values(document, "footerReference", "type")
    assert sorted(kinds) == ["default", "first"]
    for kind in kinds:
        assert "PAGE" in "".join(parts[f"word/footer-{kind}.xml"].itertext(f"{W}instrText"))


def test_columns_end_level_because_one_column_follows(document, style) -> None:
    columns = [int(n or 1) for n in values(document, "cols", "num")]
    assert columns[0] == columns[-1] == 1
    assert style.page.columns in columns
    assert values(document, "type") == ["continuous"] * (len(columns) - 1)


def test_the_language_is_the_articles(parts) -> None:
    (lang,) = parts["word/styles.xml"].iter(f"{W}lang")
    assert lang.get(f"{W}eastAsia") == "zh-CN"
