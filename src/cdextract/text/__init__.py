"""The text of an article: a normalised copy, its zones and sentences, and which of them can hold a figure."""
