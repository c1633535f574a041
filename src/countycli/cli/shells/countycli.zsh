#compdef countycli
# Completion of countycli in zsh.

_countycli() {
    local -a lines values shown
    local line width=0
    lines=("${(@f)$(_COUNTYCLI_COMPLETE=complete_zsh _TYPER_COMPLETE_ARGS="${words[1,CURRENT]}" \
        ${~${(Q)words[1]}} 2>/dev/null)}")
    [[ -n ${lines[1]} ]] || return 1
    if [[ ${lines[1]} == '<files>' ]]; then
        _files
        return
    fi
    for line in "${lines[@]}"; do
        values+=("${line%%$'\t'*}")
        (( ${(m)#values[-1]} > width )) && width=${(m)#values[-1]}
    done
    for line in "${lines[@]}"; do
        shown+=("${(mr:width:)${line%%$'\t'*}}${${line#*$'\t'}:+ -- ${line#*$'\t'}}")
    done
    [[ $PREFIX == --*=* ]] && compset -P '*='
    # With -U offers may replace what was typed instead of going on with the same letters. Where they begin with nothing
    # in common, what was typed stays, and the next Tab goes through the list.
    compadd -U -P "$IPREFIX" -l -V countycli -d shown -a values
    if [[ -z ${compstate[unambiguous]#"$IPREFIX"} && $compstate[insert] == *unambiguous* ]]; then
        compstate[insert]=''
        compstate[list]='list force'
    fi
}

if [[ $funcstack[1] == _countycli ]]; then
    _countycli "$@"
elif (( $+functions[compdef] )); then
    compdef _countycli countycli
fi
