#include "federation/community/terms.hpp"

#include "config/clock.hpp"
#include "federation/community/audience.hpp"
#include "federation/community/moderation.hpp"
#include "federation/community/roll.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation::community {

using storage::Answerers;
using storage::Audience;
using storage::CommunityKind;
using storage::CommunityRecord;
using storage::Handle;
using storage::JoinPolicy;

namespace {

template <class Value, std::size_t size>
using Names = std::array<std::pair<std::string_view, Value>, size>;

constexpr Names<JoinPolicy, 3> join_policies{
    {{"open", JoinPolicy::open}, {"apply", JoinPolicy::apply}, {"invite", JoinPolicy::invite}}};

constexpr Names<Answerers, 3> answerers{
    {{"anyone", Answerers::anyone}, {"members", Answerers::members}, {"facilitators", Answerers::facilitators}}};

constexpr Names<CommunityKind, 7> kinds{
    {{"community", CommunityKind::any},
     {"subject", CommunityKind::subject},
     {"project", CommunityKind::project},
     {"teachmeet", CommunityKind::teachmeet},
     {"council", CommunityKind::council},
     {"facilitators", CommunityKind::facilitators},
     {"network", CommunityKind::network}}};

constexpr Names<Audience, 5> widths{
    {{"everyone", Audience::everyone},
     {"partners", Audience::partners},
     {"members", Audience::community},
     {"here", Audience::here},
     {"insiders", Audience::insiders}}};

// A word that we do not know is none that lets everybody read.
Audience width_in(std::string_view word) {
    return word.empty() ? Audience::everyone : width_named(word).value_or(Audience::community);
}

template <class Value, std::size_t size>
std::optional<Value> value_named(Names<Value, size> const& names, std::string_view name) noexcept {
    for (auto const& [each, value] : names)
        if (each == name) return value;
    return std::nullopt;
}

template <class Value, std::size_t size>
std::string_view name_in(Names<Value, size> const& names, Value value) noexcept {
    for (auto const& [name, each] : names)
        if (each == value) return name;
    return names.front().first;
}

std::vector<std::string> texts_in(
    JsonValue const& document, std::string_view name, std::size_t most, std::size_t longest
) {
    std::vector<std::string> texts;
    for (auto const text : references(document, name, most))
        if (!text.empty() && text.size() <= longest) texts.emplace_back(text);
    return texts;
}

std::vector<std::string> places_in(JsonValue const& document, std::string_view name) {
    std::vector<std::string> places;
    for (auto const text : references(document, name, most_places))
        if (auto const iri = Iri::parse(text)) places.push_back(iri->text());
    return places;
}

bool names(std::vector<std::string> const& places, std::string const& iri) {
    return std::ranges::find(places, iri) != places.end();
}

bool may_answer(rules::Context const& context, Handle community, std::optional<Handle> person, Answerers answers) {
    if (answers == Answerers::anyone) return true;
    if (!person) return false;
    if (moderates(context, community, *person)) return true;
    return answers == Answerers::members && belongs(context.tx, context.tables, community, *person);
}

// Where not everybody becomes a member, members write.
bool may_write(rules::Context const& context, Handle community, std::optional<Handle> person, JoinPolicy join) {
    if (join == JoinPolicy::open) return true;
    if (!person) return false;
    // Whoever writes under a pen name was asked by a facilitator.
    bool const is_pen_name = context.local && context.tables.pen_names.contains(context.tx, *person);
    return is_pen_name || *person == community || belongs(context.tx, context.tables, community, *person);
}

}  // namespace

std::string_view name_of(JoinPolicy join) noexcept {
    return name_in(join_policies, join);
}

std::string_view name_of(Answerers answers) noexcept {
    return name_in(answerers, answers);
}

std::string_view name_of(CommunityKind kind) noexcept {
    return name_in(kinds, kind);
}

std::string_view name_of_width(Audience audience) noexcept {
    return name_in(widths, audience);
}

std::optional<JoinPolicy> join_policy_named(std::string_view name) noexcept {
    return value_named(join_policies, name);
}

std::optional<Answerers> answerers_named(std::string_view name) noexcept {
    return value_named(answerers, name);
}

std::optional<CommunityKind> community_kind_named(std::string_view name) noexcept {
    return value_named(kinds, name);
}

std::optional<Audience> width_named(std::string_view name) noexcept {
    return value_named(widths, name);
}

CommunityRecord terms_of(storage::ReadTx const& tx, storage::Tables const& tables, Handle community) {
    if (auto terms = tables.communities.get(tx, community)) return *std::move(terms);
    return tables.communities_abroad.get(tx, community).value_or(CommunityRecord{});
}

void add_terms(JsonText& document, CommunityRecord const& terms) {
    document.text("col:join", name_of(terms.join))
        .text("col:answers", name_of(terms.answers))
        .text("col:width", name_of_width(terms.audience))
        .boolean("col:holds", terms.holds)
        .text("col:template", name_of(terms.kind))
        .text_unless_empty("col:rules", terms.rules);
    if (!terms.subjects.empty()) document.texts("col:subjects", terms.subjects);
    if (!terms.languages.empty()) document.texts("col:languages", terms.languages);
    if (terms.ends != Instant{}) document.text("endTime", to_rfc3339(terms.ends));
    if (!terms.part_of.empty()) document.texts("col:partOf", terms.part_of);
    if (!terms.parts.empty()) document.texts("col:parts", terms.parts);
    if (!terms.known_as.empty()) document.texts("alsoKnownAs", terms.known_as);
    document.text_unless_empty("movedTo", terms.moved_to);
}

std::optional<CommunityRecord> terms_in(JsonValue const& document) {
    auto const join = join_policy_named(text_member(document, "col:join"));
    if (!join) return std::nullopt;
    CommunityRecord terms;
    terms.join = *join;
    terms.answers = answerers_named(text_member(document, "col:answers")).value_or(Answerers::anyone);
    terms.audience = width_in(text_member(document, "col:width"));
    terms.kind = community_kind_named(text_member(document, "col:template")).value_or(CommunityKind::any);
    auto const* const holds = member(document, "col:holds");
    terms.holds = holds != nullptr && holds->IsTrue();
    auto const rules = text_member(document, "col:rules");
    if (rules.size() <= longest_rules) terms.rules = rules;
    terms.subjects = texts_in(document, "col:subjects", most_subjects, longest_subject);
    terms.languages = texts_in(document, "col:languages", most_languages, longest_subject);
    terms.ends = time_member(document, "endTime");
    terms.part_of = places_in(document, "col:partOf");
    terms.parts = places_in(document, "col:parts");
    terms.known_as = places_in(document, "alsoKnownAs");
    if (auto const iri = Iri::parse(reference_member(document, "movedTo"))) terms.moved_to = iri->text();
    return terms;
}

Result<void> describe(rules::Context const& context) {
    auto const community = context.find(context.activity.actor().text());
    auto const* const document = context.activity.object();
    auto terms = document == nullptr ? std::nullopt : terms_in(*document);
    if (!community || !terms || !is_home(context, *community)) return {};
    terms->words = context.seq;
    auto const before = terms_of(context.tx, context.tables, *community);
    terms->moved_to = before.moved_to;
    context.tables.communities.put(context.tx, *community, *terms);
    bool const closes = before.join == JoinPolicy::open && terms->join != JoinPolicy::open;
    if (closes) enrol_followers(context, *community);
    return {};
}

bool has_moved(storage::ReadTx const& tx, storage::Tables const& tables, Handle community) {
    auto const terms = tables.communities.get(tx, community);
    return terms && !terms->moved_to.empty();
}

Result<void> move(rules::Context const& context) {
    auto const community = context.find(context.activity.actor().text());
    if (!context.local || !community || !is_home(context, *community))
        return Refusal{Reason::unconcerned, "the document of whoever moves says where to"};
    auto const target = Iri::parse(context.activity.target());
    if (!target) return Refusal{Reason::malformed, "a Move needs the id of who takes the place"};
    if (*target == context.activity.actor()) return Refusal{Reason::not_allowed, "nobody moves to where they are"};
    auto terms = terms_of(context.tx, context.tables, *community);
    if (!terms.moved_to.empty()) return Refusal{Reason::unconcerned, "it has moved already"};
    terms.words = context.seq;
    terms.moved_to = target->text();
    context.tables.communities.put(context.tx, *community, terms);
    return {};
}

Result<void> check_terms(
    rules::Context const& context,
    Handle community,
    std::optional<Handle> author,
    Audience audience,
    storage::ObjectKind kind
) {
    if (!is_home(context, community)) return {};
    auto const terms = context.tables.communities.get(context.tx, community);
    if (!terms) return {};
    if (!terms->moved_to.empty()) return has_moved_on;
    if (narrower(terms->audience, audience) != audience)
        return Refusal{Reason::not_allowed, "it is for more people than the community is"};
    if (!may_write(context, community, author, terms->join))
        return Refusal{Reason::not_allowed, "members write here: join the community first"};
    bool const answers = kind == storage::ObjectKind::answer;
    if (answers && !may_answer(context, community, author, terms->answers))
        return Refusal{Reason::not_allowed, "the facilitators decided who answers here"};
    return {};
}

bool is_part_of(storage::ReadTx const& tx, storage::Tables const& tables, Handle part, Handle whole) {
    return names(terms_of(tx, tables, part).part_of, storage::iri_of(tx, tables, whole)) &&
           names(terms_of(tx, tables, whole).parts, storage::iri_of(tx, tables, part));
}

}  // namespace collegium::federation::community
