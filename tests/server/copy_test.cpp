// What a member takes with them: all of theirs, nothing of others, who received what; and nobody else gets it.
#include "server/export/copy_desk.hpp"
#include "server/export/node_copy.hpp"
#include "tests/federation/people.hpp"
#include "tests/files.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <array>
#include <map>

using namespace collegium;
using namespace collegium::tests;

namespace {

using Files = std::map<std::string, std::string>;

Files unpacked(std::filesystem::path const& zip) {
    Files files;
    auto* const in = archive_read_new();
    archive_read_support_format_zip(in);
    REQUIRE(archive_read_open_filename(in, zip.c_str(), 65536) == ARCHIVE_OK);
    archive_entry* entry = nullptr;
    while (archive_read_next_header(in, &entry) == ARCHIVE_OK) {
        auto& text = files[archive_entry_pathname_utf8(entry)];
        std::array<char, 4096> part{};
        for (la_ssize_t got = 0; (got = archive_read_data(in, part.data(), part.size())) > 0;)
            text.append(part.data(), static_cast<std::size_t>(got));
    }
    archive_read_free(in);
    return files;
}

struct Copies : Front {
    Copies() {
        auto const community = found("algebra", "ada");
        REQUIRE(ben.submit("/c/algebra/join").status() == 303);
        meet(village, south, north.node.settings.origin() + community);
        south.enrol("sam").follow(north.node.settings.origin() + community);
        settle();
        REQUIRE(ask(ada, "What is a group?", "A question of Ada's.") == 303);
        REQUIRE(ask(ben, "What is a ring?", "Words of Ben's <i>own</i>.") == 303);
        settle();
    }

    unsigned ask(Browser& who, std::string const& title, std::string const& words) {
        return who.submit("/c/algebra/ask", {{"title", title}, {"words", words}}).status();
    }

    static boost::asio::awaitable<bool> done(boost::asio::awaitable<void> work) {
        co_await std::move(work);
        co_return true;
    }
    void tend() { village.run(done(server::exporting::tend_copies(app))); }

    Files copy_of(Person const& person) {
        auto const state = server::exporting::copy_of(app, person.handle);
        REQUIRE(state.made);
        return unpacked(state.made->file);
    }

    Person ada_herself = add_person("ada"), ben_himself = add_person("ben");
    Browser ada = Browser::of(*this, "ada"), ben = Browser::of(*this, "ben");
};

}  // namespace

TEST_CASE_FIXTURE(Copies, "a member asks for a copy, is told when it is ready, and takes it with their password") {
    CHECK(shows(ada.get("/settings/copy"), "Make a copy of today"));
    CHECK(ada.submit("/settings/copy", {}).status() == 303);
    CHECK(shows(ada.get("/settings/copy"), "A copy is being made"));
    tend();

    CHECK(shows(ada.get("/notifications"), "The copy that you asked for is ready:"));
    CHECK(shows(ada.get("/settings/copy"), "Your copy is ready"));
    auto const wrong = ada.submit("/settings/copy/file", {{"password", "something else"}});
    CHECK(wrong.status() == 422);
    CHECK(shows(wrong, "The password is not right"));
    auto const taken = ada.submit("/settings/copy/file", {{"password", std::string{password}}});
    CHECK(taken.status() == 200);
    CHECK(taken.field("content-type") == "application/zip");
    CHECK(taken.continuation());
    CHECK_FALSE(shows(ben.get("/settings/copy"), "Your copy is ready"));
}

TEST_CASE_FIXTURE(Copies, "it holds what they wrote and who received it, and not a word of anybody else's") {
    Fields const draft{{"draft", "5"}, {"place", "/c/algebra/ask"}, {"words", "Words that wait."}};
    REQUIRE(ben.submit("/drafts/keep", draft).status() == 303);
    REQUIRE(ben.submit("/settings/copy", {}).status() == 303);
    tend();

    auto const files = copy_of(ben_himself);
    auto const& page = files.at("index.html");
    CHECK(page.find("What is a ring?") != std::string::npos);
    CHECK(page.find("Words of Ben") != std::string::npos);
    CHECK(page.find("Words that wait.") != std::string::npos);
    CHECK(page.find("What is a group?") == std::string::npos);
    auto const json = federation::Json::read_object(files.at("data.json"));
    REQUIRE(json);
    CHECK(json->root()["account"]["name"] == "ben");
    CHECK(json->root()["acts"].Size() > 0);
    CHECK(json->root()["drafts"][0]["typed"]["words"] == "Words that wait.");
    CHECK(json->root()["decisions"].Size() == 0);
    CHECK(files.at("data.json").find(R"("host":"south.test","state":"delivered")") != std::string::npos);
    CHECK(files.at("what-was-sent.html").find("south.test") != std::string::npos);
    for (auto const& [name, text] : files) {
        CHECK(text.find("A question of Ada") == std::string::npos);
        CHECK(text.find("argon2") == std::string::npos);
    }
}

TEST_CASE_FIXTURE(Copies, "hostile words are harmless on the pages of a copy") {
    REQUIRE(ask(ben, std::string{hostile}, "<img src=x onerror=alert(3)>") == 303);
    rename(iri_of(ben_himself), std::string{hostile});
    REQUIRE(ben.submit("/settings/copy", {}).status() == 303);
    tend();

    auto const page = copy_of(ben_himself).at("index.html");
    CHECK(page.find("<script") == std::string::npos);
    CHECK(page.find("<img") == std::string::npos);
    CHECK(page.find("&lt;script&gt;") != std::string::npos);
}

TEST_CASE_FIXTURE(Copies, "the whole node can be read without it, line by line and page by page") {
    TempDir const folder;
    auto const file = folder.path() / "all.zip";
    storage::Store::Change<int> const indent = [](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        std::optional<storage::Seq> first;
        tables.log.each(tx, [&](storage::Seq seq, storage::LogEntry const&) {
            first = seq;
            return false;
        });
        auto words = tables.flesh.get(tx, first.value()).value();
        tables.flesh.put(tx, first.value(), words.insert(1, "\n  "));  // as some partner sends it
        return 0;
    };
    static_cast<void>(north.node.store.write_now(indent).value());
    {
        server::backup::Progress progress;
        server::exporting::ZipFile zip{file};
        server::exporting::NodeCopy const from{
            north.node.store, "north.test", "North", north.settings.node.data / "media", {}, north.node.clock.now()};
        auto const copied = server::exporting::copy_node(from, zip, progress);
        zip.keep();
        CHECK(copied.activities == north.entries());
        CHECK(copied.people == 2);
    }
    auto const files = unpacked(file);
    auto const& lines = files.at("activities.jsonl");
    CHECK(static_cast<std::uint64_t>(std::ranges::count(lines, '\n')) == north.entries());
    CHECK(files.at("index.html").find("What is a group?") != std::string::npos);
    auto const is_thread = [](auto const& each) {
        return each.first.starts_with("threads/") && each.second.find("A question of Ada&#39;s") != std::string::npos;
    };
    auto const plain = [](auto const& each) {
        return each.first.starts_with("threads/") && each.second.find("A question of Ada") != std::string::npos;
    };
    CHECK((std::ranges::any_of(files, is_thread) || std::ranges::any_of(files, plain)));
    for (auto const& [name, text] : files) CHECK(text.find("argon2") == std::string::npos);
}
