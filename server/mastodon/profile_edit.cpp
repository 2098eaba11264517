#include "server/mastodon/profile_edit.hpp"

#include "federation/content/plain_text.hpp"

#include <algorithm>

namespace collegium::server::mastodon {

namespace {

constexpr std::string_view visibilities[] = {"public", "unlisted", "private", "direct"};

std::optional<std::string> given(Parameters const& parameters, std::string_view name) {
    return parameters.has(name) ? std::optional{parameters.text(name)} : std::nullopt;
}

bool is_longer(std::optional<std::string> const& text, std::size_t most) {
    return text && federation::content::characters(*text) > most;
}

bool has_control_bytes(std::string_view text) {
    return std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

// ISO 639, with a region or not.
bool is_language(std::string_view text) {
    auto const fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; };
    return text.size() <= 8 && std::ranges::all_of(text, fits);
}

// Fields that were emptied are gone.
std::optional<std::vector<storage::ProfileField>> given_fields(Parameters const& parameters) {
    auto const indices = parameters.indices("fields_attributes");
    if (indices.empty()) return std::nullopt;
    std::vector<storage::ProfileField> fields;
    for (auto const& index : indices) {
        auto const base = "fields_attributes[" + index + "]";
        storage::ProfileField field{parameters.text(base + "[name]"), parameters.text(base + "[value]")};
        if (!field.name.empty() || !field.value.empty()) fields.push_back(std::move(field));
    }
    return fields;
}

bool is_good(storage::ProfileField const& field) {
    auto const fits = [](std::string const& text) {
        return federation::content::characters(text) <= longest_field && !has_control_bytes(text);
    };
    return fits(field.name) && fits(field.value);
}

// Some programs send what they were given, an address; only a file is a picture.
bool names_picture(Parameters const& parameters) {
    return !parameters.text("avatar").empty() || !parameters.text("header").empty();
}

std::string_view problem_with(ProfileEdit const& edit) {
    if (is_longer(edit.display_name, longest_display_name))
        return "The name is too long: use at most 60 characters. Nothing was changed.";
    if (edit.display_name && has_control_bytes(*edit.display_name))
        return "The name holds characters that cannot be shown. Nothing was changed.";
    if (is_longer(edit.note, longest_bio))
        return "The text about you is too long: use at most 2000 characters. Nothing was changed.";
    if (edit.language && !is_language(*edit.language))
        return "The language is not known: use a code such as \"en\". Nothing was changed.";
    if (edit.audience && std::ranges::find(visibilities, *edit.audience) == std::end(visibilities))
        return "The audience is not known: use public, unlisted, private or direct. Nothing was changed.";
    if (edit.fields && edit.fields->size() > most_fields)
        return "There are too many fields: use at most 8. Nothing was changed.";
    if (edit.fields && !std::ranges::all_of(*edit.fields, is_good))
        return "A field is too long or cannot be shown: use at most 255 characters. Nothing was changed.";
    return {};
}

}  // namespace

ReadProfileEdit read_profile_edit(Parameters const& parameters) {
    if (names_picture(parameters))
        return {{}, "A picture has to come as a file of a multipart form. Nothing was changed."};
    ProfileEdit edit;
    edit.display_name = given(parameters, "display_name");
    edit.note = given(parameters, "note");
    edit.language = given(parameters, "source[language]");
    edit.audience = given(parameters, "source[privacy]");
    edit.listed = parameters.boolean("discoverable");
    edit.searchable = parameters.boolean("indexable");
    edit.fields = given_fields(parameters);
    auto const problem = problem_with(edit);
    return {std::move(edit), problem};
}

void apply_profile_edit(members::Profile& profile, ProfileEdit const& edit, std::string const& account) {
    auto& record = profile.record;
    if (edit.display_name) profile.display_name = edit.display_name->empty() ? account : *edit.display_name;
    if (edit.note) record.note = *edit.note;
    if (edit.language) record.language = *edit.language;
    if (edit.audience) record.audience = *edit.audience;
    if (edit.searchable) profile.searchable = *edit.searchable;
    if (edit.listed) record.listed = *edit.listed;
    if (edit.fields) record.shown = *edit.fields;
}

}  // namespace collegium::server::mastodon
