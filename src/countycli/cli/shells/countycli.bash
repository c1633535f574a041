# Completion of countycli in bash.

_countycli_completion() {
    local IFS=$'\n' line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <(
        COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD COMP_TYPE=$COMP_TYPE \
            _COUNTYCLI_COMPLETE=complete_bash "${1/#\~/$HOME}" 2>/dev/null
    )
    if [[ ${COMPREPLY[0]} == '<files>' ]]; then
        COMPREPLY=()
        compopt -o default 2>/dev/null
    fi
}

# Offers come in an order that means something; bash before 4.4 can't be told so.
complete -o nosort -F _countycli_completion countycli 2>/dev/null ||
    complete -F _countycli_completion countycli
