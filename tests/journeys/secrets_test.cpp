// What lets somebody in is in no file of a node but the one of its sealing key (security W13): words that were used as
// secrets are searched for in all that it wrote.
#include "tests/journeys/browser.hpp"
#include "tests/journeys/typist.hpp"
#include "tests/printing.hpp"

namespace collegium::journeys {

namespace fs = std::filesystem;

namespace {

// The last word of each of curl's lines.
std::vector<std::string> values_of(std::vector<std::string> const& cookies) {
    std::vector<std::string> values;
    for (auto const& line : cookies) values.push_back(line.substr(line.rfind('\t') + 1));
    return values;
}

struct Secretive : Typist {
    // Files below the node's folder, and its backups, in which one of these words stands, but for the sealing key's.
    std::vector<std::string> files_with(std::vector<std::string> const& words) const {
        std::vector<std::string> found;
        for (auto const& entry : fs::recursive_directory_iterator{neighbourhood.folder()}) {
            if (!entry.is_regular_file() || entry.path() == key || entry.path() == passphrase) continue;
            auto const bytes = tests::read_file(entry.path());
            for (auto const& each : words)
                if (says(bytes, each)) found.push_back(entry.path().filename().string() + " has " + each);
        }
        return found;
    }

    // The process that serves.
    fs::path process() const {
        for (auto const& entry : fs::directory_iterator{"/proc"}) {
            if (!fs::exists(entry.path() / "cmdline")) continue;
            auto const words = tests::read_file(entry.path() / "cmdline");
            if (says(words, school.settings_file().string()) && says(words, "serve")) return entry.path();
        }
        throw std::runtime_error{"no process serves"};
    }

    fs::path home = school.settings_file().parent_path();
    fs::path key = home / "sealing.key", passphrase = neighbourhood.folder() / "passphrase";
};

}  // namespace

TEST_CASE_FIXTURE(Secretive, "what lets somebody in stands in no file of the store, of the log or of a backup") {
    std::vector<std::string> secrets{
        password,
        "canary of a wrong try",
        "canary of four new words",
        "canary.of.an.address",
        "canary of a passphrase"};
    school.add_person("ada", "Ada Okafor");
    school.add_community("algebra", "Teaching algebra", "ada");
    school.serve();
    Browser window{school};
    CHECK(window.sign_in("ada", "canary of a wrong try").status == 422);
    led_to(window.sign_in("ada"));
    led_to(window.submit(
        "/settings/mail",
        "/settings/mail/address",
        {{"address", "canary.of.an.address@mail.example"}, {"password", password}}
    ));
    auto former = values_of(window.cookies());
    led_to(window.submit(
        "/settings/password",
        "/settings/password",
        {{"password", password}, {"fresh", "canary of four new words"}, {"repeated", "canary of four new words"}}
    ));
    led_to(window.submit(
        "/c/algebra/ask", "/c/algebra/ask", {{"title", "What everybody may read"}, {"words", "What is a group?"}}
    ));
    for (auto const& each : {former, values_of(window.cookies())})
        secrets.insert(secrets.end(), each.begin(), each.end());
    secrets.push_back(window.form_key("/settings/mail", "/settings/mail/address"));
    auto const invited = type({"invite"}).output;
    secrets.push_back(between(invited, "/invitation/", "\n"));
    auto const program = read_json(HttpClient{school}.send(
        {"/api/v1/apps",
         {"Content-Type: application/x-www-form-urlencoded"},
         "client_name=canary&redirect_uris=urn:ietf:wg:oauth:2.0:oob",
         true}
    ));
    secrets.emplace_back(program["client_secret"].GetString());
    auto const sealing_key = tests::read_file(key);
    secrets.push_back(sealing_key.substr(0, 32));
    for (auto const& each : secrets) REQUIRE(each.size() >= 12);

    CHECK(says(tests::read_file(process() / "limits"), "Max core file size        0                    0"));
    std::ofstream{passphrase} << "canary of a passphrase\n";
    auto const backup = type(
        {"backup",
         (neighbourhood.folder() / "backups").string(),
         "--passphrase-file",
         passphrase.string(),
         "--with-keys"}
    );
    CHECK(backup.status == 0);
    CHECK(school.stop() == 0);

    CHECK(
        files_with({"ready commands-node.localhost"}) ==
        std::vector<std::string>{"output has ready commands-node.localhost"}
    );  // what is there is found
    CHECK(files_with(secrets).empty());
}

}  // namespace collegium::journeys
