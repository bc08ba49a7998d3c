"""A WeChat that runs on this machine, for anyone's tests: drafts, media, quotas, and faults.

    from pubkit.testing.wechat import Fault, Platform, serving

    platform = Platform(faults=[Fault("draft/add", "timeout-after")])
    with serving(platform) as address:      # http://127.0.0.1:49152
        ...                                 # publish to it
    assert len(platform.drafts) == 1

It keeps what it is given, refuses what the platform refuses, with the platform's codes, and fails
when it is told to. It shares no code with what publishes. `python -m pubkit.testing.wechat` starts
it by itself.
"""

from pubkit.testing.wechat.faults import KINDS, Fault
from pubkit.testing.wechat.platform import Call, Platform
from pubkit.testing.wechat.server import serving

__all__ = ["KINDS", "Call", "Fault", "Platform", "serving"]
