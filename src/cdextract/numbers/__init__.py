"""A sentence → its numbers: counts and amounts, ratios, percentages; and what counts nothing."""
