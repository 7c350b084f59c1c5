"""The page in the place of one that cannot be made: what is wrong, as text; the script lists it over that."""

from __future__ import annotations

from html import escape

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; connect-src 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} · site-builder</title>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{hint}</p>
<pre>{text}</pre>
</main>
</body>
</html>
"""
_HINT = "This page is loaded again when a file of the site has changed."


def write_error_page(title: str, text: str) -> bytes:
    """Give a page that needs no style sheet and nothing of the site.

    Args:
        title: What cannot be had.
        text: What is wrong, as on the terminal.
    """
    return _PAGE.format(title=escape(title), hint=_HINT, text=escape(text)).encode()
