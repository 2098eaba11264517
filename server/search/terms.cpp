#include "server/search/terms.hpp"

#include "config/ascii.hpp"
#include "federation/content/plain_text.hpp"

#include <array>
#include <charconv>

namespace collegium::server::search {

using storage::Handle;

namespace {

constexpr Xapian::termcount title_weight = 3;
constexpr std::size_t longest_word = 200;  // bytes of a subject: a term has at most 245

std::string term(char const* prefix, std::uint64_t number) {
    return prefix + std::to_string(number);
}
std::string community_term(Handle community) {
    return term("XC", static_cast<std::uint64_t>(community));
}
std::string kind_term(storage::ObjectKind kind) {
    return term("XK", static_cast<std::uint64_t>(kind));
}
std::string tag_term(std::string const& tag) {
    return "XT:" + tag;
}
std::string phase_term(std::string const& phase) {
    return "XP:" + phase;
}
std::string subject_term(std::string_view subject) {
    return "XS:" + ascii::lowered(federation::content::cut(subject, longest_word));
}
std::string strength_term(std::string const& strength) {
    return "XE:" + strength;
}
constexpr char const* accepted_term = "XOK";
constexpr char const* answered_term = "XANSWERED";
constexpr char const* unanswered_term = "XUNANSWERED";
constexpr char const* reviewed_term = "XREVIEWED";

void add_words(Xapian::Document& document, IndexedThing const& thing) {
    Xapian::TermGenerator generator;
    generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
    if (auto const stem = stem_for(thing.language)) generator.set_stemmer(*stem);
    generator.set_document(document);
    generator.index_text(thing.title, title_weight);
    generator.increase_termpos();
    generator.index_text(thing.words);
}

// The data of a document: one line for each of these, in this order.
enum Line : std::size_t { thing_line, kind_line, community_line, phase_line, subject_line, strength_line, flags_line };
constexpr std::size_t line_count = 7;
constexpr char answered_flag = 'a', unanswered_flag = 'u', accepted_flag = 'k', reviewed_flag = 'r';

std::string flags_of(IndexedThing const& thing) {
    std::string flags;
    if (thing.answered) flags += *thing.answered ? answered_flag : unanswered_flag;
    if (thing.accepted) flags += accepted_flag;
    if (thing.reviewed) flags += reviewed_flag;
    return flags;
}

constexpr char between_subjects = '\t';

std::string joined(std::vector<std::string> const& subjects) {
    std::string line;
    for (auto const& each : subjects) line += (line.empty() ? "" : std::string{between_subjects}) + each;
    return line;
}

std::vector<std::string> parts_of(std::string_view line) {
    std::vector<std::string> parts;
    while (!line.empty()) {
        auto const end = std::min(line.find(between_subjects), line.size());
        if (end > 0) parts.emplace_back(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return parts;
}

std::string data_of(IndexedThing const& thing) {
    std::array<std::string, line_count> const lines{
        std::to_string(static_cast<std::uint64_t>(thing.handle)),
        std::to_string(static_cast<std::uint64_t>(thing.kind)),
        std::to_string(static_cast<std::uint64_t>(thing.community)),
        thing.phase,
        joined(thing.subjects),
        thing.strength,
        flags_of(thing)};
    std::string data;
    for (auto const& line : lines) data += line + "\n";
    return data;
}

std::array<std::string_view, line_count> lines_of(std::string_view data) {
    std::array<std::string_view, line_count> lines{};
    for (auto& line : lines) {
        auto const end = std::min(data.find('\n'), data.size());
        line = data.substr(0, end);
        data.remove_prefix(std::min(end + 1, data.size()));
    }
    return lines;
}

std::uint64_t number_in(std::string_view digits) {
    std::uint64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

void add_facets(Xapian::Document& document, IndexedThing const& thing) {
    document.add_boolean_term(author_term(thing.author));
    document.add_boolean_term(community_term(thing.community));
    document.add_boolean_term(kind_term(thing.kind));
    document.add_boolean_term(audience_term(thing.audience));
    for (auto const& tag : thing.tags) document.add_boolean_term(tag_term(tag));
    if (!thing.phase.empty()) document.add_boolean_term(phase_term(thing.phase));
    for (auto const& subject : thing.subjects) document.add_boolean_term(subject_term(subject));
    if (!thing.strength.empty()) document.add_boolean_term(strength_term(thing.strength));
    if (thing.answered) document.add_boolean_term(*thing.answered ? answered_term : unanswered_term);
    if (thing.accepted) document.add_boolean_term(accepted_term);
    if (thing.reviewed) document.add_boolean_term(reviewed_term);
}

}  // namespace

std::string name_of(Handle thing) {
    return term("Q", static_cast<std::uint64_t>(thing));
}

std::string author_term(Handle author) {
    return term("A", static_cast<std::uint64_t>(author));
}

std::string audience_term(storage::Audience audience) {
    return term("XA", static_cast<std::uint64_t>(audience));
}

std::optional<Xapian::Stem> stem_for(std::string const& language) {
    try {
        return Xapian::Stem{language.substr(0, language.find('-'))};
    } catch (Xapian::InvalidArgumentError const&) {
        return std::nullopt;
    }
}

Xapian::Document document_of(IndexedThing const& thing) {
    Xapian::Document document;
    add_words(document, thing);
    document.set_data(data_of(thing));
    document.add_boolean_term(name_of(thing.handle));
    add_facets(document, thing);
    return document;
}

Hit hit_of(Xapian::Document const& document) {
    auto const data = document.get_data();
    auto const lines = lines_of(data);
    auto const has = [&](char flag) { return lines[flags_line].find(flag) != std::string_view::npos; };
    Hit hit;
    hit.handle = Handle{number_in(lines[thing_line])};
    hit.kind = static_cast<storage::ObjectKind>(number_in(lines[kind_line]));
    hit.community = Handle{number_in(lines[community_line])};
    hit.phase = lines[phase_line];
    hit.subjects = parts_of(lines[subject_line]);
    hit.strength = lines[strength_line];
    if (has(answered_flag) || has(unanswered_flag)) hit.answered = has(answered_flag);
    hit.accepted = has(accepted_flag);
    hit.reviewed = has(reviewed_flag);
    return hit;
}

Xapian::Query filter_of(Filters const& filters) {
    using Xapian::Query;
    std::vector<Query> all;
    if (filters.kind) all.emplace_back(kind_term(*filters.kind));
    if (filters.community != Handle{0}) all.emplace_back(community_term(filters.community));
    if (filters.author != Handle{0}) all.emplace_back(author_term(filters.author));
    if (!filters.tag.empty()) all.emplace_back(tag_term(filters.tag));
    if (!filters.phase.empty()) all.emplace_back(phase_term(filters.phase));
    if (!filters.subject.empty()) all.emplace_back(subject_term(filters.subject));
    if (!filters.strength.empty()) all.emplace_back(strength_term(filters.strength));
    if (filters.answered) all.emplace_back(std::string{*filters.answered ? answered_term : unanswered_term});
    if (filters.accepted) all.emplace_back(std::string{accepted_term});
    if (filters.reviewed) all.emplace_back(std::string{reviewed_term});
    if (filters.for_everyone)
        all.push_back(
            Query{audience_term(storage::Audience::everyone)} | Query{audience_term(storage::Audience::quiet)}
        );
    // Query::MatchAll counts its users without a lock.
    return all.empty() ? Query{std::string{}} : Query{Query::OP_AND, all.begin(), all.end()};
}

}  // namespace collegium::server::search
