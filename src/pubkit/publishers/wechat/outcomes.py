"""What a call may come to, beside an answer."""

from __future__ import annotations

from pubkit.errors import PublishError

__all__ = ["Refusal", "Unknown", "Unsent"]


class Refusal(PublishError):  # noqa: N818 - the platform's answer, in its own words
    """The platform answers with an error code, and has done nothing."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(f"WeChat answers {code} ({message})")
        self.code, self.message = code, message


class Unsent(PublishError):  # noqa: N818 - what is known
    """No connection came about: nothing was sent."""


class Unknown(PublishError):  # noqa: N818 - what is known
    """The call went out and no answer came back: it may have been done, or not."""
