"""Periods and days: how a sentence states them, and which one each figure of an article is of."""
