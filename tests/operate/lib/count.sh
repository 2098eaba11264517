# Claims and their count: sourced by what runs inside.

passed=0 failed=0 skipped=0 not_so=/run/not_so part=""

# A claim, and the command that shows it.
holds() { # claim command...
    claim=$1
    shift
    if "$@" >/tmp/said 2>&1; then
        passed=$((passed + 1))
        echo "  ok       $claim"
    else
        failed=$((failed + 1))
        echo "  NOT SO   $claim"
        tail -n 8 /tmp/said | sed 's/^/             /'
        { echo "  $part: $claim"; tail -n 3 /tmp/said | sed 's/^/             /'; } >>$not_so
    fi
}

skip() { # claim why
    skipped=$((skipped + 1))
    echo "  skipped  $1: $2"
}

# The command fails, and says these words.
refuses() { # words command...
    words=$1
    shift
    if "$@" >/tmp/refused 2>&1; then echo "it did not refuse"; cat /tmp/refused; return 1; fi
    grep -qF -e "$words" /tmp/refused || { cat /tmp/refused; return 1; }
}

# The command says these words, however it ends.
tells() { # words command...
    words=$1
    shift
    "$@" >/tmp/told 2>&1 || true
    grep -qF -e "$words" /tmp/told || { cat /tmp/told; return 1; }
}

title() { part=$1; printf '\n== %s\n' "$1"; }

# What failed stands once more at the end, where somebody who reads a long log looks first; then the count.
finish() {
    if [ "$failed" -gt 0 ]; then
        printf '\n== Not so, with what was said\n'
        cat $not_so
        echo "Each claim stands in one file of tests/operate, below its title. What the program said names the remedy; where"
        echo "it said nothing, run that line in the root of a package yourself."
    fi
    echo
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
}
