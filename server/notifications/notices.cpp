#include "server/notifications/notices.hpp"

#include "federation/community/marks.hpp"
#include "federation/community/visibility.hpp"
#include "federation/events/reading.hpp"
#include "federation/logged.hpp"
#include "federation/subjects/subject.hpp"
#include "server/notifications/guide_news.hpp"
#include "server/notifications/report_readers.hpp"
#include "server/notifications/review_news.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::notifications {

namespace community = federation::community;

using federation::Verb;
using storage::Edge;
using storage::Handle;
using storage::MarkKind;
using storage::News;
using storage::ObjectKind;
using storage::ObjectRecord;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::size_t most_names = 1000;  // of a thing that are looked at

// One snapshot, one entry, and what is made of them.
class Teller {
public:
    Teller(ReadTx const& tx, Tables const& tables, Logged const& logged) : tx_{tx}, tables_{tables}, logged_{logged} {}

    Notices tell() {
        switch (static_cast<Verb>(logged_.entry.verb)) {
            case Verb::create: tell_of_new_thing(); break;
            case Verb::update: tell_of_edit(); break;
            case Verb::delete_: note_gone(logged_.entry.object); break;
            case Verb::follow: tell_of_follow(); break;
            case Verb::undo: take_back(); break;
            case Verb::announce: tell_of_announce(); break;
            case Verb::choose_answer: tell_of_choice(logged_.entry.object); break;
            case Verb::like:
                if (logged_.activity) tell_of_like(*logged_.activity, logged_.entry.object, logged_.entry.actor);
                break;
            case Verb::flag: tell_of_report(); break;
            case Verb::offer:
                if (logged_.activity) tell_of_offer(*logged_.activity);
                break;
            case Verb::join: tell_of_application(); break;
            case Verb::invite: tell_of_invitation(); break;
            case Verb::accept:
                tell_of_acceptance();
                tell_of_offer_answer(logged_.entry.object, logged_.entry.actor);
                break;
            case Verb::reject:
            case Verb::tentative_accept:
            case Verb::tentative_reject: tell_of_offer_answer(logged_.entry.object, logged_.entry.actor); break;
            case Verb::leave:
            case Verb::dislike:
            case Verb::lock:
            case Verb::add:
            case Verb::remove:
            case Verb::block:
            case Verb::move:
            case Verb::read: break;
        }
        return std::move(notices_);
    }

private:
    std::optional<ObjectRecord> record_of(Handle thing) const {
        return thing == storage::no_one ? std::nullopt : tables_.objects.get(tx_, thing);
    }

    std::optional<Handle> find(std::string_view iri) const {
        return iri.empty() ? std::nullopt : storage::find_handle(tx_, tables_, iri);
    }

    void tell(Notice const& notice) {
        if (notices_.told.size() < most_told) tell_whoever_waits(notice);
    }

    // However many they are: they asked for it themselves, and nobody else can make them more.
    void tell_whoever_waits(Notice const& notice) {
        auto& told = notices_.told;
        if (!may_hear(tx_, tables_, notice)) return;
        bool const twice = std::ranges::any_of(told, [&](Notice const& each) { return each.member == notice.member; });
        if (!twice) told.push_back(notice);
    }

    void tell_all(std::vector<Notice> const& notices) {
        for (auto const& each : notices) tell(each);
    }

    // Those whom the thing is written to, by name; a copy to somebody is no mention.
    std::vector<std::string_view> named() const {
        if (!logged_.activity) return {};
        auto const* const object = logged_.activity->object();
        if (object == nullptr || !object->IsObject()) return {};
        auto names = federation::references(*object, "to", most_names);
        auto const* const tags = federation::member(*object, "tag");
        if (tags == nullptr || !tags->IsArray()) return names;
        for (auto const& tag : tags->GetArray())
            if (tag.IsObject() && federation::type_of(tag) == "Mention" && names.size() < most_names)
                names.push_back(federation::text_member(tag, "href"));
        return names;
    }

    void tell_of_new_thing() {
        auto const thing = logged_.entry.object;
        auto const record = record_of(thing);
        if (!record) return;
        auto const parent = record_of(record->parent);
        tell_all(news_of_review(tx_, tables_, thing));
        if (parent && record->kind == ObjectKind::answer) tell({parent->author, News::answer, record->author, thing});
        auto const adoption = tables_.adoptions.get(tx_, {record->parent, thing});
        if (parent && adoption) tell({parent->author, News::adopted, record->author, thing});
        if (parent && record->kind != ObjectKind::answer) tell({parent->author, News::comment, record->author, thing});
        for (auto const name : named())
            if (auto const person = find(name)) tell({*person, News::mention, record->author, thing});
    }

    // Those who wrote below it, who favoured it, who passed it on, who made something of it, or who come to it.
    void tell_of_edit() {
        auto const thing = logged_.entry.object;
        auto const record = record_of(thing);
        if (!record || record->words != logged_.seq) return;
        tell_of_follow_up(*record, thing);
        Notice notice{storage::no_one, News::edited, record->author, thing};
        auto const tell_person = [&](Handle person) {
            notice.member = person;
            tell(notice);
            return notices_.told.size() < most_told;
        };
        tables_.replies.ascend(tx_, {record->root, storage::LocalId{0}}, [&](PlaceKey const& key, Handle reply) {
            auto const below = key.under == record->root ? record_of(reply) : std::nullopt;
            // The views may be ahead of this entry: who replied after the edit has read the new words.
            bool const knew = below && below->parent == thing && below->created < logged_.seq;
            return below && (!knew || tell_person(below->author));
        });
        tables_.votes.ascend(tx_, {thing, storage::no_one}, [&](Edge const& key, storage::Vote const& vote) {
            return key.of == thing && (vote.kind != storage::VoteKind::up || tell_person(key.by));
        });
        tables_.boosters.ascend(tx_, {thing, storage::no_one}, [&](Edge const& key, storage::LocalId) {
            return key.of == thing && tell_person(key.by);
        });
        for (auto const person : followers_of_guide(tx_, tables_, thing)) tell_person(person);
        tables_.attendances
            .ascend(tx_, {thing, storage::no_one}, [&](Edge const& key, storage::AttendanceRecord const& guest) {
                if (key.of != thing) return false;
                notice.member = key.by;
                if (federation::events::wants_to_come(guest.state)) tell_whoever_waits(notice);
                return true;
            });
    }

    // A school measured again: its guide's author hears what has come of it.
    void tell_of_follow_up(ObjectRecord const& record, Handle thing) {
        auto const adoption = tables_.adoptions.get(tx_, {record.parent, thing});
        auto const guide = adoption ? record_of(record.parent) : std::nullopt;
        bool const is_followed_up = guide && adoption->outcome != storage::AdoptionOutcome::none;
        if (is_followed_up) tell({guide->author, News::followed_up, record.author, thing});
    }

    void note_gone(Handle thing) {
        auto const record = record_of(thing);
        if (!record || !community::is_visible(tx_, tables_, thing, *record)) notices_.gone.push_back(thing);
    }

    // Of a person, or of a community that does not let everybody in by itself.
    void tell_of_follow() {
        auto const followed = logged_.entry.object, follower = logged_.entry.actor;
        auto const standing = tables_.following.get(tx_, {follower, followed});
        if (!standing || standing->seq != logged_.seq) return;
        bool const asks = standing->state == storage::FollowState::pending;
        tell({followed, asks ? News::join_request : News::follow, follower, storage::no_one});
        if (!asks || tables_.account_names.contains(tx_, followed)) return;
        tables_.moderators.ascend(tx_, {followed, storage::no_one}, [&](Edge const& key, storage::Ruling) {
            if (key.of == followed) tell({key.by, News::join_request, follower, followed});
            return key.of == followed;
        });
    }

    // Of somebody who waits for the facilitators of a community here.
    void tell_of_application() {
        auto const community = logged_.entry.object, person = logged_.entry.actor;
        auto const standing = tables_.members.get(tx_, {community, person});
        bool const waits = standing && standing->state == storage::MembershipState::applied;
        if (!waits || standing->seq != logged_.seq) return;
        tables_.moderators.ascend(tx_, {community, storage::no_one}, [&](Edge const& key, storage::Ruling) {
            if (key.of == community) tell({key.by, News::join_request, person, community});
            return key.of == community;
        });
    }

    // Whoever invited, it is the community that they are told of.
    void tell_of_invitation() {
        auto const person = logged_.activity ? find(logged_.activity->target()) : std::nullopt;
        auto const community = logged_.entry.object;
        auto const standing = person ? tables_.members.get(tx_, {community, *person}) : std::nullopt;
        bool const stands = standing && standing->state == storage::MembershipState::invited;
        if (stands && standing->seq == logged_.seq) tell({*person, News::invited, storage::no_one, community});
    }

    // A community let somebody in who had applied.
    void tell_of_acceptance() {
        if (!logged_.activity) return;
        auto const seq = tables_.known.get(tx_, storage::hash_of(logged_.activity->object_id()));
        auto const asked = seq ? tables_.log.get(tx_, *seq) : std::nullopt;
        if (!asked || static_cast<Verb>(asked->verb) != Verb::join || asked->object != logged_.entry.actor) return;
        auto const standing = tables_.members.get(tx_, {asked->object, asked->actor});
        if (standing && standing->state == storage::MembershipState::member)
            tell({asked->actor, News::let_in, storage::no_one, asked->object});
    }

    void take_back() {
        if (!logged_.activity) return;
        auto const seq = tables_.known.get(tx_, storage::hash_of(logged_.activity->object_id()));
        auto const undone = seq ? tables_.log.get(tx_, *seq) : std::nullopt;
        if (!undone || undone->actor != logged_.entry.actor) return;
        auto const verb = static_cast<Verb>(undone->verb);
        auto const like = verb == Verb::like ? federation::logged_activity(tx_, tables_, *seq) : std::nullopt;
        if (like) notices_.taken_back.push_back({storage::no_one, news_of(*like), undone->actor, undone->object});
        auto const offer = verb == Verb::offer ? federation::logged_activity(tx_, tables_, *seq) : std::nullopt;
        if (offer) take_back_offer(*offer);
        if (verb == Verb::announce)
            notices_.taken_back.push_back({storage::no_one, News::boost, undone->actor, undone->object});
    }

    // Of a change in a guide, or that somebody review one.
    void tell_of_offer(federation::Activity const& offer) {
        tell_all(news_of_suggestion(tx_, tables_, offer));
        tell_all(news_of_request(tx_, tables_, offer));
    }

    void tell_of_offer_answer(Handle offer, Handle by) {
        tell_all(news_of_suggestion_answer(tx_, tables_, offer));
        tell_all(news_of_answer(tx_, tables_, offer, by));
    }

    // What was suggested, or asked and reminded of, is over; those who knew of it hear so.
    void take_back_offer(federation::Activity const& offer) {
        auto const handle = find(offer.id().text());
        auto const by = find(offer.actor().text());
        if (!handle || !by) return;
        for (auto const news : {News::suggestion, News::review_request, News::review_due, News::review_overdue})
            notices_.taken_back.push_back({storage::no_one, news, *by, *handle});
        tell_all(news_of_withdrawal(tx_, tables_, offer));
    }

    static News news_of(federation::Activity const& like) {
        auto const mark = community::mark_of(like);
        if (!mark) return News::favourite;
        switch (*mark) {
            case MarkKind::useful: return News::useful;
            case MarkKind::evidenced: return News::evidenced;
            case MarkKind::wanted: return News::wanted;
            case MarkKind::thanks: return News::thanked;
        }
        return News::favourite;
    }

    // Whether it still stands.
    bool stands(federation::Activity const& like, Handle thing, Handle by) const {
        if (auto const mark = community::mark_of(like)) return tables_.marks.contains(tx_, {thing, *mark, by});
        auto const vote = tables_.votes.get(tx_, {thing, by});
        return vote && vote->kind == storage::VoteKind::up;
    }

    void tell_of_like(federation::Activity const& like, Handle thing, Handle by) {
        auto const record = record_of(thing);
        if (record && stands(like, thing, by)) tell({record->author, news_of(like), by, thing});
    }

    void tell_of_choice(Handle answer) {
        tell_all(news_of_override(tx_, tables_, answer));
        auto const record = record_of(answer);
        auto const choice = record ? tables_.accepted.get(tx_, {record->root, answer}) : std::nullopt;
        if (choice) tell({record->author, News::accepted, choice->by, answer});
    }

    // Communities and subjects pass on everything: that is news to nobody.
    static bool announces_by_itself(storage::ActorRecord const& announcer) {
        return announcer.type == storage::ActorType::group || federation::subjects::is_subject(announcer);
    }

    // What a community passes on has an entry of its own, but for votes and decisions.
    void tell_of_announce() {
        if (!logged_.activity) return;
        auto const acts = logged_.activity->wrapped();
        for (auto const* const act : acts) tell_of_wrapped(*act);
        auto const announcer = tables_.actors.get(tx_, logged_.entry.actor);
        auto const record = acts.empty() && announcer && !announces_by_itself(*announcer)
                                ? record_of(logged_.entry.object)
                                : std::nullopt;
        if (record) tell({record->author, News::boost, logged_.entry.actor, logged_.entry.object});
    }

    void tell_of_wrapped(JsonValue const& act) {
        auto const verb = federation::verb_named(federation::type_of(act));
        auto const thing = find(federation::reference_member(act, "object"));
        auto const by = find(federation::reference_member(act, "actor"));
        if (!verb || !thing || !by) return;
        if (*verb == Verb::like)
            if (auto const like = federation::Activity::parse(act)) tell_of_like(*like, *thing, *by);
        if (*verb == Verb::choose_answer) tell_of_choice(*thing);
        if (*verb == Verb::delete_) note_gone(*thing);
    }

    // Who reported is for nobody to know.
    void tell_of_report() {
        auto const thing = logged_.entry.object;
        for (auto const member : report_readers(tx_, tables_, logged_.seq))
            tell({member, News::report, storage::no_one, thing});
    }

    ReadTx const& tx_;
    Tables const& tables_;
    Logged const& logged_;
    Notices notices_;
};

}  // namespace

Notices notices_of(ReadTx const& tx, Tables const& tables, Logged const& logged) {
    return Teller{tx, tables, logged}.tell();
}

}  // namespace collegium::server::notifications
