# Three nodes on this computer, for the demonstration: sourced by deploy/demo.
# Expects $program (the built binary) and $place (an empty folder). Names under .localhost need no entry anywhere:
# browsers and curl take them for this computer.

school_a=hillside school_b=riverside university=northfield
nodes="$school_a $school_b $university"
password="demonstration only"

port_of() { case $1 in "$school_a") echo 8441 ;; "$school_b") echo 8442 ;; "$university") echo 8443 ;; esac; }
title_of() { case $1 in "$school_a") echo "Hillside School" ;; "$school_b") echo "Riverside School" ;; "$university") echo "Northfield University" ;; esac; }
address_of() { echo "https://$1.localhost:$(port_of "$1")"; }

# A certificate authority for this run, and a certificate for each node. Its key is gone with the folder.
make_certificates() {
    openssl req -x509 -newkey rsa:2048 -nodes -keyout "$place/ca.key" -out "$place/ca.crt" -days 7 \
        -subj "/CN=Collegium demonstration" -addext basicConstraints=critical,CA:TRUE \
        -addext keyUsage=critical,keyCertSign,cRLSign 2>/dev/null
    for node in $nodes; do
        openssl req -newkey rsa:2048 -nodes -keyout "$place/$node.key" -out "$place/$node.csr" \
            -subj "/CN=$node.localhost" 2>/dev/null
        printf 'subjectAltName=DNS:%s.localhost\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n' "$node" \
            >"$place/$node.ext"
        openssl x509 -req -in "$place/$node.csr" -CA "$place/ca.crt" -CAkey "$place/ca.key" -CAcreateserial -days 7 \
            -out "$place/$node.crt" -extfile "$place/$node.ext" 2>/dev/null
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
        collegium "$node" init --domain "$node.localhost" --name "$(title_of "$node")" --data "$place/$node" \
            --sealing-key "$place/$node.sealing-key" --port "$(port_of "$node")" \
            --tls-certificate "$place/$node.crt" --tls-key "$place/$node.key" >/dev/null
        for other in $nodes; do
            [ "$node" = "$other" ] || collegium "$node" partner add "$other.localhost" >/dev/null
        done
    done
}

add_person() { # node name display-name
    echo "$password" | collegium "$1" user add "$2" --display-name "$3" --password-stdin >/dev/null
}

# Starts a node and waits for the line that says that it serves.
start_node() {
    "$program" --config "$place/$1.toml" serve --test-network "$place/network.toml" \
        >"$place/$1.out" 2>"$place/$1.log" &
    echo $! >"$place/$1.pid"
    until_true 10 grep -qs ready "$place/$1.out" || {
        echo "The node $1 did not start:" >&2
        tail -n 5 "$place/$1.log" >&2
        return 1
    }
}

stop_nodes() {
    for node in $nodes; do
        [ -f "$place/$node.pid" ] && kill "$(cat "$place/$node.pid")" 2>/dev/null
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
