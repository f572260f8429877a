"""Words: phrases of the lexicon, and where underthesea ends a word."""
