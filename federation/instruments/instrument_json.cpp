#include "federation/instruments/instrument_json.hpp"

#include "crypto/canonical_json.hpp"
#include "crypto/digest.hpp"
#include "federation/messages/activity.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation::instruments {

namespace {

constexpr std::array<std::string_view, 8> members_of_words{
    "col:revision",
    "col:purpose",
    "col:usage",
    "col:scoring",
    "col:better",
    "col:languages",
    "col:licence",
    "col:source"};

std::string_view language_of(JsonValue const& object) {
    auto const* const language = member(object, "language");
    return language != nullptr && language->IsObject() ? text_member(*language, "identifier") : std::string_view{};
}

void add_words(JsonText& object, Instrument const& instrument) {
    object.number("col:revision", instrument.revision)
        .text("col:purpose", instrument.purpose)
        .text("col:usage", instrument.usage)
        .text("col:scoring", instrument.scoring)
        .text("col:better", name_of(instrument.better))
        .texts("col:languages", instrument.languages)
        .text("col:licence", instrument.licence)
        .text_unless_empty("col:source", instrument.source);
}

std::vector<std::string> languages_of(JsonValue const& object) {
    std::vector<std::string> found;
    auto const* const given = member(object, "col:languages");
    if (given == nullptr || !given->IsArray()) return found;
    for (auto const& each : given->GetArray()) {
        if (found.size() > most_languages) break;
        found.emplace_back(text_of(each));
    }
    return found;
}

// What is of a wrong shape is as if it were not there, and shows up among the problems.
Instrument read(JsonValue const& object, Better better) {
    Instrument instrument;
    instrument.title = text_member(object, "name");
    instrument.purpose = text_member(object, "col:purpose");
    instrument.usage = text_member(object, "col:usage");
    instrument.scoring = text_member(object, "col:scoring");
    instrument.better = better;
    instrument.languages = languages_of(object);
    instrument.licence = text_member(object, "col:licence");
    instrument.source = text_member(object, "col:source");
    instrument.language = language_of(object);
    auto const* const revision = member(object, "col:revision");
    bool const is_counted = revision != nullptr && revision->IsUint64();
    instrument.revision = std::max<std::uint64_t>(is_counted ? revision->GetUint64() : 0, 1);
    return instrument;
}

}  // namespace

Result<Instrument> instrument_in(JsonValue const& object) {
    auto const better = better_named(text_member(object, "col:better"));
    if (!better) return Refusal{Reason::malformed, "a tool for measuring says which way its figure is good"};
    auto instrument = read(object, *better);
    auto const problems = problems_of(instrument);
    if (!problems.empty()) return problems.front().why;
    if (version_of(object) != text_member(object, "col:version"))
        return Refusal{Reason::malformed, "the version of a tool for measuring is not the name of its words"};
    return instrument;
}

std::string version_of(JsonValue const& object) {
    auto words = JsonText::object();
    words.text("name", text_member(object, "name")).text("language", language_of(object));
    for (auto const name : members_of_words)
        if (auto const* const value = member(object, name)) words.raw(name, to_text(*value));
    auto const json = Json::read_object(words.done());
    if (!json) return {};
    return "sha-256:" + crypto::to_hex(crypto::sha256(crypto::bytes_of(crypto::canonical_json(json->root()))));
}

std::string version_of(Instrument const& instrument) {
    auto object = JsonText::object();
    object.text("name", instrument.title)
        .raw("language", JsonText::object().text("identifier", instrument.language).done());
    add_words(object, instrument);
    auto const json = Json::read_object(object.done());
    return json ? version_of(json->root()) : std::string{};
}

void add_instrument(JsonText& object, Instrument const& instrument) {
    add_words(object, instrument);
    object.text("col:version", version_of(instrument));
}

std::string as_markdown(Instrument const& instrument) {
    std::string text = "**A tool for measuring (instrument), version " + std::to_string(instrument.revision) +
                       "**\n\n" + instrument.purpose + "\n\n## How to use it\n\n" + instrument.usage +
                       "\n\n## How to score it\n\n" + instrument.scoring + "\n\n" +
                       std::string{heading_of(instrument.better)} + ". Languages: " + joined(instrument.languages) +
                       ". Licence: " + instrument.licence + ".\n";
    if (!instrument.source.empty()) text += "\nSource: " + instrument.source + "\n";
    return text;
}

}  // namespace collegium::federation::instruments
