"""Search over all that one may see in the workspace."""
