"""The work of `pubkit publish wechat`."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from pubkit.cli.screen import progressing, say, working
from pubkit.cli.secrets import KEYRING, account_name, secret_of, variable
from pubkit.errors import ConfigError
from pubkit.network import api_client
from pubkit.publishers.wechat import (
    Credentials,
    Plan,
    Publisher,
    Receipt,
    Secret,
    credentials,
    prepare,
    preview,
    requests,
)
from pubkit.reading import Reading
from pubkit.workspace import read
from pubkit.workspace.ledger import Ledger, ledger_path, opened_ledger

__all__ = ["bring"]

_DONE = {
    "added": "a draft was added",
    "updated": "its draft was updated",
    "found": "its draft was there already, as it should be",
    "unchanged": "its draft is as the article says; nothing was sent",
}


def bring(
    article: str,
    account: str | None,
    accept: Sequence[str],
    *,
    dry_run: bool,
    overwrite: bool,
    release: bool,
) -> None:
    """Put the article among the account's drafts, or say what would be sent.

    Raises: PubkitError in one sentence.
    """
    reading = read(article)
    who = _who(reading, account)
    with working(f"rendering {article}"):
        plan = prepare(reading, accept)
    for notice in plan.notices:
        say(f"{article}: {notice}", err=True)
    root = _root(reading)
    if dry_run:
        _show(plan, who, root)
        return
    if not who.secret:
        raise ConfigError(
            f"there is no secret for the account {who.name!r}; set {variable(who.name)}, or store "
            f"it with: keyring set {KEYRING} {who.account.appid}"
        )
    with opened_ledger(root) as ledger:
        _foretell(plan, who, ledger)
        receipt = _published(plan, who, ledger, overwrite=overwrite, release=release)
    _tell(article, who, receipt)


def _root(reading: Reading) -> Path:
    if reading.root is None:
        raise ConfigError(
            "publishing needs a workspace: write a pubkit.toml with [accounts.main] beside content/"
        )
    return reading.root


def _who(reading: Reading, asked: str | None) -> Credentials:
    _root(reading)
    name = account_name(reading.config, asked)
    bare = credentials(reading.config, name, Secret(""))
    return credentials(reading.config, name, secret_of(name, bare.account.appid))


def _foretell(plan: Plan, who: Credentials, ledger: Ledger) -> None:
    """Sizes, quotas, and other accounts, before the first call."""
    appid = who.account.appid
    for line in preview(plan, appid, ledger):
        say(f"  {line}", err=True)
    for other in ledger.elsewhere(appid, plan.article):
        say(
            f"The article has a draft in another account ({other}), which stays as it is.", err=True
        )


def _published(
    plan: Plan, who: Credentials, ledger: Ledger, *, overwrite: bool, release: bool
) -> Receipt:
    account = who.account
    with (
        api_client(account.api, proxy=account.proxy) as client,
        progressing() as tell,
    ):
        publisher = Publisher(client, who, ledger, tell=tell)
        return publisher.publish(plan, overwrite=overwrite, out=release)


def _tell(article: str, who: Credentials, receipt: Receipt) -> None:
    pictures = f"; {receipt.uploaded} pictures uploaded" if receipt.uploaded else ""
    say(f"{article}: {_DONE[receipt.action]} in {who.name} ({receipt.media_id}){pictures}")
    if receipt.altered:
        say(f"WeChat keeps these otherwise than sent: {', '.join(receipt.altered)}", err=True)
    if receipt.released:
        say(f"{article}: {receipt.released}")


def _show(plan: Plan, who: Credentials, root: Path) -> None:
    appid = who.account.appid
    with _ledger(root) as ledger:
        for line in preview(plan, appid, ledger):
            say(line)
        found = list(requests(plan, appid, ledger, time.time()))
    for request in found:
        say(f"\n{request}")
    if not found:
        say("\nNothing would be sent: the draft is as the article says.")


@contextlib.contextmanager
def _ledger(root: Path) -> Iterator[Ledger | None]:
    """The ledger if there is one: a dry run makes none."""
    if not ledger_path(root).exists():
        yield None
        return
    with opened_ledger(root) as ledger:
        yield ledger
