"""The proof: every artifact read back by an independent reader and compared with the article."""

from pubkit.verify.service import verify, verify_folder

__all__ = ["verify", "verify_folder"]
