"""The platform's error codes in an editor's words.

Source: the platform's list of global return codes and the pages of each call.
"""

from __future__ import annotations

import re

from pubkit.errors import PublishError
from pubkit.publishers.wechat.outcomes import Refusal

__all__ = ["DAY", "MEDIA", "MINUTE", "TOKEN", "UNVERIFIED", "explained"]

TOKEN = frozenset({40001, 40014, 42001})
"""The token is bad or has run out: another, once."""
DAY, MINUTE = 45009, 45011
"""The quota of a day: stop. Of a minute: wait."""
MEDIA = frozenset({40007, 40005, 40009, 40137, 41005, 45001})
"""A picture or its name is not taken: upload it once more."""
UNVERIFIED = 48001
_LENGTHS = {
    45003: "title",
    45004: "digest",
    45110: "author",
    45002: "content",
    45008: "article",
    44003: "article",
    44004: "content",
}
_WORDS = {
    40013: "the app id is not known to WeChat; correct appid in [accounts]",
    40125: "the secret is wrong; set it anew from the platform's page for developers",
    89503: "the account's administrator has to confirm this call on the phone; then run it again",
    89506: "the administrator has refused this machine's address; try again in 24 hours",
    89507: "the administrator has refused this machine's address; try again in an hour",
    45166: "the content is refused",
    UNVERIFIED: "the account may not do this through the interface; only verified ones may",
    DAY: "today's quota is used up; it begins anew at midnight in Beijing",
    MINUTE: "too many calls in one minute; wait a little and run it again",
}
_ADDRESS = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d{1,3}){3})(?![\d.])")


def explained(refusal: Refusal, call: str, what: str = "") -> PublishError:
    """The refusal in one sentence: what, where, what to do; `what` names what was sent."""
    return PublishError(f"{_sentence(refusal, what)} (WeChat {refusal.code}, {call})")


def _sentence(refusal: Refusal, what: str) -> str:
    code = refusal.code
    if code == 40164:
        found = _ADDRESS.search(refusal.message)
        address = found[1] if found else "of this machine"
        return f"the address {address} is not in the account's whitelist; add it there"
    if code in TOKEN:
        return (
            "a new token is refused as well; see that nobody else asks for tokens of this account "
            "in the old way"
        )
    if code in MEDIA:
        return f"{what or 'a picture'} is not taken, also when it is sent anew; save it as a JPEG"
    if code in _LENGTHS:
        return f"the {_LENGTHS[code]} is too long or empty{f': {what}' if what else ''}"
    sentence = _WORDS.get(code, f"it is refused: {refusal.message[:120]}")
    return f"{sentence}{f': {what}' if what and code not in (DAY, MINUTE) else ''}"
