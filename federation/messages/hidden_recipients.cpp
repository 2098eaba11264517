#include "federation/messages/hidden_recipients.hpp"

#include "crypto/json_copy.hpp"
#include "federation/messages/json_text.hpp"
#include "storage/codec.hpp"

#include <array>

namespace collegium::federation {

namespace {

constexpr std::array<char const*, 2> hidden_names{"bto", "bcc"};

void hide(JsonValue& value) {
    if (value.IsArray())
        for (auto& each : value.GetArray()) hide(each);
    if (!value.IsObject()) return;
    for (auto const* const name : hidden_names) value.EraseMember(name);
    for (auto& each : value.GetObject()) hide(each.value);
}

// An escape could hide the name from a search for it; such a text is read as well.
bool may_hide_somebody(std::string const& text) {
    return text.find("\"bto\"") != text.npos || text.find("\"bcc\"") != text.npos || text.find("\\u00") != text.npos;
}

std::vector<std::string> names_in(Activity const& activity, std::string_view field) {
    std::vector<std::string> names;
    for (auto const each : references(activity.root(), field)) names.emplace_back(each);
    return names;
}

}  // namespace

HiddenRecipients hidden_recipients_of(Activity const& activity) {
    return {names_in(activity, "bto"), names_in(activity, "bcc")};
}

Activity with_hidden_recipients(Activity const& activity, HiddenRecipients const& hidden) {
    auto text = JsonText::object();
    for (auto const& each : activity.root().GetObject()) text.raw(text_of(each.name), to_text(each.value));
    if (!hidden.bto.empty()) text.texts("bto", hidden.bto);
    if (!hidden.bcc.empty()) text.texts("bcc", hidden.bcc);
    return Activity::read(text.done()).value();
}

std::string without_hidden_recipients(std::string text) {
    if (!may_hide_somebody(text)) return text;
    auto const json = Json::read_object(text);
    if (!json) throw storage::CorruptRecord{"an activity in the log is not JSON"};
    auto copy = copy_of(json->root());
    hide(copy);
    return copy == json->root() ? std::move(text) : to_text(copy);
}

}  // namespace collegium::federation
