"""The round trip of a tool in Python: through each SDK, and on the wire.

The loop ends as soon as the model has no more calls, and after five rounds at the latest. The function that stands
for the reader's own gives the result of the example; no name from a record becomes a name in the code.
Source: the SDKs openai 3.52, google-genai 3.4 and anthropic 2.11, run 2026-11.
"""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import indent

from site_builder.records.protocol import Sdk
from site_builder.snippets.literals import write_python
from site_builder.snippets.request import HttpRequest

_SDK_ROUNDS: Mapping[Sdk, str] = {
    "openai-chat": """message = response.choices[0].message
if not message.tool_calls:
    break
messages.append(message)
for call in message.tool_calls:
    result = run_tool(call.function.name, json.loads(call.function.arguments))
    messages.append({"role": "tool", "tool_call_id": call.id, "content": result})""",
    "openai-responses": """calls = [item for item in response.output if item.type == "function_call"]
if not calls:
    break
items += response.output
for call in calls:
    result = run_tool(call.name, json.loads(call.arguments))
    items.append({"type": "function_call_output", "call_id": call.call_id, "output": result})""",
    "google-genai": """if not response.function_calls:
    break
contents.append(response.candidates[0].content)
parts = []
for call in response.function_calls:
    answer = {"result": run_tool(call.name, call.args)}
    parts.append({"function_response": {"id": call.id, "name": call.name, "response": answer}})
contents.append({"role": "user", "parts": parts})""",
    "anthropic": """calls = [block for block in message.content if block.type == "tool_use"]
if not calls:
    break
messages.append({"role": "assistant", "content": message.content})
results = []
for call in calls:
    result = run_tool(call.name, call.input)
    results.append({"type": "tool_result", "tool_use_id": call.id, "content": result})
messages.append({"role": "user", "content": results})""",
}

_WIRE_ROUNDS: Mapping[Sdk, str] = {
    "openai-chat": """message = answer["choices"][0]["message"]
if not message.get("tool_calls"):
    break
body["messages"].append(message)
for call in message["tool_calls"]:
    function = call["function"]
    result = run_tool(function["name"], json.loads(function["arguments"]))
    body["messages"].append({"role": "tool", "tool_call_id": call["id"], "content": result})""",
    "openai-responses": """calls = [item for item in answer["output"] if item["type"] == "function_call"]
if not calls:
    break
body["input"] += answer["output"]
for call in calls:
    result = run_tool(call["name"], json.loads(call["arguments"]))
    body["input"].append({"type": "function_call_output", "call_id": call["call_id"], "output": result})""",
    "google-genai": """content = answer["candidates"][0]["content"]
calls = [part["functionCall"] for part in content["parts"] if "functionCall" in part]
if not calls:
    break
parts = []
for call in calls:
    result = {"result": run_tool(call["name"], call.get("args"))}
    parts.append({"functionResponse": {"id": call.get("id"), "name": call["name"], "response": result}})
body["contents"] += [content, {"role": "user", "parts": parts}]""",
    "anthropic": """calls = [block for block in answer["content"] if block["type"] == "tool_use"]
if not calls:
    break
results = []
for call in calls:
    result = run_tool(call["name"], call["input"])
    results.append({"type": "tool_result", "tool_use_id": call["id"], "content": result})
body["messages"].append({"role": "assistant", "content": answer["content"]})
body["messages"].append({"role": "user", "content": results})""",
}

CONVERSATIONS: Mapping[Sdk, str] = {
    "openai-chat": "messages",
    "openai-responses": "items",
    "google-genai": "contents",
    "anthropic": "messages",
}
"""Name of the variable that has the conversation, per SDK."""


def tool_imports(request: HttpRequest) -> tuple[str, ...]:
    """Give the imports of a round trip or a structured answer: some protocols send JSON as a text."""
    has_text_arguments = request.follow_up is not None and request.sdk in ("openai-chat", "openai-responses")
    return ("import json",) if has_text_arguments or request.answer_keys else ()


def write_tool(request: HttpRequest) -> str:
    """Write the function that stands for the reader's own."""
    return f"""def run_tool(name, arguments):
    return {write_python(request.tool_result)}
"""


def write_sdk_round(request: HttpRequest, depth: int) -> str:
    """Write what a round does with an answer of the SDK, inside a loop."""
    return indent(_SDK_ROUNDS[request.sdk], " " * 4 * depth)


def write_wire_round(request: HttpRequest) -> str:
    """Write what a round does with the JSON of an answer, inside a loop."""
    return indent(_WIRE_ROUNDS[request.sdk], " " * 4)


def write_print(request: HttpRequest, text: str) -> str:
    """Write what shows the text of an answer: it is printed, or read as JSON and its fields printed."""
    if not request.answer_keys:
        return f"print({text})"
    fields = ", ".join(f"answer[{write_python(key)}]" for key in request.answer_keys)
    return f"answer = json.loads({text})\nprint({fields})"
