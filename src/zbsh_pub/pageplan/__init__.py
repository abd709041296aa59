"""版面计划: planned pages against those that layout made, as values, problems, a table and JSON."""
