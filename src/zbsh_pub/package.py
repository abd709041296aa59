"""The metadata of the EPUB's package document, from the manifest and from what is true of the pages.

EPUB 3.3, section 5.5 and appendix D (meta properties); periodicals as series by `belongs-to-collection`, and by
the terms of schema.org and PRISM, which catalogues of serials read. What the manifest does not say is not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zbsh_pub.accessibility import Accessibility, summary
from zbsh_pub.compose.parts import full_title
from zbsh_pub.labels import labels
from zbsh_pub.model import Issue, IssueFacts, Manifest
from zbsh_pub.trade import Claim

PREFIXES = {"prism": "http://prismstandard.org/namespaces/basic/3.0/"}


@dataclass(frozen=True, slots=True)
class Meta:
    """An element of the package's metadata: `dc:…`, `meta` or `link`, its text and its attributes."""

    name: str
    text: str
    attributes: Mapping[str, str]


def package_metadata(issue: Issue, access: Accessibility, items: Mapping[str, str]) -> tuple[Meta, ...]:
    """All of it but identifier and date of change; `items` has the manifest id of each article's page."""
    manifest = issue.manifest
    found = (
        *_title(manifest),
        *_publication(manifest),
        *_people(manifest),
        *_authors(issue, items),
        *_series(manifest),
        *_page_source(manifest, access),
        *_accessibility(access, manifest.magazine.language),
        *_claim(manifest.claim),
        Meta("meta", "", {"name": "cover", "content": "cover-image"}),
    )
    return tuple(one for one in found if one.text or one.name == "link" or "content" in one.attributes)


def _dc(name: str, text: str, **attributes: str) -> Meta:
    return Meta(f"dc:{name}", text, attributes)


def _meta(name: str, text: str, **attributes: str) -> Meta:
    return Meta("meta", text, {"property": name, **attributes})


def _title(manifest: Manifest) -> Iterator[Meta]:
    """The issue's whole name, alone: reading systems show whatever title they meet. Its theme is prism:issueName."""
    magazine, facts = manifest.magazine, manifest.issue
    yield _dc("language", magazine.language)
    yield _dc("title", full_title(manifest, labels(magazine.language)), id="title")
    yield _meta("title-type", "main", refines="#title")
    yield _meta("file-as", f"{magazine.sort_title} {facts.year}-{facts.number:02}", refines="#title")


def _publication(manifest: Manifest) -> Iterator[Meta]:
    magazine, facts = manifest.magazine, manifest.issue
    isbn = manifest.distribution.isbn
    yield _dc("identifier", f"urn:isbn:{isbn}" if isbn else "")
    yield _dc("publisher", magazine.publisher)
    yield _meta("schema:sponsor", magazine.supervisor_sponsor)
    yield _meta("prism:distributor", magazine.distributor)
    yield _dc("date", facts.published.isoformat())
    yield _dc("rights", facts.rights)
    yield _dc("type", "magazine")
    yield _dc("source", f"urn:issn:{magazine.issn}")
    if manifest.derived:
        yield _dc("source", manifest.derived.original)
        yield _meta(f"dcterms:{manifest.derived.relation}", manifest.derived.original)
    yield _dc("description", facts.description)
    yield from (_dc("subject", subject) for subject in facts.subjects)


def _people(manifest: Manifest) -> Iterator[Meta]:
    """The masthead with MARC roles, then the authors of the articles."""
    for number, (person, role) in enumerate(((p, r) for r in manifest.staff for p in r.people), 1):
        yield _dc("creator" if role.creator else "contributor", person, id=f"staff{number}")
        yield _meta("role", role.marc, refines=f"#staff{number}", scheme="marc:relators")
    authors = dict.fromkeys(author for entry in manifest.entries for author in entry.authors)
    for number, author in enumerate(authors, 1):
        yield _dc("contributor", author, id=f"author{number}")
        yield _meta("role", "aut", refines=f"#author{number}", scheme="marc:relators")


def _authors(issue: Issue, items: Mapping[str, str]) -> Iterator[Meta]:
    """Who wrote which article: said of its page; a digest is not by the author of the original."""
    for article in issue.articles:
        name = "dcterms:creator" if article.kind == "full" else "dcterms:contributor"
        for author in article.entry.authors:
            yield _meta(name, author, refines=f"#{items[article.entry.id]}")


def _series(manifest: Manifest) -> Iterator[Meta]:
    """The issue as one of a series: by year and number, and by its serial number or both of them."""
    magazine, facts = manifest.magazine, manifest.issue
    urn = f"urn:issn:{magazine.issn}"
    yield _meta("belongs-to-collection", magazine.title, id="series")
    yield _meta("collection-type", "series", refines="#series")
    yield _meta("group-position", f"{facts.year}.{facts.number}", refines="#series")
    yield _meta("dcterms:identifier", urn, refines="#series")
    yield _meta("dcterms:isPartOf", urn)
    yield _meta("dcterms:issued", str(facts.cover_month))
    yield _meta("schema:issn", magazine.issn)
    yield _meta("schema:issueNumber", str(facts.serial))
    yield from _prism(manifest, facts)


def _page_source(manifest: Manifest, access: Accessibility) -> Iterator[Meta]:
    """The edition whose pages the page-list means (EPUB Accessibility 1.1, section 4.1.3)."""
    if "pageBreakMarkers" in access.features:
        yield _meta("pageBreakSource", f"urn:issn:{manifest.magazine.issn}")


def _prism(manifest: Manifest, facts: IssueFacts) -> Iterator[Meta]:
    yield _meta("prism:publicationName", manifest.magazine.title)
    yield _meta("prism:issn", manifest.magazine.issn)
    yield _meta("prism:number", str(facts.number))
    yield _meta("prism:issueIdentifier", facts.serial.slug)
    yield _meta("prism:issueName", facts.theme)
    yield _meta("prism:coverDate", str(facts.cover_month))
    yield _meta("prism:publicationDate", facts.published.isoformat())


def _accessibility(access: Accessibility, language: str) -> Iterator[Meta]:
    """EPUB Accessibility 1.1, section 2."""
    yield from (_meta("schema:accessMode", mode) for mode in access.modes)
    yield from (_meta("schema:accessModeSufficient", ",".join(modes)) for modes in access.sufficient)
    yield from (_meta("schema:accessibilityFeature", feature) for feature in access.features)
    yield from (_meta("schema:accessibilityHazard", hazard) for hazard in access.hazards)
    yield _meta("schema:accessibilitySummary", summary(access, language))


def _claim(claim: Claim | None) -> Iterator[Meta]:
    """EPUB Accessibility 1.1, section 4: only what somebody certifies in the manifest."""
    if claim is None:
        return
    yield _meta("dcterms:conformsTo", claim.conforms_to, id="conformance")
    yield _meta("a11y:certifiedBy", claim.certified_by, id="certifier", refines="#conformance")
    if re.match(r"https?://", claim.credential):
        yield _link("a11y:certifierCredential", claim.credential)
    else:
        yield _meta("a11y:certifierCredential", claim.credential, refines="#certifier")
    if claim.report:
        yield _link("a11y:certifierReport", claim.report)


def _link(rel: str, href: str) -> Meta:
    return Meta("link", "", {"rel": rel, "href": href, "refines": "#certifier"})
