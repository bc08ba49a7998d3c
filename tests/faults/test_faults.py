"""Killed, out of space, forbidden, or two at once: old files or new ones, never half."""

import ctypes
import json
import os
import random
import resource
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

import pubkit
from pubkit.errors import WriteError
from pubkit.renderer import File, Output
from pubkit.testing import picture
from pubkit.workspace.files import alone

KILLS = int(os.environ.get("PUBKIT_KILLS", "8"))
"""How many runs are killed: few in every test run, 100 and more by PUBKIT_KILLS=100."""
CHANNELS = ("docx", "rss", "text", "wechat")
FILES = {"x.docx", "x.rss.xml", "x.txt", "x.wechat.html", "article.json", "publication.json"}
ARTICLE = """---
title: 第{edition}版
id: urn:x
url: https://example.org/x
published: 2026-11-20T08:00:00+08:00
---

第{edition}版。{text}

![说明。](a.png){{credit=甲}}
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A workspace with one article."""
    folder = tmp_path / "content/x"
    folder.mkdir(parents=True)
    (folder / "a.png").write_bytes(picture(300, 200).data)
    config = '[site]\nmedia_url = "https://example.org/m"\n[channels]\n'
    (tmp_path / "pubkit.toml").write_text(f"{config}default = {list(CHANNELS)}\n")
    write(folder, 1)
    return folder


def write(folder: Path, edition: int) -> None:
    text = ARTICLE.format(edition=edition, text="甲乙丙丁" * (500 * edition))
    (folder / "article.md").write_text(text, "utf-8")


def command(folder: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "pubkit", "render", str(folder), f"--out={out}", "--accept=all"]


def rendered(
    folder: Path, out: Path, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(folder, out), capture_output=True, text=True, check=False, timeout=120,
        preexec_fn=before,
    )  # fmt: skip


def hashes(folder: Path) -> dict[str, str]:
    """Every file below the folder → its hash."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {p.relative_to(folder).as_posix(): sha256(p.read_bytes()).hexdigest() for p in files}


def editions(content: Path, tmp_path: Path) -> list[dict[str, str]]:
    """What whole runs of both editions leave."""
    found = []
    for edition in (1, 2):
        write(content, edition)
        assert rendered(content, tmp_path / f"whole{edition}").returncode == 0
        found.append(hashes(tmp_path / f"whole{edition}/x"))
        assert set(found[-1]) >= FILES
    return found


def assert_whole(folder: Path, known: list[dict[str, str]]) -> None:
    """Every file is that of one edition or the other; the record parses and lists such files."""
    for name, found in hashes(folder).items():
        if not Path(name).name.startswith(".pubkit-"):
            versions = {edition.get(name) for edition in known}
            # The record differs by which files of the other edition lie beside it.
            assert found in versions or name == "publication.json", name
    record = folder / "publication.json"
    if record.exists():
        for artifact in json.loads(record.read_text("utf-8"))["artifacts"]:
            versions = {edition.get(artifact["file"]) for edition in known}
            assert artifact["sha256"] in versions


def unfinished(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".pubkit-*.part")]


def test_a_run_killed_at_any_moment_leaves_old_files_or_new_ones(
    content: Path, tmp_path: Path
) -> None:
    known = editions(content, tmp_path)
    out, chance = tmp_path / "out", random.Random(4)
    began = time.monotonic()
    assert rendered(content, out).returncode == 0
    whole = time.monotonic() - began
    killed = 0
    for number in range(KILLS):
        write(content, number % 2 + 1)
        with subprocess.Popen(
            command(content, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            # Half of them while files are being written, which is a small part of a run.
            if number % 2:
                await_writing(out / "x", process)
                time.sleep(chance.random() * 0.03)
            else:
                time.sleep(chance.random() * whole)
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
        assert_whole(out / "x", known)
        assert len(unfinished(out / "x")) <= number + 1
    assert killed >= KILLS * 0.5
    write(content, 2)
    assert rendered(content, out).returncode == 0
    assert hashes(out / "x") == known[1]


WRITER = """
import sys
from dataclasses import dataclass
from pathlib import Path
import pubkit
from pubkit.renderer import File, Output
from pubkit.testing import sample

@dataclass(frozen=True)
class Slow:
    name: str = "slow"
    version: str = "1"
    def render(self, article, assets, style):
        extras = (File(f"{n:04}/{n}.txt", b"%d" % n, "text/plain") for n in range(4000))
        return Output(File(".slow.txt", b"slow", "text/plain"), tuple(extras))

run = pubkit.render(pubkit.Reading(sample(), slug="x"), to=[Slow()])
run.write(Path(sys.argv[1]))
"""


def test_what_a_killed_run_wrote_and_no_record_lists_is_cleared_by_the_next(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "x"
    run = pubkit.render(pubkit.Reading(pubkit.testing.sample(), slug="x"), to=["text"])
    run.write(tmp_path)
    known = hashes(folder)
    mine = {folder / "x.slow.note.txt": "slow", folder / "x.slow/0003/3.txt": "mine"}
    for start in (0, 40):  # the second is killed, too, and knows of the first one's files
        with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)]) as process:
            while process.poll() is None and not (folder / f"x.slow/{start + 20:04}").exists():
                time.sleep(0.001)
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
        assert set(hashes(folder)) > set(known)
    for path, text in mine.items():
        path.write_text(text)
    run.write(tmp_path)
    found = hashes(folder)
    assert {folder / name for name in set(found) - set(known)} == set(mine)
    assert {name: found[name] for name in known} == known
    assert [path.name for path in (folder / "x.slow").iterdir()] == ["0003"]


@pytest.mark.parametrize("journal", ["", "[", '{"a": 1}', '[{"file": 3}]', "[]\0"])
def test_a_journal_that_cannot_be_read_stops_nothing(journal: str, tmp_path: Path) -> None:
    run = pubkit.render(pubkit.Reading(pubkit.testing.sample(), slug="x"), to=["text"])
    (tmp_path / "x").mkdir()
    (tmp_path / "x/.pubkit-begun.json").write_text(journal)
    assert run.write(tmp_path)
    assert not (tmp_path / "x/.pubkit-begun.json").exists()


def test_no_journal_reaches_beyond_its_folder(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "outside.txt").write_bytes(b"mine")
    (tmp_path / "x/link.txt").symlink_to("../outside.txt")
    names = ("../outside.txt", str(tmp_path / "outside.txt"), "link.txt", "", ".", "a\0b")
    entries = [{"file": name, "bytes": 4, "sha256": sha256(b"mine").hexdigest()} for name in names]
    (tmp_path / "x/.pubkit-begun.json").write_text(json.dumps(entries))
    run = pubkit.render(pubkit.Reading(pubkit.testing.sample(), slug="x"), to=["text"])
    run.write(tmp_path)
    assert (tmp_path / "outside.txt").read_bytes() == b"mine"
    assert (tmp_path / "x/link.txt").is_symlink()


def await_writing(folder: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until something in the folder changes, or the run is over."""
    before = folder.stat().st_mtime_ns
    while process.poll() is None and folder.stat().st_mtime_ns == before:
        time.sleep(0.0005)


def test_what_dead_runs_left_is_swept_and_what_is_being_written_is_not(
    content: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out/x/x.wechat/photos"
    folder.mkdir(parents=True)
    for place in (folder, tmp_path / "out/x"):
        (place / ".pubkit-dead.part").write_bytes(b"half")
    code = (
        "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.flock(f, fcntl.LOCK_EX);"
        "print(flush=True); sys.stdin.read()"
    )
    living = folder / ".pubkit-living.part"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(living)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        assert rendered(content, tmp_path / "out").returncode == 0
        assert unfinished(tmp_path / "out/x") == [living.name]
        writer.communicate()
    assert rendered(content, tmp_path / "out").returncode == 0
    assert unfinished(tmp_path / "out/x") == []


@pytest.mark.parametrize("size", [0, 3000])
def test_where_no_file_can_grow_the_old_ones_stand(
    size: int, content: Path, tmp_path: Path
) -> None:
    known = editions(content, tmp_path)
    out = tmp_path / "out"
    write(content, 1)
    assert rendered(content, out).returncode == 0
    write(content, 2)
    done = rendered(content, out, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert_whole(out / "x", known)
    assert unfinished(out / "x") == []
    assert rendered(content, out).returncode == 0


def as_anybody() -> None:
    """Give up the right by which root writes where it is forbidden (capabilities(7))."""
    if os.geteuid() == 0:
        drop, dac_override = 24, 1  # PR_CAPBSET_DROP in prctl(2), CAP_DAC_OVERRIDE
        ctypes.CDLL(None, use_errno=True).prctl(drop, dac_override, 0, 0, 0)


@pytest.mark.skipif(sys.platform != "linux" and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_one_sentence(content: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert rendered(content, out).returncode == 0
    before = hashes(out)
    for folder in (out / "x", out):
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    write(content, 2)
    for place in (out, out / "new"):
        done = rendered(content, place, as_anybody)
        assert done.returncode == 1
        assert "cannot be written (Permission denied)" in done.stderr
        assert "Traceback" not in done.stderr
    assert hashes(out) == before
    for folder in (out, out / "x"):
        folder.chmod(stat.S_IRWXU)
    assert rendered(content, out).returncode == 0


@dataclass(frozen=True)
class Edition:
    """A renderer of many files, all of which say which edition they are."""

    number: int
    name: str = "many"
    version: str = "1"

    def render(self, article: object, assets: object, style: object) -> Output:
        data = f"{self.number}".encode() * 1000
        # From either end, so that two that write at once must pass each other.
        numbers = range(40) if self.number == 1 else reversed(range(40))
        extras = (File(f"{n}.txt", data, "text/plain") for n in numbers)
        return Output(File(".many.txt", data, "text/plain"), tuple(extras))


def test_two_runs_at_once_leave_the_files_of_one(tmp_path: Path) -> None:
    reading = pubkit.Reading(pubkit.testing.sample(), slug="x")
    for _ in range(3):
        start = threading.Barrier(2)

        def run(number: int, start: threading.Barrier = start) -> None:
            made = pubkit.render(reading, to=[Edition(number)])
            start.wait()
            made.write(tmp_path)

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(run, (1, 2)))
        found = hashes(tmp_path / "x")
        listed = json.loads((tmp_path / "x/publication.json").read_text("utf-8"))["artifacts"]
        assert len(listed) == 41
        assert len({artifact["sha256"] for artifact in listed}) == 1
        assert all(found[artifact["file"]] == artifact["sha256"] for artifact in listed)
        assert unfinished(tmp_path / "x") == []


def test_two_commands_at_once_both_succeed(content: Path, tmp_path: Path) -> None:
    known = editions(content, tmp_path)
    runs = [subprocess.Popen(command(content, tmp_path / "out")) for _ in range(2)]
    assert [run.wait(60) for run in runs] == [0, 0]
    assert hashes(tmp_path / "out/x") == known[1]


def test_a_folder_that_another_run_holds_too_long_is_said_to_be_held(tmp_path: Path) -> None:
    with (
        alone(tmp_path),
        pytest.raises(WriteError, match="another run is writing there"),
        alone(tmp_path, patience=0.1),
    ):
        pass
    run = pubkit.render(pubkit.Reading(pubkit.testing.sample()), to=["text"])
    assert run.write(tmp_path)
