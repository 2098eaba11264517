// Clients that members already have, against a real node: what each of them does is in clients/.
#include "tests/interop/client_school.hpp"
#include "tests/places.hpp"
#include "tests/printing.hpp"

namespace collegium::interop {

namespace {

void check_client(journeys::Command const& command) {
    auto const finished = ClientSchool::instance().run(command);
    INFO(finished.output);
    INFO(finished.errors);
    CHECK(finished.status == 0);
}

}  // namespace

TEST_CASE("toot signs in, posts with a picture, replies, reads, searches, joins and deletes") {
    check_client({"/usr/bin/python3", "toot.py"});
}

TEST_CASE("Mastodon.py takes the node for a 4.2, makes its calls, pages to the end and hears a stream") {
    check_client({"/usr/bin/python3", "mastodon_py.py"});
}

TEST_CASE("masto reads home to its end, brings a picture and listens to many streams on one socket") {
    check_client({tests::node_js(), "--require", "../preload.cjs", "masto.mjs"});
}

TEST_CASE("megalodon's detector knows the node, and its socket has the token in the query") {
    check_client({tests::node_js(), "--require", "../preload.cjs", "megalodon.mjs"});
}

TEST_CASE("Mastodon::Client of Perl finds every member of an entity of the right type") {
    check_client({"/usr/bin/perl", "entities.pl"});
}

TEST_CASE("Emacs renders home, notifications and a thread, and posts") {
    check_client(
        {"emacs",
         "-Q",
         "--batch",
         "--eval",
         "(let ((default-directory \"/usr/share/emacs/site-lisp/elpa/\")) "
         "(normal-top-level-add-subdirs-to-load-path))",
         "-l",
         "mastodon.el"}
    );
}

TEST_CASE("scripts of other sites, ways to send and refusals are as clients expect them") {
    check_client({"/usr/bin/python3", "wire_rules.py"});
}

TEST_CASE("programs and people are told what does not work, in the form that each reads") {
    check_client({"/usr/bin/python3", "failures.py"});
}

TEST_CASE("what was taken back is over at once: streams of all kinds end, in each of seven ways") {
    check_client({"/usr/bin/python3", "streams.py"});
}

}  // namespace collegium::interop
