// One door for each danger: what may be done in one place only.
#include "tests/house/sources.hpp"
#include "tests/printing.hpp"

using namespace collegium::tests;

namespace {

struct Rule {
    std::string word;
    std::vector<std::string> places;
    std::string why;
};

constexpr auto versions = "server/operations/libraries.cpp";  // asks each library for its version, and nothing else

std::vector<Rule> const rules{
    {"<zstd.h>", {"storage/packing.cpp", versions}, "what is packed can be read as long as there is a store"},
    {"<xxhash.h>", {"storage/record.cpp"}, "a checksum finds broken bits and keeps nobody out"},
    {"<lmdb.h>", {"storage/engine.cpp", versions}, "the engine can be changed behind storage/engine.hpp"},
    {"rapidjson::GenericReader", {"federation/messages/json.cpp"}, "all documents come through the strict reader"},
    {"rapidjson::Reader", {}, "it writes through a null pointer when there is no memory: crypto/json_value.hpp"},
    {"rapidjson::Document", {}, "it writes through a null pointer when there is no memory: crypto/json_value.hpp"},
    {"rapidjson::Value", {}, "values are of one type: crypto/json_value.hpp"},
    {"rapidjson::StringBuffer", {}, "it writes through a null pointer when there is no memory: crypto/json_value.hpp"},
    {".Parse<", {"federation/messages/json.cpp"}, "all documents come through the strict reader"},
    {"mdb_txn_begin", {"storage/engine.cpp"}, "transactions are values of the engine"},
    {"async_connect",
     {"server/http/wire_tcp.cpp", "server/http/wire_tls.cpp"},
     "connections are made behind the dialer"},
    {"gumbo_parse", {"federation/content/parsed_html.cpp"}, "all HTML is parsed within bounds"},
    {"ParsedHtml",
     {"federation/content/parsed_html.", "federation/content/sanitise.cpp"},
     "all HTML goes through one sanitiser"},
    {"<git2.h>",
     {"federation/content/text_changes.cpp", versions},
     "texts are compared and merged by one source, without files"},
    {"ctemplate::",
     {"server/pages/page.cpp", "server/pages/page.hpp", "server/pages/page_templates.cpp"},
     "values are escaped by Page"},
    {"<boost/beast", {"server/http/", "server/streaming/web_socket.cpp"}, "handlers compile without Beast"},
    {"<xapian.h>",
     {"server/search/spelling.hpp", "server/search/terms.hpp", "federation/content/letters.cpp", versions},
     "the index can be changed behind search/word_index.hpp, its tables of letters behind content/letters.hpp"},
    {"<fido", {"crypto/passkey.cpp"}, "libfido2 can be changed behind crypto/passkey.hpp"},
    {"<unicode/", {"federation/watch/phrases.cpp", versions}, "ICU can be changed behind watch/phrases.hpp"},
    {"<archive",
     {"server/export/zip_file.cpp", "server/safeguarding/archive.cpp", versions},
     "libarchive can be changed behind export/zip_file.hpp and safeguarding/archive.hpp"},
    {"<curl/curl.h>",
     {"server/mail/smtp_sender.cpp", versions},
     "libcurl speaks to the mail server and to nobody else"},
    {"<prometheus/", {"server/operations/telemetry.cpp"}, "numbers can be told otherwise behind one header"},
    {"asio/ssl", {"server/http/"}, "the transport is erased behind Wire"},
    {"asio::detached", {}, "a coroutine's exception must be logged by somebody"},
    {"system_clock::now", {"config/clock.cpp"}, "time is passed in as a Clock"},
    {"std::random_device", {}, "randomness is passed in as Entropy"},
};

bool is_allowed(Rule const& rule, std::string const& path) {
    return std::ranges::any_of(rule.places, [&](std::string const& place) { return path.starts_with(place); });
}

}  // namespace

TEST_CASE("what belongs behind one door is nowhere else, connections first of all (CVE-2024-52579)") {
    for (auto const& source : all_rooms()) {
        auto const code = without_comments(source.text);
        for (auto const& rule : rules)
            if (code.find(rule.word) != std::string::npos && !is_allowed(rule, source.path))
                FAIL_CHECK(source.path << " has " << rule.word << ": " << rule.why);
    }
}

TEST_CASE("every door that a rule names exists, so that the rule still guards something") {
    auto const sources = all_rooms();
    for (auto const& rule : rules) {
        if (rule.places.empty()) continue;
        auto const holds = [&](Source const& source) {
            return is_allowed(rule, source.path) && source.text.find(rule.word) != std::string::npos;
        };
        INFO(rule.word);
        CHECK(std::ranges::any_of(sources, holds));
    }
}

TEST_CASE("no file is longer than 400 lines") {
    for (auto const& source : all_rooms()) {
        INFO(source.path);
        CHECK(std::ranges::count(source.text, '\n') <= 400);
    }
}

TEST_CASE("no line of a list for CMake is longer than 120 columns") {
    auto lists = sources_in({"config", "crypto", "storage", "federation", "server", "tests"}, {".txt", ".cmake"});
    std::erase_if(lists, [](auto const& each) {
        return each.path.ends_with(".txt") && !each.path.ends_with("CMakeLists.txt");
    });
    lists.push_back({"CMakeLists.txt", read_file(source_file("CMakeLists.txt"))});
    REQUIRE(lists.size() > 10);
    for (auto const& list : lists)
        for (auto const& line : lines_of(list.text))
            if (line.size() > 120) FAIL_CHECK(list.path << ": " << line);
}
