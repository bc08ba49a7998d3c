"""Output profiles: the printing conditions that come with pubkit, and a printer's own."""

from __future__ import annotations

import io
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec import Struct

from pubkit.config import Press
from pubkit.errors import ConfigError, did_you_mean
from pubkit.style import Style

if TYPE_CHECKING:
    from PIL.ImageCms import ImageCmsProfile

__all__ = ["UNREGISTERED", "Profile", "profile"]

UNREGISTERED = "Custom"
"""Identifier of a condition that no registry knows (ISO 15930-7: its profile tells all)."""
_RESOLUTION = 300
"""Pixels an inch that offset print resolves at a screen of 150 lines (twice the ruling)."""
_STEPS = 17
"""Steps a channel at which a profile is asked for its darkest mixtures: about its own tables'."""


class Profile(Struct, frozen=True):
    """An output profile with what a printer says of it."""

    name: str
    """What pubkit.toml calls it."""
    data: bytes
    """The ICC profile."""
    condition: str
    """Identifier of the printing condition; `UNREGISTERED` for one without."""
    info: str
    """The condition in words."""
    ink: int
    """Most ink on one spot, in percent over all four."""
    resolution: int
    """Most pixels an inch of a photo."""


def profile(press: Press, style: Style) -> Profile:
    """The output profile that `[press]` names, with its limits.

    Raises: ConfigError if it names none that is known, or one that is no CMYK output profile;
    StyleError if a shipped one is not there.
    """
    if press.icc:
        found = _own(PurePath(press.profile).name, press.icc)
    else:
        found = _shipped(press.profile, style)
    return Profile(
        found.name,
        found.data,
        found.condition,
        found.info,
        press.ink or found.ink,
        press.resolution or found.resolution,
    )


def _shipped(name: str, style: Style) -> Profile:
    known = {condition.name: condition for condition in style.profiles}
    if name not in known:
        hint = did_you_mean(name, known)
        listed = ", ".join(known) or "none"
        raise ConfigError(
            f"[press] knows no profile {name!r}{hint}; known: {listed}; or give the name of an "
            ".icc file in the workspace"
        )
    chosen = known[name]
    return Profile(name, chosen.data, chosen.identifier, chosen.info, chosen.ink, chosen.resolution)


@cache
def _own(name: str, data: bytes) -> Profile:
    opened = _opened(name, data)
    described = opened.profile.profile_description or name
    return Profile(name, data, UNREGISTERED, described, _most_ink(opened), _RESOLUTION)


def _opened(name: str, data: bytes) -> ImageCmsProfile:
    """Raises: ConfigError for what cannot be printed with."""
    from PIL import ImageCms

    wanted = "give the .icc file that your printer works with"
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(data))
        kind, space = opened.profile.device_class, opened.profile.xcolor_space
    except (OSError, ImageCms.PyCMSError) as error:
        raise ConfigError(f"[press] profile {name!r} is no ICC profile; {wanted}") from error
    if kind != "prtr" or space.strip() != "CMYK":
        raise ConfigError(
            f"[press] profile {name!r} is for {space.strip()}, not a CMYK output profile; {wanted}"
        )
    return opened


def _most_ink(opened: ImageCmsProfile) -> int:
    """The darkest that the profile itself mixes, in percent."""
    from PIL import Image, ImageCms

    steps = [round(step * 255 / (_STEPS - 1)) for step in range(_STEPS)]
    colours = bytes(value for r in steps for g in steps for b in steps for value in (r, g, b))
    grid = Image.frombytes("RGB", (_STEPS**3, 1), colours)
    srgb = ImageCms.createProfile("sRGB")
    try:
        transform = ImageCms.buildTransform(srgb, opened, "RGB", "CMYK")
        inks = ImageCms.applyTransform(grid, transform)
    except ImageCms.PyCMSError as error:
        raise ConfigError(
            "[press] profile: it has no table from colour to ink; ask your printer for another"
        ) from error
    assert inks is not None  # only a transform in place gives None
    raw = inks.tobytes()
    most = max(sum(raw[at : at + 4]) for at in range(0, len(raw), 4))
    return -(-most * 100 // 255)
