"""What picture files hold beside the picture: place and camera go, colour and rights stay."""

from pubkit.metadata.stripping import bare, stripped

__all__ = ["bare", "stripped"]
