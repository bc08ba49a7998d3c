"""An account of pubkit.toml, and its secret, which nothing prints."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from pubkit.config import Account, Config
from pubkit.errors import ConfigError, UnknownName, located

__all__ = ["Credentials", "Secret", "credentials"]


class Secret:
    """A string that shows itself nowhere: not printed, not in a traceback, not pickled."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The string itself, for the one request that needs it."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__

    def __reduce__(self) -> str:
        raise TypeError("a secret is not stored")


@dataclass(frozen=True)
class Credentials:
    """An account as it is used."""

    name: str
    """What pubkit.toml calls it."""
    account: Account
    """What it says of it."""
    secret: Secret
    """The AppSecret; empty where nobody has given one, as for a dry run."""


def credentials(config: Config, name: str, secret: Secret) -> Credentials:
    """The account called `name` in pubkit.toml.

    Raises: UnknownName; ConfigError naming the key, also for a secret that stands in the file.
    """
    table = config.accounts.get(name)
    if table is None:
        raise UnknownName("account in pubkit.toml", name, config.accounts)
    for key in table:
        if "secret" in key.lower() or "token" in key.lower():
            raise ConfigError(
                f"pubkit.toml: {key!r} in [accounts.{name}] does not belong into a file that is "
                "shared; give it in the environment or the keyring, and ask for a new one"
            )
    try:
        return Credentials(name, msgspec.convert(table, Account), secret)
    except msgspec.ValidationError as error:
        raise ConfigError(
            f"pubkit.toml: [accounts.{name}] {located(str(error), 'the table')}"
        ) from error
