#include "config/log.hpp"

#include "tests/printing.hpp"

using namespace collegium;
using log::Form;
using log::Level;

TEST_CASE("a line of the log is one line in both forms, whatever a stranger wrote") {
    log::Fields const fields{{"host", "north.example"}, {"said", "one\nlevel=error \"two\" \\"}};

    CHECK(
        log::line_of(Form::text, Level::warning, "refused a message", fields) ==
        "refused a message host=north.example said=\"one\\x0alevel=error \\\"two\\\" \\\\\""
    );
    CHECK(
        log::line_of(Form::json, Level::warning, "refused a message", fields) ==
        "{\"level\":\"warning\",\"event\":\"refused a message\",\"host\":\"north.example\","
        "\"said\":\"one\\u000alevel=error \\\"two\\\" \\\\\"}"
    );
}
