"""Geometry of plots: ticks, scales, places for labels. Knows no records and no languages.

All results are whole units of a drawing, computed with integers and decimals, so that they are the same everywhere.
"""
