"""`pubkit import --base`: a Word file comes home, as a shell sees it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from merge.office import Office
from merge.shelf import BASE, COUNT, NEW

import pubkit
from pubkit.testing import picture

Shell = Callable[..., subprocess.CompletedProcess[str]]
Edit = Callable[[Office], object]

FOLDER = "content/books"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / FOLDER / "article.md"
    path.parent.mkdir(parents=True)
    path.write_text(BASE, "utf-8")
    (path.parent / "shelf.jpg").write_bytes(picture().data)
    return path


@pytest.fixture
def come_back(article: Path, tmp_path: Path) -> Callable[[Edit], str]:
    """The article's Word file after an edit, beside no other file."""
    folder = tmp_path / "elsewhere"

    def edited(edit: Edit) -> str:
        reading = pubkit.read(article.parent)
        output = pubkit.render(reading, to=["docx"])["docx"].output
        assert output is not None
        office = Office(output.main.data)
        edit(office)
        folder.mkdir(exist_ok=True)
        (folder / "edited.docx").write_bytes(office.saved())
        return "elsewhere/edited.docx"

    return edited


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_editors_changes_are_shown_and_written(
    shell: Shell, article: Path, come_back: Callable[[Edit], str]
) -> None:
    source = come_back(lambda office: office.swap("三个人", "五个人"))
    done = shell("import", source, "--base", FOLDER)
    assert (done.returncode, done.stderr) == (0, "")
    for words in (
        "Made of the article as it is",
        "paragraph altered  A 书架进站 随手可借, paragraph 1  sections[0].blocks[0]",
        "站了[-三-]{+五+}个人",
        "1 change: 1 altered.",
        "Kept     content/books/article.md.bak",
        "Written  content/books/article.md",
    ):
        assert words in done.stdout
    assert "站了五个人" in article.read_text("utf-8")
    assert article.with_name("article.md.bak").read_text("utf-8") == BASE


def test_a_file_that_changes_nothing_leaves_the_article_alone(
    shell: Shell, article: Path, come_back: Callable[[Edit], str]
) -> None:
    done = shell("import", come_back(lambda office: None), "--base", FOLDER)
    assert done.returncode == 0
    assert "The file changes nothing in the article." in done.stdout
    assert files(article.parent) == ["article.md", "shelf.jpg"]
    assert article.read_text("utf-8") == BASE


def test_the_earlier_article_is_found_among_the_results(
    shell: Shell, article: Path, come_back: Callable[[Edit], str]
) -> None:
    source = come_back(lambda office: office.swap("三个人", "五个人"))
    shell("render", FOLDER, "--to", "json")
    change(article, "四万册", "五万册")
    done = shell("import", source, "--base", FOLDER)
    assert done.returncode == 0
    assert "Made of an earlier article" in done.stdout
    assert "五万册" in article.read_text("utf-8")
    assert "站了五个人" in article.read_text("utf-8")


def test_the_earlier_article_is_found_as_the_copy_that_an_import_kept(
    shell: Shell, article: Path, come_back: Callable[[Edit], str], tmp_path: Path
) -> None:
    first = come_back(lambda office: office.swap("三个人", "五个人"))
    (tmp_path / "first.docx").write_bytes((tmp_path / first).read_bytes())
    second = come_back(lambda office: office.swap("四万册", "五万册"))
    shell("import", "first.docx", "--base", FOLDER)
    done = shell("import", second, "--base", FOLDER)
    assert done.returncode == 0
    assert "article.md.bak" in done.stdout
    assert "五万册" in article.read_text("utf-8")
    assert "站了五个人" in article.read_text("utf-8")


def test_a_conflict_is_shown_and_nothing_is_written_until_it_is_decided(
    shell: Shell, article: Path, come_back: Callable[[Edit], str], tmp_path: Path
) -> None:
    source = come_back(lambda office: office.swap("三个人", "三位读者"))
    (tmp_path / "elsewhere/article.json").write_bytes(
        pubkit.render(pubkit.read(article.parent), to=["json"])["json"].output.main.data
    )
    change(article, "站了三个", "坐了三个")
    ours = article.read_text("utf-8")
    done = shell("import", source, "--base", FOLDER, "--report", "report.json")
    assert done.returncode == 1
    for words in (
        "paragraph in conflict  A 书架进站 随手可借, paragraph 1",
        "{+坐+}了三个人",
        "{+位读者+}",
        "Nothing was written: 1 conflict to decide",
    ):
        assert words in done.stdout
    assert files(article.parent) == ["article.md", "shelf.jpg"]
    assert article.read_text("utf-8") == ours
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert [c["where"] for c in report["conflicts"]] == ["sections[0].blocks[0]"]

    kept = shell("import", source, "--base", FOLDER, "--ours")
    assert (kept.returncode, article.read_text("utf-8")) == (0, ours)
    assert "1 conflict decided for ours." in kept.stdout
    assert shell("import", source, "--base", FOLDER, "--theirs").returncode == 0
    assert "站了三位读者" in article.read_text("utf-8")


def test_without_its_base_nothing_is_taken_for_the_editors(
    shell: Shell, article: Path, come_back: Callable[[Edit], str]
) -> None:
    source = come_back(lambda office: office.swap("三个人", "五个人"))
    change(article, "四万册", "五万册")
    ours = article.read_text("utf-8")
    done = shell("import", source, "--base", FOLDER)
    assert done.returncode == 1
    assert "Made of an earlier article, which is found neither" in done.stdout
    assert "[-五-]{+四+}万册" in done.stdout
    assert "站了[-三-]{+五+}个人" in done.stdout
    assert article.read_text("utf-8") == ours
    assert shell("import", source, "--base", FOLDER, "--theirs").returncode == 0
    assert "四万册" in article.read_text("utf-8")


def test_a_file_that_says_nothing_of_its_base_is_compared_with_the_article(
    shell: Shell, article: Path, come_back: Callable[[Edit], str]
) -> None:
    def strip(office: Office) -> None:
        office.drop_part("docProps/custom.xml")
        office.add_after("截至十月底", NEW)

    done = shell("import", come_back(strip), "--base", FOLDER)
    assert done.returncode == 1
    assert "The file does not say what it was made of" in done.stdout
    assert "1 change: 1 inserted." in done.stdout
    assert article.read_text("utf-8") == BASE


def test_another_photo_under_the_old_name_becomes_a_file_of_its_own(
    shell: Shell, article: Path, come_back: Callable[[Edit], str]
) -> None:
    other = picture(200, 300).data

    def replace(office: Office) -> None:
        (name,) = office.media()
        office.replace_part(name, _mirrored(other))

    done = shell("import", come_back(replace), "--base", FOLDER)
    assert done.returncode == 0, done.stdout
    assert "picture altered" in done.stdout
    new = pubkit.read(article.parent).article.sections[0].blocks[2]
    assert (new.photo, new.place, new.focus, new.alt) == ("shelf-2.png", "wide", None, "")
    assert (article.parent / "shelf.jpg").read_bytes() == picture().data
    assert (article.parent / "shelf-2.png").read_bytes() == _mirrored(other)


def _mirrored(data: bytes) -> bytes:
    """A picture that shows something else."""
    import io

    from PIL import Image

    stream = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        turned = Image.eval(image.rotate(90), lambda value: 255 - value)
        turned.save(stream, "PNG")
    return stream.getvalue()


def test_a_photo_that_was_deleted_is_taken_out_and_its_file_stays(
    shell: Shell, article: Path, come_back: Callable[[Edit], str]
) -> None:
    def remove(office: Office) -> None:
        caption = office.paragraph("换乘的间隙挑书")
        figure = caption.getprevious()
        caption.getparent().remove(caption)
        figure.getparent().remove(figure)

    done = shell("import", come_back(remove), "--base", FOLDER)
    assert done.returncode == 0, done.stdout
    assert "picture deleted" in done.stdout
    assert "shelf.jpg)" not in article.read_text("utf-8")
    assert (article.parent / "shelf.jpg").exists()


def test_the_readers_remarks_are_told(
    shell: Shell, article: Path, come_back: Callable[[Edit], str]
) -> None:
    source = come_back(lambda office: office.track("三个人", "五个人"))
    done = shell("import", source, "--base", FOLDER)
    assert "何苗" in done.stdout
    assert "[changes-tracked]" in done.stdout
    assert COUNT in article.read_text("utf-8")


def test_tracked_changes_can_be_rejected(
    shell: Shell, article: Path, come_back: Callable[[Edit], str]
) -> None:
    source = come_back(lambda office: office.track("三个人", "五个人"))
    done = shell("import", source, "--base", FOLDER, "--tracked", "reject")
    assert "The file changes nothing in the article." in done.stdout
    assert shell("import", source, "--base", FOLDER, "--tracked", "error").returncode == 1
    assert article.read_text("utf-8") == BASE


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("nowhere.docx", "--base", FOLDER), 1, "nowhere.docx: there is no such file"),
        (("elsewhere/edited.docx", "--base", "nowhere"), 1, "nowhere: there is no such file"),
        (("elsewhere/edited.docx", "--base", "elsewhere"), 1, "the folder holds no article.md"),
        (("elsewhere/edited.docx", "--base", "other"), 1, "it was made of another article (tag:"),
        (("elsewhere/edited.docx", "--base", FOLDER, "--out", "x"), 2, "leave out --out"),
        (("elsewhere/edited.docx", "--base", FOLDER, "--replace"), 2, "leave out --out"),
        (("elsewhere/edited.docx", "--out", "x", "--ours"), 2, "--ours settles conflicts"),
        (("page.txt", "--base", FOLDER), 2, "page.txt: only a .docx can be merged"),
        (("broken.docx", "--base", FOLDER), 1, "broken.docx: "),
        (
            ("elsewhere/edited.docx", "--base", FOLDER, "--report", f"{FOLDER}/article.md"),
            2,
            "choose another --report",
        ),
    ],
)
def test_bad_input_is_answered_in_one_sentence(
    shell: Shell,
    article: Path,
    come_back: Callable[[Edit], str],
    tmp_path: Path,
    words: tuple[str, ...],
    status: int,
    sentence: str,
) -> None:
    come_back(lambda office: office.swap("三个人", "五个人"))
    (tmp_path / "other").mkdir()
    (tmp_path / "other/article.md").write_text("---\ntitle: 灯\nid: tag:a.b,2026:c\n---\n\n灯。\n")
    (tmp_path / "page.txt").write_text("灯\n\n灯塔亮了。\n")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 not a zip")
    done = shell("import", *words)
    assert done.returncode == status
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert article.read_text("utf-8") == BASE
