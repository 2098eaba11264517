// Prints the name of each statement that held, so that a run shows what it has proven.
#include <doctest/doctest.h>

#include <cstring>
#include <iostream>

namespace {

struct PassedNames : doctest::IReporter {
    explicit PassedNames(doctest::ContextOptions const& options) : out{*options.cout} {}

    void report_query(doctest::QueryData const&) override {}
    void test_run_start() override {}
    void test_run_end(doctest::TestRunStats const&) override {}
    void test_case_start(doctest::TestCaseData const& data) override { name = data.m_name; }
    void test_case_reenter(doctest::TestCaseData const&) override {}
    void test_case_end(doctest::CurrentTestCaseStats const& stats) override {
        if (stats.failure_flags == 0) out << "passed: " << name << '\n';
    }
    void test_case_exception(doctest::TestCaseException const&) override {}
    void subcase_start(doctest::SubcaseSignature const&) override {}
    void subcase_end() override {}
    void log_assert(doctest::AssertData const&) override {}
    void log_message(doctest::MessageData const&) override {}
    void test_case_skipped(doctest::TestCaseData const&) override {}

    std::ostream& out;
    char const* name = "";
};

}  // namespace

REGISTER_LISTENER("passed_names", 1, PassedNames);
