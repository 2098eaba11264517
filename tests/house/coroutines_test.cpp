// co_await stands alone. GCC 12.2 destroys aggregate temporaries and closures of an awaiting expression twice.
#include "tests/house/sources.hpp"
#include "tests/printing.hpp"

#include <regex>

using namespace collegium::tests;

namespace {

// Where the statement around a place begins: after a semicolon, or after a brace that ends its line.
std::size_t statement_begin(std::string const& code, std::size_t at) {
    for (auto i = at; i-- > 0;)
        if (code[i] == ';' || ((code[i] == '{' || code[i] == '}') && code[i + 1] == '\n')) return i + 1;
    return 0;
}

// Each statement that awaits, whole.
std::vector<std::string> awaiting_statements(std::string const& text) {
    std::vector<std::string> found;
    auto const code = without_comments(text);
    for (auto at = code.find("co_await"); at != std::string::npos; at = code.find("co_await", at + 1)) {
        auto const end = code.find(';', at);
        auto const begin = statement_begin(code, at);
        found.push_back(code.substr(begin, end - begin));
    }
    return found;
}

// Braces, lambdas and ?: in one expression with co_await. "if (...) {" cannot be in it: the statement ends before.
bool is_dangerous(std::string const& statement) {
    static std::regex const structured{R"(^\s*auto (const )?\[[^\]]*\] =)"};
    static std::regex const one_line_body{R"(^[^;]*\{ (?=co_))"};
    auto const rest = std::regex_replace(std::regex_replace(statement, one_line_body, ""), structured, "");
    return rest.find_first_of("{[?") != std::string::npos;
}

// GCC 12.2 drops the body of a coroutine without locals that awaits in a condition.
bool awaits_in_condition(std::string const& code) {
    static std::regex const condition{R"((if|while|switch) *\(!?co_await)"};
    return std::regex_search(code, condition);
}

}  // namespace

TEST_CASE("no condition awaits: its result has a name of its own") {
    for (auto const& source : all_rooms()) {
        INFO(source.path);
        CHECK_FALSE(awaits_in_condition(without_comments(source.text)));
    }
    CHECK(awaits_in_condition("if (!co_await f()) co_return;"));
    CHECK_FALSE(awaits_in_condition("if (auto x = co_await f(); x) co_return;"));
}

TEST_CASE("co_await stands alone in its statement") {
    for (auto const& source : all_rooms())
        for (auto const& statement : awaiting_statements(source.text))
            if (is_dangerous(statement)) FAIL_CHECK(source.path << ": " << statement);
}

TEST_CASE("the dangerous shapes are recognised") {
    CHECK(is_dangerous(awaiting_statements("auto x = co_await f(Agg{1, 2});").front()));
    CHECK(is_dangerous(awaiting_statements("co_await f([p] { return p; });").front()));
    CHECK(is_dangerous(awaiting_statements("auto x = (co_await a()) ? b : c;").front()));
    CHECK(is_dangerous(awaiting_statements("co_return Agg{co_await one()};").front()));
    CHECK_FALSE(is_dangerous(awaiting_statements("auto x = co_await f(std::move(named));").front()));
    CHECK_FALSE(is_dangerous(awaiting_statements("auto [a, b] = co_await f(named);").front()));
}
