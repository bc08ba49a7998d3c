"""`pubkit check FILE.html --as wechat`."""

import json
import subprocess
import sys
from pathlib import Path

from pubkit.testing import picture

GOOD = '<p>字</p><img src="a.png" data-w="480" data-ratio="0.66667" style="width:100%">'


def checked(file: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pubkit", "check", "--as", "wechat", str(file), *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_a_sound_page_passes_and_its_pictures_are_looked_at(tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    page.write_text(GOOD, "utf-8")
    assert "wechat-picture-missing" in checked(page, "--format", "json").stdout
    (tmp_path / "a.png").write_bytes(picture().data)
    done = checked(page)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_fault_is_told_with_its_place_and_can_be_accepted(tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    page.write_text("<div>天亮了</div>", "utf-8")
    done = checked(page, "--format", "json")
    (found,) = json.loads(done.stdout)
    assert (done.returncode, found["code"], found["where"]) == (1, "wechat-tag", "div 1 (天亮了)")
    assert checked(page, "--accept", "wechat-tag").returncode == 0


def test_the_limits_are_the_workspaces(tmp_path: Path) -> None:
    (tmp_path / "pubkit.toml").write_text("[renderers.wechat]\nlimits = {content = 10}\n")
    page = tmp_path / "x.html"
    page.write_text("<p>清晨六点</p>", "utf-8")
    assert "wechat-content-long" in checked(page, "--format", "json").stdout


def test_no_picture_outside_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(picture().data)
    folder = tmp_path / "in"
    folder.mkdir()
    page = folder / "x.html"
    page.write_text(GOOD.replace("a.png", "../a.png"), "utf-8")
    assert "wechat-picture-missing" in checked(page, "--format", "json").stdout
