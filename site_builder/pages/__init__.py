"""Which pages a site has, where they live, and the view each template gets.

A view is frozen, already translated and formatted: templates only lay it out.
"""
