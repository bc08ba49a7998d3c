"""Reading what is named from outside, and replacing files whole."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
import time
from pathlib import Path

from pubkit.errors import ReadError, WriteError

__all__ = ["MAX_SOURCE", "exists", "inside", "read_bytes", "replace_file"]

MAX_SOURCE = 64 * 1024 * 1024
"""Bytes: far beyond any manuscript or photo, well within memory."""
_STALE = 3600
"""Seconds after which an unfinished file must belong to a run that was killed."""
_PREFIX, _SUFFIX = ".pubkit-", ".part"


def inside(folder: Path, name: str) -> Path | None:
    """The file `name` below `folder`, or None if the name, or a link on its way, leads out."""
    root = folder.resolve()
    path = (root / name).resolve()
    return path if path.is_relative_to(root) and path != root else None


def exists(path: Path) -> bool:
    """Whether something is there; nothing can be where the name is too long or may not be seen."""
    try:
        return path.exists()
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
        return stream.read(limit + 1)[:limit]


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` at `path`: whoever looks sees the old file or the new one, never half of it.

    Raises: WriteError; then what stood there still stands and nothing else is left.
    """
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(_SUFFIX, _PREFIX, path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise WriteError(f"{path}: it cannot be written ({error.strerror})") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def sweep(folder: Path) -> None:
    """Remove what killed runs left unfinished in `folder`."""
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _STALE:
                path.unlink()
