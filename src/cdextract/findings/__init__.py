"""Flagged figures and contradictions, for people and for tools."""
