"""Checks read finished files back; they never look at the values the files were made from, but for what to expect."""
