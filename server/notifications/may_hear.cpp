#include "federation/community/pupils.hpp"
#include "federation/community/visibility.hpp"
#include "server/mastodon/mutes.hpp"
#include "server/members/accounts.hpp"
#include "server/notifications/hearing.hpp"

namespace collegium::server::notifications {

namespace community = federation::community;

using storage::AccountRecord;
using storage::Audience;
using storage::Edge;
using storage::Handle;
using storage::News;
using storage::ObjectRecord;
using storage::ReadTx;
using storage::Tables;

namespace {

std::optional<AccountRecord> account_of(ReadTx const& tx, Tables const& tables, Handle person) {
    auto const name = tables.account_names.get(tx, person);
    return name ? tables.accounts.get(tx, *name) : std::nullopt;
}

bool is_silenced_by_name(ReadTx const& tx, Tables const& tables, Handle member, Handle by) {
    Edge const place{member, by};
    auto const mute = tables.mutes.get(tx, place);
    return (mute && mastodon::mutes_notifications(*mute)) || tables.blocks.contains(tx, place) ||
           tables.blocks.contains(tx, Edge{by, member});
}

// Between the two alone, rather than in a place that others see too. Pupils are not named in what is for those who
// joined a community, so that a name there is no word to them.
bool is_private(Notice const& notice, std::optional<ObjectRecord> const& thing) {
    if (notice.news == News::follow || notice.news == News::join_request) return true;
    return !thing || thing->audience == Audience::named || thing->audience == Audience::followers ||
           (thing->audience == Audience::community && notice.news == News::mention);
}

// Whoever looks into reports is told of each: also of what they cannot read themselves, and of what was deleted since.
bool can_see(ReadTx const& tx, Tables const& tables, Notice const& notice, std::optional<ObjectRecord> const& thing) {
    if (notice.news == News::report || !thing) return true;  // without one it is about somebody
    return community::is_visible(tx, tables, notice.thing, *thing) &&
           community::is_meant_for(tx, tables, community::Viewer::of_member(notice.member), notice.thing, *thing);
}

}  // namespace

Hearing::Hearing(ReadTx const& tx, Tables const& tables, Handle member) : tx_{tx}, tables_{tables}, member_{member} {
    auto const account = account_of(tx, tables, member);
    listens_ = account && account->state == storage::AccountState::active && !members::has_left(*account);
    pupil_ = account && account->pupil;
}

Hearing::Sender const& Hearing::sender(Handle by) {
    auto const [at, is_new] = senders_.try_emplace(by);
    if (is_new) at->second = read_sender(by);
    return at->second;
}

// Nobody gets round a block by a collection of theirs.
Hearing::Sender Hearing::read_sender(Handle by) const {
    Sender sender;
    sender.person = community::person_behind(tx_, tables_, by);
    if (by == storage::no_one) return sender;
    sender.silenced = is_silenced_by_name(tx_, tables_, member_, by) ||
                      (sender.person != by && is_silenced_by_name(tx_, tables_, member_, sender.person));
    return sender;
}

// A pupil hears nothing private of an adult, nor an adult of a pupil, and a pupil nothing private of anybody elsewhere
// (needs N6, A14).
bool Hearing::is_kept_apart(Notice const& notice, std::optional<ObjectRecord> const& thing, Handle person) const {
    if (notice.by == storage::no_one || notice.news == News::report || !is_private(notice, thing)) return false;
    auto const other = pupil_ ? std::nullopt : account_of(tx_, tables_, person);
    return pupil_ || (other && other->pupil);
}

bool Hearing::of(Notice const& notice) {
    if (!listens_) return false;
    auto const& by = sender(notice.by);
    if (by.silenced || (by.person == member_ && notice.news != News::poll)) return false;
    auto const thing = notice.thing == storage::no_one ? std::nullopt : tables_.objects.get(tx_, notice.thing);
    return !is_kept_apart(notice, thing, by.person) && can_see(tx_, tables_, notice, thing);
}

bool may_hear(ReadTx const& tx, Tables const& tables, Notice const& notice) {
    return Hearing{tx, tables, notice.member}.of(notice);
}

}  // namespace collegium::server::notifications
