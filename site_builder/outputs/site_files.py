"""All files of a site besides its pages and assets: one line per output format."""

from __future__ import annotations

from site_builder.outputs.api_files import plan_api
from site_builder.outputs.calculator import plan_calculator
from site_builder.outputs.feed import plan_feed
from site_builder.outputs.host_headers import plan_host_headers
from site_builder.outputs.host_redirects import plan_host_redirects
from site_builder.outputs.llms import plan_llms
from site_builder.outputs.markdown_mirror import plan_mirrors
from site_builder.outputs.openapi_file import plan_openapi
from site_builder.outputs.output import Output, OutputFile, OutputSource
from site_builder.outputs.price_file import plan_price_file
from site_builder.outputs.robots import plan_robots
from site_builder.outputs.search import plan_search
from site_builder.outputs.sitemap import plan_sitemap

OUTPUTS: tuple[Output, ...] = (
    plan_search,
    plan_price_file,
    plan_calculator,
    plan_api,
    plan_openapi,
    plan_mirrors,
    plan_llms,
    plan_feed,
    plan_sitemap,
    plan_robots,
    plan_host_headers,
    plan_host_redirects,
)
"""The formats; a new one is one module in `outputs/` and one line here."""


def plan_outputs(source: OutputSource) -> tuple[OutputFile, ...]:
    """Give every file of every format, in the order of the formats."""
    return tuple(file for output in OUTPUTS for file in output(source))
