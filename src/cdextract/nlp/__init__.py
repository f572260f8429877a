"""The stages as spaCy components."""
