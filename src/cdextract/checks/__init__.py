"""Does a stated percentage agree with its numbers? Exact arithmetic that knows nothing of text."""
