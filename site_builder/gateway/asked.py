"""A request that has passed every check: what the endpoints answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from site_builder.gateway.checking import ServedModel
from site_builder.gateway.exchange import ReceivedRequest
from site_builder.gateway.video_jobs import VideoJobs
from site_builder.records.protocol import Operation, Protocol
from site_builder.snippets.request import fill_model


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, of whom.

    Attributes:
        request: The request as it was sent.
        protocol: The protocol it speaks.
        operation: The operation it calls.
        variables: Values of the variables in the path.
        body: The checked body; empty where the method has none.
        model: The model it calls; None where the operation is not about one.
        jobs: The videos that are being made.
    """

    request: ReceivedRequest
    protocol: Protocol
    operation: Operation
    variables: Mapping[str, str]
    body: Mapping[str, Any]
    model: ServedModel | None
    jobs: VideoJobs

    @property
    def example(self) -> dict[str, Any]:
        """The example answer of the protocol with the id that was called; empty if there is none."""
        filled = fill_model(self.protocol.examples.response or {}, self.called_id)
        return filled if isinstance(filled, dict) else {}

    @property
    def called_id(self) -> str:
        """The id the model was called by; empty if none was."""
        return self.model.called_id if self.model else ""
