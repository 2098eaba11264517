#include "storage/iri.hpp"

#include "tests/printing.hpp"

using namespace collegium;

TEST_CASE("a plain https name is read into its parts") {
    auto const iri = Iri::parse("https://node.example:8443/u/alice?x=1#main-key").value();

    CHECK(iri.host() == "node.example:8443");
    CHECK(iri.origin() == "https://node.example:8443");
    CHECK(iri.target() == "/u/alice?x=1");
    CHECK(iri.without_fragment().text() == "https://node.example:8443/u/alice?x=1");
}

TEST_CASE("a name without a path asks for the root") {
    CHECK(Iri::parse("https://node.example").value().target() == "/");
    CHECK(Iri::parse("https://node.example#key").value().target() == "/");
    CHECK(Iri::parse("https://node.example?x=1").value().target() == "/");
}

TEST_CASE("two names have one origin only if scheme, host and port are equal") {
    auto const alice = Iri::parse("https://node.example/u/alice").value();

    CHECK(alice.same_origin(Iri::parse("https://node.example/u/bob").value()));
    CHECK_FALSE(alice.same_origin(Iri::parse("https://node.example:444/u/bob").value()));
    CHECK_FALSE(alice.same_origin(Iri::parse("https://node.example.evil.example/u/bob").value()));
}

TEST_CASE("whatever is not a plain https name is refused") {
    for (auto const* text :
         {"",
          "https://",
          "http://node.example/",
          "HTTPS://node.example/",
          "https:///u",
          "https://Node.example/",
          "https://user@node.example/",
          "https://user:pass@node.example/",
          "https://node.example:0/",
          "https://node.example:/",
          "https://node.example:123456/",
          "https://node.example:65536/",
          "https://node.example:80a/",
          "https://localhost/",
          "https://127.0.0.1/",
          "https://127.1/",
          "https://0x7f.1/",
          "https://[::1]/",
          "https://node..example/",
          "https://.node.example/",
          "https://node.example./",
          "https://-node.example/",
          "https://node-.example-/",
          "https://exam/ple.com@x",
          "https://node.example\\@evil.example/",
          "https://node.example/a b",
          "https://node.example/\t",
          "https://node.example/\r\nX: y",
          "https://node.example/\x7f",
          "https://node.example/\xc3\xa9",
          "//node.example/",
          "javascript:alert(1)",
          "file:///etc/passwd",
          "acct:a@node.example",
          "https://node.example/<script>",
          "https://n%6fde.example/",
          "https://node_x.example/",
          " https://node.example/"}) {
        INFO(text);
        CHECK_FALSE(Iri::parse(text));
    }
    CHECK_FALSE(Iri::parse(std::string{"https://node.example/\0x", 24}));
    CHECK(Iri::parse("https://node.example/" + std::string(3000, 'a')).error().reason() == Reason::too_large);
}
