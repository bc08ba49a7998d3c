"""pubkit.toml and renderers' options."""

import re
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import pubkit
from pubkit import config, registry
from pubkit.errors import ConfigError, UnknownName


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('[site]\nnmae = "x"', "x.toml: unknown key 'nmae' in [site] (did you mean 'name'?)"),
        ("[sites]", "x.toml: unknown key 'sites' in the file (did you mean 'site'?)"),
        ("[site]\nname = 3", "x.toml: site.name: Expected `str`, got `int`"),
        (
            '[site]\nurl = "javascript:alert(1)"',
            "x.toml: url in [site] is no http or https address: 'javascript:alert(1)'",
        ),
        ("[site", "x.toml: Expected ']' at the end of a table declaration (at end of document)"),
    ],
)
def test_a_fault_is_named_with_its_key(toml: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config.parse(toml, "x.toml")
    assert str(caught.value) == message


def test_the_documented_file_is_valid_with_every_option() -> None:
    text = (Path(__file__).parent.parent / "docs" / "config.md").read_text("utf-8")
    (toml,) = re.findall(r"```toml\n(.*?)```", text, re.S)
    told = config.parse(toml, "docs/config.md")
    for name in told.renderers:
        registry.configured(name, told, file=str.encode)  # whatever the files hold
    assert told.issue.editors == ("唐立",)


def test_an_unknown_renderer_lists_the_known() -> None:
    with pytest.raises(UnknownName) as caught:
        registry.load("pfd")
    assert str(caught.value).startswith(
        "no renderer named 'pfd' (did you mean 'pdf'?); known: docx"
    )


def test_site_and_issue_reach_the_renderers_that_ask_for_them() -> None:
    site = pubkit.Site(name="晚报", url="https://example.org")
    rss = registry.configured("rss", pubkit.Config(site=site))
    assert rss.site == site  # type: ignore[attr-defined]


def test_an_option_given_in_python_stands_before_the_table_of_its_name() -> None:
    told = pubkit.Config(issue=pubkit.Issue(page="A1"))
    page = registry.configured("page", told, {"issue": pubkit.Issue(page="A2")})
    assert page.issue.page == "A2"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ({"papr": "A3"}, "renderer 'pdf' has no option 'papr' (did you mean 'paper'?)"),
        (
            {"paper": "A99"},
            "option 'paper' of renderer 'pdf': Invalid enum value 'A99'; permitted: '', 'A4', 'A3'",
        ),
        ({"columns": "two"}, "option 'columns' of renderer 'pdf': Expected `int`, got `str`"),
    ],
)
def test_a_wrong_option_is_named(option: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        registry.configured("pdf", pubkit.Config(), option)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "option",
    [
        {"paper": "A\x1b4"},
        {"site": {"name": "晚\x1b报"}},
        {"site": pubkit.Site(name="晚报", rights="\x1b[2J")},
        {"issue": {"editors": ["唐立", "\x1b"]}},
        {"issue": {"\x1b": 1}},
    ],
)
def test_an_option_with_control_characters_is_one_sentence(option: dict[str, object]) -> None:
    (key,) = option
    with pytest.raises(ConfigError) as caught:
        registry.configured("pdf", pubkit.Config(renderers={"pdf": option}))
    assert str(caught.value) == (
        f"option '{key}' of renderer 'pdf': U+001B cannot be published; take it out"
    )


def test_a_line_break_in_an_option_is_no_name_of_a_site() -> None:
    with pytest.raises(ConfigError, match="option 'site' of renderer 'rss': U\\+000A cannot be"):
        registry.configured("rss", pubkit.Config(), {"site": {"name": "晚\n报"}})


@dataclass(frozen=True)
class Framed:
    """A renderer with an option that is a file."""

    frame: bytes = b""
    name: str = "framed"
    version: str = "1"


def test_a_file_valued_option_arrives_as_bytes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from pubkit.workspace.project import option_file

    point = EntryPoint("framed", f"{__name__}:Framed", registry.RENDERERS)
    monkeypatch.setattr(type(point), "load", lambda self: Framed)
    monkeypatch.setattr(registry, "_points", lambda group: {"framed": (point,)})
    (tmp_path / "frame.bin").write_bytes(b"ornament")
    for given, expected in (("frame.bin", b"ornament"), (b"raw", b"raw")):
        made = registry.configured(
            "framed", pubkit.Config(), {"frame": given}, option_file(tmp_path)
        )
        assert made.frame == expected  # type: ignore[attr-defined]
    with pytest.raises(ConfigError, match="not in the workspace"):
        registry.configured("framed", pubkit.Config(), {"frame": "../x"}, option_file(tmp_path))


def test_a_reader_without_its_library_does_not_block_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = dict(registry._points(registry.READERS))
    broken = EntryPoint("a-broken-one", "no.such.module:Reader", registry.READERS)
    monkeypatch.setattr(registry, "_points", lambda group: {"a-broken-one": (broken,), **known})
    assert registry.reader_for(".md").name == "markdown"
    assert registry.suffixes() == (".docx", ".json", ".markdown", ".md", ".txt")
