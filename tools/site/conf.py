"""How Sphinx makes the site; `python -m tools.site` gives it the pages."""

from formcheck.version import __version__

project = "formcheck"
author = "The formcheck maintainers"
release = __version__
language = "en"
extensions = ["myst_parser", "sphinx.ext.autodoc", "numpydoc"]
myst_heading_anchors = 4
numpydoc_show_class_members = False
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
html_theme = "pydata_sphinx_theme"
html_title = "formcheck"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {
    "navbar_align": "left",
    "navbar_persistent": ["search-button"],
    "secondary_sidebar_items": ["page-toc"],
    "show_prev_next": False,
    "footer_start": ["copyright"],
    "footer_end": [],
}
copyright = "The formcheck maintainers, Apache License 2.0"
