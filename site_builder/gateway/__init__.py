"""The local gateway: serves the protocols of a catalog on this machine, so that clients can be tested against it.

`answering.answer` decides, without disk, clock or network; `server` is the thin HTTP server around it.
"""
