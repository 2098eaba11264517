// The command line, as an operator types it: what it says, and how it ends.
#include "crypto/json_value.hpp"
#include "crypto/sealed.hpp"
#include "federation/signing/keyring.hpp"
#include "tests/journeys/browser.hpp"
#include "tests/journeys/typist.hpp"
#include "tests/places.hpp"
#include "tests/printing.hpp"

#include <algorithm>

namespace collegium::journeys {

namespace {

struct Node : Typist {
    Finished init(std::string const& domain) const {
        auto const data = (neighbourhood.folder() / "commands-node" / "data").string();
        auto const key = (neighbourhood.folder() / "commands-node" / "sealing.key").string();
        return type({"init", "--domain", domain, "--name", "Another name", "--data", data, "--sealing-key", key});
    }

    void add_setting(std::string const& text) const { std::ofstream{school.settings_file(), std::ios::app} << text; }
};

// All that only this node knows: the key that seals the others, and what it sealed.
std::vector<std::string> secrets_of(Neighbourhood const& neighbourhood, School const& school, std::string const& name) {
    auto const line = tests::read_file(neighbourhood.folder() / name / "sealing.key");
    std::vector<std::string> secrets{line};
    federation::Keyring keyring{crypto::SealingKey::from_hex(line.substr(0, 64)).value()};
    school.look([&](auto const& tx, auto const& tables) {
        tables.secrets.each(tx, [&](storage::Handle actor, storage::SecretRecord const&) {
            auto const keys = keyring.keys_of(tx, tables, actor);
            secrets.push_back(keys->rsa.pem());
            secrets.emplace_back(keys->ed25519.seed().begin(), keys->ed25519.seed().end());
            return true;
        });
        return 0;
    });
    return secrets;
}

}  // namespace

TEST_CASE_FIXTURE(Node, "a setting that is none stops the start, and the operator reads where, what and what to do") {
    add_setting("[limits]\nbody_kb = 5\n");
    auto const text = tests::read_file(school.settings_file());
    auto const line = std::to_string(std::ranges::count(text, '\n'));

    auto const finished = type({"serve"});

    CHECK(finished.status == 1);
    CHECK(says(finished.errors, school.settings_file().string() + ':' + line + ": "));
    CHECK(says(finished.errors, "limits.body_kb is not a setting"));
    CHECK(says(finished.errors, "did you mean limits.body_kib?"));
    CHECK(finished.output.empty());
}

TEST_CASE_FIXTURE(Node, "init keeps what is there when it is run again") {
    auto const settings = tests::read_file(school.settings_file());
    auto const key = tests::read_file(neighbourhood.folder() / "commands-node" / "sealing.key");
    school.add_person("ada", "Ada Okafor");

    auto const finished = init(school.domain());

    CHECK(finished.status == 0);
    CHECK(tests::read_file(school.settings_file()) == settings);
    CHECK(tests::read_file(neighbourhood.folder() / "commands-node" / "sealing.key") == key);
    school.serve();
    CHECK(Browser{school}.sign_in("ada").status == 303);
}

TEST_CASE_FIXTURE(Node, "two fresh nodes share no secret (CVE-2019-5885)") {
    School const other{neighbourhood, "commands-other"};

    auto const here = secrets_of(neighbourhood, school, "commands-node");
    auto const there = secrets_of(neighbourhood, other, "commands-other");

    CHECK(here.size() == 3);
    CHECK(there.size() == here.size());
    for (auto const& secret : here) CHECK(std::ranges::find(there, secret) == there.end());
}

TEST_CASE_FIXTURE(Node, "a node never changes its domain") {
    auto const finished = init("other.localhost");

    CHECK(finished.status == 1);
    CHECK(says(finished.errors, "is for " + school.domain() + ": a node's domain can never change"));
}

TEST_CASE_FIXTURE(Node, "a person is not added under a taken name, with a short password or in a role of no kind") {
    school.add_person("ada", "Ada Okafor");

    auto const taken = type({"user", "add", "ada", "--password-stdin"}, password);
    auto const weak = type({"user", "add", "ben", "--password-stdin"}, "short");
    auto const king = type({"user", "add", "ben", "--role", "king", "--password-stdin"}, password);

    for (auto const& finished : {taken, weak, king}) CHECK(finished.status == 1);
    CHECK(says(taken.errors, "cannot add ada: "));
    CHECK(says(weak.errors, "use at least 12 characters"));
    CHECK(says(king.errors, "there is no role 'king': use operator, facilitator, research_lead"));
    CHECK(school.look([](auto const& tx, auto const& tables) { return tables.accounts.size(tx); }) == 1);
}

TEST_CASE_FIXTURE(Node, "a password that was made is told once, and it is right") {
    auto const finished = type({"user", "add", "ben"});
    auto const place = finished.output.find("Password: ");
    REQUIRE(place != std::string::npos);
    auto const made = finished.output.substr(place + 10, finished.output.find('\n', place) - place - 10);

    school.serve();

    CHECK(Browser{school}.sign_in("ben", made).status == 303);
}

TEST_CASE_FIXTURE(Node, "machines can read the list of partners") {
    school.add_partner("hillside.example");
    REQUIRE(type({"partner", "add", "riverside.example", "--note", "met at \"the\" fair"}).status == 0);

    auto const finished = type({"partner", "list", "--json"});

    JsonDocument list;
    list.Parse(finished.output.c_str());
    REQUIRE(list.IsArray());
    REQUIRE(list.Size() == 2);
    CHECK(list[0]["domain"].GetString() == std::string{"hillside.example"});
    CHECK(list[0]["state"].GetString() == std::string{"agreed"});
    CHECK(list[1]["note"].GetString() == std::string{"met at \"the\" fair"});
}

TEST_CASE_FIXTURE(Node, "a mailbox is used there and offered here by the key that the other operator reads out") {
    School const far{neighbourhood, "commands-far"};
    auto const about_mailbox = [](School const& at, Command words) {
        words.insert(words.begin(), {"partner", "mailbox"});
        return run(at.command(words));
    };
    auto const agreed = [](School const& at, School const& with) {
        return at.look([&](auto const& tx, auto const& tables) { return tables.mailboxes.get(tx, with.domain()); });
    };
    CHECK(about_mailbox(school, {"borrow", far.domain()}).status == 2);
    CHECK(says(about_mailbox(school, {"use", school.domain()}).errors, "a node is no partner of itself"));
    auto const without_key = about_mailbox(school, {"offer", far.domain()});
    CHECK(without_key.status == 1);
    CHECK(says(without_key.errors, "from 'collegium partner mailbox use " + school.domain() + "'"));
    auto const wrong_key = about_mailbox(school, {"offer", far.domain(), "--key", "secret"});
    CHECK(wrong_key.status == 1);
    CHECK(says(wrong_key.errors, "that is no key: take the word that begins with z6Mk"));
    CHECK_FALSE(agreed(school, far));

    auto const used = about_mailbox(far, {"use", school.domain()});
    CHECK(used.status == 0);
    CHECK(about_mailbox(far, {"use", school.domain()}).output == used.output);
    CHECK(agreed(far, school).value().used != Instant{});
    auto const to_type = "collegium partner mailbox offer " + far.domain() + " --key ";
    auto const place = used.output.find(to_type);
    REQUIRE(place != std::string::npos);
    auto const begin = place + to_type.size();
    auto const key = used.output.substr(begin, used.output.find('\n', begin) - begin);

    school.add_partner(far.domain());
    CHECK(about_mailbox(school, {"offer", far.domain(), "--key", key}).status == 0);
    CHECK(agreed(school, far).value().key == key);
    CHECK(agreed(school, far).value().used == Instant{});  // each way is agreed on by itself
    CHECK(says(type({"partner", "show", far.domain()}).output, "It fetches for itself"));
    CHECK(says(type({"audit", "export"}).output, "offered a mailbox"));

    CHECK(about_mailbox(school, {"end", far.domain()}).status == 0);
    CHECK_FALSE(agreed(school, far));
    CHECK(agreed(far, school));
    auto const again = about_mailbox(school, {"end", far.domain()});
    CHECK(again.status == 1);
    CHECK(says(again.errors, "there is no mailbox: 'collegium partner show' says where there is one"));
}

TEST_CASE_FIXTURE(Node, "a test network is not for a node with a real name") {
    auto const folder = neighbourhood.folder() / "real";
    Command const with_settings{tests::collegium_program(), "--config", (folder / "collegium.toml").string()};
    auto const real = [&](Command const& words) {
        auto whole = with_settings;
        whole.insert(whole.end(), words.begin(), words.end());
        return run(whole);
    };
    auto const key = (folder / "key").string(), data = (folder / "data").string();
    REQUIRE(
        real({"init", "--domain", "hillside-school.org", "--name", "x", "--data", data, "--sealing-key", key}).status ==
        0
    );

    auto const finished = real({"serve", "--test-network", neighbourhood.file().string()});

    CHECK(finished.status == 1);
    CHECK(says(finished.errors, "hillside-school.org is a real name"));
}

TEST_CASE_FIXTURE(Node, "papers for data protection say what the settings say, and are written once into a folder") {
    auto const first = neighbourhood.folder() / "papers", second = neighbourhood.folder() / "later";

    auto const written = type({"papers", "--into", first.string()});
    auto const again = type({"papers", "--into", first.string()});
    add_setting("[mail]\nhost = \"mail.school.example\"\nsender = \"node@school.example\"\n");
    auto const changed = type({"papers", "--into", second.string(), "--json"});

    CHECK(written.status == 0);
    CHECK(says(written.output, "Wrote 6 files into " + first.string()));
    CHECK(again.status == 1);
    CHECK(says(again.errors, "is there already, and nothing is written over it: name another folder with --into"));
    REQUIRE(changed.status == 0);
    CHECK(says(changed.output, R"("files":["data-protection-impact-assessment.html")"));
    CHECK_FALSE(says(tests::read_file(first / "privacy-notice.html"), "mail.school.example"));
    CHECK(says(tests::read_file(second / "privacy-notice.html"), "To the mail server mail.school.example"));
}

TEST_CASE_FIXTURE(Node, "what cannot be understood ends with 2, what cannot be done with 1") {
    CHECK(type({"dance"}).status == 2);
    CHECK(type({}).status == 2);
    CHECK(type({"partner", "add"}).status == 2);
    CHECK(type({"thread", "https://nowhere.example/post/1"}).status == 1);
    CHECK(type({"partner", "add", "Not A Domain"}).status == 1);
    CHECK(type({"--version"}).status == 0);
    CHECK(type({"--help"}).status == 0);
}

TEST_CASE_FIXTURE(Node, "a node is ready within seconds, and ends in order when it is told to") {
    auto const start = std::chrono::steady_clock::now();

    school.serve();
    auto const took = std::chrono::steady_clock::now() - start;
    auto const second = type({"serve", "--test-network", neighbourhood.file().string()});
    auto const status = school.stop();

    MESSAGE("ready after ", std::chrono::duration_cast<std::chrono::milliseconds>(took).count(), " ms");
    CHECK(took < std::chrono::seconds{5});
    CHECK(second.status == 1);  // the port is taken
    CHECK(says(second.errors, std::to_string(school.port())));
    CHECK(status == 0);
}

TEST_CASE_FIXTURE(Node, "O4: a node does not serve with a package that is too old, and names what to update") {
    auto const* const options = std::getenv("ASAN_OPTIONS");
    auto const finished = run(
        {"/usr/bin/env",
         "LD_PRELOAD=" + tests::old_library(),
         "ASAN_OPTIONS=verify_asan_link_order=0:" + std::string{options == nullptr ? "" : options},
         tests::collegium_program(),
         "--config",
         school.settings_file().string(),
         "serve"}
    );

    CHECK(finished.status == 1);
    CHECK(says(finished.errors, "libsodium 1.0.17 is installed"));
    CHECK(says(finished.errors, "Update the package libsodium23"));
    CHECK(finished.output.empty());
}

}  // namespace collegium::journeys
