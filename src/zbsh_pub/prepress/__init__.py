"""The print edition: drawn units in CMYK, with bleed and marks, as PDF/X-4 (ISO 15930-7). One layout serves all."""
