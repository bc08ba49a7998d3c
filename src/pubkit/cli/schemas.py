"""`pubkit schema`."""

from __future__ import annotations

import json

import click

from pubkit.cli.conventions import debuggable
from pubkit.schema import SCHEMAS

__all__ = ["print_schema"]


@click.command("schema")
@click.argument("kind", type=click.Choice(sorted(SCHEMAS)), default="article")
@debuggable
def print_schema(kind: str) -> None:
    """Print the JSON Schema of a file that pubkit reads or writes; config is pubkit.toml."""
    click.echo(json.dumps(SCHEMAS[kind](), ensure_ascii=False, indent=2))
