#include "tests/server/golden.hpp"

#include "crypto/json_value.hpp"
#include "federation/messages/json.hpp"
#include "tests/places.hpp"
#include "tests/printing.hpp"

#include <rapidjson/prettywriter.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace collegium::tests {

namespace {

std::string in_lines(std::string_view json) {
    auto const read = federation::Json::read(std::string{json});
    REQUIRE(read);
    JsonBuffer buffer;
    rapidjson::PrettyWriter<JsonBuffer, rapidjson::UTF8<>, rapidjson::UTF8<>, ThrowingAllocator> writer{buffer};
    writer.SetIndent(' ', 2);
    read->root().Accept(writer);
    return std::string{buffer.GetString(), buffer.GetSize()} + "\n";
}

}  // namespace

void check_golden(std::string_view name, std::string_view json) {
    auto const file = source_file("tests/server/golden/" + std::string{name} + ".json");
    auto const lines = in_lines(json);
    if (std::getenv("COLLEGIUM_WRITE_GOLDEN") != nullptr) std::ofstream{file} << lines;
    std::ostringstream kept;
    kept << std::ifstream{file}.rdbuf();
    INFO(file.string());
    CHECK(lines == kept.str());
}

}  // namespace collegium::tests
