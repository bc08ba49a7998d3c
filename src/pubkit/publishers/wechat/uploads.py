"""Pictures on their way: each once, several at a time, remembered as soon as they are there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Any, TypeAlias

from pubkit.errors import PublishError
from pubkit.publishers.wechat.outcomes import Refusal, Unknown
from pubkit.publishers.wechat.plan import Picture
from pubkit.publishers.wechat.reactions import MEDIA, explained
from pubkit.publishers.wechat.session import LOOKS, Session
from pubkit.publishers.wechat.wire import Request
from pubkit.workspace.ledger import Ledger

__all__ = ["Progress", "Uploads"]

Progress: TypeAlias = Callable[[str, int, int], None]
"""What has been done, how many of how many."""

_UPLOAD, _MATERIAL, _LIST = "media/uploadimg", "material/add_material", "material/batchget_material"
_PAGE, _PAGES = 20, 50
"""Materials asked for at once (the most), and how often: the newest thousand."""


class Uploads:
    """Uploads of one account."""

    def __init__(self, session: Session, ledger: Ledger, at_once: int, tell: Progress) -> None:
        self._session, self._ledger = session, ledger
        self._at_once, self._tell = at_once, tell

    def known(self, picture: Picture) -> str:
        """What the ledger has for it; empty if it was not uploaded."""
        return self._ledger.picture(self._session.appid, picture.use, picture.sha256)

    def all(self, pictures: Iterable[Picture]) -> dict[str, str]:
        """Mark → address of every picture; what is not there is uploaded.

        Raises: PublishError at the first that fails; the others that are under way are remembered.
        """
        groups: dict[str, list[Picture]] = {}
        for picture in pictures:
            groups.setdefault(picture.sha256, []).append(picture)
        found = {sha: self.known(group[0]) for sha, group in groups.items()}
        missing = [groups[sha][0] for sha, address in found.items() if not address]
        for sha256, address in self._pooled(missing):
            found[sha256] = address
        return {p.mark: found[sha] for sha, group in groups.items() for p in group}

    def _pooled(self, pictures: list[Picture]) -> Iterator[tuple[str, str]]:
        if not pictures:
            return
        stop = threading.Event()

        def upload(picture: Picture) -> tuple[str, str] | None:
            return None if stop.is_set() else (picture.sha256, self._body(picture))

        with ThreadPoolExecutor(self._at_once) as pool:
            waiting = [pool.submit(upload, picture) for picture in pictures]
            try:
                for done, future in enumerate(as_completed(waiting), 1):
                    made = future.result()
                    assert made is not None  # nothing is left out before something fails
                    self._tell("uploading", done, len(pictures))
                    yield made
            finally:
                stop.set()

    def _body(self, picture: Picture) -> str:
        """The address of a picture in the body.

        It is sent again where its answer was lost: the platform lists none of these pictures, so
        nobody can ask, and a second copy shows nowhere.
        """
        request = Request(_UPLOAD, upload=picture.upload)
        answer = self._taken(picture, request)
        address = str(answer.get("url", ""))
        if not address.startswith(("http://", "https://")):
            raise PublishError(f"WeChat gives no address for {picture.upload.name}; try again")
        address = address.replace("http://", "https://", 1)  # else phones warn of it
        self._ledger.keep_picture(self._session.appid, "body", picture.sha256, address)
        return address

    def _taken(self, picture: Picture, request: Request) -> dict[str, Any]:
        """The answer to an upload; what is refused is sent once more."""
        try:
            return self._session.call(request)
        except Refusal as refusal:
            if refusal.code not in MEDIA:
                raise explained(refusal, request.call, picture.upload.name) from None
        try:
            return self._session.call(request)
        except Refusal as refusal:
            raise explained(refusal, request.call, picture.upload.name) from None

    # ── the cover ───────────────────────────────────────────────────────────────────────────

    def cover(self, picture: Picture) -> str:
        """The cover's `media_id`.

        A cover stays in the account's library. So where its answer was lost, the library is looked
        through for its name before it is sent again.
        """
        known = self.known(picture)
        if known:
            return known
        request = Request(
            _MATERIAL, upload=picture.upload, query={"type": "image"}, repeatable=False
        )
        self._tell("uploading the cover", 1, 1)
        found = self._listed(picture.upload.name)
        for attempt in range(LOOKS):
            if found:
                break
            try:
                found = str(self._taken(picture, request).get("media_id", ""))
            except Unknown:
                found = self._session.look(lambda: self._listed(picture.upload.name))
                if not found and attempt == LOOKS - 1:
                    raise
        if not found:
            raise PublishError(
                f"WeChat gives no name for the cover {picture.upload.name}; try again"
            )
        self._ledger.keep_picture(self._session.appid, "cover", picture.sha256, found)
        return found

    def drop_cover(self, picture: Picture) -> None:
        """Forget a cover that the platform no longer has."""
        self._ledger.drop_picture(self._session.appid, "cover", picture.sha256)

    def _listed(self, name: str) -> str:
        """The `media_id` of the newest material called `name`; empty if there is none."""
        for page in range(_PAGES):
            body = {"type": "image", "offset": page * _PAGE, "count": _PAGE}
            try:
                answer = self._session.call(Request(_LIST, body))
            except Refusal as refusal:
                raise explained(refusal, _LIST) from None
            items = answer.get("item") or []
            for item in items:
                if item.get("name") == name:
                    return str(item.get("media_id", ""))
            if (page + 1) * _PAGE >= int(answer.get("total_count", 0)) or not items:
                return ""
        return ""
