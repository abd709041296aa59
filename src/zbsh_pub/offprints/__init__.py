"""抽印本: each article as a PDF of its own with the folios of the issue, and the lists of all articles."""
