"""What must not go to the press comes out as a proof."""

from dataclasses import dataclass, replace

import pytest

import pubkit
from pubkit.clearance import refusal
from pubkit.model import Article, Figure, Paragraph, Text
from pubkit.notice import Notice


@dataclass(frozen=True)
class Poster:
    """A renderer that can print, and finds fault with what it prints if told to."""

    press: bool = True
    fault: str = ""
    name = "poster"
    version = "1"

    def render(self, article, assets, style):
        kind = b"plates" if self.press else b"proof"
        notice = Notice(code=self.fault, severity="error", text="It is askew.")
        faults = (notice,) if self.fault and self.press else ()
        return pubkit.Output(pubkit.File(".poster", kind, "text/plain"), notices=faults)


TEXT = Paragraph((Text("渡口的灯亮到天明。"),))
AWAITED = Figure(None, (Text("效果图待补。"),))


def reading(*blocks, title: str = "渡口的灯") -> pubkit.Reading:
    return pubkit.Reading(Article(title=title, lead=(TEXT, *blocks), id="tag:example.org,2026:a"))


def printed(run: pubkit.Run) -> tuple[bytes, list[str]]:
    result = run["poster"]
    return result.output.main.data, [n.code for n in result.notices]


def test_a_sound_article_goes_to_the_press() -> None:
    assert printed(pubkit.render(reading(), to=[Poster()])) == (b"plates", [])


def test_an_error_that_stands_keeps_it_off_the_press() -> None:
    run = pubkit.render(reading(AWAITED), to=[Poster()])
    assert printed(run) == (b"proof", ["press-refused"])
    (refused,) = run["poster"].notices
    assert "photo-awaited at lead[1]" in refused.text
    assert not run.ok


def test_an_accepted_error_does_not() -> None:
    run = pubkit.render(reading(AWAITED), to=[Poster()], accept=["photo-awaited"])
    assert printed(run) == (b"plates", [])
    assert run.ok


def test_an_error_of_another_channel_does_not() -> None:
    faults = [
        Notice(code="too-long", severity="error", text="It is too long.", renderer=channel)
        for channel in ("wechat", "poster")
    ]
    assert refusal(reading(), faults[:1], "poster") is None
    assert refusal(reading(), faults, "poster") is not None


def test_a_fault_that_only_printing_shows_keeps_it_off_and_is_told() -> None:
    run = pubkit.render(reading(), to=[Poster(fault="poster-askew")])
    assert printed(run) == (b"proof", ["poster-askew", "press-refused"])


def test_what_no_editor_has_read_is_a_proof() -> None:
    record = pubkit.ImportRecord(file="page.txt", encoding="utf-8", characters=10, lines=1)
    unread = replace(reading(), record=record)
    data, codes = printed(pubkit.render(unread, to=[Poster()]))
    assert (data, codes) == (b"proof", ["press-refused"])


@pytest.mark.parametrize("option", [True, False])
def test_a_proof_that_was_asked_for_is_nobodys_refusal(option: bool) -> None:
    run = pubkit.render(reading(AWAITED), to=[Poster(press=option)])
    assert ("press-refused" in printed(run)[1]) is option
