"""What all commands share: exit statuses and the option --debug."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

__all__ = ["DONE", "FAILED", "WRONG_USAGE", "debug", "debuggable"]

DONE, FAILED, WRONG_USAGE = 0, 1, 2
"""Exit statuses."""

_Command = TypeVar("_Command", bound=Callable[..., Any])


def debug() -> bool:
    """Whether tracebacks are wanted; asked for by an option of every command."""
    return "--debug" in sys.argv


def debuggable(command: _Command) -> _Command:
    """`command` with the option that `debug` looks for."""
    option = click.option(
        "--debug", is_flag=True, expose_value=False, help="Show the traceback of an error."
    )
    return option(command)
