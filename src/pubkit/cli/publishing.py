"""`pubkit publish`: an article among an account's drafts."""

from __future__ import annotations

import click

from pubkit.cli.conventions import debuggable

__all__ = ["publish"]


@click.group()
def publish() -> None:
    """Bring an article to a platform."""


@publish.command("wechat")
@click.argument("article", metavar="ARTICLE")
@click.option("--account", metavar="NAME", help="One of [accounts] in pubkit.toml; default main.")
@click.option("--dry-run", is_flag=True, help="Print what would be sent, and send nothing.")
@click.option("--overwrite", is_flag=True, help="Replace a draft that was changed, or has gone.")
@click.option("--release", is_flag=True, help="Also publish the draft; else it stays a draft.")
@click.option(
    "--accept",
    metavar="CODE[@WHERE]",
    multiple=True,
    help="An error that has been looked at; may be repeated; `all` accepts every one.",
)
@debuggable
def publish_wechat(
    article: str,
    account: str | None,
    dry_run: bool,
    overwrite: bool,
    release: bool,
    accept: tuple[str, ...],
) -> None:
    """Put ARTICLE among the drafts of a WeChat Official Account."""
    from pubkit.cli.drafting import bring  # httpx and SQLite, which no other command needs

    bring(article, account, accept, dry_run=dry_run, overwrite=overwrite, release=release)
