#compdef rj relational-journal
# Tab for rj in zsh. Made by `rj completion zsh`.
_rj() {
    local -a answer
    # Within quotes PREFIX lacks the quotation mark that is still open.
    local quote=$compstate[quote] word
    word=${(Q)${:-$quote$PREFIX$quote}}
    answer=("${(@f)$(command rj __complete zsh "${(@Q)words[1,CURRENT-1]}" "$word" 2>/dev/null)}")
    case $answer[1] in
        '') return 1 ;;
        # Of --map=FILE only what is behind the = is a file.
        __files__) compset -P '--*='; _files ;;
        __folders__) compset -P '--*='; _files -/ ;;
        *) _describe -V rj answer -U ;;
    esac
}
if (( ! $+functions[compdef] )); then
    autoload -Uz compinit && compinit -i
fi
compdef _rj rj relational-journal
