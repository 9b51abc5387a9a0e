# Tab for rj in bash. Made by `rj completion bash`.
_rj_complete() {
    local answer word
    COMPREPLY=()
    answer=$(command rj __complete bash "$COMP_LINE" "$COMP_POINT" "$2" "$COMP_TYPE" 2>/dev/null)
    case $answer in
        '') ;;
        __files__) compopt -o default ;;
        __folders__) compopt -o dirnames ;;
        # Read a line at a time: unquoted, a * in a name would become names of files.
        *) while IFS= read -r word; do COMPREPLY+=("$word"); done <<<"$answer" ;;
    esac
}
complete -o nosort -F _rj_complete rj relational-journal 2>/dev/null || complete -F _rj_complete rj relational-journal
