"""What stores ask of an EPUB: rule packs as data (`packs/*.yaml`), measures in code; see `check`."""
