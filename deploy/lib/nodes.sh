# Three nodes on this computer, for the demonstration: sourced by deploy/demo.
# Expects $program (the built binary), $place (an empty folder) and $first_port (of three). Names under .localhost need no
# entry anywhere: browsers and curl take them for this computer.

school_a=hillside school_b=riverside university=northfield
nodes="$school_a $school_b $university"
password="demonstration only"

port_of() {
    case $1 in
        "$school_a") echo "$first_port" ;;
        "$school_b") echo $((first_port + 1)) ;;
        "$university") echo $((first_port + 2)) ;;
    esac
}
title_of() { case $1 in "$school_a") echo "Hillside School" ;; "$school_b") echo "Riverside School" ;; "$university") echo "Northfield University" ;; esac; }
address_of() { echo "https://$1.localhost:$(port_of "$1")"; }

# Nobody answers there. Curl ends with 7 where it cannot connect.
is_free() { # port
    code=0
    curl --silent --insecure --max-time 2 --output /dev/null "https://127.0.0.1:$1/" || code=$?
    [ "$code" -eq 7 ]
}

check_ports() {
    for node in $nodes; do
        is_free "$(port_of "$node")" && continue
        echo "Something answers on port $(port_of "$node") of this computer already, perhaps another demonstration." >&2
        echo "Stop that with Ctrl-C, or choose three other ports: deploy/demo --first-port 9441" >&2
        return 1
    done
}

# For a program that talks much when all is well: shows what it said only if it fails.
quietly() {
    "$@" 2>"$place/said" || {
        echo "$1 failed:" >&2
        cat "$place/said" >&2
        return 1
    }
}

# A certificate authority for this run, and a certificate for each node. Its key is gone with the folder.
make_certificates() {
    quietly openssl req -x509 -newkey rsa:2048 -nodes -keyout "$place/ca.key" -out "$place/ca.crt" -days 7 \
        -subj "/CN=Collegium demonstration" -addext basicConstraints=critical,CA:TRUE \
        -addext keyUsage=critical,keyCertSign,cRLSign
    for node in $nodes; do
        quietly openssl req -newkey rsa:2048 -nodes -keyout "$place/$node.key" -out "$place/$node.csr" \
            -subj "/CN=$node.localhost"
        printf 'subjectAltName=DNS:%s.localhost\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n' "$node" \
            >"$place/$node.ext"
        quietly openssl x509 -req -in "$place/$node.csr" -CA "$place/ca.crt" -CAkey "$place/ca.key" -CAcreateserial -days 7 \
            -out "$place/$node.crt" -extfile "$place/$node.ext"
    done
}

write_test_network() {
    {
        echo "authority = \"$place/ca.crt\""
        echo "[hosts]"
        for node in $nodes; do echo "\"$node.localhost\" = \"127.0.0.1:$(port_of "$node")\""; done
    } >"$place/network.toml"
}

collegium() { # node, then the command
    node=$1
    shift
    "$program" --config "$place/$node.toml" "$@"
}

set_up_nodes() {
    make_certificates
    write_test_network
    for node in $nodes; do
        collegium "$node" init --yes --domain "$node.localhost" --name "$(title_of "$node")" --data "$place/$node" \
            --sealing-key "$place/$node.sealing-key" --port "$(port_of "$node")" \
            --tls-certificate "$place/$node.crt" --tls-key "$place/$node.key" >/dev/null
        for other in $nodes; do
            [ "$node" = "$other" ] || collegium "$node" partner add "$other.localhost" >/dev/null
        done
        # Nobody here has a second factor: a research lead of a real school needs one.
        printf '\n[directory]\nlisted = true\n\n[members]\nsecond_factor_for = []\n' >>"$place/$node.toml"
    done
}

add_person() { # node name display-name option...
    node=$1 name=$2 display_name=$3
    shift 3
    echo "$password" | collegium "$node" user add "$name" --display-name "$display_name" --password-stdin "$@" >/dev/null
}

# Starts a node and waits for the line that says that it serves.
start_node() {
    "$program" --config "$place/$1.toml" serve --test-network "$place/network.toml" \
        >"$place/$1.out" 2>"$place/$1.log" &
    echo $! >"$place/$1.pid"
    until_true 30 grep -qs ready "$place/$1.out" || {
        echo "The node $1 did not start:" >&2
        tail -n 5 "$place/$1.log" >&2
        return 1
    }
}

stop_nodes() {
    for node in $nodes; do
        [ ! -f "$place/$node.pid" ] || kill "$(cat "$place/$node.pid")" 2>/dev/null || true  # it may have ended by itself
    done
    wait 2>/dev/null || true
}

# Asks again until the command succeeds, for so many seconds.
until_true() {
    deadline=$(($(date +%s) + $1))
    shift
    until "$@"; do
        [ "$(date +%s)" -lt "$deadline" ] || return 1
        sleep 0.1
    done
}

# The same, and says what did not come true, with what the nodes had to complain about.
await() { # what-is-missing command...
    missing=$1
    shift
    until_true 60 "$@" && return
    echo "Waited for a minute, and still $missing" >&2
    for node in $nodes; do
        grep -E 'warn|error|critical' "$place/$node.log" | tail -n 5 | sed "s/^/  $node: /" >&2
    done
    return 1
}
