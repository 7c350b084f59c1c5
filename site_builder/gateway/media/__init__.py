"""The smallest real files of each format that answers carry: pictures, sounds, a video."""
