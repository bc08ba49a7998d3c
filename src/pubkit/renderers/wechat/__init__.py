"""The article as WeChat's Official Accounts take it: one fragment, every style inline."""

from pubkit.renderers.wechat.channel import Limits, WeChat

__all__ = ["Limits", "WeChat"]
