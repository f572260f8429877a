"""Ties between the figures of an article: parts, wholes, changes, what is told twice."""
