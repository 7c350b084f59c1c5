"""The files a build publishes: one output format per module, each planned and rendered alike."""
