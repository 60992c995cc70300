"""Glossator turns a folder of source documents into an annotated, citable, searchable archive on the web."""

__version__ = "0.1.0"
