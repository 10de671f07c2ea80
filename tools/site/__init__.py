"""The documentation as a site: the pages of `docs/`, the exercises from their files, Python from its docstrings."""
