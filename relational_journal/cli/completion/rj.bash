# Tab for rj in bash. Made by `rj completion bash`.
_rj_complete() {
    local IFS=$'\n' answer
    COMPREPLY=()
    answer=$(command rj __complete bash "$COMP_LINE" "$COMP_POINT" "$2" "$COMP_TYPE" 2>/dev/null)
    case $answer in
        __files__) compopt -o default ;;
        __folders__) compopt -o dirnames ;;
        *) COMPREPLY=($answer) ;;
    esac
}
complete -o nosort -F _rj_complete rj relational-journal 2>/dev/null || complete -F _rj_complete rj relational-journal
