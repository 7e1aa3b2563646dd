"""Scripts: which one a text is in, what to do for a view in another, and the conversion (the only use of OpenCC).

Nothing is imported here, so that detection costs no more than its own table:

    from reader.script.detect import fold, region_of, script_of
    from reader.script.plan import other_view, stages
    from reader.script.convert import Views
"""
