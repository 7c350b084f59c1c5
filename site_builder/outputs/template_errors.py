"""What Jinja says of a template with an error, as a finding at its line."""

from __future__ import annotations

from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateSyntaxError

from site_builder.diagnostics import Diagnostic, Span
from site_builder.outputs.template_environment import is_template
from site_builder.outputs.templates import TEMPLATES_FOLDER


def describe_template_error(error: TemplateError) -> Diagnostic:
    """Turn an error of a template into a diagnostic at its line."""
    if isinstance(error, TemplateSyntaxError):
        span = Span(f"{TEMPLATES_FOLDER}/{error.name}", error.lineno)
        reason, code = error.message or "it cannot be parsed", "template-syntax"
    elif isinstance(error, TemplateNotFound):
        span = Span(f"{TEMPLATES_FOLDER}/{error.name}")
        reason, code = "there is no such template", "template-missing"
    else:
        span = _raised_at(error)
        reason, code = error.message or "it cannot be rendered", "template-error"
    return Diagnostic(
        code,
        span,
        f"the template cannot be used: {reason}",
        "no page that uses it can be rendered",
        "mend the template, or remove it to use the packaged one",
    )


def _raised_at(error: TemplateError) -> Span:
    """Find the innermost template line in the traceback, which Jinja rewrites to template lines."""
    trace, span = (error.__cause__ or error).__traceback__, Span(TEMPLATES_FOLDER)
    while trace is not None:
        file_name = trace.tb_frame.f_code.co_filename.replace("\\", "/")
        if is_template(file_name):
            span = Span(f"{TEMPLATES_FOLDER}/{f'/{file_name}'.rpartition('/templates/')[2]}", trace.tb_lineno)
        trace = trace.tb_next
    return span
