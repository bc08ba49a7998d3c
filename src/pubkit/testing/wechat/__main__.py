"""`python -m pubkit.testing.wechat`: the platform on this machine until it is interrupted."""

from __future__ import annotations

import threading

import click

from pubkit.testing.wechat.faults import KINDS, Fault
from pubkit.testing.wechat.platform import APPID, SECRET, Platform
from pubkit.testing.wechat.server import serving


@click.command()
@click.option("--port", default=8085, show_default=True, help="Where to listen; 0 for any.")
@click.option(
    "--fault",
    "faults",
    metavar="CALL:KIND[:NTH[:TIMES]]",
    multiple=True,
    help=f"What goes wrong: draft/add:timeout-after. Kinds: {', '.join(KINDS)}, or a code.",
)
@click.option("--unverified", is_flag=True, help="An account that may not publish.")
def main(port: int, faults: tuple[str, ...], unverified: bool) -> None:
    """A WeChat for tests: answers like the platform's draft interface, and fails when told to."""
    platform = Platform(faults=[_fault(one) for one in faults], verified=not unverified)
    with serving(platform, port) as address:
        click.echo(f"{address}  (its state: {address}/state)")
        click.echo(f"appid {APPID}  secret {SECRET}")
        threading.Event().wait()


def _fault(text: str) -> Fault:
    call, kind, *numbers = text.split(":")
    return Fault(call, kind, *map(int, numbers))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        click.echo()
