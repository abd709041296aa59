"""Preflight: any PDF judged for print, screen or proof. Facts are read once; rules judge them alone."""

from zbsh_pub.preflight.check import Preflight, check_pdf
from zbsh_pub.preflight.limits import limits
from zbsh_pub.preflight.reading import NoPdf
from zbsh_pub.preflight.report import to_json, to_text

__all__ = ["NoPdf", "Preflight", "check_pdf", "limits", "to_json", "to_text"]
