# The command line names other files from where it was called, which analyzers in other drivers do not know: their names alone are left.
s,([ (])([[:alnum:]_.-]+/)+([[:alnum:]_.-]+\.go:[0-9]+),\1\3,g
