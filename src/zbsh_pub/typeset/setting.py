"""WeasyPrint set up for an issue: its sheets parsed once, its own faces only, no network, its log as problems."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from zbsh_pub.cache import cache_folder, key_of
from zbsh_pub.problems import Problem, problem

SCHEME = "zbsh:"


class Setting:
    """WeasyPrint with the house's faces and the issue's sheets; fontconfig sees only these while it is open."""

    def __init__(self, sheets: Iterable[str], fonts: Path, resources: Mapping[str, bytes], problems: list[Problem]):
        self._folder = tempfile.TemporaryDirectory(prefix="zbsh-fonts-")
        self._previous = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = str(_font_settings(Path(self._folder.name), fonts))
        from PIL import ImageFile
        from weasyprint.css.counters import CounterStyle
        from weasyprint.text.fonts import FontConfiguration

        ImageFile.LOAD_TRUNCATED_IMAGES = False  # weasyprint.images sets it for the whole process

        self.fonts = FontConfiguration()
        self.counters = CounterStyle()
        self.fetcher = _fetcher(resources)
        self.log = Log(problems)
        logging.getLogger("weasyprint").addHandler(self.log)
        self.css = [self.sheet(sheet) for sheet in sheets]

    def sheet(self, text: str) -> Any:
        from weasyprint import CSS

        return CSS(
            string=text, font_config=self.fonts, counter_style=self.counters, url_fetcher=self.fetcher, base_url=SCHEME
        )

    def close(self) -> None:
        logging.getLogger("weasyprint").removeHandler(self.log)
        if self._previous is None:
            os.environ.pop("FONTCONFIG_FILE", None)
        else:
            os.environ["FONTCONFIG_FILE"] = self._previous
        self._folder.cleanup()


def _font_settings(target: Path, fonts: Path) -> Path:
    """A fontconfig file that knows the faces in `fonts` and no others: same fonts, same pages, everywhere.

    What fontconfig finds out about the faces is kept by their names, sizes and times.
    """
    seen = [
        f"{path.name} {stat.st_size} {stat.st_mtime_ns}" for path in sorted(fonts.iterdir()) if (stat := path.stat())
    ]
    kept = cache_folder() / f"fontconfig-{key_of(map(str.encode, [str(fonts), *seen]))[:16]}"
    config = target / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{escape(str(fonts))}</dir><cachedir>{escape(str(kept))}</cachedir>"
        f"<cachedir>{escape(str(target / 'cache'))}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return config


def _fetcher(resources: Mapping[str, bytes]) -> Any:
    """A URL fetcher that gives the issue's own resources and refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url.removeprefix(SCHEME)
            if not url.startswith(SCHEME) or name not in resources:
                raise ValueError(f"outside the issue's tree: {url}")
            kind = "image/svg+xml" if name.endswith(".svg") else "application/octet-stream"
            return URLFetcherResponse(url, resources[name], {"Content-Type": kind})

    return Fetcher()


class Log(logging.Handler):
    """WeasyPrint's warnings as problems: nothing that it leaves out goes unseen."""

    def __init__(self, problems: list[Problem]):
        super().__init__(logging.WARNING)
        self.problems, self.unit = problems, ""

    def emit(self, record: logging.LogRecord) -> None:
        self.problems.append(problem("L01", self.unit or "styles", message=record.getMessage()))
