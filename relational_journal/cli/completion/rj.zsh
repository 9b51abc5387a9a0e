#compdef rj relational-journal
# Tab for rj in zsh. Made by `rj completion zsh`.
_rj() {
    local -a answer
    answer=("${(@f)$(command rj __complete zsh "${(@Q)words[1,CURRENT]}" 2>/dev/null)}")
    case $answer[1] in
        '') return 1 ;;
        __files__) _files ;;
        __folders__) _files -/ ;;
        *) _describe -V rj answer -U ;;
    esac
}
if (( ! $+functions[compdef] )); then
    autoload -Uz compinit && compinit -i
fi
compdef _rj rj relational-journal
