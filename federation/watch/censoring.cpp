#include "federation/watch/censoring.hpp"

#include "crypto/canonical_json.hpp"
#include "federation/admit.hpp"
#include "federation/messages/signed_act.hpp"
#include "federation/watch/phrases.hpp"
#include "federation/watch/watching.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::watch {

namespace {

using Phrases = std::vector<std::string>;

constexpr std::string_view dots = "\u2022\u2022\u2022";
constexpr std::size_t most_words = 12;  // of one phrase, however it is pulled apart

struct Span {
    std::size_t from = 0;
    std::size_t to = 0;
    std::size_t stretch = 0;  // of words between two tags
    bool marked = false;
    bool begins = false;  // the first of what was marked together
};

bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// What stands between blanks and outside of tags.
std::vector<Span> spans_of(std::string_view text, bool html) {
    std::vector<Span> spans;
    std::size_t stretch = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (html && text[at] == '<') {
            at = std::min(text.find('>', at), text.size() - 1) + 1;
            ++stretch;
            continue;
        }
        if (is_blank(text[at])) {
            ++at;
            continue;
        }
        auto const from = at;
        while (at < text.size() && !is_blank(text[at]) && !(html && text[at] == '<')) ++at;
        spans.push_back({from, at, stretch, false, false});
    }
    return spans;
}

bool any_marked(std::vector<Span> const& spans, std::size_t from, std::size_t count) {
    auto const begin = spans.begin() + static_cast<std::ptrdiff_t>(from);
    return std::any_of(begin, begin + static_cast<std::ptrdiff_t>(count), [](Span const& each) { return each.marked; });
}

// Whether a phrase still stands in what is not marked.
bool is_left(std::string_view text, std::vector<Span> const& spans, std::string const& phrase) {
    std::string rest;
    for (auto const& span : spans) {
        rest += span.marked ? dots : text.substr(span.from, span.to - span.from);
        rest += ' ';
    }
    return Searched{rest}.has(phrase);
}

void mark_runs(std::string_view text, std::vector<Span>& spans, std::string const& phrase, std::size_t count) {
    for (std::size_t from = 0; from + count <= spans.size(); ++from) {
        auto const& first = spans[from];
        auto const& last = spans[from + count - 1];
        if (first.stretch != last.stretch || any_marked(spans, from, count)) continue;
        if (!Searched{text.substr(first.from, last.to - first.from)}.has(phrase)) continue;
        for (auto i = from; i < from + count; ++i) spans[i].marked = true;
        spans[from].begins = true;
    }
}

// The fewest words first, so that nothing beside a phrase goes with it.
void mark(std::string_view text, std::vector<Span>& spans, std::string const& phrase) {
    for (std::size_t count = 1; count <= most_words && is_left(text, spans, phrase); ++count)
        mark_runs(text, spans, phrase, count);
}

std::string texts_changed(JsonValue const& value, Phrases const& phrases) {
    if (value.IsString())
        return federation::quoted(with_dots({value.GetString(), value.GetStringLength()}, phrases, true));
    if (!value.IsObject()) return crypto::canonical_json(value);
    auto json = JsonText::object();
    for (auto const& each : value.GetObject()) json.raw(text_of(each.name), texts_changed(each.value, phrases));
    return json.done();
}

// Markdown, with what it was written in.
std::string source_changed(JsonValue const& source, Phrases const& phrases) {
    if (!source.IsObject()) return crypto::canonical_json(source);
    auto json = JsonText::object();
    for (auto const& each : source.GetObject()) {
        bool const is_text = text_of(each.name) == "content" && each.value.IsString();
        json.raw(
            text_of(each.name),
            is_text ? federation::quoted(with_dots(text_of(each.value), phrases, false))
                    : crypto::canonical_json(each.value)
        );
    }
    return json.done();
}

std::string thing_changed(JsonValue const& thing, Phrases const& phrases) {
    auto json = JsonText::object();
    for (auto const& each : thing.GetObject()) {
        auto const name = text_of(each.name);
        bool const is_text = name == "content" || name == "contentMap" || name == "summary";
        if (is_text)
            json.raw(name, texts_changed(each.value, phrases));
        else if (name == "name" && each.value.IsString())
            json.text(name, with_dots(text_of(each.value), phrases, false));
        else if (name == "source")
            json.raw(name, source_changed(each.value, phrases));
        else
            json.raw(name, crypto::canonical_json(each.value));
    }
    return json.done();
}

Phrases phrases_against(Node const& node, Activity const& activity) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        Phrases found;
        if (tables.watch_list.size(tx) == 0) return found;
        for (auto const& each : concerning(tx, tables, activity))
            if (each.action == storage::WatchAction::censor) found.push_back(each.phrase);
        return found;
    });
}

}  // namespace

std::string with_dots(std::string_view text, Phrases const& phrases, bool html) {
    auto spans = spans_of(text, html);
    for (auto const& phrase : phrases) mark(text, spans, phrase);
    std::string changed;
    std::size_t at = 0;
    for (auto const& span : spans) {
        if (!span.marked) continue;
        if (span.begins) changed += std::string{text.substr(at, span.from - at)} + std::string{dots};
        at = span.to;
    }
    return changed + std::string{text.substr(at)};
}

Activity censored(Node const& node, Activity activity) {
    bool const speaks = activity.verb() == Verb::create || activity.verb() == Verb::update;
    auto const* const thing = speaks ? activity.object() : nullptr;
    if (thing == nullptr || !thing->IsObject()) return activity;
    auto const phrases = phrases_against(node, activity);
    if (phrases.empty()) return activity;
    auto const person = node.store.read([&](auto const& tx, auto const& tables) {
        return storage::find_handle(tx, tables, activity.actor().text()).value_or(storage::no_one);
    });
    auto const author = author_of(node, person);
    if (!author) return activity;
    auto members = JsonText::object();
    for (auto const& each : activity.root().GetObject()) {
        auto const name = text_of(each.name);
        if (name == "proof") continue;
        members.raw(name, name == "object" ? thing_changed(*thing, phrases) : crypto::canonical_json(each.value));
    }
    return signed_act(*author, node.clock, members);
}

}  // namespace collegium::federation::watch
