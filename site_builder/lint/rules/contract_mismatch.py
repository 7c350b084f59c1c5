"""Field trees of protocols against what the official SDK of each knows of the same request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding, suggest
from site_builder.catalog.positions import KeyPath
from site_builder.lint.contract import Contract, ContractField, read_contract
from site_builder.lint.rule import Example, RecordRule
from site_builder.records.parameter import Parameter
from site_builder.records.protocol import Protocol

_WIDER = {"integer": "number", "array<integer>": "array<number>"}
"""What also takes a value of this type."""


def _check(_: RecordId, protocol: Protocol, __: Catalog) -> Iterator[Finding]:
    contract = read_contract(protocol.sdk)
    fields = contract.fields_of(frozenset({contract.root}))
    yield from _check_tree(protocol.parameters, fields, contract, ("parameters",))


def _check_tree(
    tree: tuple[Parameter, ...], fields: Mapping[str, ContractField], contract: Contract, place: KeyPath
) -> Iterator[Finding]:
    for index, parameter in enumerate(tree):
        here = (*place, index)
        if parameter.origin == "gateway":
            continue
        if parameter.name not in fields:
            if not parameter.not_in_sdk:
                yield _unknown(parameter, tuple(fields), contract, here)
            continue
        if parameter.not_in_sdk:
            yield _known_after_all(parameter, contract, here)
        known = fields[parameter.name]
        yield from _check_field(parameter, known, contract, here)
        if parameter.fields and known.objects and not known.is_open:
            yield from _check_tree(parameter.fields, contract.fields_of(known.objects), contract, (*here, "fields"))


def _check_field(parameter: Parameter, known: ContractField, contract: Contract, place: KeyPath) -> Iterator[Finding]:
    is_model = place == ("parameters", place[-1]) and parameter.name == "model"  # a gateway routes every call by it
    is_wrong = known.ever is False if parameter.required else known.always is True
    if is_wrong and not parameter.only_with and not is_model:
        said, knows = ("required", "optional") if parameter.required else ("optional", "required")
        yield Finding(
            "contract-mismatch-required",
            (*place, "required" if parameter.required else "name"),
            f"`{parameter.name}` is {said} here, but {knows} in {contract.package}",
            "code that is right by the maker's contract would look wrong here, or the other way round",
            "remove `required: true`" if parameter.required else "write `required: true`",
        )
    wrong = [kind for kind in parameter.type.split(" | ") if not _takes(known.types, kind)]
    if wrong:
        types = " | ".join(sorted(known.types - {"null"}))
        yield Finding(
            "contract-mismatch-type",
            (*place, "type"),
            f"`{parameter.name}` is of type {' | '.join(wrong)} here, but {types} in {contract.package}",
            "a value of the type that stands here is refused, or not even sent by the SDK",
            "write the type of the maker's contract",
        )


def _takes(types: frozenset[str], kind: str) -> bool:
    """Whether one of the types takes values of a kind."""
    if "any" in types or kind in ("any", "file") or kind in types or _WIDER.get(kind) in types:
        return True
    return kind == "array" and any(name.startswith("array<") for name in types)


def _unknown(parameter: Parameter, names: tuple[str, ...], contract: Contract, place: KeyPath) -> Finding:
    return Finding(
        "contract-mismatch-unknown",
        (*place, "name"),
        f"{contract.package} knows no field `{parameter.name}` here{suggest(parameter.name, names)}",
        "the SDK of the snippets refuses a field it does not know",
        "correct the name; or write `not_in_sdk: true` if the maker's API takes it all the same, and `origin: gateway` "
        "if the gateway added it",
    )


def _known_after_all(parameter: Parameter, contract: Contract, place: KeyPath) -> Finding:
    return Finding(
        "contract-mismatch-known",
        (*place, "not_in_sdk"),
        f"`{parameter.name}` is declared as `not_in_sdk`, but {contract.package} knows it",
        "the exception has outlived its reason",
        "remove `not_in_sdk: true`",
        replacement="",
    )


_FIELDS = """parameters:
  - {name: model, type: string, required: true, description: Id of the model., group: core}
  - name: messages
    type: array<object>
    required: true
    description: The conversation so far.
    group: core
    fields:
      - {name: role, type: string, required: true, description: Who speaks., enum: [system, user, assistant]}
      - {name: content, type: string, description: What is said.}
  - {name: max_tokens, type: integer, %sdescription: What is said.}
  - {name: temperature, type: number, description: How random the answer is., min: "0", max: "2", default: 1}
  - {name: stream, type: boolean, description: Whether the answer comes in pieces., default: false}
"""

CONTRACT_MISMATCH = RecordRule(
    name="contract-mismatch",
    summary="Compares fields of protocols with what the maker's own SDK knows: names, types, what is required.",
    why="Most callers use the SDK; a table that contradicts it makes right calls look wrong, and wrong ones right.",
    bad=Example("catalog/protocols/acme-chat.yaml", _FIELDS % "required: true, "),
    good=Example("catalog/protocols/acme-chat.yaml", _FIELDS % ""),
    record_class=Protocol,
    check=_check,
)
