"""Reading of TSV tables and folding of text for comparison; depends on nothing else of the product."""
