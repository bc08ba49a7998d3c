"""Every fault at every call of a publication with five photos: one draft, nothing twice."""

import json
import logging
import os
import random
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from publishers.desk import PHOTOS, SECRET, Desk, article, desk, planned

from pubkit.errors import PublishError
from pubkit.publishers.wechat.fingerprints import words
from pubkit.publishers.wechat.plan import Plan
from pubkit.testing.wechat import KINDS, Fault, Platform, serving
from pubkit.workspace.ledger import ledger_path

CALLS = {
    "stable_token": 1,
    "media/uploadimg": PHOTOS,
    "material/batchget_material": 1,
    "material/add_material": 1,
    "draft/batchget": 1,
    "draft/add": 1,
    "draft/get": 1,
}
"""The calls of a first publication, in order."""
AGAIN = {"draft/get": 2, "draft/update": 1}
"""The calls of a second one, of a changed article with the same photos."""
MATRIX = [(c, n, kind) for c, times in CALLS.items() for n in range(1, times + 1) for kind in KINDS]
UPDATE = [(c, n, kind) for c, times in AGAIN.items() for n in range(1, times + 1) for kind in KINDS]
STOPPING = {"40164", "45009", "48001"}
"""Kinds that end a run; the next one goes on."""
DONE_UNSEEN = {"-1-after", "truncated", "reset-after", "timeout-after"}
"""Kinds at which something was done, and nobody was told."""
RENEWED = {"expired", "40001"}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return planned()


@pytest.fixture(scope="module")
def changed() -> Plan:
    return planned(article("清晨七点，船回来了。"))


def finished(here: Desk, plan: Plan) -> tuple[int, list[BaseException]]:
    """How many runs it takes until the article is published, and what was raised on the way."""
    raised: list[BaseException] = []
    for run in range(1, 4):
        try:
            here.publish(plan)
            return run, raised
        except PublishError as error:
            raised.append(error)
    raise AssertionError(raised)


def stored(platform: Platform, call: str) -> int:
    """How often a call did something, seen or not."""
    return sum(one.name == call and one.code == 0 for one in platform.calls)


def assert_published_once(here: Desk, plan: Plan) -> None:
    platform = here.platform
    (draft,) = platform.drafts.values()
    assert words(draft["content"]) == words(str(plan.fields["content"]))
    assert draft["title"] == plan.fields["title"]
    assert len(platform.materials) == 1
    assert len(platform.pictures) == PHOTOS
    assert Counter(platform.pictures.values()).most_common(1)[0][1] == 1
    addresses = [p.replace("http:", "https:").replace("&", "&amp;") for p in platform.pictures]
    assert all(draft["content"].count(one) == 1 for one in addresses)


def assert_nothing_is_told(here: Desk, raised: list[BaseException], log: str) -> None:
    told = "".join("".join(traceback.format_exception(error)) for error in raised) + log
    for error in raised:
        assert "\n" not in str(error)
    assert SECRET not in told
    assert "token-" not in told
    for path in here.root.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert SECRET.encode() not in data
            assert b"token-" not in data or path == ledger_path(here.root)


@pytest.mark.parametrize(("call", "nth", "kind"), MATRIX)
def test_one_draft_whatever_happens(
    call: str, nth: int, kind: str, tmp_path: Path, plan: Plan, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with desk(tmp_path, hold_s=0.3, faults=[Fault(call, kind, nth)]) as here:
        here.timeout = 0.2
        runs, raised = finished(here, plan)
        assert_published_once(here, plan)
        assert_nothing_is_told(here, raised, caplog.text)
    # Of the pictures in the body the platform keeps no list, so a lost answer costs one more call.
    unseen = call == "media/uploadimg" and kind in DONE_UNSEEN
    assert stored(here.platform, "media/uploadimg") == PHOTOS + unseen
    assert stored(here.platform, "material/add_material") == 1
    assert stored(here.platform, "draft/add") == 1
    # A bad token at the call for tokens itself is a refusal.
    stops = kind in STOPPING or (call == "stable_token" and kind == "40001")
    assert runs == 1 + stops
    assert here.platform.tokens_given <= 1 + (kind == "expired")
    asked = 2 if kind in RENEWED and call != "stable_token" else 1
    if call != "stable_token":
        assert stored(here.platform, "stable_token") == asked


@pytest.mark.parametrize(("call", "nth", "kind"), UPDATE)
def test_one_draft_whatever_happens_to_an_update(
    call: str, nth: int, kind: str, tmp_path: Path, plan: Plan, changed: Plan
) -> None:
    with desk(tmp_path, hold_s=0.3) as here:
        here.timeout = 0.2
        here.publish(plan)
        here.platform.faults.append(Fault(call, kind, nth))
        runs, _ = finished(here, changed)
        assert_published_once(here, changed)
        assert runs == 1 + (kind in STOPPING)
        assert stored(here.platform, "draft/add") == 1
        assert stored(here.platform, "media/uploadimg") == PHOTOS


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("kind", ["-1", "502", "40001"])
def test_a_fault_that_does_not_end_ends_the_run(
    call: str, kind: str, tmp_path: Path, plan: Plan
) -> None:
    with desk(tmp_path, faults=[Fault(call, kind, times=0)]) as here:
        with pytest.raises(PublishError) as caught:
            here.publish(plan)
        assert "\n" not in str(caught.value)
        assert here.count(call) <= 5 * (PHOTOS if call == "media/uploadimg" else 1)
        assert len(here.platform.drafts) <= 1
        assert stored(here.platform, "stable_token") <= 2
        here.platform.faults.clear()
        here.publish(plan)
        assert_published_once(here, plan)


def test_a_token_that_runs_out_among_uploads_is_renewed_once(tmp_path: Path, plan: Plan) -> None:
    with desk(tmp_path, faults=[Fault("media/uploadimg", "expired", 2)]) as here:
        here.publish(plan)
        assert here.count("stable_token") == here.platform.tokens_given == 2


@pytest.mark.parametrize("lifetime_s", [60, 300, 7200])
def test_a_short_lived_token_is_not_asked_for_at_each_call(
    tmp_path: Path, plan: Plan, lifetime_s: int
) -> None:
    with desk(tmp_path, lifetime_s=lifetime_s) as here:
        here.publish(plan)
        assert here.count("stable_token") <= 2


# ── kill -9 ─────────────────────────────────────────────────────────────────────────────────

ALL = sum(CALLS.values())


class Killing(Platform):
    """Kills the process that calls, at its `at`-th call: before it acts, or after."""

    victim = 0
    at = 0
    after = False
    _come = 0

    def answer(self, *words: Any) -> dict[str, Any]:
        self._come += 1
        strikes = self.victim and self._come == self.at
        if strikes and not self.after:
            os.kill(self.victim, signal.SIGKILL)
            return {}
        made = super().answer(*words)
        if strikes:
            os.kill(self.victim, signal.SIGKILL)
        return made


def killed(here: Desk, plan: Plan, kill: Callable[[int], None]) -> int:
    """Publish in a process of its own, which is killed; gives the signal that it died of."""
    pid = os.fork()
    if not pid:
        time.sleep(0.01)  # until the parent knows whom to kill
        try:
            here.publish(plan)
        finally:
            os._exit(0)
    kill(pid)
    _, status = os.waitpid(pid, 0)
    return status & 0x7F


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("at", range(1, ALL + 1))
def test_a_run_that_is_killed_goes_on_to_the_same_end(
    at: int, after: bool, tmp_path: Path, plan: Plan
) -> None:
    platform = Killing()
    platform.at, platform.after = at, after
    with serving(platform) as address:
        here = Desk(tmp_path, platform, address, timeout=5)
        assert killed(here, plan, lambda pid: setattr(platform, "victim", pid)) == signal.SIGKILL
        platform.victim = 0
        here.publish(plan)
        assert_published_once(here, plan)
        assert stored(platform, "draft/add") == stored(platform, "material/add_material") == 1
        # What was under way when the run died may go out once more: three at most, as many as go at
        # once.
        assert PHOTOS <= stored(platform, "media/uploadimg") <= PHOTOS + 3


@pytest.mark.parametrize("seed", range(6))
def test_a_run_that_is_killed_at_any_moment_goes_on_to_the_same_end(
    seed: int, tmp_path: Path, plan: Plan
) -> None:
    moments = random.Random(seed)
    with desk(tmp_path) as here:
        here.timeout = 5

        def kill(pid: int) -> None:
            time.sleep(0.02 + moments.random() * 0.1)
            os.kill(pid, signal.SIGKILL)

        for _ in range(2):
            killed(here, plan, kill)
        here.publish(plan)
        assert_published_once(here, plan)
        assert stored(here.platform, "draft/add") == 1


# ── the platform itself ─────────────────────────────────────────────────────────────────────


def test_the_matrix_names_every_call_of_a_publication(
    tmp_path: Path, plan: Plan, changed: Plan
) -> None:
    with desk(tmp_path) as here:
        here.publish(plan)
        assert Counter(one.name for one in here.platform.calls) == CALLS
        here.publish(changed)
        assert Counter(one.name for one in here.platform.calls) == Counter(CALLS) + Counter(AGAIN)
        assert json.loads(here.platform.state())["drafts"]
