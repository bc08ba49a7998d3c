"""Preflight rules, one family a file, one code a rule. They report; they never change the text."""

from pubkit.checks.rules import check

__all__ = ["check"]
