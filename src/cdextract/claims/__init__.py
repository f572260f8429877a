"""What is said of a quantity: attained, exceeded, a share, a change."""
