"""The body of an article, from the house dialect of Markdown to a `Fragment`."""

from zbsh_pub.markdown.fragment import Fragment, convert

__all__ = ["Fragment", "convert"]
