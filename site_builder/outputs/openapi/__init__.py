"""The protocols of a site as one OpenAPI description."""
