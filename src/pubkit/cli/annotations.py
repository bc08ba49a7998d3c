"""GitHub's workflow commands: a finding becomes a remark beside its line in a pull request.

Source: GitHub Docs, "Workflow commands for GitHub Actions"; the escapes are those of its toolkit
(`@actions/core`, command.ts).
"""

from __future__ import annotations

from pubkit.notice import Severity
from pubkit.remarks import Remark

__all__ = ["annotation"]

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_DATA = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
_PROPERTY = _DATA | {ord(":"): "%3A", ord(","): "%2C"}


def annotation(remark: Remark) -> str:
    """`::error file=…,line=…,title=CODE::message`."""
    properties = {"file": remark.file, "line": remark.line, "title": remark.code}
    written = ",".join(
        f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items() if value
    )
    # What has no line says itself where it points: `page 2`.
    place = "" if remark.line or not remark.where else f"{remark.where}: "
    message = place + " ".join(filter(None, (remark.text, remark.hint)))
    return f"::{_COMMANDS[remark.severity]} {written}::{message.translate(_DATA)}"
