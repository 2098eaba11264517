// What a node tells everybody about itself: how accessible its pages are, and whom to tell of a hole.
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct AboutPages : Front {
    // A server whose operator named this contact.
    server::Response with_contact(std::string const& name, std::string const& contact, std::string const& target) {
        north.settings.card.operator_name = name;
        north.settings.card.operator_contact = contact;
        return get(target);
    }

    std::string security_text(std::string const& contact) {
        auto const answer = with_contact("", contact, "/.well-known/security.txt");
        REQUIRE(answer.status() == 200);
        CHECK(answer.field("content-type") == "text/plain; charset=utf-8");
        return std::string{answer.body()};
    }
};

}  // namespace

TEST_CASE_FIXTURE(
    AboutPages, "everybody reads how accessible the pages are, when that was checked, and whom to write to"
) {
    auto const page = with_contact("Noor Haddad", "noor@north.test", "/about/accessibility");
    CHECK(page.status() == 200);
    CHECK(shows(page, "WCAG 2.2, levels A and AA"));
    CHECK(shows(page, "The last complete check was on 29 November 2026"));
    CHECK(shows(page, "What is not as it should be"));
    CHECK(shows(page, "Write to Noor Haddad: noor@north.test"));

    CHECK(shows(with_contact("", "noor@north.test", "/about/accessibility"), "whoever runs this node: noor@north.test")
    );
    auto const nobody = with_contact("Noor Haddad", "", "/about/accessibility");
    CHECK(shows(nobody, "Nobody is named here to write to"));
    CHECK_FALSE(shows(nobody, "Write to"));
    auto const bad = with_contact(std::string{hostile}, std::string{hostile}, "/about/accessibility");
    CHECK_FALSE(shows(bad, "<script>alert"));
}

TEST_CASE_FIXTURE(AboutPages, "every page leads to the statement of accessibility") {
    add_person("ada");
    auto ada = Browser::of(*this, "ada");
    constexpr std::string_view link = R"(<a href="/about/accessibility">Accessibility</a>)";
    CHECK(shows(get("/"), link));
    CHECK(shows(get("/nothing-here"), link));
    CHECK(shows(ada.get("/settings"), link));
}

TEST_CASE_FIXTURE(
    AboutPages, "security.txt names the operator's contact as an address, for three months, and nothing else"
) {
    auto const text = security_text("noor+safe@north.test");
    CHECK(text.starts_with("Contact: mailto:noor%2Bsafe@north.test\nExpires: "));
    auto const begin = text.find("Expires: ") + 9;
    auto const expires = from_rfc3339(text.substr(begin, text.find('\n', begin) - begin));
    REQUIRE(expires);
    auto const left = *expires - north.node.clock.now();
    CHECK(left > std::chrono::days{88});
    CHECK(left < std::chrono::days{365});
    CHECK(text.find("\nPreferred-Languages: en\n") != std::string::npos);
    CHECK(text.ends_with("\nCanonical: https://north.test/.well-known/security.txt\n"));

    CHECK(security_text("https://north.test/help").starts_with("Contact: https://north.test/help\n"));
    CHECK(security_text("01632 960001").starts_with("Contact: https://north.test/about/partner-card\n"));
    auto const injected = security_text("noor@north.test\nContact: mailto:eve@evil.test");
    CHECK(count(injected, "Contact:") == 1);
    CHECK(injected.find("evil") == std::string::npos);
    CHECK(with_contact("", "", "/.well-known/security.txt").status() == 404);
}
