"""The lint of WeChat articles: what its editor drops and its readers cannot read, a rule a line.

It is stricter than the platform's own checker and shares no code with what writes such pages.
Rules of one subject stand in one module; `docs/wechat.md` lists every code with its reason.
"""

from pubkit.wechatlint.night import by_night
from pubkit.wechatlint.rules import lint, lint_body
from pubkit.wechatlint.sheet import opened, opened_body, pictures_of

__all__ = ["by_night", "lint", "lint_body", "opened", "opened_body", "pictures_of"]
