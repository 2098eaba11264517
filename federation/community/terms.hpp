// Terms: how a community is run: who joins, who answers, how far its things travel, what it is about and when it ends.
// Its own document says so; each change is an act of the community in the log, so that a replay judges by what held.
#pragma once

#include "federation/messages/json_text.hpp"
#include "federation/rules.hpp"

namespace collegium::federation::community {

constexpr std::size_t longest_rules = 8 * 1024;  // bytes of Markdown
constexpr std::size_t most_subjects = 20;
constexpr std::size_t longest_subject = 100;  // bytes
constexpr std::size_t most_languages = 10;
constexpr std::size_t most_places = 50;  // communities that it is part of, or that are part of it

constexpr Refusal has_moved_on{
    Reason::not_allowed, "this community has moved, and its page says where to: join and write there"};

// The word of the wire, and of our forms, for each choice.
std::string_view name_of(storage::JoinPolicy join) noexcept;
std::string_view name_of(storage::Answerers answers) noexcept;
std::string_view name_of(storage::CommunityKind kind) noexcept;
std::string_view name_of_width(storage::Audience audience
) noexcept;  // "everyone", "partners", "members", "here", "insiders"

std::optional<storage::JoinPolicy> join_policy_named(std::string_view name) noexcept;
std::optional<storage::Answerers> answerers_named(std::string_view name) noexcept;
std::optional<storage::CommunityKind> community_kind_named(std::string_view name) noexcept;
std::optional<storage::Audience> width_named(std::string_view name) noexcept;

// Of a community of ours or of another node's. Open to everyone where nobody said otherwise.
storage::CommunityRecord terms_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community);

// The members of a community's document that say it. A time is left out where it is 1970.
void add_terms(JsonText& document, storage::CommunityRecord const& terms);

// What a document says; nothing unless it says how members join. What is too long or too much is cut.
std::optional<storage::CommunityRecord> terms_in(JsonValue const& document);

// A community of ours described itself anew. Where not everybody becomes a member any more, those who follow it by now
// are members: they joined while it was open.
Result<void> describe(rules::Context const& context);

// A community of ours that another one took over: it takes nothing new.
bool has_moved(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community);

// A community of ours says that another one takes its place (the target of the act), which is said once: its own
// words stay the only ones that say so. Refuses malformed without a target, not_allowed where it leads to itself,
// unconcerned for a community of another node, whose document says it, and where it has moved already.
Result<void> move(rules::Context const& context);

// Whether somebody may write this there, as yet unknown or not. Asked where the community lives. Refuses not_allowed
// where it has moved, what is for more people than the community, words of somebody who is no member where not
// everybody becomes one, and an answer of somebody who may not answer there.
Result<void> check_terms(
    rules::Context const& context,
    storage::Handle community,
    std::optional<storage::Handle> author,
    storage::Audience audience,
    storage::ObjectKind kind
);

// It said that it is part of the other, and the other says so too.
bool is_part_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle part, storage::Handle whole);

}  // namespace collegium::federation::community
