// The first ten minutes of somebody who sets a node up (journey J1), by the program itself.
#include "crypto/json_value.hpp"
#include "tests/journeys/browser.hpp"
#include "tests/journeys/typist.hpp"
#include "tests/places.hpp"
#include "tests/printing.hpp"

#include <map>

namespace collegium::journeys {

namespace {

struct Fresh {
    Finished init(Command const& more) const {
        Command whole{
            tests::collegium_program(),
            "--config",
            (folder.path() / "collegium.toml").string(),
            "init",
            "--data",
            (folder.path() / "data").string()};
        whole.insert(whole.end(), more.begin(), more.end());
        return run(whole);
    }

    bool is_untouched() const { return std::filesystem::is_empty(folder.path()); }

    tests::TempDir folder;
};

Command const named{"--domain", "school.test", "--name", "Hillside School"};

Command with(Command words, Command const& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

}  // namespace

TEST_CASE_FIXTURE(Fresh, "a node is set up without questions, and says in JSON what it found and who comes first") {
    auto const finished = init(with(named, {"--yes", "--json"}));

    REQUIRE(finished.status == 0);
    JsonDocument told;
    told.Parse(finished.output.c_str());
    REQUIRE(told.IsObject());
    CHECK(told["domain"].GetString() == std::string{"school.test"});
    CHECK(std::string{told["invitation"].GetString()}.starts_with("https://school.test/invitation/"));
    std::map<std::string, std::string> colours;
    for (auto const& check : told["checks"].GetArray())
        colours[check["name"].GetString()] = check["colour"].GetString();
    CHECK(colours.size() == 7);
    CHECK(colours["domain"] == "green");
    CHECK(colours["certificate"] == "green");
    CHECK(colours["mail"] == "none");
}

TEST_CASE_FIXTURE(Typist, "the first operator comes in by the address that init prints, and init then prints none") {
    auto const first = type({"init"});
    auto const at = first.output.find("https://" + school.domain() + "/invitation/");
    REQUIRE(at != std::string::npos);
    auto const address = first.output.substr(at, first.output.find('\n', at) - at);
    school.serve();

    Browser guest{school};
    CHECK(guest.get(address.substr(school.origin().size())).status == 200);

    REQUIRE(type({"user", "add", "olga", "--role", "operator"}).status == 0);
    CHECK_FALSE(says(type({"init"}).output, "/invitation/"));
}

TEST_CASE_FIXTURE(Fresh, "a set-up that cannot be finished writes nothing and says what is missing or in the way") {
    SUBCASE("nobody to ask") {
        auto const finished = init({});
        CHECK(finished.status == 1);
        CHECK(says(finished.errors, "add --domain school.example --name 'Hillside School'"));
    }
    SUBCASE("a setting that cannot be") {
        auto const finished = init(with(named, {"--proxy", "proxy:3128"}));
        CHECK(finished.status == 1);
        CHECK(says(finished.errors, "outgoing.proxy is not the address of a proxy"));
    }
    SUBCASE("half a certificate") {
        auto const finished = init(with(named, {"--tls-certificate", "/etc/ssl/one.pem"}));
        CHECK(finished.status == 1);
        CHECK(says(finished.errors, "give both tls_certificate and tls_key"));
    }
    CHECK(is_untouched());
}

TEST_CASE_FIXTURE(Typist, "on a disk without room init changes nothing, and says how much there is") {
    std::ofstream{school.settings_file(), std::ios::app} << "[media]\nmost_mib = 8\n";
    auto text = tests::read_file(school.settings_file());
    text.replace(text.find("map_gib = 1\n"), 12, "map_gib = 1\nfloor_mib = 1000000\n");
    std::ofstream{school.settings_file()} << text;

    auto const finished = type({"init"});

    CHECK(finished.status == 1);
    CHECK(says(finished.errors, "nothing was set up: "));
    CHECK(says(finished.errors, "Make room on that disk"));
}

TEST_CASE_FIXTURE(Fresh, "a sealing key that is lost is named, and no other one is made beside the store") {
    REQUIRE(init(with(named, {"--yes"})).status == 0);
    std::filesystem::remove(folder.path() / "sealing.key");

    auto const again = init({"--yes"});

    CHECK(again.status == 1);
    CHECK(again.errors.find("Bring back the copy that you keep elsewhere") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder.path() / "sealing.key"));
}

TEST_CASE_FIXTURE(Fresh, "a check that is red fails a strict set-up, which names what to do") {
    auto const finished = init(with(named, {"--strict", "--address", "0.0.0.0"}));

    CHECK(finished.status == 1);
    CHECK(says(finished.output, "certificate: This node would speak HTTP on 0.0.0.0:8443"));
    CHECK(says(finished.output, "What to do: Listen on 127.0.0.1 behind a proxy such as Caddy"));
    CHECK(says(finished.errors, "a check is red"));
}

}  // namespace collegium::journeys
