"""The live preview: pages made on request from a site that is read again whenever a file of it changes."""
