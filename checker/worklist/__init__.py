"""What to mend, what it is worth, and in which order: pure functions over standings and what was found of them."""
