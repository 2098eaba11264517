#include "tests/federation/history.hpp"

#include "config/clock.hpp"
#include "federation/messages/json_text.hpp"

#include <array>

namespace collegium::tests {

using federation::JsonText;

namespace {

constexpr std::uint64_t epoch = 1'788'256'800;  // 2026-09-01T10:00:00Z

std::string time_text(std::uint64_t seconds) {
    return to_rfc3339(Instant{std::chrono::seconds{epoch + seconds}});
}

constexpr std::string_view everyone = "https://www.w3.org/ns/activitystreams#Public";

std::string tags_text(Act const& act) {
    auto tags = JsonText::list();
    for (auto const& person : act.named)
        tags.raw_item(JsonText::object().text("type", "Mention").text("href", person).done());
    for (auto const& tag : act.tags)
        tags.raw_item(JsonText::object().text("type", "Hashtag").text("name", "#" + tag).done());
    return tags.done();
}

struct Addresses {
    std::vector<std::string> to, cc;
};

Addresses addresses_of(Act const& act) {
    auto const followers = act.actor + "/followers";
    if (act.audience == "quiet") return {{followers}, {std::string{everyone}}};
    if (act.audience == "community") return {{act.community + "/followers"}, {act.community}};
    if (act.audience == "followers") return {{followers}, act.named};
    if (act.audience == "here") return {{Cast{}.own_origin + "/members"}, {}};
    if (act.audience == "named") return {act.named, {}};
    return {{std::string{everyone}}, {followers}};
}

std::string object_text(Act const& act) {
    auto const addresses = addresses_of(act);
    bool const in_community = act.audience != "followers" && act.audience != "named";
    auto object = JsonText::object();
    object.text("id", act.object)
        .text("type", act.parent.empty() ? "Article" : "Note")
        .text("attributedTo", act.actor)
        .text_unless_empty("inReplyTo", act.parent)
        .text_unless_empty("audience", in_community ? act.community : "")
        .texts("to", addresses.to)
        .texts("cc", addresses.cc)
        .raw("tag", tags_text(act))
        .text("content", "<p>words</p>")
        .text("published", time_text(act.kind == Act::Kind::create ? act.time : 0))
        .text("updated", time_text(act.time));
    if (act.parent.empty() || act.declared_comment)
        object.text("col:kind", act.parent.empty() ? "question" : "comment");
    return object.done();
}

std::string_view undone_type(Act const& act) {
    switch (act.kind) {
        case Act::Kind::undo_choose: return "ChooseAnswer";
        case Act::Kind::undo_vote: return act.down ? "Dislike" : "Like";
        case Act::Kind::undo_boost: return "Announce";
        case Act::Kind::undo_erase: return "Delete";
        case Act::Kind::undo_lock: return "Lock";
        default: return "Follow";
    }
}

std::string inner_text(Act const& act) {
    auto const actor = act.kind == Act::Kind::accept_follow ? act.follower : act.actor;
    auto const object = act.kind == Act::Kind::accept_follow ? act.actor : act.object;
    return JsonText::object()
        .text("id", act.undone)
        .text("type", undone_type(act))
        .text("actor", actor)
        .text("object", object)
        .text_unless_empty("summary", act.reason)
        .done();
}

std::string_view type_of(Act::Kind kind) {
    switch (kind) {
        case Act::Kind::follow: return "Follow";
        case Act::Kind::undo_follow:
        case Act::Kind::undo_choose:
        case Act::Kind::undo_vote:
        case Act::Kind::undo_erase:
        case Act::Kind::undo_boost:
        case Act::Kind::undo_lock: return "Undo";
        case Act::Kind::accept_follow: return "Accept";
        case Act::Kind::create: return "Create";
        case Act::Kind::update: return "Update";
        case Act::Kind::erase: return "Delete";
        case Act::Kind::choose: return "ChooseAnswer";
        case Act::Kind::like: return "Like";
        case Act::Kind::dislike: return "Dislike";
        case Act::Kind::lock: return "Lock";
        case Act::Kind::add_moderator: return "Add";
        case Act::Kind::remove_moderator: return "Remove";
        case Act::Kind::boost:
        case Act::Kind::announce: return "Announce";
    }
    return "";
}

// Of one person the latest counts.
bool is_opinion(Act::Kind kind) {
    return kind == Act::Kind::choose || kind == Act::Kind::like || kind == Act::Kind::dislike;
}

std::string origin_of(std::string const& iri) {
    return iri.substr(0, iri.find('/', 8));
}

}  // namespace

std::string list_text(std::vector<Act> const& acts) {
    auto list = JsonText::list();
    for (auto const& each : acts) list.raw_item(to_activity(each).bytes());
    return list.done();
}

federation::Activity to_activity(Act const& act) {
    auto text = JsonText::object();
    text.text("id", act.id).text("type", type_of(act.kind)).text("actor", act.actor);
    text.text_unless_empty("published", is_opinion(act.kind) ? time_text(act.time) : "");
    switch (act.kind) {
        case Act::Kind::create:
        case Act::Kind::update: text.raw("object", object_text(act)); break;
        case Act::Kind::undo_follow:
        case Act::Kind::undo_choose:
        case Act::Kind::undo_vote:
        case Act::Kind::undo_erase:
        case Act::Kind::undo_boost:
        case Act::Kind::undo_lock:
        case Act::Kind::accept_follow: text.raw("object", inner_text(act)); break;
        case Act::Kind::announce: text.raw("object", list_text(act.inside)); break;
        case Act::Kind::add_moderator:
        case Act::Kind::remove_moderator: text.text("target", act.community + "/moderators"); [[fallthrough]];
        case Act::Kind::follow:
        case Act::Kind::erase:
        case Act::Kind::choose:
        case Act::Kind::like:
        case Act::Kind::dislike:
        case Act::Kind::boost:
        case Act::Kind::lock: text.text_unless_empty("summary", act.reason).text("object", act.object); break;
    }
    return federation::Activity::parse(federation::Json::read_object(text.done()).value()).value();
}

// Somebody does something; then the next thing to arrive is the oldest of somebody. A few dozen acts are on the way.
Act History::next() {
    constexpr std::size_t most_on_the_way = 60;
    if (!arrived_.empty() && one_in(20)) return arrived_[below(arrived_.size())];
    std::vector<std::string> busy;
    while (busy.empty()) {
        std::size_t on_the_way = 0;
        for (auto const& [actor, acts] : waiting_) on_the_way += acts.size();
        if (on_the_way < most_on_the_way)
            for (auto const& actor : {cast_.people[below(cast_.people.size())], cast_.communities[1]})
                if (auto const act = make(actor); !act.id.empty()) waiting_[actor].push_back(act);
        for (auto const& [actor, acts] : waiting_)
            if (!acts.empty()) busy.push_back(actor);
    }
    auto& queue = waiting_[busy[below(busy.size())]];
    auto const act = queue.front();
    queue.erase(queue.begin());
    arrived_.push_back(act);
    return act;
}

std::string History::fresh(std::string const& actor, std::string const& kind) {
    return origin_of(actor) + "/" + kind + "/" + std::to_string(++counter_);
}

// An empty id: nothing comes to mind.
Act History::make(std::string const& actor) {
    if (actor == cast_.communities[1]) return one_in(2) ? make_announce(actor) : make_accept(actor);
    bool const is_local = actor.starts_with(cast_.own_origin + "/");
    switch (below(16)) {
        case 14: return make_boost(actor);
        case 15: return is_local ? make_follow(actor) : make_accept(actor);
        case 0: return make_follow(actor);
        case 1: return make_about_own(actor, Act::Kind::update);
        case 2: return make_erase(actor);
        case 3:
        case 4: return make_choose(actor);
        case 5:
        case 6: return make_vote(actor);
        case 7:
        case 8: return make_decision(actor);
        default: return make_create(actor);
    }
}

// The other node's people and community let others in.
Act History::make_accept(std::string const& actor) {
    if (standing_.empty()) return {};
    auto const& follow = standing_[below(standing_.size())];
    if (follow.kind != Act::Kind::follow || follow.object != actor) return {};
    return {Act::Kind::accept_follow, fresh(actor, "accept"), actor, actor, "", "", follow.id, follow.actor, false, 0};
}

// The other node's community passes on what somebody did; now and then it comes from them directly, too.
Act History::make_announce(std::string const& actor) {
    Act act{Act::Kind::announce, fresh(actor, "announce"), actor, "", "", "", "", "", false, 0};
    while (act.inside.empty() || one_in(4)) {
        auto const& person = cast_.people[below(cast_.people.size())];
        auto const inner = one_in(2) ? make_vote(person) : one_in(5) ? make_choose(person) : make_decision(person);
        if (inner.id.empty() || inner.kind == Act::Kind::undo_follow) continue;
        act.inside.push_back(inner);
        if (one_in(3)) waiting_[person].push_back(inner);
    }
    return act;
}

Act History::make_vote(std::string const& actor) {
    if (things_.empty()) return {};
    auto& own = votes_[actor];
    if (!own.empty() && one_in(3)) {
        auto const recent = std::min<std::size_t>(own.size(), 5);
        auto const& vote = own[own.size() - 1 - below(recent)];
        Act undo{Act::Kind::undo_vote, fresh(actor, "undo"), actor, vote.object, "", "", vote.id, "", false, 0};
        undo.down = vote.kind == Act::Kind::dislike;
        return undo;
    }
    auto const kind = one_in(3) ? Act::Kind::dislike : Act::Kind::like;
    auto const thing = !own.empty() && one_in(3) ? own.back().object : some_thing().iri;
    own.push_back({kind, fresh(actor, "vote"), actor, thing, "", "", "", "", false, 0});
    own.back().time = counter_;
    return own.back();
}

// What moderators decide, and others try.
Act History::make_decision(std::string const& actor) {
    if (things_.empty()) return {};
    auto const thing = decided_.empty() || one_in(2) ? some_thing().iri : decided_[below(decided_.size())];
    auto const community = cast_.communities[below(2)];
    Act act{Act::Kind::lock, fresh(actor, "decide"), actor, thing, "", "", "", "", false, 0};
    switch (below(6)) {
        case 0: act.kind = Act::Kind::lock; break;
        case 1: act.kind = Act::Kind::erase; break;
        case 2: act.kind = Act::Kind::undo_lock; break;
        case 3: act.kind = Act::Kind::undo_erase; break;
        case 4: act.kind = Act::Kind::add_moderator; break;
        default: act.kind = Act::Kind::remove_moderator; break;
    }
    bool const about_people = act.kind == Act::Kind::add_moderator || act.kind == Act::Kind::remove_moderator;
    if (about_people) act.object = cast_.apprentice;
    if (about_people) act.community = community;
    if (act.kind == Act::Kind::erase || act.kind == Act::Kind::undo_erase) act.reason = one_in(4) ? "" : "why";
    if (act.kind == Act::Kind::undo_erase || act.kind == Act::Kind::undo_lock) act.undone = fresh(actor, "decide");
    if (!about_people && decided_.size() < 200) decided_.push_back(thing);
    if (!about_people && decided_.size() == 200) decided_[below(200)] = thing;
    return act;
}

History::Thing History::some_thing() {
    auto const recent = std::min<std::size_t>(things_.size(), 60);
    return things_[things_.size() - 1 - below(recent)];
}

Act History::make_create(std::string const& actor) {
    Act act{Act::Kind::create, fresh(actor, "create"), actor, fresh(actor, "post"), "", "", "", "", one_in(5), 0};
    act.time = counter_;
    act.community = cast_.communities[below(2)];
    if (!things_.empty() && !one_in(4)) {
        auto const parent = some_thing();
        act.parent = parent.iri;
        act.community = parent.community;
    } else if (one_in(6)) {
        act.community.clear();
    }
    choose_audience(act);
    things_.push_back({act.object, act.community});
    own_[actor].push_back(act.object);
    return act;
}

Act History::make_about_own(std::string const& actor, Act::Kind kind) {
    auto const& own = own_[actor];
    if (own.empty()) return {};
    Act act{kind, fresh(actor, "act"), actor, own[below(own.size())], "", cast_.communities[0], "", "", false, 0};
    act.time = ++counter_;
    if (kind == Act::Kind::update && one_in(2)) choose_audience(act);
    return act;
}

// Mostly everyone, and mostly nobody by name.
void History::choose_audience(Act& act) {
    constexpr std::array<std::string_view, 5> others{"quiet", "community", "followers", "named", "here"};
    bool const is_local = act.actor.starts_with(cast_.own_origin + "/");
    if (one_in(4)) act.audience = others[below(is_local ? 5 : 4)];
    if (act.audience == "community" && act.community.empty()) act.audience = "followers";
    while (act.audience == "named" ? act.named.size() < 2 : one_in(5))
        act.named.push_back(cast_.people[below(cast_.people.size())]);
    while (one_in(3)) act.tags.push_back("tag" + std::to_string(below(10)));
}

Act History::make_boost(std::string const& actor) {
    if (things_.empty()) return {};
    if (!boosts_.empty() && one_in(3)) {
        auto const& boost = boosts_[below(boosts_.size())];
        if (boost.actor != actor) return {};
        return {Act::Kind::undo_boost, fresh(actor, "undo"), actor, boost.object, "", "", boost.id, "", false, 0};
    }
    Act const act{Act::Kind::boost, fresh(actor, "boost"), actor, some_thing().iri, "", "", "", "", false, 0};
    boosts_.push_back(act);
    return act;
}

// Mostly one's own; now and then somebody else's, which only the moderator may, and only what has arrived.
Act History::make_erase(std::string const& actor) {
    if (!one_in(3)) return make_about_own(actor, Act::Kind::erase);
    if (things_.empty()) return {};
    return {Act::Kind::erase, fresh(actor, "delete"), actor, some_thing().iri, "", "", "", "", false, 0};
}

// Not the apprentice: whether their early choice counts depends on whether they are a moderator when the answer comes.
Act History::make_choose(std::string const& actor) {
    if (actor == cast_.apprentice) return {};
    if (!standing_.empty() && one_in(3)) {
        auto const& act = standing_[below(standing_.size())];
        if (act.actor != actor) return {};
        auto const kind = act.kind == Act::Kind::choose ? Act::Kind::undo_choose : Act::Kind::undo_follow;
        return {kind, fresh(actor, "undo"), actor, act.object, "", "", act.id, "", false, 0};
    }
    if (things_.empty()) return {};
    Act act{Act::Kind::choose, fresh(actor, "choose"), actor, some_thing().iri, "", "", "", "", false, 0};
    act.time = counter_;
    standing_.push_back(act);
    return act;
}

Act History::make_follow(std::string const& actor) {
    Act act{Act::Kind::follow, fresh(actor, "follow"), actor, cast_.communities[below(2)], "", "", "", "", false, 0};
    bool const follows_person = actor.starts_with(cast_.own_origin + "/") && one_in(2);
    if (follows_person) act.object = cast_.people[3 + below(cast_.people.size() - 3)];
    // A stranger's Follow of another node's community is none of our business and never reaches us.
    if (act.object != cast_.communities[0] && !actor.starts_with(cast_.own_origin + "/")) return {};
    standing_.push_back(act);
    return act;
}

}  // namespace collegium::tests
