"""`pubkit publish wechat`: what is typed, said, and never said."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pubkit.testing.wechat import Platform, serving
from pubkit.testing.wechat.platform import APPID, SECRET
from pubkit.workspace.ledger import ledger_path

SAMPLE = Path(__file__).parents[2] / "content" / "dandelion"
VARIABLE = "PUBKIT_WECHAT_SECRET_MAIN"


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
def workspace(tmp_path: Path, platform: Platform) -> Iterator[Path]:
    shutil.copytree(SAMPLE, tmp_path / "content/dandelion")
    with serving(platform) as address:
        (tmp_path / "pubkit.toml").write_text(
            f'[accounts.main]\nappid = "{APPID}"\napi = "{address}"\n', "utf-8"
        )
        yield tmp_path


def published(
    workspace: Path, *words: str, secret: str = SECRET
) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PUBKIT_")}
    return subprocess.run(
        [sys.executable, "-m", "pubkit", "publish", "wechat", "content/dandelion", *words],
        cwd=workspace,
        env={**environment, VARIABLE: secret} if secret else environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_an_article_becomes_a_draft_once(workspace: Path, platform: Platform) -> None:
    done = published(workspace)
    assert done.returncode == 0, done.stderr
    assert "a draft was added in main" in done.stdout
    assert "0 of 1,000 calls today" in done.stderr
    again = published(workspace)
    assert "nothing was sent" in again.stdout
    assert len(platform.drafts) == 1
    assert SECRET not in done.stdout + done.stderr + again.stdout + again.stderr


def test_a_dry_run_makes_no_call_and_writes_nothing(workspace: Path, platform: Platform) -> None:
    done = published(workspace, "--dry-run", secret="")
    assert done.returncode == 0, done.stderr
    assert '"title": "蒲公英的伞为什么要漏风"' in done.stdout
    assert done.stdout.count("POST media/uploadimg") == 2
    assert not platform.calls
    assert not ledger_path(workspace).exists()


def test_without_a_secret_it_is_said_where_one_belongs(workspace: Path) -> None:
    done = published(workspace, secret="")
    assert done.returncode == 2
    assert VARIABLE in done.stderr
    assert "keyring set pubkit-wechat" in done.stderr


@pytest.mark.parametrize(
    ("toml", "words", "said"),
    [
        (f'[accounts.main]\nappid = "{APPID}"\n', ("--account", "mian"), "did you mean 'main'?"),
        (f'[accounts.main]\nappid = "{APPID}"\nsecret = "s3cr3t"\n', (), "does not belong"),
        (f'[accounts.main]\nappid = "{APPID}"\napi = "http://10.0.0.1"\n', (), "not https"),
    ],
)  # fmt: skip
def test_a_wrong_account_is_one_sentence(
    workspace: Path, toml: str, words: tuple[str, ...], said: str
) -> None:
    (workspace / "pubkit.toml").write_text(toml, "utf-8")
    done = published(workspace, *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "s3cr3t" not in done.stderr
    assert "Traceback" not in done.stderr


def test_outside_a_workspace_it_is_said(workspace: Path) -> None:
    (workspace / "pubkit.toml").unlink()
    done = published(workspace)
    assert done.returncode == 2
    assert "write a pubkit.toml with [accounts.main]" in done.stderr


def test_an_error_refuses_and_is_accepted_by_name(workspace: Path, platform: Platform) -> None:
    source = workspace / "content/dandelion/article.md"
    source.write_text(source.read_text("utf-8").replace(' focus="0.3 0.35"', ""), "utf-8")
    done = published(workspace)
    assert (done.returncode, platform.calls) == (1, [])
    assert "wechat-cover-focus" in done.stderr
    assert published(workspace, "--accept", "wechat-cover-focus").returncode == 0


def test_a_refusal_is_one_sentence_and_shows_no_secret(workspace: Path) -> None:
    done = published(workspace, "--debug", secret="wrong-9f8e7d6c")
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("Error: the secret is wrong")
    assert "9f8e7d6c" not in done.stdout + done.stderr


def test_releasing_is_asked_for(workspace: Path, platform: Platform) -> None:
    assert "published" in published(workspace, "--release").stdout
    assert len(platform.published) == 1


def test_the_fake_platform_starts_by_itself() -> None:
    command = [sys.executable, "-m", "pubkit.testing.wechat", "--port", "0",
               "--fault", "draft/add:45009"]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        assert APPID in process.stdout.readline()
    finally:
        process.kill()
        process.wait()
