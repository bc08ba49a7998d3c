"""Writing: whole files, the same bytes, a publication.json that tells the truth."""

import hashlib
import json
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import pytest

import pubkit
from pubkit import notation
from pubkit.errors import ConfigError, RenderError, UnknownName, WriteError
from pubkit.fingerprint import distance, fingerprint
from pubkit.model import Override
from pubkit.renderer import COMPANIONS, File, Output
from pubkit.testing import picture, sample, sample_assets
from pubkit.workspace.files import replace_file


@dataclass(frozen=True)
class Page:
    """A renderer with a companion."""

    name: str = "page"
    version: str = "7"
    main: str = ".page.html"
    extra: str = "photos/a b.png"

    def render(self, article: object, assets: object, style: object) -> Output:
        link = f'<img src="{COMPANIONS}/photos/a%20b.png">'
        return Output(
            File(self.main, link.encode(), "text/html"),
            (File(self.extra, b"picture", "image/png"),),
            omits=("alt",),
        )


@dataclass(frozen=True)
class Broken(Page):
    name: str = "broken"

    def render(self, article: object, assets: object, style: object) -> Output:
        raise ZeroDivisionError("by a stranger")


@dataclass(frozen=True)
class Answer(Page):
    """A renderer that returns what it is told to."""

    answer: object = None

    def __init__(self, answer: object) -> None:
        object.__setattr__(self, "answer", answer)

    def render(self, article: object, assets: object, style: object) -> Output:
        return self.answer  # type: ignore[return-value]


def reading() -> pubkit.Reading:
    return pubkit.Reading(sample(), sample_assets(), slug="light house")


def test_files_lie_where_the_promise_says(tmp_path: Path) -> None:
    paths = pubkit.render(reading(), to=[Page()]).write(tmp_path)
    folder = tmp_path / "light house"
    assert [path.relative_to(folder).as_posix() for path in paths] == [
        "light house.page.html",
        "light house.page/photos/a b.png",
        "article.json",
        "publication.json",
    ]
    html = (folder / "light house.page.html").read_text()
    assert html == '<img src="light%20house.page/photos/a%20b.png">'
    assert pubkit.read(folder / "article.json").article == sample()


def test_publication_json_tells_of_every_file_and_failure(tmp_path: Path) -> None:
    run = pubkit.render(reading(), to=[Page(), Broken()])
    run.write(tmp_path)
    folder = tmp_path / "light house"
    record = json.loads((folder / "publication.json").read_text("utf-8"))
    assert record["article"] == {
        "id": sample().id,
        "slug": "light house",
        "title": sample().title,
        "sha256": hashlib.sha256((folder / "article.json").read_bytes()).hexdigest(),
    }
    assert record["style"] == "daily"
    for artifact in record["artifacts"]:
        data = (folder / artifact["file"]).read_bytes()
        assert artifact["bytes"] == len(data)
        assert artifact["sha256"] == hashlib.sha256(data).hexdigest()
        assert (artifact["renderer"], artifact["version"]) == ("page", "7")
    assert [artifact["omits"] for artifact in record["artifacts"]] == [["alt"], []]
    assert record["failed"] == [
        {
            "renderer": "broken",
            "error": "renderer 'broken' broke: ZeroDivisionError: by a stranger",
        }
    ]
    assert "photo-awaited" in [n["code"] for n in record["notices"]]


def test_publication_json_tells_what_it_was_made_from(tmp_path: Path) -> None:
    source = tmp_path / "content" / "article.json"
    source.parent.mkdir()
    source.write_bytes(notation.dump(sample()))
    for name, asset in sample_assets().items():
        (source.parent / name).write_bytes(asset.data)
    pubkit.render(pubkit.read(source), to=[Page()]).write(tmp_path / "build")
    made = record(tmp_path / "build" / "content")
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    assert made["source"] == {"file": "article.json", "sha256": digest}
    assert [photo["key"] for photo in made["photos"]] == ["a.png", "b.png"]
    for photo in made["photos"]:
        data = sample_assets()[photo["key"]].data
        assert photo["sha256"] == hashlib.sha256(data).hexdigest()
        assert distance(bytes.fromhex(photo["fingerprint"]), fingerprint(data)) == 0
    assert made["style_sha256"] == pubkit.load_style("daily").sha256


def test_the_source_is_on_record_as_it_was_read(tmp_path: Path) -> None:
    source = tmp_path / "content" / "article.json"
    source.parent.mkdir()
    source.write_bytes(notation.dump(sample()))
    read, before = pubkit.read(source), source.read_bytes()
    source.write_text("{}")
    pubkit.render(read, to=[Page()]).write(tmp_path / "build")
    made = record(tmp_path / "build" / "content")
    assert made["source"]["sha256"] == hashlib.sha256(before).hexdigest()


def test_an_article_made_in_python_has_no_source(tmp_path: Path) -> None:
    pubkit.render(reading(), to=[Page()]).write(tmp_path)
    assert record(tmp_path / "light house")["source"] is None


def test_a_photo_that_only_a_cover_shows_is_on_record(tmp_path: Path) -> None:
    article = msgspec.structs.replace(
        sample(), cover="cover.png", channels=(Override("page", cover="page.png"),)
    )
    assets = {key: picture() for key in ("a.png", "b.png", "cover.png", "page.png", "unused.png")}
    pubkit.render(replace(reading(), article=article, assets=assets), to=[Page()]).write(tmp_path)
    keys = [photo["key"] for photo in record(tmp_path / "light house")["photos"]]
    assert keys == ["a.png", "b.png", "cover.png", "page.png"]


def test_a_strangers_fault_is_a_result_and_keeps_its_cause() -> None:
    run = pubkit.render(reading(), to=[Broken(), Page()])
    assert [result.ok for result in run] == [False, True]
    assert isinstance(run["broken"].error, RenderError)
    assert isinstance(run["broken"].error.__cause__, ZeroDivisionError)
    with pytest.raises(UnknownName, match="known: broken, page"):
        run["docx"]


@pytest.mark.parametrize(
    ("renderer", "message"),
    [
        (Page(extra="../../evil.html"), "does not stay in the channel's folder"),
        (Page(extra="/../x/../../../evil"), "does not stay in the channel's folder"),
        (Page(main="../../evil.html"), "takes a suffix such as '.txt'"),
        (Answer(None), "returned NoneType; it has to return an Output"),
        (Answer(Output(File(".txt", "text", "text/plain"))), "is str, not bytes"),  # type: ignore[arg-type]
        (Answer(Output(File(".txt", b"", "text/plain"), adds=(5,))), "5 among its omits or adds"),  # type: ignore[arg-type]
    ],
)
def test_a_renderer_that_returns_nonsense_is_named_and_stops_no_other(
    renderer: Page, message: str, tmp_path: Path
) -> None:
    run = pubkit.render(reading(), to=[renderer, "text"])
    assert isinstance(run[0].error, RenderError)
    assert message in str(run[0].error)
    run.write(tmp_path / "out")
    assert run["text"].ok
    assert not list(tmp_path.rglob("*evil*"))


def test_two_channels_never_write_one_file(tmp_path: Path) -> None:
    first, second = Page(extra="a.png"), Page(name="other", extra="b.png")
    with pytest.raises(WriteError, match="another file has that name"):
        pubkit.render(reading(), to=[first, second]).write(tmp_path)
    record = json.loads((tmp_path / "light house/publication.json").read_text("utf-8"))
    assert [artifact["renderer"] for artifact in record["artifacts"]] == ["page", "page"]
    assert [failure["renderer"] for failure in record["failed"]] == ["other"]


def test_one_file_that_cannot_be_written_stops_no_other_channel(tmp_path: Path) -> None:
    folder = tmp_path / "light house"
    (folder / "light house.page.html").mkdir(parents=True)
    with pytest.raises(WriteError, match="cannot be written"):
        pubkit.render(reading(), to=[Page(), "text"]).write(tmp_path)
    record = json.loads((folder / "publication.json").read_text("utf-8"))
    assert [artifact["renderer"] for artifact in record["artifacts"]] == ["text"]
    assert [failure["renderer"] for failure in record["failed"]] == ["page"]


def record(folder: Path) -> dict:
    return json.loads((folder / "publication.json").read_text("utf-8"))


def test_a_channel_rendered_before_stays_on_record_while_it_holds(tmp_path: Path) -> None:
    folder = tmp_path / "light house"
    pubkit.render(reading(), to=[Page(), "text"]).write(tmp_path)
    pubkit.render(reading(), to=["text"]).write(tmp_path)
    assert [a["renderer"] for a in record(folder)["artifacts"]] == ["text", "page", "page"]
    changed = msgspec.structs.replace(sample(), title="新题")
    pubkit.render(replace(reading(), article=changed), to=["text"]).write(tmp_path)
    assert [a["renderer"] for a in record(folder)["artifacts"]] == ["text"]
    assert record(folder)["stale"] == [
        "light house.page.html",
        "light house.page/photos/a b.png",
    ]


def test_another_photo_or_another_look_of_the_same_name_puts_a_channel_out_of_date(
    tmp_path: Path,
) -> None:
    look = pubkit.load_style("daily")
    darker = replace(look, color=msgspec.structs.replace(look.color, text="#000000"))
    swapped = {**sample_assets(), "a.png": sample_assets()["b.png"]}
    for number, (now, style) in enumerate(
        ((replace(reading(), assets=swapped), look), (reading(), darker))
    ):
        folder = tmp_path / str(number)
        pubkit.render(reading(), to=[Page(), "text"], style=look).write(folder)
        pubkit.render(now, to=["text"], style=style).write(folder)
        assert [a["renderer"] for a in record(folder / "light house")["artifacts"]] == ["text"]


def test_a_record_from_before_the_manifest_is_still_read(tmp_path: Path) -> None:
    folder = tmp_path / "light house"
    pubkit.render(reading(), to=[Page(), "text"]).write(tmp_path)
    old = record(folder)
    for name in ("source", "photos", "style_sha256"):
        del old[name]
    (folder / "publication.json").write_text(json.dumps(old))
    pubkit.render(reading(), to=["text"]).write(tmp_path)
    assert [a["renderer"] for a in record(folder)["artifacts"]] == ["text", "page", "page"]


def test_what_a_channel_makes_no_more_is_removed_unless_someone_changed_it(tmp_path: Path) -> None:
    folder = tmp_path / "light house"
    for extra in ("old.png", "touched.png", "new.png"):
        pubkit.render(reading(), to=[Page(extra=extra)]).write(tmp_path)
        if extra == "touched.png":
            (folder / "light house.page/touched.png").write_bytes(b"by hand")
    names = sorted(path.name for path in (folder / "light house.page").iterdir())
    assert names == ["new.png", "touched.png"]


def test_results_never_land_on_their_own_source(tmp_path: Path) -> None:
    pubkit.render(reading(), to=["text"]).write(tmp_path)
    source = tmp_path / "light house" / "article.json"
    before = source.read_bytes()
    again = pubkit.render(pubkit.read(source), to=["text"])
    with pytest.raises(WriteError, match="the article itself lies there"):
        again.write(tmp_path)
    assert source.read_bytes() == before


def test_two_channels_of_one_name_are_refused() -> None:
    with pytest.raises(ConfigError, match="two channels are called 'page'"):
        pubkit.render(reading(), to=[Page(), Page()])


def test_an_accepted_error_is_a_warning_on_record() -> None:
    article = sample()
    run = pubkit.render(replace(reading(), article=article), to=[Page()], accept=["photo-awaited"])
    assert not run.notices.errors
    assert "photo-awaited" in [n.code for n in run.notices.warnings]


def test_an_acceptance_that_fits_nothing_is_said() -> None:
    run = pubkit.render(reading(), to=[Page()], accept=["photo-awaited@lead[9]"])
    assert {"photo-awaited", "accept-unused"} <= {n.code for n in run.notices}
    assert run.notices.errors


def test_options_for_a_channel_that_is_not_rendered_are_refused() -> None:
    with pytest.raises(ConfigError, match=r"options for 'pfd', which is not rendered"):
        pubkit.render(reading(), to=["pdf"], options={"pfd": {"paper": "A3"}})


def test_a_file_in_the_way_is_one_sentence_and_nothing_half_written_stays(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(WriteError, match="it cannot be written"):
        pubkit.render(reading(), to=[Page()]).write(tmp_path / "taken")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(WriteError):
        replace_file(tmp_path / "folder.txt", b"x")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder.txt", "taken"]


KILLED = """
import sys
from pathlib import Path
from pubkit.workspace.files import replace_file
path, number = Path(sys.argv[1]), 0
print("ready", flush=True)
while True:
    number += 1
    replace_file(path, str(number % 10).encode() * 1_000_000)
"""


def test_a_killed_run_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for pause in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.01 + pause * 0.007)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        if path.exists():
            data = path.read_bytes()
            assert len(data) == 1_000_000
            assert len(set(data)) == 1
