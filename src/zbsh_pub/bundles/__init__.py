"""Bundles for stores: what a distributor uploads without opening an editor."""
