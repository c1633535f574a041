"""Layouts of tile maps: how counties are placed on a grid (`placement`), how far this moves them (`measures`), and from
which positions (`seats`).
"""
