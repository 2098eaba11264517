#include "federation/community/pupils.hpp"
#include "federation/community/visibility.hpp"
#include "server/mastodon/mutes.hpp"
#include "server/members/accounts.hpp"
#include "server/notifications/notices.hpp"

namespace collegium::server::notifications {

namespace community = federation::community;

using storage::AccountRecord;
using storage::Audience;
using storage::Edge;
using storage::Handle;
using storage::News;
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

// Nobody gets round a block by a collection of theirs.
bool is_silenced(ReadTx const& tx, Tables const& tables, Notice const& notice) {
    if (notice.by == storage::no_one) return false;
    auto const person = community::person_behind(tx, tables, notice.by);
    return is_silenced_by_name(tx, tables, notice.member, notice.by) ||
           is_silenced_by_name(tx, tables, notice.member, person);
}

// Between the two alone, rather than in a place that others see too. Pupils are not named in what is for those who
// joined a community, so that a name there is no word to them.
bool is_private(ReadTx const& tx, Tables const& tables, Notice const& notice) {
    if (notice.news == News::follow || notice.news == News::join_request) return true;
    auto const record = tables.objects.get(tx, notice.thing);
    bool const names_in_community = record && record->audience == Audience::community && notice.news == News::mention;
    return !record || record->audience == Audience::named || record->audience == Audience::followers ||
           names_in_community;
}

// A pupil hears nothing private of an adult, nor an adult of a pupil, and a pupil nothing private of anybody elsewhere
// (needs N6, A14).
bool is_kept_apart(ReadTx const& tx, Tables const& tables, AccountRecord const& member, Notice const& notice) {
    if (notice.by == storage::no_one || notice.news == News::report || !is_private(tx, tables, notice)) return false;
    auto const other = account_of(tx, tables, community::person_behind(tx, tables, notice.by));
    return member.pupil || (other && other->pupil);
}

// Whoever looks into reports is told of each: also of what they cannot read themselves, and of what was deleted since.
bool can_see(ReadTx const& tx, Tables const& tables, Notice const& notice) {
    if (notice.news == News::report) return true;
    auto const record = notice.thing == storage::no_one ? std::nullopt : tables.objects.get(tx, notice.thing);
    if (!record) return true;  // it is about somebody, not about a thing
    return community::is_visible(tx, tables, notice.thing, *record) &&
           community::is_meant_for(tx, tables, community::Viewer::of_member(notice.member), notice.thing, *record);
}

}  // namespace

bool may_hear(ReadTx const& tx, Tables const& tables, Notice const& notice) {
    if (notice.member == community::person_behind(tx, tables, notice.by) && notice.news != News::poll) return false;
    auto const account = account_of(tx, tables, notice.member);
    if (!account || account->state != storage::AccountState::active || members::has_left(*account)) return false;
    return !is_silenced(tx, tables, notice) && !is_kept_apart(tx, tables, *account, notice) &&
           can_see(tx, tables, notice);
}

}  // namespace collegium::server::notifications
