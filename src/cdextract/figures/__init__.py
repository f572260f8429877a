"""Which percentage belongs to which quantity, and which quantities are targets."""
