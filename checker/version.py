"""The version, in one place: the package, the user agent and the reports say the same."""

from __future__ import annotations

VERSION = "0.1.0"
