"""`python -m zbsh_pub` is the same as `zbsh`."""

from zbsh_pub.cli import main

main()
