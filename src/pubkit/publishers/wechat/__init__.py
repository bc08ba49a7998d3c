"""Drafts in a WeChat Official Account, through its official interface.

    prepare       article → Plan: everything that will be sent, without a network
    Publisher     Plan → Receipt: pictures, cover, one draft, never two

Nothing is sent twice: what was uploaded is in the ledger, and where an answer is lost the platform
is asked before anything goes out again.
"""

from pubkit.publishers.wechat.account import Credentials, Secret, credentials
from pubkit.publishers.wechat.dryrun import preview, requests
from pubkit.publishers.wechat.plan import Plan, prepare
from pubkit.publishers.wechat.publisher import Publisher, Receipt
from pubkit.publishers.wechat.session import Patience

__all__ = [
    "Credentials",
    "Patience",
    "Plan",
    "Publisher",
    "Receipt",
    "Secret",
    "credentials",
    "prepare",
    "preview",
    "requests",
]
