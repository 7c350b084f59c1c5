"""Build a multilingual documentation site of AI models from reviewed YAML records."""

__version__ = "0.1.0"
