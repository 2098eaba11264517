// The arrows between rooms point one way: server -> federation -> storage -> config, and all of them to crypto.
#include "tests/house/sources.hpp"
#include "tests/printing.hpp"

#include <map>

using namespace collegium::tests;

namespace {

std::map<std::string, std::vector<std::string>> const allowed{
    {"crypto", {"crypto"}},
    {"config", {"config"}},
    {"storage", {"storage", "config", "crypto"}},
    {"federation", {"federation", "storage", "config", "crypto"}},
    {"server", {"server", "federation", "storage", "config", "crypto"}},
};

// The room of an #include "room/file", or an empty text.
std::string included_room(std::string const& line) {
    constexpr std::string_view start = "#include \"";
    if (!line.starts_with(start)) return {};
    return line.substr(start.size(), line.find('/') - start.size());
}

std::vector<std::string> wrong_includes(std::vector<Source> const& sources) {
    std::vector<std::string> wrong;
    for (auto const& source : sources) {
        auto const& rooms = allowed.at(source.room());
        for (auto const& line : lines_of(source.text)) {
            auto const room = included_room(line);
            if (!room.empty() && std::ranges::find(rooms, room) == rooms.end())
                wrong.push_back(source.path + ": " + line);
        }
    }
    return wrong;
}

// The transport knows nothing of the pages and routes above it.
bool belongs_below_handlers(std::string const& line) {
    return line.starts_with("#include \"server/") && !line.starts_with("#include \"server/http/");
}

}  // namespace

TEST_CASE("no room includes a room above it") {
    auto const sources = all_rooms();
    REQUIRE(sources.size() > 100);

    for (auto const& wrong : wrong_includes(sources)) FAIL_CHECK(wrong);
}

TEST_CASE("an include against the arrows would be seen") {
    CHECK(wrong_includes({{"storage/x.cpp", "#include \"federation/apply.hpp\"\n"}}).size() == 1);
    CHECK(wrong_includes({{"crypto/x.cpp", "#include \"config/result.hpp\"\n"}}).size() == 1);
    CHECK(wrong_includes({{"server/x.cpp", "#include \"tests/files.hpp\"\n"}}).size() == 1);
    CHECK(wrong_includes({{"server/x.cpp", "#include \"federation/apply.hpp\"\n"}}).empty());
}

TEST_CASE("the transport includes nothing of the server above it") {
    for (auto const& source : sources_in({"server/http"}, {".cpp", ".hpp"}))
        for (auto const& line : lines_of(source.text))
            if (belongs_below_handlers(line)) FAIL_CHECK(source.path << ": " << line);
}
