# Completion of countycli in fish.

function __countycli_offers
    set -l words (commandline -opc)
    set -l offers (
        _COUNTYCLI_COMPLETE=complete_fish _TYPER_COMPLETE_FISH_ACTION=get-args \
        _TYPER_COMPLETE_ARGS=(commandline -cp | string collect) $words[1] 2>/dev/null
    )
    if test "$offers[1]" = '<files>'
        __fish_complete_path (commandline -ct)
    else if set -q offers[1]
        printf '%s\n' $offers
    end
end

complete --command countycli --no-files --keep-order --arguments '(__countycli_offers)'
