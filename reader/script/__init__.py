"""Scripts: which one a text is in, what to do for a view in another, and the conversion (the only use of OpenCC).

Nothing is imported here, so that detection costs no more than its own table:

    from reader.script.detect import detect_region, detect_script
    from reader.script.plan import choose_config, choose_other_view
    from reader.script.converter import ArticleConverter, Pin

From the bottom up: package (the installed OpenCC), recipes (its configs and ours), store (where ours are kept), maps
(a text through one config, and the offsets), words (without the vocabulary news does not want), overrides, names and
rulebook (what is shown without asking OpenCC), convert (the views of an article), view (a whole article). Beside them
ambiguity and changes (what could be otherwise, what became otherwise), quotes, explain.
"""
