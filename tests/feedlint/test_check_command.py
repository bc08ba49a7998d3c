"""`pubkit check FILE --as feed`."""

import json
import subprocess
import sys
from pathlib import Path

BROKEN = b'<rss version="2.0"><channel><title>a</title><link>b</link></channel></rss>'


def checked(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pubkit", "check", "--as", "feed", *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_faults_are_told_with_their_places_and_can_be_accepted(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(BROKEN)
    done = checked(str(path), "--format", "json")
    assert done.returncode == 1
    found = {one["code"]: one["where"] for one in json.loads(done.stdout)}
    assert found == {"feed-address": "channel/link", "feed-missing": "channel"}
    accepted = [word for code in found for word in ("--accept", code)]
    assert checked(str(path), *accepted).returncode == 0


def test_a_feed_has_no_channels_to_choose(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(BROKEN)
    assert checked(str(path), "--to", "rss").returncode == 2
