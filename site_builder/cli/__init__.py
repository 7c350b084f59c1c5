"""The command line: one command per file, exit codes and progress, nothing else.

Exit 0: fine. 1: problems in the site, all printed. 2: wrong usage.
A command imports what it needs when it runs, so that each starts fast.
"""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys

import click

import site_builder
from site_builder.cli.build import build
from site_builder.cli.check import check
from site_builder.cli.diff import diff
from site_builder.cli.gateway import gateway
from site_builder.cli.import_models import import_models
from site_builder.cli.init import init
from site_builder.cli.merge import merge
from site_builder.cli.messages import messages
from site_builder.cli.new import new
from site_builder.cli.schema import schema
from site_builder.cli.serve import serve
from site_builder.cli.snippets import snippets

COMMANDS: tuple[click.Command, ...] = (
    build,
    merge,
    check,
    serve,
    init,
    new,
    import_models,
    diff,
    messages,
    schema,
    gateway,
    snippets,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(site_builder.__version__, prog_name="site-builder")
def main() -> None:
    """Build a multilingual documentation site of AI models from reviewed YAML records."""
    gc.disable()  # a build keeps nearly all it makes until it ends: collecting costs a tenth of its time
    atexit.register(gc.freeze)  # Python collects once more as it ends, even so: 3 % of a large build
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some takes 0.02 s at every start
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter is no reason to fail


for _command in COMMANDS:
    main.add_command(_command)
