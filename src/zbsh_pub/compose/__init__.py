"""From a read issue to its pages: XHTML for the EPUB, HTML units for print. Pure: values in, values out."""
