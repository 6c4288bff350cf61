"""A workspace as one line of text, to paste into a message: what a file holds, packed.

"sili2:" and the document of the file, which names presets and only what was changed from them,
compressed (RFC 1950) and written in the URL-safe alphabet of RFC 4648.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib

from explorer.files import scenario_file, workspace
from explorer.files.workspace import Workspace
from explorer.refusal import Refusal, refusal

PREFIX = "sili2:"


def packed(shared: Workspace) -> str:
    """Return the text of a workspace."""
    content = json.dumps(
        workspace.document(shared), ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )
    data = zlib.compress(content.encode("utf-8"), 9)
    return PREFIX + base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def is_shared(text: str) -> bool:
    """Return whether `text` looks like a packed workspace."""
    return text.strip().startswith(PREFIX)


def unpacked(text: str) -> Workspace:
    """Return the workspace of a text, line breaks within it allowed; ValueError is one line."""
    if not is_shared(text):
        raise Refusal("shared text: it does not start with {prefix!r}", prefix=PREFIX)
    letters = "".join(text.split()).removeprefix(PREFIX)
    try:
        data = base64.b64decode(letters + "=" * (-len(letters) % 4), b"-_", validate=True)
        # No more than a file may hold, however small the text that unfolds to it.
        unfold = zlib.decompressobj()
        content = unfold.decompress(data, scenario_file.MAX_BYTES + 1)
    except (binascii.Error, ValueError, zlib.error):
        raise Refusal("shared text: damaged, part of it may be missing") from None
    if not unfold.eof and len(content) <= scenario_file.MAX_BYTES:
        raise Refusal("shared text: damaged, part of it may be missing")
    try:
        return workspace.of_data(content)
    except ValueError as error:
        raise Refusal("shared text: {fault}", fault=refusal(error)) from None
