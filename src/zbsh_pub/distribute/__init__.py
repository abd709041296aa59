"""What stores, libraries and web sites are told about an issue."""
