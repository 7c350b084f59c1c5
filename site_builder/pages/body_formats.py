"""How requests are sent and answered, by the formats that a protocol names."""

from __future__ import annotations

from site_builder.records.labels import message

CONTENT_TYPES = {"json": "application/json", "form": "multipart/form-data"}
"""How the body of a request is sent, by its format."""

ANSWERS = {
    "json": message("The answer is JSON."),
    "audio": message("The answer is an audio file."),
    "video": message("The answer is a video file."),
}
"""What the answer is, by its format."""
