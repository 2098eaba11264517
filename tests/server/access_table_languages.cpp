// Who may come in where members choose the language of the pages.
#include "tests/server/access_table.hpp"

namespace collegium::tests {

namespace {

constexpr Access rows_of_languages[] = {
    {Method::get, "/settings/language", Needs::member_page},
    {Method::post, "/settings/language", Needs::member_form},
};

}  // namespace

std::span<Access const> access_for_languages() noexcept {
    return rows_of_languages;
}

}  // namespace collegium::tests
