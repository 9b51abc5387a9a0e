# Tab for rj in fish. Made by `rj completion fish`.
function __rj_complete
    set -l answer (command rj __complete fish (commandline -opc) (commandline -ct) 2>/dev/null)
    switch "$answer[1]"
        case __files__
            __fish_complete_path (commandline -ct)
        case __folders__
            __fish_complete_directories (commandline -ct)
        case '*'
            printf '%s\n' $answer
    end
end
complete -c rj -f -k -a '(__rj_complete)'
complete -c relational-journal -f -k -a '(__rj_complete)'
