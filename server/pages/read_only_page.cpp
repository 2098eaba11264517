#include "server/pages/read_only_page.hpp"

#include "server/pages/page.hpp"
#include "server/read_only.hpp"

#include <algorithm>

namespace collegium::server::pages {

namespace {

struct Typed {
    std::string_view name;
    std::string_view label;
    bool is_long;
};

// What people type at length, so that they see that it is still there and can copy it.
constexpr Typed typed[] = {
    {"title", "Title", false},
    {"words", "Your text", true},
    {"asked", "What you wrote", true},
    {"note", "What you wrote", true}};

constexpr std::string_view secrets[] = {"password", "repeated", "fresh", "code"};

struct Field {
    std::string name;
    std::string value;
};

// In order, and also those that have one name. The form itself keeps only the first of these.
std::vector<Field> fields_of(std::string_view body) {
    std::vector<Field> fields;
    while (!body.empty()) {
        auto const part = body.substr(0, body.find('&'));
        body.remove_prefix(std::min(part.size() + 1, body.size()));
        auto const sign = std::min(part.find('='), part.size());
        auto name = percent_decoded(part.substr(0, sign), true);
        auto value = percent_decoded(part.substr(std::min(sign + 1, part.size())), true);
        if (name && value) fields.push_back({*std::move(name), *std::move(value)});
    }
    return fields;
}

void show(Values& form, Field const& field) {
    auto const found = std::ranges::find(typed, field.name, &Typed::name);
    bool const is_typed = found != std::end(typed);
    auto row = form.repeat(!is_typed ? "HIDDEN" : found->is_long ? "LONG" : "SHORT");
    row.text("NAME", field.name);
    row.text("VALUE", field.value);
    if (is_typed) row.text("LABEL", found->label);
}

void show_form(Values& page, Call const& call) {
    auto form = page.repeat("KEPT");
    form.text("ACTION", call.request.target);
    auto const fields = fields_of(call.request.body);
    for (auto const& field : fields)
        if (field.name != "form_key") show(form, field);
}

// A password does not stand on a page again.
bool has_secrets(Call const& call) {
    return std::ranges::any_of(secrets, [&](auto const name) { return call.form.has(name); });
}

}  // namespace

Response read_only_page(App const& app, Call const& call, bool kept) {
    Page page{app, call, "read_only", "Read-only for now"};
    auto values = page.values();
    if (kept && !has_secrets(call))
        show_form(values, call);
    else
        values.show("NOT_KEPT");
    return page.render(503);
}

}  // namespace collegium::server::pages
