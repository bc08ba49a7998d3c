"""Extractors: independent witnesses of what stands in an artifact, one a kind of file."""
