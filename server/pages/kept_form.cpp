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

}  // namespace

bool has_words(Form const& form) {
    return std::ranges::any_of(shown_fields, [&](auto const& each) {
        return each.part != "SECRET" && !form.trimmed(each.name).empty();
    });
}

void show_kept(Values& page, Call const& call) {
    auto form = page.include("KEPT", "kept_form");
    form.text("ACTION", call.request.target);
    auto const fields = form_fields(call.request.body);
    if (!fields) return;  // it was read before, or nothing would be kept
    for (auto const& field : *fields)
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

Response refused_form_page(App const& app, Call const& call, std::string_view field, std::string_view why) {
    Page page{app, call, "refused_form", "Not done"};
    auto& values = page.values();
    values.text("FIELD", field);
    values.text("WHY", why);
    show_kept(values, call);
    return page.render(422);
}

}  // namespace collegium::server::pages
