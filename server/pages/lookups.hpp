// What several pages look up and show in the same way.
#pragma once

#include "federation/messages/compose.hpp"
#include "federation/timeline.hpp"
#include "server/app.hpp"
#include "server/pages/page.hpp"
#include "server/partner_words.hpp"

namespace collegium::server::pages {

namespace timeline = federation::timeline;

// The number that an address carries in digits; nothing for any other text.
std::optional<storage::LocalId> number_of(std::string_view digits);

// Where a page of a list goes on, as its address says ("before"): below everything if it does not.
storage::LocalId before_of(Call const& call);

// The community that the address names: "name" or "name@host". Nothing if we know none.
std::optional<timeline::ActorView> community_of(App const& app, Call const& call);

// The thing that the address names by its digits; nothing if there is none.
std::optional<timeline::PostView> post_of(App const& app, Call const& call);

// An act that the log has, by its id: to be taken back. Nothing if it is not there.
std::optional<federation::Activity> act_of(App const& app, std::string_view id);

// The Create or newest Update of a thing: those who heard of it hear of its changes and its end.
std::optional<federation::Activity> newest_words(App const& app, timeline::PostView const& post);

std::string_view kind_name(storage::ObjectKind kind);  // "question", "answer", "guide", "comment"

// An answer to this question, ready to be composed.
federation::AnswerDraft answer_draft(timeline::PostView const& question, std::string words);

// Where a community's page is on this node.
std::string community_path(timeline::ActorView const& community);
std::string post_path(timeline::PostView const& post);

// Its community has not passed it on yet, and will.
bool is_waiting(timeline::PostView const& post);

// At BYLINE: author, time and whether it was edited.
void show_byline(Values& values, timeline::PostView const& post);

// At NOTICE, for members: that one of these institutions is paused, away or silent. The first that has something
// counts.
void show_notice(App const& app, Call const& call, Values& values, std::vector<std::string> const& hosts);

// The digest that a text, or a field of a form, names in base64url; nothing if it names none.
std::optional<storage::TokenDigest> digest_of(std::string_view text);
std::optional<storage::TokenDigest> digest_in(Form const& form, std::string_view name);

}  // namespace collegium::server::pages
