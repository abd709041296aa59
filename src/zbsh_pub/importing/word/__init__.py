"""A Word or WPS file (.docx) into one article of an issue: `import_word` is the door."""
