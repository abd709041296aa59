"""The Traditional edition: the same issue in traditional characters, by OpenCC and what the house tells it."""

from zbsh_pub.traditional.edition import to_traditional

__all__ = ["to_traditional"]
