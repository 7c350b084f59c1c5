"""One canonical request per call, and each language's way to write it.

The text of a snippet sends exactly the request it was made from; the key comes only
from the environment.
"""
