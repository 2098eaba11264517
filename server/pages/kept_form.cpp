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
    {"title", "SHORT", phrase("Title")},
    {"words", "LONG", phrase("Your text")},
    {"summary", "LONG", phrase("Plain summary")},
    {"research", "LONG", phrase("What research says")},
    {"practice", "LONG", phrase("What practice says")},
    {"strength", "LONG", phrase("How strong the evidence is")},
    {"rationale", "LONG", phrase("Why this grade")},
    {"transferability", "LONG", phrase("For whom it holds")},
    {"context", "LONG", phrase("In what context its transferability was judged")},
    {"judgement", "LONG", phrase("Professional judgement")},
    {"action", "LONG", phrase("What to do")},
    {"cost", "LONG", phrase("Cost and time")},
    {"limits", "LONG", phrase("Limits")},
    {"references", "LONG", phrase("References")},
    {"sources", "LONG", phrase("List of references")},
    {"contributors", "LONG", phrase("Who took part")},
    {"reason", "LONG", phrase("Your reason")},
    {"overall", "LONG", phrase("What you think of the whole")},
    {"interests", "LONG", phrase("What might sway you")},
    {"asked", "LONG", phrase("What you wrote")},
    {"note", "LONG", phrase("What you wrote")},
    {"plan", "LONG", phrase("What you do")},
    {"other", "SHORT", phrase("The address")},
    {"password", "SECRET", phrase("Password")},
    {"fresh", "SECRET", phrase("The new password")},
    {"repeated", "SECRET", phrase("Password, once more")},
    {"code", "SECRET", phrase("Code")}};

void show(Values& form, FormField const& field) {
    auto const* const found = std::ranges::find(shown_fields, field.name, &Shown::name);
    bool const is_shown = found != std::end(shown_fields);
    auto row = form.repeat(is_shown ? found->part : "HIDDEN");
    row.text("NAME", field.name);
    if (is_shown) row.words("LABEL", found->label);
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

void show_kept(Values& page, Call const& call, std::string_view place) {
    auto form = page.include("KEPT", "kept_form");
    form.text("ACTION", call.request.target);
    if (place.empty())
        form.show("SEND_AGAIN");
    else
        form.repeat("DRAFT").text("PLACE", place);
    for (auto const& field : sent_fields(call))
        if (field.name != "form_key") show(form, field);
}

Response unsent_page(App const& app, Call const& call, std::string_view to) {
    Page page{app, call, "unsent", phrase("Not sent yet")};
    auto& values = page.values();
    if (to.empty())
        values.show("AGAIN");
    else
        values.repeat(to == "/sign-in" ? "SIGNED_OUT" : "FIRST").text("TO", to);
    show_kept(values, call);
    return page.render(403);
}

Response refused_form_page(App const& app, Call const& call, std::string_view field, std::string_view why) {
    Page page{app, call, "refused_form", phrase("Not sent yet")};
    auto& values = page.values();
    values.problem(field, why);
    show_kept(values, call);
    return page.render(422);
}

}  // namespace collegium::server::pages
