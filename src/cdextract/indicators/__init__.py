"""What a figure counts: its indicator and its measure."""
