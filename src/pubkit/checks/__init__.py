"""Preflight rules, one family a file, one code a rule."""
