"""Copy editing by rule: punctuation and figures of a Chinese magazine (GB/T 15834—2011, GB/T 15835—2011).

The linter reports, with place and reason; only `zbsh fix` changes anything, and only by the mechanical rules.
"""
