"""Reading what is named from outside, and replacing files whole.

An unfinished file is locked by who writes it, so that what a killed run left can be told from what
a living one is writing. So is a folder while it is filled. Where nothing can be locked (Windows,
some network disks), age tells, and two runs may mix.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pubkit.errors import ReadError, WriteError

if sys.platform != "win32":
    import fcntl

__all__ = [
    "MAX_SOURCE",
    "alone",
    "exists",
    "inside",
    "is_file",
    "read_bytes",
    "replace_file",
    "resolved",
    "sweep",
]

MAX_SOURCE = 64 * 1024 * 1024
"""Bytes: far beyond any manuscript or photo, well within memory."""
_STALE = 3600
"""Seconds after which an unfinished file must belong to a run that was killed, where no lock
tells."""
_PATIENCE = 30.0
"""Seconds to wait for another run that writes to the same folder."""
_ASK = 0.02
"""Seconds between two questions whether it is done."""
_PREFIX, _SUFFIX = ".pubkit-", ".part"


def inside(folder: Path, name: str) -> Path | None:
    """The file `name` below `folder`, or None if the name, or a link on its way, leads out."""
    root, path = resolved(folder), resolved(folder / name)
    if root is None or path is None:
        return None
    return path if path.is_relative_to(root) and path != root else None


def resolved(path: Path) -> Path | None:
    """The path without links; None if they lead in a circle or the name can be no file's."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # RuntimeError: a circle, before Python 3.13
        return None


def exists(path: Path) -> bool:
    """Whether something is there; nothing can be where the name is too long or may not be seen."""
    try:
        return path.exists()
    except OSError:
        return False


def is_file(path: Path) -> bool:
    """Whether a regular file is there; see `exists`."""
    try:
        return path.is_file()
    except OSError:
        return False


def read_bytes(path: Path, limit: int = MAX_SOURCE) -> bytes:
    """The content of a regular file of at most `limit` bytes.

    Raises: ReadError; FileNotFoundError is left to the caller, who knows what the file was for.
    """
    try:
        # Not blocking, so that a pipe that nobody writes to cannot hold the run.
        handle = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ReadError(f"{path}: it cannot be read ({error.strerror})") from error
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        raise ReadError(f"{path}: it is not a file")
    with os.fdopen(handle, "rb") as stream:
        if status.st_size > limit:
            megabytes = limit // (1024 * 1024)
            raise ReadError(
                f"{path}: it has {status.st_size:,} bytes; {megabytes} MB are the limit"
            )
        return stream.read(status.st_size)  # not `limit`: Python would make room for so many


def replace_file(path: Path, data: bytes, modified_ns: int | None = None) -> None:
    """Put `data` at `path`: whoever looks sees the old file or the new one, never half of it.

    It was changed at `modified_ns` (nanoseconds since 1970), or now.
    Raises: WriteError; then what stood there still stands and nothing else is left.
    """
    temporary: Path | None = None
    with contextlib.ExitStack() as stack:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = _unfinished(path.parent)
            stack.callback(os.close, os.dup(handle))  # which keeps the lock until the very end
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                if modified_ns is not None:
                    os.utime(temporary, ns=(modified_ns, modified_ns))
                os.fsync(stream.fileno())
            temporary.chmod(0o666 & ~_umask())
            if sys.platform == "win32":
                stack.close()  # no open file can be renamed there
            temporary.replace(path)
        except (OSError, ValueError) as error:
            if temporary is not None:
                with contextlib.suppress(OSError):
                    temporary.unlink()
            raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError | ValueError) -> WriteError:
    why = error.strerror if isinstance(error, OSError) else error
    return WriteError(f"{path}: it cannot be written ({why})")


def _unfinished(folder: Path) -> tuple[int, Path]:
    """A new file, locked; made again where another run swept it before it was."""
    while True:
        handle, name = tempfile.mkstemp(_SUFFIX, _PREFIX, folder)
        if _lock(handle) is not False and os.fstat(handle).st_nlink:
            return handle, Path(name)
        os.close(handle)


def _lock(handle: int) -> bool | None:
    """Whether the file or folder is now ours alone; None where that cannot be told."""
    if sys.platform == "win32":
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextlib.contextmanager
def alone(folder: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """The folder, made if need be, and while this lasts no other run's to write to.

    Raises: WriteError if it cannot be made, or another run still writes after `patience` seconds.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise _unwritable(folder, error) from error
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders; nor may one that may only be written to be opened
        yield
        return
    try:
        _await(folder, handle, time.monotonic() + patience)
        yield
    finally:
        os.close(handle)


def _await(folder: Path, handle: int, end: float) -> None:
    while _lock(handle) is False:
        if time.monotonic() > end:
            raise WriteError(f"{folder}: another run is writing there; let it end and try again")
        time.sleep(_ASK)


def sweep(folder: Path, *, below: bool = True) -> None:
    """Remove what killed runs left unfinished in `folder`, and below."""
    for path in (folder.rglob if below else folder.glob)(f"{_PREFIX}*{_SUFFIX}"):
        with contextlib.suppress(OSError):
            _discard(path)


def _discard(path: Path) -> None:
    """Remove an unfinished file that nobody is writing any more."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        free = _lock(handle)
        age = time.time() - os.fstat(handle).st_mtime
        if free:
            path.unlink()  # while it is ours: its writer may only just have made it
    finally:
        os.close(handle)
    if free is None and age > _STALE:
        path.unlink()
