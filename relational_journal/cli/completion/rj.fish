# Tab for rj in fish. Made by `rj completion fish`.
function __rj_ask
    # A word with a quotation mark that is still open is none until it is closed.
    set -l typed (commandline -ct)
    set -l word (string unescape -- $typed; or string unescape -- $typed\"; or string unescape -- $typed\')
    set -g __rj_answer (command rj __complete fish (commandline -opc) "$word[1]" 2>/dev/null)
    # Where a file can stand nothing is offered here, and fish completes names of files by itself.
    not contains -- "$__rj_answer[1]" __files__ __folders__
end
complete -c rj -n __rj_ask -f -k -a '$__rj_answer'
complete -c relational-journal -n __rj_ask -f -k -a '$__rj_answer'
