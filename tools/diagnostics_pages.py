"""Writes `docs/diagnostics/`: a page per code, from the rules and from the broken sites in `tests/invalid/`.

`make reference` runs it; a test says when that was forgotten after adding a rule or a case.
"""

from __future__ import annotations

import re
from pathlib import Path

from site_builder.lint.all_rules import RULES
from site_builder.lint.codes import SUMMARIES, describe_code, rule_of
from site_builder.lint.explain import PAGES_FOLDER
from site_builder.lint.rule import Example, Rule

REPOSITORY = Path(__file__).resolve().parent.parent
CASES = REPOSITORY / "tests" / "invalid"
_SCOPES = {
    "text": "every text of a record and every translation, by itself",
    "translation": "every translation, beside its source",
    "record": "one record at a time",
    "catalog": "all records together",
    "site": "records and translations together",
    "output": "finished pages; only `check` looks at them",
}


def make_pages() -> dict[str, str]:
    """Give the text of every page, by its file name."""
    cases = _find_cases()
    names = sorted({*SUMMARIES, *cases, *(rule.name for rule in RULES)})
    pages = {f"{name}.md": _make_page(name, cases) for name in names}
    return {"README.md": _make_index(names, cases), **pages}


def _find_cases() -> dict[str, str]:
    """Give what is printed for the first case of every code."""
    found: dict[str, str] = {}
    for path in sorted(CASES.glob("*/expected.txt")):
        printed = path.read_text(encoding="utf-8")
        code = path.parent.name.partition("--")[0]
        found.setdefault(code, printed.partition("\n\n")[0].strip())
    return found


def _make_index(names: list[str], cases: dict[str, str]) -> str:
    rows = [f"| [`{name}`]({name}.md) | {_kind(name, cases)} | {describe_code(name)} |" for name in names]
    head = (
        "# Diagnostics\n\n"
        "Everything `site-builder` can say about a site. `site-builder check --explain CODE` prints the same page.\n"
        "Written by `make reference` from the rules and from the broken sites in `tests/invalid/`; do not edit.\n\n"
        "| code | kind | what it means |\n|---|---|---|\n"
    )
    return head + "\n".join(rows) + "\n"


def _kind(name: str, cases: dict[str, str]) -> str:
    rule = rule_of(name)
    if rule is None:
        return "warning" if f" warning[{name}]: " in cases.get(name, "") else "error"
    return f"{rule.severity} · lint"


def _make_page(name: str, cases: dict[str, str]) -> str:
    rule = rule_of(name)
    parts = [f"# {name}", describe_code(name)]
    if rule is not None:
        parts += _describe_rule(name, rule, cases)
    if name in cases:
        parts += ["## What it looks like", _fence(cases[name], "text")]
    if rule is not None:
        parts += ["## Examples", "Reported:", _show(rule.bad), "Not reported:", _show(rule.good), _exception(rule)]
    return "\n\n".join(parts) + "\n"


def _describe_rule(name: str, rule: Rule, cases: dict[str, str]) -> list[str]:
    fixes = " `check --fix` can mend it." if rule.fixes else ""
    said = f"{rule.severity.capitalize()}. Looks at {_SCOPES[rule.scope]}.{fixes}"
    codes = sorted(code for code in cases if code != rule.name and rule_of(code) is rule)
    if codes and name == rule.name:
        said += " Its findings: " + ", ".join(f"[`{code}`]({code}.md)" for code in codes) + "."
    elif name != rule.name:
        said += f" Part of rule [`{rule.name}`]({rule.name}.md)."
    return [f"**Why.** {rule.why}", said]


def _show(example: Example) -> str:
    kind = {".yaml": "yaml", ".po": "po", ".html": "html"}[Path(example.path).suffix]
    return _fence(
        f"{'<!-- ' if kind == 'html' else '# '}{example.path}{' -->' if kind == 'html' else ''}\n"
        f"{example.text.rstrip()}",
        kind,
    )


def _fence(text: str, kind: str) -> str:
    longest = max((len(ticks) for ticks in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{kind}\n{text}\n{fence}"


def _exception(rule: Rule) -> str:
    record = rule.bad.path.removeprefix("catalog/").removesuffix(".yaml")
    return (
        "## If it is meant\n\nWrite an exception with its reason into `catalog/lint-exceptions.yaml`; "
        "it is reported as soon as nothing needs it.\n\n"
        + _fence(f"exceptions:\n  - rule: {rule.name}\n    record: {record}\n    reason: …", "yaml")
    )


def main() -> None:
    """Write all pages, and remove those of codes that are gone."""
    folder = REPOSITORY / PAGES_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    pages = make_pages()
    for path in folder.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    print(f"{len(pages)} pages in {PAGES_FOLDER}")


if __name__ == "__main__":
    main()
