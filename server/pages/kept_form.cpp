#include "server/pages/kept_form.hpp"

#include <algorithm>

namespace collegium::server::pages {

namespace {

struct Shown {
    std::string_view name;
    std::string_view part;
    std::string_view label;
};

// What people type, so that they see that it is still there and can copy it; and what must not stand on a page again.
constexpr Shown shown_fields[] = {
    {"title", "SHORT", "Title"},
    {"words", "LONG", "Your text"},
    {"summary", "LONG", "Plain summary"},
    {"research", "LONG", "What research says"},
    {"practice", "LONG", "What practice says"},
    {"strength", "LONG", "How strong the evidence is"},
    {"rationale", "LONG", "Why this grade"},
    {"transferability", "LONG", "For whom it holds"},
    {"context", "LONG", "In what context its transferability was judged"},
    {"judgement", "LONG", "Professional judgement"},
    {"action", "LONG", "What to do"},
    {"cost", "LONG", "Cost and time"},
    {"limits", "LONG", "Limits"},
    {"references", "LONG", "References"},
    {"sources", "LONG", "List of references"},
    {"contributors", "LONG", "Who took part"},
    {"reason", "LONG", "Your reason"},
    {"overall", "LONG", "What you think of the whole"},
    {"interests", "LONG", "What might sway you"},
    {"asked", "LONG", "What you wrote"},
    {"note", "LONG", "What you wrote"},
    {"plan", "LONG", "What you do"},
    {"other", "SHORT", "The address"},
    {"password", "SECRET", "Password"},
    {"fresh", "SECRET", "The new password"},
    {"repeated", "SECRET", "Password, once more"},
    {"code", "SECRET", "Code"}};

void show(Values& form, FormField const& field) {
    auto const* const found = std::ranges::find(shown_fields, field.name, &Shown::name);
    bool const is_shown = found != std::end(shown_fields);
    auto row = form.repeat(is_shown ? found->part : "HIDDEN");
    row.text("NAME", field.name);
    if (is_shown) row.text("LABEL", found->label);
    if (!is_shown || found->part != "SECRET") row.text("VALUE", field.value);
}

// A form that came in parts has each name once, and its files are chosen again.
std::vector<FormField> sent_fields(Call const& call) {
    std::vector<FormField> sent;
    if (boundary_of(call.request.field("content-type")).empty()) {
        auto fields = form_fields(call.request.body);
        return fields ? *std::move(fields) : sent;  // it was read before, or nothing would be kept
    }
    for (auto const& [name, value] : call.form.all()) sent.push_back({name, value});
    return sent;
}

}  // namespace

bool has_words(Form const& form) {
    return std::ranges::any_of(shown_fields, [&](auto const& each) {
        return each.part != "SECRET" && !form.trimmed(each.name).empty();
    });
}

void show_kept(Values& page, Call const& call, std::string_view action) {
    auto form = page.include("KEPT", "kept_form");
    form.text("ACTION", action.empty() ? std::string_view{call.request.target} : action);
    for (auto const& field : sent_fields(call))
        if (field.name != "form_key") show(form, field);
}

Response unsent_page(App const& app, Call const& call, std::string_view to) {
    Page page{app, call, "unsent", "Not sent yet"};
    auto& values = page.values();
    if (to.empty())
        values.show("AGAIN");
    else
        values.repeat(to == "/sign-in" ? "SIGNED_OUT" : "FIRST").text("TO", to);
    show_kept(values, call);
    return page.render(403);
}

}  // namespace collegium::server::pages
