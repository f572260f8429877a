"""Tables in the text of a page, read by their headers."""
