# A person at a browser, by curl: sourced by deploy/demo after nodes.sh. Each person has a cookie jar of their own.

browse() { # node person curl-arguments...
    node=$1 jar="$place/$2.cookies"
    shift 2
    curl --silent --show-error --fail-with-body --cacert "$place/ca.crt" --cookie "$jar" --cookie-jar "$jar" \
        --header 'Accept: text/html' "$@"
}

# Sends the form of a page: fetches the page for its hidden field, then posts. Prints where the answer leads.
submit() { # node person page action [field=value...]
    node=$1 person=$2 page=$3 action=$4
    shift 4
    key=$(browse "$node" "$person" "$(address_of "$node")$page" | sed -n 's/.*name="form_key" value="\([^"]*\)".*/\1/p' | head -n 1)
    set -- "form_key=$key" "$@"
    for field in "$@"; do set -- "$@" --data-urlencode "$field"; shift; done
    browse "$node" "$person" --output /dev/null --write-out '%{redirect_url}' "$@" "$(address_of "$node")$action"
}

sign_in() { # node person
    submit "$1" "$2" /sign-in /sign-in "name=$2" "password=$password" >/dev/null
}
