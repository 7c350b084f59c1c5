"""Lets `python -m site_builder` run the same command line as `site-builder`."""

from site_builder.cli import main

main()
