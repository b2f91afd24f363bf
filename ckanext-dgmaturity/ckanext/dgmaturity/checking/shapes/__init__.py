"""What the rows of Verdict and Score hold: made from a report of the engine, and read back."""
