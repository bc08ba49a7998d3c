"""Secrets: from the environment, else from the system's keyring; never from a file or an option."""

from __future__ import annotations

import os
import re

from pubkit.config import Config
from pubkit.publishers.wechat import Secret

__all__ = ["KEYRING", "account_name", "secret_of", "variable"]

KEYRING = "pubkit-wechat"
"""The keyring's service; the user is the app id."""
_DEFAULT = "main"


def account_name(config: Config, asked: str | None) -> str:
    """The account asked for, else the only one, else `main`."""
    if asked:
        return asked
    return next(iter(config.accounts)) if len(config.accounts) == 1 else _DEFAULT


def variable(name: str) -> str:
    """The environment's variable for an account: `PUBKIT_WECHAT_SECRET_MAIN`."""
    return "PUBKIT_WECHAT_SECRET_" + re.sub(r"[^A-Za-z0-9]", "_", name).upper()


def secret_of(name: str, appid: str) -> Secret:
    """The account's AppSecret; an empty one where nobody has given it."""
    return Secret(os.environ.get(variable(name), "").strip() or _from_keyring(appid))


def _from_keyring(appid: str) -> str:
    """What the keyring has, where one is installed and open."""
    try:
        import keyring  # type: ignore[import-not-found, unused-ignore]  # an extra
    except ImportError:
        return ""
    try:
        return keyring.get_password(KEYRING, appid) or ""
    except Exception:  # every keyring fails in its own way, and there is the environment
        return ""
