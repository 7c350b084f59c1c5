"""`site-builder gateway`: what it prints, what it refuses, how it ends."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.catalog.catalog import Catalog
from site_builder.cli import main
from site_builder.gateway.exchange import Answer, Decision, ReceivedRequest
from site_builder.gateway.log_line import write_log_line
from site_builder.gateway.sdk_set_up import list_base_urls, list_set_ups
from site_builder.gateway.server import Exchange

_TIMEOUT_SECONDS = 60
_MINI = "catalog/models/acme/mini.yaml"


@contextmanager
def _running(
    site: Path, *arguments: str, last: str = "The header"
) -> Iterator[tuple[subprocess.Popen[str], str, list[str]]]:
    """Run the command; give the process, the address it prints, and its first lines, up to the last one."""
    command = [sys.executable, "-m", "site_builder", "gateway", "--site", str(site), "--port", "0", *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline()]
        while lines[-1] and not lines[-1].startswith(last):
            lines.append(child.stdout.readline())
        found = re.search(r"http://[^ ]+", lines[0])
        assert found, (lines, child.stderr.read() if child.stderr else "")
        try:
            yield child, found[0], [line.rstrip("\n") for line in lines]
        finally:
            child.send_signal(signal.SIGINT)
            child.communicate(timeout=_TIMEOUT_SECONDS)


def _get(url: str, path: str, headers: dict[str, str]) -> int:
    host = url.removeprefix("http://")
    with closing(http.client.HTTPConnection(host, timeout=_TIMEOUT_SECONDS)) as connection:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        response.read()
        return response.status


def test_it_says_where_it_is_and_logs_what_comes(small_site: Path) -> None:
    """The base URLs, how to point an SDK at them, one line for each request, and an end without words of Python."""
    with _running(small_site) as (child, url, lines):
        statuses = [_get(url, "/v1/models", {"Authorization": "Bearer x"}), _get(url, "/v1/models", {})]
        child.send_signal(signal.SIGINT)
        output, errors = child.communicate(timeout=_TIMEOUT_SECONDS)

    assert lines == [
        f"gateway: {url} — stop with Ctrl-C",
        f"  acme-chat  {url}/v1",
        "",
        "in Python, one of:",
        f'  client = openai.OpenAI(base_url="{url}/v1", api_key="sk-xxxxxx")',
        "",
        "Any key is accepted.",
        "The header `x-example-error: CODE` plays a documented error, e.g. `rate_limit_exceeded`.",
    ]
    assert statuses == [200, 401]
    assert output.splitlines() == [
        "GET /v1/models 200",
        "GET /v1/models 401 authentication_error: There is no API key in `Authorization: Bearer …`.",
        "stopped",
    ]
    assert (errors, child.returncode) == ("", 0)


def test_edits_are_seen_while_it_runs(small_site: Path) -> None:
    """A broken file is told like `check` tells it, and what was before is served; a mended one is read."""
    path = small_site / _MINI
    good = path.read_text()
    with _running(small_site, "--key", "k") as (child, url, lines):
        path.write_text(good.replace('"0.20"', '"-0.20"'))
        during = _get(url, "/v1/models/acme-mini", {"Authorization": "Bearer k"})
        path.write_text(good.replace("acme-mini", "acme-tiny"))
        after = _get(url, "/v1/models/acme-tiny", {"Authorization": "Bearer k"})
        child.send_signal(signal.SIGINT)
        output, errors = child.communicate(timeout=_TIMEOUT_SECONDS)

    assert "Only this key is accepted." in lines
    assert (during, after) == (200, 200)
    assert "error[price-negative]" in errors
    assert "gateway: 1 error\ngateway: the catalog is broken; what it was before is served\n" in errors
    assert "gateway: the catalog has changed and was read again\n" in output


def test_a_host_that_others_reach_is_pointed_out(small_site: Path) -> None:
    """Listening beyond this machine is possible, but said."""
    with _running(small_site, "--host", "0.0.0.0", last="Other") as (_, _, lines):  # noqa: S104 - that is the point
        assert lines[-1] == "Other machines can reach it at 0.0.0.0."


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
def test_an_ipv6_address_is_written_in_brackets(small_site: Path) -> None:
    """As URLs want it."""
    with _running(small_site, "--host", "::1") as (_, url, _):
        assert url.startswith("http://[::1]:")


def test_a_broken_site_is_1(small_site: Path) -> None:
    """There is nothing to serve: all problems, and nothing else."""
    path = small_site / _MINI
    path.write_text(path.read_text().replace('"0.20"', '"-0.20"'))

    result = CliRunner().invoke(main, ["gateway", "--site", str(small_site)])

    assert (result.exit_code, result.stdout) == (1, "")
    assert "error[price-negative]" in result.stderr
    assert result.stderr.endswith("gateway: 1 error\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--key", " "), "--key is empty; leave it out to accept any key"),
        (("--port", "65536"), "65536"),
        (("--host", "no such host"), "cannot listen on no such host:8080: "),
        (("--host", "x" * 70), "cannot listen on"),
    ],
)
def test_wrong_usage_is_2(small_site: Path, arguments: tuple[str, ...], words: str) -> None:
    """An address that cannot be listened on is told apart from a broken site."""
    result = CliRunner().invoke(main, ["gateway", "--site", str(small_site), *arguments])

    assert result.exit_code == 2
    assert words in result.stderr


def test_a_taken_port_is_2(small_site: Path) -> None:
    """With words, not with a traceback."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(main, ["gateway", "--site", str(small_site), "--port", port])

    assert result.exit_code == 2
    assert f"cannot listen on 127.0.0.1:{port}: Address already in use" in result.stderr


def test_each_sdk_is_told_once_how_to_come_here(catalog: Catalog) -> None:
    """OpenAI's base URL has the version in it, the others' have not."""
    assert dict(list_base_urls(catalog, "http://x"))["openai-chat-completions"] == "http://x/v1"
    assert dict(list_base_urls(catalog, "http://x"))["anthropic-messages"] == "http://x"
    assert list_set_ups(catalog, "http://x", "k") == (
        'anthropic.Anthropic(base_url="http://x", api_key="k")',
        'genai.Client(api_key="k", http_options={"base_url": "http://x", "api_version": "v1beta"})',
        'openai.OpenAI(base_url="http://x/v1", api_key="k")',
    )


def test_a_log_line_is_one_line() -> None:
    """What a client sends cannot write lines or colours of its own into the log."""
    request = ReceivedRequest("POST", "/v1/%0A%1b[31m" + "x" * 500, {})
    answer = Answer(400, "application/json", (), decision=Decision(model="m\nx", refusal="bad"))

    line = write_log_line(Exchange(request, answer))

    assert line.startswith("POST /v1/<U+000A><U+001B>[31mxxx")
    assert line.isprintable()
    assert len(line) < 400
