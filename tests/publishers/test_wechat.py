"""Publishing to WeChat: what goes out, what never does, and what an editor is told."""

import dataclasses
import io
import json
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from publishers.desk import APPID, SECRET, Desk, article, desk, photo, planned, reading

import pubkit
from pubkit.assets import Asset
from pubkit.checks.lengths import Limits
from pubkit.errors import ConfigError, PublishError, UnknownName
from pubkit.model import Figure, Override, Paragraph, Text
from pubkit.network import api_client
from pubkit.publishers.wechat import Secret, credentials, prepare, preview, requests
from pubkit.publishers.wechat.cover import crop
from pubkit.publishers.wechat.fingerprints import words
from pubkit.testing.wechat import Fault
from pubkit.wechatlint import lint_body
from pubkit.workspace.ledger import Ledger, ledger_path, opened_ledger


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        yield made


# ── what goes out ───────────────────────────────────────────────────────────────────────────


def test_a_draft_holds_what_the_article_says(here: Desk) -> None:
    plan = planned()
    receipt = here.publish(plan)
    kept = here.draft()
    assert (receipt.action, receipt.uploaded, receipt.altered) == ("added", 6, ())
    assert kept["title"] == "灯塔"
    assert kept["author"] == "林晓"
    assert kept["digest"] == "灯塔熄灭之后。"
    assert kept["content_source_url"] == "https://example.org/desk"
    assert words(kept["content"]) == words(str(plan.fields["content"]))
    addresses = re.findall(r'src="([^"]+)"', kept["content"].replace("&amp;", "&"))
    assert len(set(addresses)) == 5
    assert all(one.startswith("https://mmbiz.qpic.cn/") for one in addresses)


def test_the_body_that_goes_out_has_no_findings(here: Desk) -> None:
    here.publish(planned())
    (sent,) = [call for call in here.platform.calls if call.name == "draft/add"]
    content = json.loads(sent.body)["articles"][0]["content"]
    assert lint_body(content, {}, Limits()) == ()
    assert b"\\u" not in sent.body


def test_each_picture_goes_out_once(here: Desk) -> None:
    same = article(lead=tuple(Figure(f"{n}.jpg", focus=(0.5, 0.5)) for n in (0, 0, 1)))
    here.publish(planned(same))
    assert here.count("media/uploadimg") == 2


def test_an_unchanged_article_sends_nothing(here: Desk) -> None:
    here.publish(planned())
    before = len(here.platform.calls)
    assert here.publish(planned()).action == "unchanged"
    assert len(here.platform.calls) == before


def test_a_changed_article_updates_its_own_draft(here: Desk) -> None:
    here.publish(planned())
    receipt = here.publish(planned(article("清晨七点，船回来了。")))
    assert receipt.action == "updated"
    assert receipt.uploaded == 0
    assert "清晨七点" in here.draft()["content"]


def test_two_articles_have_two_drafts(here: Desk) -> None:
    here.publish(planned())
    here.publish(planned(article(id="tag:example.org,2026:other")))
    assert len(here.platform.drafts) == 2


def test_two_accounts_never_mix(here: Desk) -> None:
    here.platform.accounts["wx-other-account"] = "another-secret"
    here.publish(planned())
    other = dataclasses.replace(here, appid="wx-other-account", secret="another-secret")
    assert other.publish(planned()).action == "added"
    assert here.count("media/uploadimg") == 10
    with opened_ledger(here.root) as ledger:
        assert ledger.elsewhere(APPID, "tag:example.org,2026:desk") == ("wx-other-account",)


def test_a_digest_is_never_invented(here: Desk) -> None:
    plan = planned(article(digest=""))
    assert "wechat-digest-missing" in {notice.code for notice in plan.notices}
    here.publish(plan)
    (sent,) = [call for call in here.platform.calls if call.name == "draft/add"]
    assert json.loads(sent.body)["articles"][0]["digest"] == ""
    assert here.publish(planned(article("又改了。", digest=""))).action == "updated"


def test_the_channels_own_title_and_author_go_out(here: Desk) -> None:
    own = (Override("wechat", title="另题", author="报社"),)
    here.publish(planned(article(channels=own)))
    assert (here.draft()["title"], here.draft()["author"]) == ("另题", "报社")


# ── hands of others ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"content": "<p>别的话</p>"}, "its text, pictures changed by hand"),
        ({"title": "改过的题"}, "its title changed by hand"),
        ({}, "it was saved by hand"),
    ],
)
def test_a_draft_changed_by_hand_is_left_alone(
    here: Desk, change: dict[str, str], said: str
) -> None:
    media_id = here.publish(planned()).media_id
    here.platform.edit(media_id, **change)
    kept = dict(here.draft())
    with pytest.raises(PublishError, match=f"{said}.*--overwrite"):
        here.publish(planned(article("新的一句。")))
    assert here.draft() == kept
    assert here.publish(planned(article("新的一句。")), overwrite=True).action == "updated"
    assert "新的一句" in here.draft()["content"]


def test_markup_that_the_editor_wrote_anew_is_no_change(here: Desk) -> None:
    media_id = here.publish(planned()).media_id
    here.draft()["content"] = here.draft()["content"].replace(": ", ":").replace("。", "。 ")
    assert here.publish(planned(article("新的一句。"))).media_id == media_id


def test_a_draft_published_or_deleted_by_hand_is_made_anew_only_when_asked(here: Desk) -> None:
    """Who publishes by hand and then mends a word would have the article twice."""
    here.publish(planned())
    here.platform.drafts.clear()
    with pytest.raises(PublishError, match="no longer at WeChat"):
        here.publish(planned(article("新的一句。")))
    assert not here.platform.drafts
    assert here.publish(planned(article("新的一句。")), overwrite=True).action == "added"


def test_a_cover_deleted_from_the_library_goes_out_once_more(here: Desk) -> None:
    here.publish(planned())
    here.platform.materials.clear()
    assert here.publish(planned(article("新的一句。"))).action == "updated"
    assert len(here.platform.drafts) == len(here.platform.materials) == 1


@pytest.mark.parametrize("keeps_data", [True, False])
def test_a_lost_ledger_doubles_nothing(tmp_path: Path, keeps_data: bool) -> None:
    """Our mark tells, or cover and title where the platform took the mark out."""
    with desk(tmp_path, keeps_data=keeps_data) as here:
        here.publish(planned())
        ledger_path(tmp_path).unlink()
        assert here.publish(planned()).action == "found"
        assert len(here.platform.drafts) == len(here.platform.materials) == 1
        ledger_path(tmp_path).unlink()
        with pytest.raises(PublishError, match="says something else"):
            here.publish(planned(article("新的一句。")))
        assert len(here.platform.drafts) == 1


def test_our_mark_tells_a_draft_whose_title_was_changed_by_hand(here: Desk) -> None:
    media_id = here.publish(planned()).media_id
    here.platform.edit(media_id, title="别的题")
    ledger_path(here.root).unlink()
    with pytest.raises(PublishError, match="says something else"):
        here.publish(planned())
    assert len(here.platform.drafts) == 1


# ── publishing ──────────────────────────────────────────────────────────────────────────────


def test_a_draft_goes_out_only_when_asked(here: Desk) -> None:
    here.publish(planned())
    assert not here.platform.published
    receipt = here.publish(planned(), out=True)
    assert (receipt.action, receipt.released) == ("unchanged", "published")
    assert len(here.platform.published) == 1


def test_what_has_gone_out_does_not_go_out_again(here: Desk) -> None:
    here.publish(planned(), out=True)
    again = here.publish(planned(), out=True)
    assert (again.action, again.released) == ("unchanged", "")
    with pytest.raises(PublishError, match="published or deleted"):
        here.publish(planned(article("新的一句。")), out=True)
    assert len(here.platform.published) == 1
    assert not here.platform.drafts


def test_an_account_that_may_not_publish_keeps_the_draft(tmp_path: Path) -> None:
    with desk(tmp_path, verified=False) as here:
        assert "publish it by hand" in here.publish(planned(), out=True).released
        assert len(here.platform.drafts) == 1


@pytest.mark.parametrize("kind", ["timeout-after", "reset", "-1", "502"])
def test_a_lost_answer_to_publishing_is_never_sent_again(tmp_path: Path, kind: str) -> None:
    with desk(tmp_path, faults=[Fault("freepublish/submit", kind)]) as here:
        if kind == "timeout-after":
            assert "has gone out" in here.publish(planned(), out=True).released
        else:
            with pytest.raises(PublishError, match="not known"):
                here.publish(planned(), out=True)
        assert here.count("freepublish/submit") == 1


# ── what is refused, in one sentence ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "call", "said"),
    [
        ("40164", "stable_token", "address of this machine is not in the account's whitelist"),
        ("40013", "stable_token", "app id is not known"),
        ("40125", "stable_token", "secret is wrong"),
        ("89503", "stable_token", "administrator has to confirm"),
        ("89506", "stable_token", "24 hours"),
        ("89507", "stable_token", "an hour"),
        ("45009", "draft/add", "quota is used up"),
        ("45009", "media/uploadimg", "quota is used up"),
        ("45003", "draft/add", "the title is too long"),
        ("45004", "draft/add", "the digest is too long"),
        ("45110", "draft/add", "the author is too long"),
        ("45002", "draft/add", "the content is too long"),
        ("45008", "draft/add", "the article is too long"),
        ("44003", "draft/add", "the article is too long or empty"),
        ("44004", "draft/add", "the content is too long or empty"),
        ("45166", "draft/add", r"content is refused: [\d,]+ characters, addresses in the text"),
        ("40005", "media/uploadimg", r"-[0-9a-f]{8}\.jpg is not taken"),
        ("40009", "media/uploadimg", r"-[0-9a-f]{8}\.jpg is not taken"),
        ("40137", "material/add_material", r"pubkit-\w+\.jpg is not taken"),
        ("45001", "material/add_material", r"pubkit-\w+\.jpg is not taken"),
        ("41005", "media/uploadimg", "is not taken"),
        ("40007", "draft/add", r"pubkit-\w+\.jpg is not taken"),
        ("48001", "draft/add", "only verified ones may"),
        ("40001", "draft/add", "a new token is refused as well"),
        ("99999", "draft/add", "it is refused: told to: 99999"),
    ],
)
def test_an_error_code_is_one_sentence(tmp_path: Path, kind: str, call: str, said: str) -> None:
    with desk(tmp_path, faults=[Fault(call, kind, times=0)]) as here:
        with pytest.raises(PublishError, match=said) as caught:
            here.publish(planned())
        assert "\n" not in str(caught.value)
        assert f"WeChat {kind}" in str(caught.value)
        assert SECRET not in str(caught.value)
        assert here.count(call) <= (15 if call == "media/uploadimg" else 2)


def test_an_address_outside_the_whitelist_is_named(tmp_path: Path) -> None:
    with desk(tmp_path, whitelist=frozenset()) as here:
        with pytest.raises(PublishError, match=r"the address 127\.0\.0\.1 is not in the account"):
            here.publish(planned())
        assert len(here.platform.calls) == 1


def test_a_wrong_secret_is_not_said(here: Desk) -> None:
    wrong = dataclasses.replace(here, secret="wrong-9f8e7d6c")
    with pytest.raises(PublishError, match="the secret is wrong") as caught:
        wrong.publish(planned())
    assert "9f8e7d6c" not in str(caught.value)


def test_a_minutes_quota_is_waited_for(tmp_path: Path) -> None:
    with desk(tmp_path, faults=[Fault("draft/add", "45011", times=2)]) as here:
        assert here.publish(planned()).action == "added"
        assert len(here.slept) == 2


def test_nobody_there_is_one_sentence(here: Desk) -> None:
    away = dataclasses.replace(here, address="http://127.0.0.1:9")
    with pytest.raises(PublishError, match=r"cannot be reached.*check the network"):
        away.publish(planned())


@pytest.mark.parametrize("drift", [-10 * 86400, 10 * 86400, 365 * 86400])
def test_a_clock_that_is_wrong_costs_one_token_at_most(here: Desk, drift: float) -> None:
    here.publish(planned())
    with opened_ledger(here.root) as ledger:
        token, expires = ledger.token(APPID)
        ledger.keep_token(APPID, token, expires + drift)
    here.platform.expire()
    before = here.count("stable_token")
    assert here.publish(planned(article("新的一句。"))).action == "updated"
    assert here.count("stable_token") == before + 1


# ── refused before anything goes out ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": "题" * 65}, "the title has 65 characters and WeChat takes 64"),
        ({"digest": "摘" * 129}, "the digest has 129 characters and WeChat takes 128"),
        (
            {"channels": (Override("wechat", author="报" * 17),)},
            "the author has 17 characters and WeChat takes 16",
        ),
        ({"url": "https://example.org/" + "a" * 1100}, "more than 1024 bytes"),
        ({"lead": (Paragraph((Text("长" * 20_000 + "。"),)), Figure("0.jpg", focus=(0.5, 0.5)))},
         r"the body has 20,\d+ characters with its tags"),
        ({"lead": (Paragraph((Text("文"),)),)}, "no photo for a cover"),
        ({"lead": (Paragraph((Text("文"),)), Figure("gone.jpg"))}, "no photo for a cover"),
    ],
)  # fmt: skip
def test_what_is_too_long_or_missing_is_said_first(fields: dict[str, object], said: str) -> None:
    with pytest.raises(PublishError, match=said) as caught:
        planned(article(**fields))
    assert "\n" not in str(caught.value)


def test_an_error_refuses_and_can_be_accepted_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "content/x"
    folder.mkdir(parents=True)
    (folder / "a.jpg").write_bytes(photo(1).data)
    (folder / "article.md").write_text(
        "---\ntitle: 题\nid: urn:x\n---\n\n文。\n\n![图。](a.jpg){focus=\"0.5 0.5\"}\n\n"
        "![图。](gone.jpg)\n", "utf-8")  # fmt: skip
    found = pubkit.read(folder)
    with pytest.raises(PublishError, match="photo-missing"):
        prepare(found)
    with pytest.raises(PublishError, match="photo-missing"):
        prepare(dataclasses.replace(found, notices=found.notices), accept=["date-missing"])
    assert prepare(found, accept=["photo-missing"]).cover


def test_a_page_that_no_editor_has_read_is_refused(tmp_path: Path) -> None:
    raw = tmp_path / "page.txt"
    raw.write_text("把书架搬进地铁站\n撰文：林晓\n" + "清晨六点，站里已经有人。" * 30, "utf-8")
    with pytest.raises(PublishError, match="no editor has read the article"):
        prepare(pubkit.read(raw), accept=["all"])


def shown(**figure: object) -> pubkit.Reading:
    lead = (Paragraph((Text("文。"),)), Figure("0.jpg", alt="灯", **figure))  # type: ignore[arg-type]
    return pubkit.Reading(article(lead=lead), {"0.jpg": photo(0, (600, 400))})


def test_a_cover_that_would_be_cut_asks_for_its_focus() -> None:
    with pytest.raises(PublishError, match=r"wechat-cover-focus.*36%.*focus="):
        prepare(shown())
    assert prepare(shown(), accept=["wechat-cover-focus"]).fields["pic_crop_1_1"].startswith("0.16")
    prepare(shown(focus=(0.5, 0.2)))


def test_a_cover_that_may_not_be_cut_is_refused() -> None:
    with pytest.raises(PublishError, match="wechat-cover-uncut"):
        prepare(shown(crop="never", focus=(0.5, 0.5)))


@pytest.mark.parametrize(
    ("focus", "ratio", "wanted"),
    [
        ((0.5, 0.3), 2.35, (0, 0, 1, 0.6383)),
        ((0.5, 0.9), 2.35, (0, 0.3617, 1, 1)),
        ((0.0, 0.5), 1.0, (0, 0, 0.6667, 1)),
        ((1.0, 0.5), 1.0, (0.3333, 0, 1, 1)),
        (None, 1.0, (0.1667, 0, 0.8333, 1)),
    ],
)
def test_a_crop_lies_round_the_focus(focus, ratio: float, wanted: tuple[float, ...]) -> None:
    made = crop(photo(0, (600, 400)), ratio, focus)
    assert made == pytest.approx(wanted, abs=1e-3)


def picture(kind: str, mode: str = "RGB", frames: int = 1) -> Asset:
    stream = io.BytesIO()
    images = [Image.linear_gradient("L").resize((470, 200)).rotate(n).convert(mode)
              for n in range(frames)]  # fmt: skip
    extra = {"save_all": True, "append_images": images[1:]} if frames > 1 else {}
    images[0].save(stream, kind, **extra)
    return Asset(stream.getvalue(), f"image/{kind.lower()}", 470, 200, mode)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "asset",
    [picture("WEBP"), picture("JPEG", "CMYK"), picture("GIF", "P"), picture("TIFF", "I;16")],
    ids=["webp", "CMYK", "a still GIF", "deep TIFF"],
)
def test_pictures_of_other_kinds_are_made_jpeg_or_png(here: Desk, asset: Asset) -> None:
    given = article(lead=(Paragraph((Text("文。"),)), Figure("0.jpg", focus=(0.5, 0.5))))
    here.publish(prepare(pubkit.Reading(given, {"0.jpg": asset})))
    (address,) = here.platform.pictures
    assert here.platform.pictures[address][:3] in (b"\xff\xd8\xff", b"\x89PN")


def test_a_picture_that_moves_is_said_and_its_first_frame_can_be_accepted(here: Desk) -> None:
    given = article(lead=(Paragraph((Text("文。"),)), Figure("0.jpg", focus=(0.5, 0.5))))
    found = pubkit.Reading(given, {"0.jpg": picture("GIF", "P", frames=3)})
    with pytest.raises(PublishError, match=r"wechat-gif-moving.*moves"):
        prepare(found)
    assert here.publish(prepare(found, accept=["wechat-gif-moving"])).uploaded == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "it is no JPEG, PNG, GIF, WebP or TIFF"),
        (photo(1).data[:300], "picture data is damaged"),
    ],
    ids=["SVG", "half a JPEG"],
)
def test_a_picture_that_is_none_is_said(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a.jpg").write_bytes(data)
    head = "---\ntitle: 题\nid: urn:x\n---\n\n文。\n\n"
    (tmp_path / "article.md").write_text(f"{head}![图。](a.jpg)\n", "utf-8")
    with pytest.raises(PublishError, match=said):
        prepare(pubkit.read(tmp_path))


def test_a_picture_that_nothing_brings_under_1_mb_is_said() -> None:
    config = pubkit.Config(renderers={"wechat": {"limits": {"picture_bytes": 300}}})
    found = dataclasses.replace(reading(article()), config=config)
    with pytest.raises(PublishError, match=r"photo-unusable.*cannot be made to fit"):
        prepare(found)


def test_sixty_photos_go_out_each_once(here: Desk) -> None:
    figures = tuple(Figure(f"{number}.jpg", focus=(0.5, 0.5)) for number in range(60))
    here.publish(planned(article(lead=(Paragraph((Text("文。"),)), *figures)), photos=60))
    assert here.count("media/uploadimg") == 60
    assert here.draft()["content"].count("<img") == 60


def test_sixty_photos_with_captions_are_too_many_and_said_to_be() -> None:
    with pytest.raises(PublishError, match=r"the body has 2\d,\d+ characters"):
        planned(article(photos=60), photos=60)


# ── the ledger ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0" + bytes(50), b"no database" * 90])
def test_a_half_written_ledger_is_said_and_nothing_is_sent(here: Desk, damage: bytes) -> None:
    here.publish(planned())
    before = len(here.platform.calls)
    whole = ledger_path(here.root).read_bytes()
    ledger_path(here.root).write_bytes(damage or whole[: len(whole) // 2])
    with pytest.raises(PublishError, match=r"ledger is damaged.*move it away"):
        here.publish(planned(article("新的一句。")))
    assert len(here.platform.calls) == before


def test_a_ledger_of_another_version_is_said(here: Desk) -> None:
    here.publish(planned())
    with sqlite3.connect(ledger_path(here.root)) as database:
        database.execute("pragma user_version = 99")
    with pytest.raises(PublishError, match="another version"):
        here.publish(planned())


def test_the_ledger_is_its_owners_alone_and_no_part_of_the_repository(here: Desk) -> None:
    here.publish(planned())
    path = ledger_path(here.root)
    assert path.stat().st_mode & 0o077 == 0
    assert (path.parent / ".gitignore").read_text() == "*\n"


def test_quotas_are_counted_by_beijings_day(tmp_path: Path) -> None:
    now = 1_800_000_000.0
    ledger = Ledger(tmp_path / "x.sqlite", clock=lambda: now)
    ledger.count(APPID, "draft/add")
    assert ledger.counted(APPID, "draft/add") == 1
    ledger.close()
    later = Ledger(tmp_path / "x.sqlite", clock=lambda: now + 86_400)
    assert later.counted(APPID, "draft/add") == 0


# ── a dry run ───────────────────────────────────────────────────────────────────────────────


def test_a_dry_run_says_exactly_what_is_sent_then(here: Desk) -> None:
    plan = planned()
    told = list(requests(plan, APPID, None, time.time()))
    here.publish(plan)
    calls = [call for call in here.platform.calls if call.name != "draft/get"]
    assert [re.split(r"[\s?]", one)[1] for one in told] == [call.name for call in calls]
    shown = json.loads(told[-1].partition("\n")[2])["articles"][0]
    sent = json.loads(calls[-1].body)["articles"][0]
    for name in sent.keys() - {"content", "thumb_media_id"}:
        assert shown[name] == sent[name]
    address = re.compile(r'src="[^"]+"')
    assert address.sub("", shown["content"]) == address.sub("", sent["content"])
    with opened_ledger(here.root) as ledger:
        assert list(requests(plan, APPID, ledger, time.time())) == []
        (get, update) = requests(planned(article("新的。")), APPID, ledger, time.time())
        assert get.startswith("POST draft/get")
        assert update.startswith("POST draft/update")
        assert "draft/add     1 of 1,000 calls today" in list(preview(plan, APPID, ledger))


# ── accounts and secrets ────────────────────────────────────────────────────────────────────


def config(**account: object) -> pubkit.Config:
    return pubkit.Config(accounts={"main": account})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"appid": "wx1", "secret": "s3cr3t"}, "'secret' in .accounts.main. does not belong"),
        ({"appid": "wx1", "AppSecret": "s3cr3t"}, "does not belong"),
        ({"appid": "wx1", "upload": 3}, "unknown field `upload`"),
        ({"appid": "wx1", "uploads": 99}, "uploads"),
        ({}, "appid"),
    ],
)
def test_a_wrong_account_is_one_sentence(given: dict[str, object], said: str) -> None:
    with pytest.raises(ConfigError, match=said) as caught:
        credentials(config(**given), "main", Secret("x"))
    assert "s3cr3t" not in str(caught.value)


def test_an_unknown_account_lists_the_known() -> None:
    with pytest.raises(UnknownName, match="known: main"):
        credentials(config(appid="wx1"), "mian", Secret("x"))


def test_a_secret_shows_itself_nowhere() -> None:
    import copy
    import pickle

    secret = Secret("s3cr3t")
    assert "s3cr3t" not in f"{secret!r} {secret} {[secret]}"
    for take in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            take(secret)


@pytest.mark.parametrize("base", ["http://api.weixin.qq.com", "ftp://x", "http://10.0.0.1", "x:::"])
def test_a_secret_goes_nowhere_in_the_open(base: str) -> None:
    with pytest.raises(ConfigError):
        api_client(base)


@pytest.mark.parametrize("proxy", ["nonsense", "ftp://me:word@10.0.0.1", "socks9://x"])
def test_a_proxy_that_is_none_is_one_sentence(proxy: str) -> None:
    with pytest.raises(ConfigError, match="nothing goes through that proxy") as caught:
        api_client("https://api.weixin.qq.com", proxy=proxy)
    assert "word" not in str(caught.value)


def test_no_proxy_or_password_of_the_environment_is_used(
    here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert here.publish(planned()).action == "added"
    assert os.environ["HTTP_PROXY"]
