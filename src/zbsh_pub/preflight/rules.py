"""All rules, in the order of their codes: read this first. Each is a pure function of the facts."""

from __future__ import annotations

from zbsh_pub.preflight import rules_boxes as boxes
from zbsh_pub.preflight import rules_colour as colour
from zbsh_pub.preflight import rules_fonts as fonts
from zbsh_pub.preflight import rules_identity as identity
from zbsh_pub.preflight import rules_ink as ink
from zbsh_pub.preflight import rules_intent as intent
from zbsh_pub.preflight import rules_pages as pages
from zbsh_pub.preflight import rules_pictures as pictures
from zbsh_pub.preflight import rules_security as security
from zbsh_pub.preflight import rules_structure as structure
from zbsh_pub.preflight import rules_transparency as transparency
from zbsh_pub.preflight.rule import Rule
from zbsh_pub.problems import Severity

E: Severity = "error"
W: Severity = "warning"

RULES: tuple[Rule, ...] = (
    # colour spaces
    Rule("X01", colour.rgb_text, print=E, source="printers"),
    Rule("X02", colour.rgb_art, print=E, source="printers"),
    Rule("X03", colour.rgb_picture, print=E, source="printers"),
    Rule("X04", colour.own_profile, print=W, source="GWG 2015"),
    Rule("X05", colour.spot_plate, print=W, source="printers"),
    Rule("X06", colour.registration_colour, print=E, source="printers"),
    # inks on paper
    Rule("X07", ink.ink_of_colours, print=E, source="printers"),
    Rule("X08", ink.ink_of_pictures, print=E, source="printers"),
    Rule("X09", ink.rich_black_text, print=E, source="printers"),
    Rule("X10", ink.small_text_in_many_inks, print=W, source="GWG 2015"),
    Rule("X11", ink.black_text_knocks_out, print=W, source="GWG 2015"),
    Rule("X12", ink.white_overprints, print=E, source="GWG 2015"),
    Rule("X13", ink.hairline, print=E, source="GWG 2015"),
    # transparency and other constructs
    Rule("X14", transparency.blend_space, print=E, source="ISO 15930-7"),
    Rule("X15", transparency.blend_space_with_profile, print=W, source="printers"),
    Rule("X16", transparency.transparency_before_x4, print=E, source="ISO 15930-4, -6"),
    Rule("X17", transparency.forbidden, print=E, source="ISO 15930-7"),
    # output intent
    Rule("X18", intent.no_intent, print=E, source="ISO 15930-7"),
    Rule("X19", intent.several_intents, print=E, source="ISO 15930-7"),
    Rule("X20", intent.intent_profile, print=E, source="ISO 15930-7"),
    Rule("X21", intent.intent_identifier, print=E, source="ISO 15930-7"),
    Rule("X22", intent.intent_registry, print=E, source="ISO 15930-7"),
    # what the file says of itself
    Rule("X23", identity.no_claim, print=E, source="ISO 15930-7"),
    Rule("X24", identity.trapped, print=E, source="ISO 15930-7"),
    Rule("X25", identity.dates, print=E, source="ISO 15930-7"),
    Rule("X26", identity.identifiers, print=E, source="ISO 15930-7"),
    Rule("X27", identity.info_against_xmp, print=E, screen=W, source="ISO 15930-7, ISO 19005-2"),
    Rule("X28", identity.version, print=E, source="ISO 15930"),
    Rule("X29", identity.no_title, print=E, screen=E, source="ISO 15930-7, ISO 14289-1"),
    # what it keeps back or does by itself
    Rule("X30", security.encrypted, print=E, proof=W, source="ISO 15930-7"),
    Rule("X31", security.locks_out_readers, screen=E, source="ISO 14289-1"),
    Rule("X32", security.scripts, print=E, screen=E, proof=E, source="ISO 15930-7, ISO 19005-2"),
    Rule("X33", security.actions, print=E, screen=W, source="ISO 15930-7, ISO 19005-2"),
    Rule("X34", security.damaged, print=E, screen=E, proof=E, source="ISO 32000-2"),
    # sheets
    Rule("X35", boxes.no_trim, print=E, source="ISO 15930-7"),
    Rule("X36", boxes.not_nested, print=E, screen=E, proof=E, source="ISO 32000-2"),
    Rule("X37", boxes.bleed, print=E, source="printers"),
    Rule("X38", boxes.odd_size, print=E, screen=W, source="printers"),
    Rule("X39", boxes.page_count, print=E, source="printers"),
    Rule("X40", boxes.annotation_in_bleed, print=E, source="ISO 15930-7"),
    # faces
    Rule("X41", fonts.not_embedded, print=E, screen=E, proof=E, source="ISO 15930-7, ISO 14289-1"),
    Rule("X42", fonts.type3, print=E, screen=W, source="printers"),
    Rule("X43", fonts.no_unicode, print=W, screen=E, proof=W, source="ISO 14289-1"),
    Rule("X44", fonts.missing_glyph, print=E, screen=E, proof=E, source="ISO 14289-1"),
    # pictures
    Rule("X45", pictures.resolution, print=E, source="GWG 2015"),
    Rule("X46", pictures.line_art, print=E, source="GWG 2015"),
    Rule("X47", pictures.unreadable, print=W, source="–"),
    # pages as they are read
    Rule("X48", pages.folio, print=E, screen=E, proof=E, source="house"),
    Rule("X49", pages.no_labels, screen=W, proof=E, source="house"),
    Rule("X50", pages.no_text_layer, screen=E, proof=W, source="WCAG 2.2, 1.4.5"),
    Rule("X51", pages.no_stage, proof=E, source="house"),
    # structure
    Rule("X52", structure.untagged, screen=E, source="ISO 14289-1"),
    Rule("X53", structure.untagged_content, screen=E, source="ISO 14289-1"),
    Rule("X54", structure.no_alternative, screen=E, source="ISO 14289-1"),
    Rule("X55", structure.heading_order, screen=E, source="ISO 14289-1"),
    Rule("X56", structure.table_without_headers, screen=W, source="ISO 14289-1"),
    Rule("X57", structure.no_language, screen=E, source="ISO 14289-1"),
    Rule("X58", structure.title_not_shown, screen=E, source="ISO 14289-1"),
    Rule("X59", structure.lost_target, screen=E, proof=W, source="WCAG 2.2, 2.4.4"),
    Rule("X60", structure.no_bookmarks, screen=W, source="WCAG 2.2, 2.4.5"),
)
