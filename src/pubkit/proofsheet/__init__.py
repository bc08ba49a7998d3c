"""Proof sheets: a proof, or a comparison, as one HTML file that an editor likes to read."""

from pubkit.proofsheet.changes import changes_sheet
from pubkit.proofsheet.proof import proof_sheet

__all__ = ["changes_sheet", "proof_sheet"]
