"""The command line: the only place that prints or exits."""

from pubkit.cli.commands import main

__all__ = ["main"]
