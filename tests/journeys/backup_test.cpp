// A node's data is copied while it serves, brought back on a bare disk, and read through for damage.
#include "config/clock.hpp"
#include "tests/files.hpp"
#include "tests/journeys/browser.hpp"
#include "tests/journeys/typist.hpp"
#include "tests/journeys/village.hpp"
#include "tests/printing.hpp"

#include <algorithm>

namespace collegium::journeys {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds long_enough{
    120};  // the passphrase takes a while on purpose, and more so when it is watched

struct Disaster : Typist {
    Disaster() {
        school.add_person("ada", "Ada Okafor");
        school.add_person("ben", "Ben Ruiz");
        std::ofstream{passphrase} << "five words that nobody guesses\n";
        add_picture("portrait of nobody");
    }

    Finished slowly(Command const& words) const { return run(school.command(words), "", long_enough); }

    Finished backup(Command more = {}) const {
        more.insert(more.begin(), {"backup", folder.string(), "--passphrase-file", passphrase.string()});
        return slowly(more);
    }

    Finished restore(Command more = {}) const {
        more.insert(more.begin(), {"restore", file().string(), "--passphrase-file", passphrase.string()});
        return slowly(more);
    }

    // The newest one.
    fs::path file(std::string const& ending = ".backup") const {
        std::vector<fs::path> found;
        for (auto const& entry : fs::directory_iterator{folder})
            if (entry.path().extension() == ending) found.push_back(entry.path());
        if (found.empty()) throw std::runtime_error{"there is no " + ending};
        return *std::ranges::max_element(found);
    }

    void add_picture(std::string const& bytes) const {
        fs::create_directories(picture.parent_path());
        std::ofstream{picture, std::ios::binary} << bytes;
    }

    void lose_the_disk() {
        school.keep("lost");  // and looks into it no more
        fs::remove_all(data);
    }

    std::string document_of(std::string const& name) const {
        return HttpClient{school}.send({"/u/" + name, {std::string{"Accept: "} + activity_json}, "", false}).body;
    }

    static void flip(fs::path const& path, std::uintmax_t place) {
        std::fstream bytes{path, std::ios::in | std::ios::out | std::ios::binary};
        bytes.seekg(static_cast<std::streamoff>(place));
        auto const byte = static_cast<char>(bytes.get() ^ 1);
        bytes.seekp(static_cast<std::streamoff>(place));
        bytes.put(byte);
    }

    fs::path home = neighbourhood.folder() / "commands-node";
    fs::path data = home / "data";
    fs::path folder = neighbourhood.folder() / "backups";
    fs::path passphrase = neighbourhood.folder() / "passphrase";
    fs::path picture = data / "media" / "ab" / ("ab" + std::string(38, '1') + ".png");
};

}  // namespace

TEST_CASE_FIXTURE(
    Disaster, "a node that lost its disk is itself again, keys and all, from a copy made while it served"
) {
    school.serve();
    auto const before = document_of("ada");
    Browser signed_in{school};
    REQUIRE(signed_in.sign_in("ada").status == 303);
    REQUIRE(signed_in.get("/settings").status == 200);
    auto const made = backup({"--with-keys", "--verify", "--json"});
    CHECK(made.status == 0);
    CHECK(says(made.output, R"("verified":{"records":)"));
    CHECK(says(made.output, R"("people":2,"pictures":1)"));
    CHECK(made.errors.empty());  // nobody looks at a terminal
    CHECK(says(tests::read_file(data / "last-backup.json"), R"("verified":")"));
    school.kill();
    lose_the_disk();
    auto const settings = tests::read_file(school.settings_file());
    fs::remove(home / "sealing.key");
    fs::remove(school.settings_file());

    auto const without = restore();
    CHECK(without.status == 1);
    CHECK(says(without.errors, "the sealing key is not there"));
    CHECK(says(without.errors, "--keys"));
    CHECK_FALSE(fs::exists(data / "data.mdb"));

    auto const dry = restore({"--keys", file(".keys").string(), "--dry-run"});
    CHECK(dry.status == 0);
    CHECK(says(dry.output, "Nothing was changed."));
    CHECK_FALSE(fs::exists(data));
    CHECK_FALSE(fs::exists(home / "sealing.key"));

    auto const restored = restore({"--keys", file(".keys").string()});
    CHECK(restored.status == 0);
    CHECK(tests::read_file(school.settings_file()) == settings);
    CHECK(tests::read_file(picture) == "portrait of nobody");
    school.serve();
    CHECK(document_of("ada") == before);
    CHECK(signed_in.copy().get("/settings").status == 303);  // it may have been ended since the backup
    CHECK(Browser{school}.sign_in("ben").status == 303);
    CHECK(says(type({"audit", "export"}).output, "restored the node from a backup of "));
}

TEST_CASE_FIXTURE(Disaster, "what cannot be brought back is refused by its cause, and nothing is left of the try") {
    REQUIRE(backup().status == 0);
    auto const original = tests::read_file(file());
    auto const again = restore();
    CHECK(again.status == 1);
    CHECK(says(again.errors, "there is a store already, and a restore writes over none"));
    lose_the_disk();

    auto const refused = [&](std::string const& words) {
        auto const finished = restore();
        CHECK(finished.status == 1);
        CHECK_MESSAGE(says(finished.errors, words), finished.errors);
        CHECK_FALSE(fs::exists(data / "data.mdb"));
        CHECK_FALSE(fs::exists(data / "restoring"));
    };

    fs::resize_file(file(), original.size() * 2 / 3);
    refused("ends in the middle: it was not written or copied to its end");
    std::ofstream{file(), std::ios::binary} << original;
    for (auto const part : {3, 5, 9}) {
        flip(file(), original.size() * static_cast<std::size_t>(part) / 10);
        refused("is damaged after");
        flip(file(), original.size() * static_cast<std::size_t>(part) / 10);
    }
    fs::rename(folder / "pictures", folder / "elsewhere");
    refused("the folder 'pictures' beside the backup belongs to it");
    fs::rename(folder / "elsewhere", folder / "pictures");
    std::ofstream{passphrase} << "another five words entirely\n";
    refused("the passphrase is another one");
    std::ofstream{passphrase} << "five words that nobody guesses\n";
    auto const key = tests::read_file(home / "sealing.key");
    std::ofstream{home / "sealing.key"} << std::string(64, 'b') << '\n';
    refused("does not open the keys in this store");
    std::ofstream{home / "sealing.key"} << key;

    CHECK(restore().status == 0);
}

TEST_CASE_FIXTURE(Disaster, "pictures are kept once, old backups go, and nothing of the node stands in the clear") {
    REQUIRE(says(backup({"--json"}).output, R"("pictures":1,"new_pictures":1)"));
    auto const first = file();
    CHECK_FALSE(says(tests::read_file(first), "Ada Okafor"));
    auto const begun = to_rfc3339(SystemClock{}.now());  // backups are named by the second
    REQUIRE(until(std::chrono::seconds{3}, [&] { return to_rfc3339(SystemClock{}.now()) != begun; }));

    auto const second = backup({"--json", "--keep", "1"});

    CHECK(says(second.output, R"("pictures":1,"new_pictures":0,"removed":1)"));
    CHECK_FALSE(fs::exists(first));
    CHECK(slowly({"backup", "--verify-only", file().string(), "--passphrase-file", passphrase.string()}).status == 0);
}

TEST_CASE_FIXTURE(Disaster, "a damaged picture keeps no node from coming back, and the next backup seals it anew") {
    REQUIRE(backup().status == 0);
    auto const sealed = [&] {
        for (auto const& entry : fs::recursive_directory_iterator{folder / "pictures"})
            if (entry.is_regular_file() && entry.path().extension() != ".damaged") return entry.path();
        throw std::runtime_error{"there is no sealed picture"};
    };
    flip(sealed(), fs::file_size(sealed()) / 2);
    auto const verified =
        slowly({"backup", "--verify-only", file().string(), "--passphrase-file", passphrase.string()});
    CHECK(verified.status == 1);
    CHECK(says(verified.errors, "1 of its pictures are damaged or missing"));
    auto const begun = to_rfc3339(SystemClock{}.now());
    REQUIRE(until(std::chrono::seconds{3}, [&] { return to_rfc3339(SystemClock{}.now()) != begun; }));
    CHECK(says(backup({"--json"}).output, R"("new_pictures":1)"));
    CHECK(slowly({"backup", "--verify-only", file().string(), "--passphrase-file", passphrase.string()}).status == 0);

    flip(sealed(), fs::file_size(sealed()) / 2);
    lose_the_disk();
    auto const restored = restore();
    CHECK(restored.status == 0);
    CHECK(says(restored.errors, picture.filename().string()));
    CHECK_FALSE(fs::exists(picture));
    CHECK(fs::exists(data / "data.mdb"));
}

TEST_CASE_FIXTURE(Disaster, "a node without a store does not make an empty one in the place of what is lost") {
    lose_the_disk();
    fs::create_directories(data);
    auto const served = type({"serve"});
    CHECK(served.status == 1);
    CHECK(says(served.errors, "there is no store"));
    CHECK_FALSE(fs::exists(data / "data.mdb"));
}

TEST_CASE_FIXTURE(Disaster, "a backup that is locked for a public key opens with its other half and with no other") {
    auto const key = neighbourhood.folder() / "key", other = neighbourhood.folder() / "other";
    REQUIRE(type({"backup-key", key.string()}).status == 0);
    REQUIRE(type({"backup-key", other.string()}).status == 0);
    REQUIRE(slowly({"backup", folder.string(), "--public-key", key.string() + ".pub"}).status == 0);
    lose_the_disk();

    auto const without = slowly({"restore", file().string(), "--dry-run"});
    auto const wrong = slowly({"restore", file().string(), "--dry-run", "--secret-key", other.string()});
    auto const right = slowly({"restore", file().string(), "--dry-run", "--secret-key", key.string()});

    CHECK(without.status == 1);
    CHECK(says(without.errors, "give the file with its secret half with --secret-key"));
    CHECK(wrong.status == 1);
    CHECK(says(wrong.errors, "give the other one"));
    CHECK(right.status == 0);
    CHECK(type({"backup-key", key.string()}).status == 1);  // never over a key that is there
}

TEST_CASE_FIXTURE(Disaster, "a scrub finds nothing on a sound disk, and names what a flipped bit broke") {
    school.serve();
    auto const sound = type({"scrub"});
    CHECK(sound.status == 0);
    CHECK(says(sound.output, "1 pictures were read, all as they were written."));
    school.stop();
    school.keep();  // the store is looked into no more

    auto const bytes = tests::read_file(data / "data.mdb");
    unsigned named = 0;
    for (auto at = bytes.find("Ada Okafor"); at != std::string::npos; at = bytes.find("Ada Okafor", at + 1)) {
        flip(data / "data.mdb", at);
        auto const broken = type({"scrub", "--json"});
        bool const is_named = broken.status == 3 && says(broken.output, R"("what":"does not match its checksum")") &&
                              says(broken.output, R"("table":")");
        named += is_named ? 1U : 0U;
        CHECK((is_named || broken.status == 0));  // an old page that is free by now
        if (is_named) CHECK(says(backup().errors, "'collegium scrub' lists them"));
        flip(data / "data.mdb", at);
    }
    CHECK(named > 0);

    flip(picture, 3);
    auto const broken = type({"scrub"});
    CHECK(broken.status == 3);
    CHECK(says(broken.output, picture.filename().string() + ": is not as it was written"));
    CHECK(says(type({"health"}).output, "1 thing on the disk is damaged."));
}

TEST_CASE("what a community said since the backup is fetched when the node serves again, once") {
    Village village{"gap"};
    village.start();
    village.settle();
    village.join();
    REQUIRE(until(patience, [&] { return village.has_joined() && village.is_quiet(); }));
    auto const folder = village.neighbourhood.folder() / "backups";
    auto const key = village.neighbourhood.folder() / "key";
    run_well(village.hillside.command({"backup-key", key.string()}));
    run_well(village.hillside.command({"backup", folder.string(), "--public-key", key.string() + ".pub"}));
    auto const asked =
        village.cora.submit("/c/algebra/ask", "/c/algebra/ask", {{"title", "Since then"}, {"words", "What is new?"}});
    auto const question = village.northfield.origin() + led_to(asked);
    REQUIRE(until(patience, [&] { return village.hillside.thread(question) && village.is_quiet(); }));
    auto const before = village.hillside.counts();

    village.hillside.kill();
    village.hillside.keep("lost");
    auto const data = village.hillside.settings_file().parent_path() / "data";
    fs::remove_all(data);
    fs::path file;
    for (auto const& entry : fs::directory_iterator{folder})
        if (entry.path().extension() == ".backup") file = entry.path();
    run_well(village.hillside.command({"restore", file.string(), "--secret-key", key.string()}));
    CHECK_FALSE(village.hillside.thread(question));
    village.hillside.serve();

    CHECK(until(patience, [&] { return village.hillside.thread(question).has_value(); }));
    CHECK(until(patience, [&] { return village.is_quiet(); }));
    CHECK(village.hillside.counts().objects == before.objects);
    CHECK(village.hillside.views_agree_with_log());
}

}  // namespace collegium::journeys
