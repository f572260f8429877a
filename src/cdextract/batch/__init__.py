"""Many articles on many processes, in order, resumable."""
