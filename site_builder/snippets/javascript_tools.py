"""The round trip of a tool in JavaScript: through each SDK, and on the wire.

As in Python, the loop ends as soon as the model has no more calls, and after five rounds at the latest, and no name
from a record becomes a name in the code. Source: openai 6.49, @google/genai 2.32, @anthropic-ai/sdk 1.11, run 2026-11.
"""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import indent

from site_builder.records.protocol import Sdk
from site_builder.snippets.literals import write_javascript
from site_builder.snippets.request import HttpRequest

_SDK_ROUNDS: Mapping[Sdk, str] = {
    "openai-chat": """const message = response.choices[0].message;
if (!message.tool_calls?.length) {
  console.log(message.content);
  break;
}
messages.push(message);
for (const call of message.tool_calls) {
  const content = runTool(call.function.name, JSON.parse(call.function.arguments));
  messages.push({ role: "tool", tool_call_id: call.id, content });
}""",
    "openai-responses": """const calls = response.output.filter((item) => item.type === "function_call");
if (!calls.length) {
  console.log(response.output_text);
  break;
}
input.push(...response.output);
for (const call of calls) {
  const output = runTool(call.name, JSON.parse(call.arguments));
  input.push({ type: "function_call_output", call_id: call.call_id, output });
}""",
    "google-genai": """if (!response.functionCalls?.length) {
  console.log(response.text);
  break;
}
const parts = response.functionCalls.map(({ id, name, args }) => ({
  functionResponse: { id, name, response: { result: runTool(name, args) } },
}));
contents.push(response.candidates[0].content, { role: "user", parts });""",
    "anthropic": """const calls = message.content.filter((block) => block.type === "tool_use");
if (!calls.length) {
  console.log(message.content.find((block) => block.type === "text").text);
  break;
}
const results = calls.map((call) => ({
  type: "tool_result",
  tool_use_id: call.id,
  content: runTool(call.name, call.input),
}));
messages.push({ role: "assistant", content: message.content }, { role: "user", content: results });""",
}

_WIRE_ROUNDS: Mapping[Sdk, str] = {
    "openai-chat": """const message = answer.choices[0].message;
if (!message.tool_calls?.length) {
  console.log(message.content);
  break;
}
body.messages.push(message);
for (const call of message.tool_calls) {
  const content = runTool(call.function.name, JSON.parse(call.function.arguments));
  body.messages.push({ role: "tool", tool_call_id: call.id, content });
}""",
    "openai-responses": """const calls = answer.output.filter((item) => item.type === "function_call");
if (!calls.length) {
  console.log(answer.output.find((item) => item.type === "message").content[0].text);
  break;
}
body.input.push(...answer.output);
for (const call of calls) {
  const output = runTool(call.name, JSON.parse(call.arguments));
  body.input.push({ type: "function_call_output", call_id: call.call_id, output });
}""",
    "google-genai": """const content = answer.candidates[0].content;
const calls = content.parts.filter((part) => part.functionCall).map((part) => part.functionCall);
if (!calls.length) {
  console.log(content.parts.map((part) => part.text ?? "").join(""));
  break;
}
const parts = calls.map(({ id, name, args }) => ({
  functionResponse: { id, name, response: { result: runTool(name, args) } },
}));
body.contents.push(content, { role: "user", parts });""",
    "anthropic": """const calls = answer.content.filter((block) => block.type === "tool_use");
if (!calls.length) {
  console.log(answer.content.find((block) => block.type === "text").text);
  break;
}
const results = calls.map((call) => ({
  type: "tool_result",
  tool_use_id: call.id,
  content: runTool(call.name, call.input),
}));
body.messages.push({ role: "assistant", content: answer.content }, { role: "user", content: results });""",
}


def write_tool(request: HttpRequest) -> str:
    """Write the function that stands for the reader's own."""
    return f"""function runTool(name, args) {{
  return {write_javascript(request.tool_result)};
}}"""


def write_sdk_rounds(request: HttpRequest, call: str) -> str:
    """Write the loop around a call of the SDK, and what each round does with its answer."""
    return _write_loop(call, _SDK_ROUNDS[request.sdk])


def write_wire_rounds(request: HttpRequest, call: str) -> str:
    """Write the loop around a call that gives the JSON of an answer, and what each round does with it."""
    return _write_loop(call, _WIRE_ROUNDS[request.sdk])


def _write_loop(call: str, round_: str) -> str:
    return f"""for (let round = 0; round < 5; round += 1) {{
{indent(call, "  ")}
{indent(round_, "  ")}
}}"""
