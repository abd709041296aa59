"""The proof edition (三审三校): finished pages on a larger sheet, with what editors and linters ask about them."""
