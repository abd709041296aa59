"""What can be measured of a book, a module a matter; `stores.vocabulary` lists the measures by name."""
