"""The rules of a finished EPUB, a module a matter; `checks.epub.check` lists them."""
