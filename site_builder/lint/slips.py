"""What a rule finds in a text, as a diagnostic."""

from __future__ import annotations

from site_builder.diagnostics import Diagnostic, Edit, Span
from site_builder.lint.rule import Rule
from site_builder.lint.written_text import TextSlip


def describe_slip(rule: Rule, slip: TextSlip, span: Span, edit: Edit | None = None) -> Diagnostic:
    """Give the diagnostic of a slip.

    Args:
        rule: What found it.
        slip: What was found.
        span: Where that is.
        edit: What mends it, if a program can.
    """
    why = slip.why or _as_clause(rule.why)
    return Diagnostic(slip.code or rule.name, span, slip.message, why, slip.fix, rule.severity, edit)


def _as_clause(sentence: str) -> str:
    """Write a sentence as findings give their reasons: without a full stop, and small where it is no name."""
    is_name = sentence[1:2].isupper()
    return (sentence if is_name else sentence[:1].lower() + sentence[1:]).removesuffix(".")
