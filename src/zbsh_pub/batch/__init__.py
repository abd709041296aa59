"""Many issues: found, built each in a process of its own, here or on a cluster, and summed up."""
