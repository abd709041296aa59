"""One folder for each problem code."""
