"""What processes render, write and check."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from jinja2 import TemplateError

from site_builder.build.errors import BuildError
from site_builder.build.page_queue import PageGroup, PageQueue
from site_builder.build.page_screen import PageScreen
from site_builder.build.processes import Work
from site_builder.build.publish import PublishedFolder
from site_builder.diagnostics import Diagnostic
from site_builder.lint.page_rules import run_page_rules
from site_builder.lint.rule import FinishedPage
from site_builder.outputs.html import HtmlRenderer
from site_builder.outputs.links import CheckedLinks, LinkChecker
from site_builder.outputs.output import OutputContent, OutputFile
from site_builder.outputs.page_html import PageHtml
from site_builder.outputs.template_errors import describe_template_error
from site_builder.pages.routes import Page, PageKind


@dataclass(frozen=True, slots=True)
class MadeFile:
    """What is known of a file once it is made.

    Attributes:
        path: Below the published folder.
        size_bytes: Its size.
        links: Where its links lead; None for a file that cannot have any.
        findings: Of rules about finished pages, where they are run.
    """

    path: str
    size_bytes: int
    links: CheckedLinks | None = None
    findings: tuple[Diagnostic, ...] = ()


FilesBeside = Mapping[tuple[PageKind, str], Sequence[OutputFile]]
"""Files by kind and key of the page that is made from the same."""


@dataclass(frozen=True, slots=True)
class Share:
    """What is to be made, and what is needed for it.

    Attributes:
        renderer: Makes pages.
        pages: Which.
        links: Checks where they lead.
        target: Where they are written; None to check them instead.
        files: What is made besides pages.
        exact: Makes a page again that a rule may find something on, as it will be published.
    """

    renderer: HtmlRenderer
    pages: tuple[Page, ...]
    links: LinkChecker
    target: PublishedFolder | None
    files: tuple[OutputFile, ...] = ()
    exact: HtmlRenderer | None = None

    def make(
        self, groups: Iterable[PageGroup], files: Iterable[OutputFile], beside: FilesBeside = MappingProxyType({})
    ) -> Iterator[MadeFile]:
        """Make file after file, then page after page with the files beside it, and write or check each.

        Args:
            groups: The pages.
            files: What is made apart from pages.
            beside: What is made beside pages: those know much of it then.

        Raises:
            BuildError: A template has an error.
            OSError: The staging folder cannot be written to.
        """
        for file in files:
            yield self._make_file(file)
        screen = PageScreen()
        for pages in groups:
            for page in pages:
                yield self._make_page(page, screen, is_alone=len(pages) == 1)
            for file in beside.get((pages[0].kind, pages[0].key), ()):
                yield self._make_file(file)

    def _make_file(self, file: OutputFile) -> MadeFile:
        made = make_file(file)
        if self.target is not None:
            self.target.stage(file.path, made.content)
        return MadeFile(file.path, len(made.content), self.links.check(file.path, (made.links,)))

    def _make_page(self, page: Page, screen: PageScreen, *, is_alone: bool) -> MadeFile:
        """Make a page; one that is made for a single locale needs no words of others."""
        html = render_page(self.renderer, page, is_alone=is_alone)
        content = html.content()
        findings: tuple[Diagnostic, ...] = ()
        if self.target is not None:
            self.target.stage(page.path, content)
        elif screen.is_suspect(html):
            findings = self._judge(page)
        links = self.links.check(page.path, html.links(), html.shared_links())
        return MadeFile(page.path, len(content), links, findings)

    def _judge(self, page: Page) -> tuple[Diagnostic, ...]:
        """Give what rules find on a page as it will be published."""
        html = render_page(self.exact or self.renderer, page).content().decode()
        return tuple(run_page_rules(FinishedPage(page.path, html, page.locale.tag if page.locale else "")))


def make_file(file: OutputFile) -> OutputContent:
    """Make a file that is no page.

    Raises:
        BuildError: A template has an error.
    """
    try:
        return file.make()
    except TemplateError as error:
        raise BuildError(describe_template_error(error)) from error


def render_page(renderer: HtmlRenderer, page: Page, *, is_alone: bool = True) -> PageHtml:
    """Give a page as pieces.

    Args:
        renderer: Makes it.
        page: Which.
        is_alone: Whether no other locale needs it.

    Raises:
        BuildError: A template has an error.
    """
    try:
        return renderer.render(page, is_alone=is_alone)
    except TemplateError as error:
        raise BuildError(describe_template_error(error)) from error


_WEIGHTS = {PageKind.MODEL: 4.0, PageKind.REDIRECT: 0.1}
"""How long pages take that do not take as long as most; about, because at the end processes help each other."""

_ORDER = {PageKind.MODEL: 0, PageKind.MODEL_CODE: 1, PageKind.PAIR: 3, PageKind.REDIRECT: 4}
"""Where kinds of pages stand in the order in which they are made; all others in the middle.

These need many records, and so do files that are no pages. In the middle the rules, which have all records in memory,
too, have ended, and what is known of finished pages is not much yet.
"""

_RENEWED = 9_000
"""Weight of pages after which a process is followed by a new one, which knows nothing of them.

What a process has made it keeps for pages that show the same, and few do so much later: 5,000 models take 1.2 instead
of 2 GB, and 7 % more time.
"""

_PARTS = 5
"""Into how many parts for each process files that are no pages are dealt, each made by another process.

Made by one they hold all records of a large site at once: 5,000 models take 1.19 instead of 1.34 GB.
"""


def plan_tasks(share: Share, count: int) -> tuple[Work, ...]:
    """Give the tasks of a number of processes that work at the same time, which make a share together.

    Of a large share each takes the next task when it has done one, as another process; at the end they help each other.
    """
    beside, apart = _part_files(share)
    if count == 1:
        return (partial(share.make, plan_stretches(share, 1)[0], apart, beside),)
    weight = sum(_WEIGHTS.get(page.kind, 1) for page in share.pages)
    length = max(count, round(weight / _RENEWED))
    queue = PageQueue(plan_stretches(share, length))
    named = sorted(apart, key=_name_of)
    if length == count:
        return tuple(partial(share.make, queue.take(number), named[number::count], beside) for number in range(count))
    last = length - count
    tasks = [
        partial(share.make, (queue.take if number >= last else queue.take_own)(number), (), beside)
        for number in range(length)
    ]
    middle = length // 2
    dealt = count * _PARTS
    parts = (named[number::dealt] for number in range(dealt))
    relay = iter((*tasks[:middle], *(partial(share.make, (), part) for part in parts), *tasks[middle:]))
    return (relay,) * count


def _part_files(share: Share) -> tuple[FilesBeside, tuple[OutputFile, ...]]:
    """Give the files that are made beside the pages of a share, and those that are made apart."""
    subjects = {(page.kind, page.key) for page in share.pages}
    beside: dict[tuple[PageKind, str], list[OutputFile]] = {}
    apart = []
    for file in share.files:
        if file.beside in subjects:
            beside.setdefault(file.beside, []).append(file)
        else:
            apart.append(file)
    return beside, tuple(apart)


def _name_of(file: OutputFile) -> str:
    """Give what files that take as long as each other, those of other locales, are dealt out by."""
    return file.path.rpartition("/")[2]


def plan_stretches(share: Share, count: int) -> tuple[tuple[PageGroup, ...], ...]:
    """Give the pages that a number of processes begin with.

    A page in all its locales belongs to one, one right after the other: what is the same in all of them is made once,
    see `neutral_pages.py`. And those that are alike stand together, so that few parts are made twice.
    """
    groups: dict[tuple[PageKind, str], list[Page]] = {}
    for page in share.pages:
        groups.setdefault((page.kind, page.key), []).append(page)
    order = sorted(groups, key=lambda subject: (_ORDER.get(subject[0], 2), share.renderer.find_alike(*subject)))
    ends = tuple(itertools.accumulate(_WEIGHTS.get(kind, 1) for kind, _ in order))
    bounds = [bisect_left(ends, ends[-1] * number / count) if ends else 0 for number in range(count)]
    return tuple(
        tuple(tuple(groups[subject]) for subject in order[start:end])
        for start, end in itertools.pairwise((*bounds, len(order)))
    )
