"""``python -m formcheck``: the same as the command ``formcheck``."""

from formcheck.cli import main

main()
