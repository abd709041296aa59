"""The report of a build for editors: `dist/report/index.html`."""
