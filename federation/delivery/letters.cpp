#include "federation/delivery/letters.hpp"

#include "federation/messages/activity.hpp"

#include <array>

namespace collegium::federation {

using storage::Seq;

namespace {

constexpr std::array<char const*, 2> hidden{"bto", "bcc"};

void hide(rapidjson::Value& value) {
    if (value.IsArray())
        for (auto& each : value.GetArray()) hide(each);
    if (!value.IsObject()) return;
    for (auto const* const name : hidden) value.EraseMember(name);
    for (auto& each : value.GetObject()) hide(each.value);
}

// An escape could hide the name from a search for it; such a text is read as well.
bool may_hide_somebody(std::string const& text) {
    return text.find("\"bto\"") != text.npos || text.find("\"bcc\"") != text.npos || text.find("\\u00") != text.npos;
}

}  // namespace

std::string without_hidden_recipients(std::string text) {
    if (!may_hide_somebody(text)) return text;
    auto const json = Json::read_object(text);
    if (!json) throw storage::CorruptRecord{"an activity in the log is not JSON"};
    rapidjson::Document copy;
    copy.CopyFrom(json->root(), copy.GetAllocator());
    hide(copy);
    return copy == json->root() ? std::move(text) : to_text(copy);
}

std::shared_ptr<Letter const> Letters::find(storage::ReadTx const& tx, storage::Tables const& tables, Seq entry) {
    if (auto const place = places_.find(entry); place != places_.end()) {
        held_.splice(held_.begin(), held_, place->second);
        // Words that were erased meanwhile must not go out.
        return tables.flesh.contains(tx, entry) ? held_.front().letter : nullptr;
    }
    auto body = tables.flesh.get(tx, entry);
    if (!body) return nullptr;
    Letter letter{without_hidden_recipients(*std::move(body))};
    held_.push_front({entry, std::make_shared<Letter const>(std::move(letter))});
    places_[entry] = held_.begin();
    if (held_.size() > most_) {
        places_.erase(held_.back().entry);
        held_.pop_back();
    }
    return held_.front().letter;
}

}  // namespace collegium::federation
