#include "config/settings.hpp"

#include "tests/files.hpp"
#include "tests/printing.hpp"

#include <algorithm>

using namespace collegium;

namespace {

std::string const minimal = R"([node]
domain = "north.example"
name = "North"
data = "/tmp/north"
sealing_key = "/tmp/north.key"
)";

std::string complaint(std::string const& text) {
    try {
        static_cast<void>(parse_settings(text, "collegium.toml"));
    } catch (SettingsError const& error) {
        return error.what();
    }
    return "accepted";
}

}  // namespace

TEST_CASE("four settings are enough, and the rest have defaults") {
    auto const settings = parse_settings(minimal, "collegium.toml");

    CHECK(settings.origin() == "https://north.example");
    CHECK(settings.listen.port == 8443);
    CHECK(settings.federation.mode == FederationMode::network);
    CHECK(settings.log.level == log::Level::info);
    CHECK_FALSE(settings.federation.secure_fetch);
    CHECK(settings.federation.check_references);
    CHECK(parse_settings(minimal + "[federation]\nsecure_fetch = true\n", "x").federation.secure_fetch);
    CHECK_FALSE(parse_settings(minimal + "[federation]\ncheck_references = false\n", "x").federation.check_references);
}

TEST_CASE("a wrong setting stops the start with file, line, what is wrong and what would be right") {
    std::string wrong = minimal, expected;
    SUBCASE("a key that does not exist") {
        wrong += "[listen]\nprot = 80\n";
        expected = "collegium.toml:7: listen.prot is not a setting: see deploy/collegium.example.toml for all settings";
    }
    SUBCASE("a key in the wrong section names the right one") {
        wrong += "[log]\nport = 80\n";
        expected =
            "collegium.toml:7: log.port is not a setting: see deploy/collegium.example.toml for all settings; "
            "did you mean listen.port?";
    }
    SUBCASE("a section that does not exist") {
        wrong += "[test]\nloopback = true\n";
        expected =
            "collegium.toml:7: test.loopback is not a setting: see deploy/collegium.example.toml for all settings";
    }
    SUBCASE("a list that is none") {
        wrong += "[members]\nsecond_factor_for = \"operator\"\n";
        expected =
            "collegium.toml:7: members.second_factor_for is not a list of texts: write it as in key = "
            "[\"one\", \"two\"]";
    }
    SUBCASE("a number out of bounds") {
        wrong += "[listen]\nport = 70000\n";
        expected = "collegium.toml:7: listen.port is not a whole number from 1 to 65535: choose one from 1 to 65535";
    }
    SUBCASE("a word where true or false belongs") {
        wrong += "[federation]\nsecure_fetch = \"yes\"\n";
        expected =
            "collegium.toml:7: federation.secure_fetch is neither true nor false: write true or false, without quotes";
    }
    SUBCASE("text where a number belongs") {
        wrong += "[listen]\nport = \"80\"\n";
        expected = "collegium.toml:7: listen.port is not a whole number from 1 to 65535: choose one from 1 to 65535";
    }
    SUBCASE("a level that does not exist") {
        wrong += "[log]\nlevel = \"loud\"\n";
        expected = "collegium.toml:7: log.level is not a level: use \"debug\", \"info\", \"warning\" or \"error\"";
    }
    SUBCASE("a mode that does not exist") {
        wrong += "[federation]\nmode = \"public\"\n";
        expected = "collegium.toml:7: federation.mode is not a mode: use \"closed\", \"network\" or \"open\"";
    }
    SUBCASE("rules that are not on the web") {
        wrong += "[card]\nrules = \"/rules\"\n";
        expected = "collegium.toml:7: card.rules is not an address: begin it with \"https://\"";
    }
    SUBCASE("mail without a sender") {
        wrong += "[mail]\nhost = \"mail.north.example\"\n";
        expected = "collegium.toml:7: mail.host has no sender: give sender an address such as";
    }
    SUBCASE("a sender that would begin another line of a mail") {
        wrong += "[mail]\nhost = \"mail.north.example\"\nsender = \"a@b.example\\r\\nBcc: c@d.example\"\n";
        expected = "collegium.toml:8: mail.sender is not an address: give sender an address such as";
    }
    SUBCASE("a mail user without a password") {
        wrong += "[mail]\nuser = \"collegium\"\n";
        expected = "collegium.toml:7: mail.user stands alone: give both user and password_file, or neither";
    }
    SUBCASE("a relative path") {
        wrong += "[listen]\ntls_certificate = \"cert.pem\"\ntls_key = \"/k.pem\"\n";
        expected = "collegium.toml:7: listen.tls_certificate is not an absolute path: begin it with /";
    }
    SUBCASE("a certificate without its key") {
        wrong += "[listen]\ntls_certificate = \"/cert.pem\"\n";
        expected =
            "collegium.toml:7: listen.tls_certificate stands alone: give both tls_certificate and tls_key, or neither";
    }
    SUBCASE("a domain with an upper-case letter") {
        wrong.replace(wrong.find("north.example"), 5, "North");
        expected = "collegium.toml:2: node.domain is not a host name: use a lower-case name such as \"north.example\"";
    }
    SUBCASE("a required key that is missing") {
        wrong.erase(wrong.find("name ="), 15);
        expected = "collegium.toml: node.name is missing: add it under [node]";
    }
    SUBCASE("a line that is not TOML") {
        wrong += "[listen\n";
        expected = "collegium.toml:6: ";
    }
    CHECK(complaint(wrong).starts_with(expected));
}

TEST_CASE("every problem of a file is named at once") {
    auto const all = complaint(minimal + "[listen]\nport = 0\nshards = 0\n");

    CHECK(std::ranges::count(all, '\n') == 1);
    CHECK(all.find("listen.shards") != std::string::npos);
}

TEST_CASE("the example file is valid, and explains every key that exists") {
    auto const example = tests::read_file(tests::source_file("deploy/collegium.example.toml"));

    auto const settings = parse_settings(example, "collegium.example.toml");

    CHECK(settings.node.domain == "school.example");
    for (auto const& key : settings_keys()) {
        INFO(key);
        CHECK(example.find("\n" + key.substr(key.find('.') + 1) + " = ") != std::string::npos);
    }
}

TEST_CASE("the example file shows the defaults") {
    auto const example =
        parse_settings(tests::read_file(tests::source_file("deploy/collegium.example.toml")), "example");
    auto const defaults = parse_settings(minimal, "minimal");

    CHECK(example.listen.address == defaults.listen.address);
    CHECK(example.listen.port == defaults.listen.port);
    CHECK(example.listen.shards == defaults.listen.shards);
    CHECK(example.listen.connections == defaults.listen.connections);
    CHECK(example.storage.map_gib == defaults.storage.map_gib);
    CHECK(example.federation.secure_fetch == defaults.federation.secure_fetch);
    CHECK(example.federation.check_references == defaults.federation.check_references);
    CHECK(example.limits.body_kib == defaults.limits.body_kib);
    CHECK(example.limits.head_seconds == defaults.limits.head_seconds);
    CHECK(example.limits.body_seconds == defaults.limits.body_seconds);
    CHECK(example.limits.sign_in_days == defaults.limits.sign_in_days);
    CHECK(example.limits.signature_window_minutes == defaults.limits.signature_window_minutes);
    CHECK(example.delivery.window == defaults.delivery.window);
    CHECK(example.delivery.lanes == defaults.delivery.lanes);
    CHECK(example.delivery.first_retry_seconds == defaults.delivery.first_retry_seconds);
    CHECK(example.delivery.last_retry_hours == defaults.delivery.last_retry_hours);
    CHECK(example.federation.mode == defaults.federation.mode);
    CHECK(example.card.kind == defaults.card.kind);
    CHECK(example.card.operator_name == defaults.card.operator_name);
    CHECK(example.card.operator_contact == defaults.card.operator_contact);
    CHECK(example.card.safeguarding_name == defaults.card.safeguarding_name);
    CHECK(example.card.safeguarding_contact == defaults.card.safeguarding_contact);
    CHECK(example.card.data_protection_contact == defaults.card.data_protection_contact);
    CHECK(example.card.rules == defaults.card.rules);
    CHECK(example.card.languages == defaults.card.languages);
    CHECK(example.directory.listed == defaults.directory.listed);
    CHECK(example.directory.summary == defaults.directory.summary);
    CHECK(example.directory.subjects == defaults.directory.subjects);
    CHECK(example.directory.phases == defaults.directory.phases);
    CHECK(example.directory.region == defaults.directory.region);
    CHECK(example.members.registration == defaults.members.registration);
    CHECK(example.members.charter == defaults.members.charter);
    CHECK(example.members.second_factor_for == defaults.members.second_factor_for);
    CHECK(example.members.starter == defaults.members.starter);
    CHECK(example.members.operator_minutes == defaults.members.operator_minutes);
    CHECK(example.members.invitation_days == defaults.members.invitation_days);
    CHECK(example.members.newcomer_posts == defaults.members.newcomer_posts);
    CHECK(example.federation.new_partner_days == defaults.federation.new_partner_days);
    CHECK(example.members.own_consent_from == defaults.members.own_consent_from);
    CHECK(example.safeguarding.from_hour == defaults.safeguarding.from_hour);
    CHECK(example.safeguarding.to_hour == defaults.safeguarding.to_hour);
    CHECK(example.safeguarding.ahead_of_utc_minutes == defaults.safeguarding.ahead_of_utc_minutes);
    CHECK(example.safeguarding.deputy == defaults.safeguarding.deputy);
    CHECK(example.log.level == defaults.log.level);
}

TEST_CASE("a host name is lower-case labels with a dot between them") {
    for (auto const* good : {"north.example", "a.b", "x1-y.school.example", "north.localhost"})
        CHECK(is_host_name(good));
    for (auto const* bad :
         {"",
          "localhost",
          "North.example",
          ".example",
          "a..b",
          "a.",
          "-a.b",
          "a-.b",
          "a_b.c",
          "a.b/c",
          "a.b:443",
          "a b.c",
          "10.0.0.7",
          "school.7up",
          "exam/ple.com"})
        CHECK_FALSE(is_host_name(bad));
}

TEST_CASE("a period is for ever or long enough to notice a mistake") {
    auto const section = minimal + "[retention]\n";
    CHECK(parse_settings(minimal, "x").retention.closed_words_days == 0);
    CHECK(parse_settings(section + "closed_words_days = 30\n", "x").retention.closed_words_days == 30);
    CHECK(
        complaint(section + "closed_words_days = 29\n").find("choose 0 for ever, or at least 30") != std::string::npos
    );
    CHECK(complaint(section + "report_days = 90\n").find("at least 180") != std::string::npos);
    CHECK(complaint(section + "request_days = -1\n").find("retention.request_days") != std::string::npos);
}
