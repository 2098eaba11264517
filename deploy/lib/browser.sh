# A person at a browser, by curl: sourced by deploy/demo after nodes.sh. Each person has a cookie jar of their own.

ask_for() { # node person curl-arguments...
    node=$1 jar="$place/$2.cookies"
    shift 2
    curl --silent --show-error --cacert "$place/ca.crt" --cookie "$jar" --cookie-jar "$jar" \
        --header 'Accept: text/html' "$@"
}

# Prints a page. Fails where there is none, or where the person may not see it.
browse() { # node person path
    ask_for "$1" "$2" --fail "$(address_of "$1")$3" 2>/dev/null
}

shows() { # node person path words
    browse "$1" "$2" "$3" | grep -qF -e "$4"
}

# Lines of a page as people read them.
unescaped() {
    sed 's/<[^>]*>//g; s/&quot;/"/g; s/&#39;/'"'"'/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'
}

# The path of the page that a list leads to under a title.
link_to() { # node person list title
    browse "$1" "$2" "$3" | sed -n "s#.*<h[23][^>]*><a href=\"\([^\"]*\)\"[^>]*>$4</a>.*#\1#p" | head -n 1 | unescaped
}

leads_to() { [ -n "$(link_to "$@")" ]; }

# What the form for an action would send by itself: its hidden fields, each on a line.
hidden_fields() { # action, page on standard input
    awk -v start="action=\"$1\"" '
        { page = page $0 "\n" }
        END {
            at = index(page, start)
            if (!at) exit
            form = substr(page, at)
            form = substr(form, 1, index(form, "</form>"))
            while (match(form, /<input type="hidden" name="[^"]*" value="[^"]*">/)) {
                split(substr(form, RSTART, RLENGTH), part, "\"")
                print part[4] "=" part[6]
                form = substr(form, RSTART + RLENGTH)
            }
        }' | unescaped
}

# Why a page did not take a form, as it says it to people.
reasons_in() { # page
    grep -E '<h1>|class="problem"|role="alert"' "$1" | unescaped | sed '/^ *$/d; s/^/  /'
}

not_taken() { # node person action what
    echo "$2 at $(title_of "$1") sent the form $3, and it was not taken: $4" >&2
    [ -f "$place/answer" ] && reasons_in "$place/answer" >&2
    return 1
}

# Fills in the form of a page and sends it. Prints the path that the answer leads to; fails with the reason where it leads
# nowhere. Of two fields of one name the first counts.
submit() { # node person page action [field=value...]
    node=$1 person=$2 page=$3 action=$4
    shift 4
    rm -f "$place/answer"
    ask_for "$node" "$person" --fail "$(address_of "$node")$page" >"$place/page" || {
        not_taken "$node" "$person" "$action" "there is no page $page"
        return 1
    }
    hidden=$(hidden_fields "$action" <"$place/page")
    [ -n "$hidden" ] || {
        not_taken "$node" "$person" "$action" "the page $page has no such form"
        return 1
    }
    newline='
'
    set -f
    IFS=$newline
    # shellcheck disable=SC2086
    set -- "$@" $hidden
    unset IFS
    set +f
    for field in "$@"; do set -- "$@" --data-urlencode "$field"; shift; done
    answer=$(ask_for "$node" "$person" --output "$place/answer" --write-out '%{http_code} %{redirect_url}' "$@" \
        "$(address_of "$node")$action")
    where=${answer#* }
    case "$answer" in
        "303 "*/sign-in*) not_taken "$node" "$person" "$action" "they are not signed in" ;;
        "303 "*) echo "$where" | sed 's#^https://[^/]*##; s/#.*//' ;;
        *) not_taken "$node" "$person" "$action" "the answer is ${answer%% *}" ;;
    esac
}

sign_in() { # node person
    submit "$1" "$2" /sign-in /sign-in "name=$2" "password=$password" >/dev/null
}
