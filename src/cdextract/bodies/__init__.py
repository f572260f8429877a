"""Union bodies and places: how a sentence names them, and whose each figure of an article is."""
