# Completion of dubao for bash.
_dubao() {
    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command="" each
    for each in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $each in show|figures|convert|save|doctor|annotate|notes|add|feeds|refresh|list|mark|search|diff|export|import|completion) command=$each; break ;; esac
    done
    case "$command:$previous" in
        :--encoding) COMPREPLY=(); return ;;
        :--config-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        :--date) COMPREPLY=(); return ;;
        :--region) COMPREPLY=($(compgen -W 'CN HK TW MO' -- "$word")); return ;;
        :--library) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        show:--script) COMPREPLY=($(compgen -W 'source hans hansp hant hk hkp tw twp' -- "$word")); return ;;
        show:--written-in) COMPREPLY=($(compgen -W 'CN HK TW' -- "$word")); return ;;
        show:--width) COMPREPLY=(); return ;;
        show:--color) COMPREPLY=($(compgen -W 'auto always never' -- "$word")); return ;;
        show:--paging) COMPREPLY=($(compgen -W 'auto always never' -- "$word")); return ;;
        show:--story) COMPREPLY=(); return ;;
        show:--encoding) COMPREPLY=(); return ;;
        show:--config-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        show:--date) COMPREPLY=(); return ;;
        show:--region) COMPREPLY=($(compgen -W 'CN HK TW MO' -- "$word")); return ;;
        show:--library) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        figures:--format) COMPREPLY=($(compgen -W 'table json csv' -- "$word")); return ;;
        figures:--encoding) COMPREPLY=(); return ;;
        figures:--config-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        figures:--date) COMPREPLY=(); return ;;
        figures:--region) COMPREPLY=($(compgen -W 'CN HK TW MO' -- "$word")); return ;;
        figures:--library) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        convert:--config) COMPREPLY=(); return ;;
        convert:--encoding) COMPREPLY=(); return ;;
        convert:--config-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        convert:--date) COMPREPLY=(); return ;;
        convert:--region) COMPREPLY=($(compgen -W 'CN HK TW MO' -- "$word")); return ;;
        convert:--library) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        save:-o) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        save:--format) COMPREPLY=($(compgen -W 'md html json txt csv org epub' -- "$word")); return ;;
        save:--script) COMPREPLY=($(compgen -W 'source hans hansp hant hk hkp tw twp' -- "$word")); return ;;
        save:--tag) COMPREPLY=(); return ;;
        save:--feed) COMPREPLY=(); return ;;
        save:--encoding) COMPREPLY=(); return ;;
        save:--config-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        save:--date) COMPREPLY=(); return ;;
        save:--region) COMPREPLY=($(compgen -W 'CN HK TW MO' -- "$word")); return ;;
        save:--library) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        doctor:--encoding) COMPREPLY=(); return ;;
        doctor:--config-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        doctor:--date) COMPREPLY=(); return ;;
        doctor:--region) COMPREPLY=($(compgen -W 'CN HK TW MO' -- "$word")); return ;;
        doctor:--library) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        annotate:--quote) COMPREPLY=(); return ;;
        annotate:--prefix) COMPREPLY=(); return ;;
        annotate:--suffix) COMPREPLY=(); return ;;
        annotate:--note) COMPREPLY=(); return ;;
        annotate:--colour) COMPREPLY=($(compgen -W 'yellow green blue pink purple' -- "$word")); return ;;
        annotate:--tag) COMPREPLY=(); return ;;
        annotate:--encoding) COMPREPLY=(); return ;;
        annotate:--config-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        annotate:--date) COMPREPLY=(); return ;;
        annotate:--region) COMPREPLY=($(compgen -W 'CN HK TW MO' -- "$word")); return ;;
        annotate:--library) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        notes:--edit) COMPREPLY=(); return ;;
        notes:--remove) COMPREPLY=(); return ;;
        notes:--attach) COMPREPLY=(); return ;;
        notes:--quote) COMPREPLY=(); return ;;
        notes:--prefix) COMPREPLY=(); return ;;
        notes:--suffix) COMPREPLY=(); return ;;
        notes:--note) COMPREPLY=(); return ;;
        notes:--colour) COMPREPLY=($(compgen -W 'yellow green blue pink purple' -- "$word")); return ;;
        notes:--tag) COMPREPLY=(); return ;;
        notes:--encoding) COMPREPLY=(); return ;;
        notes:--config-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        notes:--date) COMPREPLY=(); return ;;
        notes:--region) COMPREPLY=($(compgen -W 'CN HK TW MO' -- "$word")); return ;;
        notes:--library) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        add:--encoding) COMPREPLY=(); return ;;
        add:--config-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        add:--date) COMPREPLY=(); return ;;
        add:--region) COMPREPLY=($(compgen -W 'CN HK TW MO' -- "$word")); return ;;
        add:--library) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        feeds:--title) COMPREPLY=(); return ;;
        feeds:--folder) COMPREPLY=(); return ;;
        feeds:--script) COMPREPLY=(); return ;;
        feeds:--full-text) COMPREPLY=($(compgen -W 'auto always never' -- "$word")); return ;;
        feeds:--keep-days) COMPREPLY=(); return ;;
        feeds:--private-host) COMPREPLY=($(compgen -W 'yes no' -- "$word")); return ;;
        feeds:--encoding) COMPREPLY=(); return ;;
        feeds:--config-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        feeds:--date) COMPREPLY=(); return ;;
        feeds:--region) COMPREPLY=($(compgen -W 'CN HK TW MO' -- "$word")); return ;;
        feeds:--library) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        refresh:--encoding) COMPREPLY=(); return ;;
        refresh:--config-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        refresh:--date) COMPREPLY=(); return ;;
        refresh:--region) COMPREPLY=($(compgen -W 'CN HK TW MO' -- "$word")); return ;;
        refresh:--library) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        list:--tag) COMPREPLY=(); return ;;
        list:--feed) COMPREPLY=(); return ;;
        list:--by) COMPREPLY=($(compgen -W edition -- "$word")); return ;;
        list:--encoding) COMPREPLY=(); return ;;
        list:--config-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        list:--date) COMPREPLY=(); return ;;
        list:--region) COMPREPLY=($(compgen -W 'CN HK TW MO' -- "$word")); return ;;
        list:--library) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        mark:--tag) COMPREPLY=(); return ;;
        mark:--untag) COMPREPLY=(); return ;;
        mark:--story) COMPREPLY=(); return ;;
        mark:--encoding) COMPREPLY=(); return ;;
        mark:--config-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        mark:--date) COMPREPLY=(); return ;;
        mark:--region) COMPREPLY=($(compgen -W 'CN HK TW MO' -- "$word")); return ;;
        mark:--library) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        search:--limit) COMPREPLY=(); return ;;
        search:--order) COMPREPLY=($(compgen -W 'newest best' -- "$word")); return ;;
        search:--script) COMPREPLY=($(compgen -W 'source hans hansp hant hk hkp tw twp' -- "$word")); return ;;
        search:--encoding) COMPREPLY=(); return ;;
        search:--config-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        search:--date) COMPREPLY=(); return ;;
        search:--region) COMPREPLY=($(compgen -W 'CN HK TW MO' -- "$word")); return ;;
        search:--library) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        diff:--script) COMPREPLY=($(compgen -W 'source hans hansp hant hk hkp tw twp' -- "$word")); return ;;
        diff:--encoding) COMPREPLY=(); return ;;
        diff:--config-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        diff:--date) COMPREPLY=(); return ;;
        diff:--region) COMPREPLY=($(compgen -W 'CN HK TW MO' -- "$word")); return ;;
        diff:--library) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        export:--encoding) COMPREPLY=(); return ;;
        export:--config-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        export:--date) COMPREPLY=(); return ;;
        export:--region) COMPREPLY=($(compgen -W 'CN HK TW MO' -- "$word")); return ;;
        export:--library) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        import:--cache) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        import:--encoding) COMPREPLY=(); return ;;
        import:--config-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        import:--date) COMPREPLY=(); return ;;
        import:--region) COMPREPLY=($(compgen -W 'CN HK TW MO' -- "$word")); return ;;
        import:--library) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        completion:--encoding) COMPREPLY=(); return ;;
        completion:--config-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
        completion:--date) COMPREPLY=(); return ;;
        completion:--region) COMPREPLY=($(compgen -W 'CN HK TW MO' -- "$word")); return ;;
        completion:--library) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return ;;
    esac
    local flags="" words=""
    case $command in
        "") flags='-h --help --version --encoding --config-file --date --region --library' words='show figures convert save doctor annotate notes add feeds refresh list mark search diff export import completion' ;;
        show) flags='-h --help --script --written-in --width --color --paging --plain --json --all --story --encoding --config-file --date --region --library' words='' ;;
        figures) flags='-h --help --format --encoding --config-file --date --region --library' words='' ;;
        convert) flags='-h --help --config --map --encoding --config-file --date --region --library' words='' ;;
        save) flags='-h --help -o --format --script --figures --bom --unread --starred --annotated --changed --tag --feed --today --encoding --config-file --date --region --library' words='' ;;
        doctor) flags='-h --help --json --lines --encoding --config-file --date --region --library' words='' ;;
        annotate) flags='-h --help --quote --prefix --suffix --note --colour --tag --encoding --config-file --date --region --library' words='' ;;
        notes) flags='-h --help --json --edit --remove --attach --quote --prefix --suffix --note --colour --tag --encoding --config-file --date --region --library' words='' ;;
        add) flags='-h --help --encoding --config-file --date --region --library' words='' ;;
        feeds) flags='-h --help --json --opml --title --folder --script --full-text --keep-days --private-host --undo-rules --encoding --config-file --date --region --library' words='list edit remove' ;;
        refresh) flags='-h --help --now --full --no-pages --encoding --config-file --date --region --library' words='' ;;
        list) flags='-h --help --unread --starred --annotated --changed --tag --feed --today --by --json --encoding --config-file --date --region --library' words='' ;;
        mark) flags='-h --help --read --unread --star --unstar --delete --restore --tag --untag --story --encoding --config-file --date --region --library' words='' ;;
        search) flags='-h --help --limit --order --script --json --encoding --config-file --date --region --library' words='' ;;
        diff) flags='-h --help --script --json --encoding --config-file --date --region --library' words='' ;;
        export) flags='-h --help --encoding --config-file --date --region --library' words='' ;;
        import) flags='-h --help --cache --encoding --config-file --date --region --library' words='' ;;
        completion) flags='-h --help --encoding --config-file --date --region --library' words='bash zsh fish' ;;
    esac
    if [[ $word == -* ]]; then COMPREPLY=($(compgen -W "$flags" -- "$word")); return; fi
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen -W "$words" -- "$word") $(compgen -f -- "$word"))
}
complete -F _dubao dubao
