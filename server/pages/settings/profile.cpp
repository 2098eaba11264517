#include "server/dispatch.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/page.hpp"
#include "server/pages/settings/profile_page.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace collegium::server::pages {

using members::Profile;
using storage::ProfileField;

namespace {

using Choice = std::pair<std::string_view, std::string_view>;

constexpr std::array<Choice, 4> audiences{
    {{"public", phrase("Everyone")},
     {"unlisted", phrase("Everyone, but not in lists")},
     {"private", phrase("Those who follow me")},
     {"direct", phrase("Those whom I name")}}};

constexpr std::array<Choice, 7> languages{
    {{"", phrase("Not said")},
     {"en", "English"},
     {"de", "Deutsch"},
     {"fr", "Français"},
     {"es", "Español"},
     {"ar", "العربية"},
     {"uk", "Українська"}}};

void show_choices(Values& values, std::string_view part, std::span<Choice const> choices, std::string_view chosen) {
    for (auto const& [name, words] : choices) {
        auto option = values.repeat(part);
        option.text("NAME", name);
        option.words("WORDS", words);
        if (name == chosen) option.show("CHOSEN");
    }
}

// Eight lines, also where fewer are filled in.
// Those that are filled in, and a few for more: who needs still more saves, and there are more.
void show_fields(Values& values, std::string_view part, std::vector<ProfileField> const& fields) {
    constexpr std::size_t empty_ones = 2;
    for (std::size_t i = 0; i < std::min(fields.size() + empty_ones, members::most_fields); ++i) {
        auto line = values.repeat(part);
        line.number("NUMBER", i + 1);
        line.text("FIELD_NAME", i < fields.size() ? fields[i].name : "");
        line.text("FIELD_TEXT", i < fields.size() ? fields[i].value : "");
    }
}

std::string joined(std::vector<std::string> const& words) {
    std::string all;
    for (auto const& each : words) all += (all.empty() ? "" : ", ") + each;
    return all;
}

std::string trimmed(std::string_view text) {
    auto const first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return std::string{text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1)};
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        auto const comma = std::min(text.find(','), text.size());
        if (auto part = trimmed(text.substr(0, comma)); !part.empty()) parts.push_back(std::move(part));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return parts;
}

// Lines with nothing in them are left out; one with half of it stays, to be asked for.
std::vector<ProfileField> fields_of(Form const& form, std::string const& kind) {
    std::vector<ProfileField> fields;
    for (std::size_t i = 1; i <= members::most_fields; ++i) {
        auto const number = std::to_string(i);
        ProfileField field{form.trimmed(kind + "_name_" + number), form.trimmed(kind + "_text_" + number)};
        if (!field.name.empty() || !field.value.empty()) fields.push_back(std::move(field));
    }
    return fields;
}

std::uint64_t reviews_of(Form const& form) {
    auto const text = form.trimmed("reviews_a_term");
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return std::min<std::uint64_t>(number, 20);
}

// What is not on the page stays as it is: pictures, for example.
Profile profile_in(Form const& form, Profile profile) {
    profile.display_name = form.trimmed("display_name");
    profile.searchable = form.has("searchable");
    auto& record = profile.record;
    record.note = form.trimmed("note");
    record.shown = fields_of(form, "shown");
    record.kept = fields_of(form, "kept");
    record.language = form.trimmed("language");
    auto const audience = std::ranges::find(audiences, form.text("audience"), &Choice::first);
    record.audience = audience == audiences.end() ? "public" : audience->first;
    record.listed = form.has("listed");
    record.expertise = split(form.text("expertise"));
    record.reviews_a_term = reviews_of(form);
    record.mentors = form.has("mentors");
    return profile;
}

void show_picture(Values& values, std::string_view part, std::string const& file) {
    if (!file.empty()) values.repeat(part).text("FILE", file);
}

void show_problems(Values& values, std::vector<members::ProfileProblem> const& problems) {
    if (!problems.empty()) values.refused(phrase("The profile was not saved; your text is still here."));
    for (auto const& each : problems) values.problem(each.field, each.words);
}

}  // namespace

Profile kept_profile(App const& app, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return members::profile_of(tx, tables, call.member->actor);
    });
}

Response profile_page(
    App const& app,
    Call const& call,
    Profile const& profile,
    std::vector<members::ProfileProblem> const& problems,
    unsigned status
) {
    Page page{app, call, "settings_profile", phrase("Profile")};
    auto& values = page.values();
    auto const& record = profile.record;
    show_problems(values, problems);
    values.text("ACCOUNT", call.member->account);
    values.text("DISPLAY_NAME", profile.display_name);
    values.text("NOTE", record.note);
    show_fields(values, "SHOWN", record.shown);
    show_fields(values, "KEPT", record.kept);
    show_choices(values, "LANGUAGE", languages, record.language);
    show_choices(values, "AUDIENCE", audiences, record.audience.empty() ? "public" : record.audience);
    values.text("EXPERTISE", joined(record.expertise));
    values.number("REVIEWS", record.reviews_a_term);
    show_picture(values, "AVATAR", record.avatar);
    show_picture(values, "HEADER", record.header);
    if (profile.searchable) values.show("SEARCHABLE");
    if (record.listed) values.show("LISTED");
    if (record.mentors) values.show("MENTORS");
    if (call.form.has("saved") && problems.empty()) values.show("SAVED");
    return page.render(status);
}

awaitable<Response> get_profile(App const& app, Call call) {
    co_return profile_page(app, call, kept_profile(app, call), {}, 200);
}

awaitable<Response> post_profile(App const& app, Call call) {
    auto const profile = profile_in(call.form, kept_profile(app, call));
    auto const problems = members::problems_of(profile);
    if (!problems.empty()) co_return profile_page(app, call, profile, problems, 422);
    std::function<void(Profile&)> change = [form = call.form](Profile& kept) {
        kept = profile_in(form, std::move(kept));
    };
    auto const saved = co_await members::change_profile(app.node, *call.member, std::move(change));
    if (!saved && saved.error().reason() == Reason::no_consent)
        co_return profile_page(app, call, profile, {{"note", meaning_of(Reason::no_consent).words}}, 403);
    if (!saved) co_return refuse(app, call, saved.error());
    co_return Response::see_other("/settings/profile?saved=1");
}

}  // namespace collegium::server::pages
