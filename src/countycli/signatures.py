"""The bytes with which files begin that are no plain text."""

from __future__ import annotations

from typing import Final

ZIP: Final = b"PK\x03\x04"  # a workbook (.xlsx), a document (.docx) or any other archive
OLE: Final = b"\xd0\xcf\x11\xe0"  # a file of the older Excel or Word, or one that is locked with a password
PDF: Final = b"%PDF"
SQLITE: Final = b"SQLite format 3\0"
GZIP: Final = b"\x1f\x8b"
RAR: Final = b"Rar!"
SEVEN_ZIP: Final = b"7z\xbc\xaf"
PNG: Final = b"\x89PNG"
JPEG: Final = b"\xff\xd8\xff"
GIF: Final = b"GIF8"
