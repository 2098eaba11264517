#include "tests/federation/history.hpp"

#include "config/clock.hpp"
#include "federation/json_text.hpp"

namespace collegium::tests {

using federation::JsonText;

namespace {

constexpr std::uint64_t epoch = 1'788'256'800;  // 2026-09-01T10:00:00Z

std::string time_text(std::uint64_t seconds) {
    return to_rfc3339(Instant{std::chrono::seconds{epoch + seconds}});
}

std::string object_text(Act const& act) {
    auto object = JsonText::object();
    object.text("id", act.object)
        .text("type", act.parent.empty() ? "Article" : "Note")
        .text("attributedTo", act.actor)
        .text_unless_empty("inReplyTo", act.parent)
        .text("audience", act.community)
        .texts("to", {"https://www.w3.org/ns/activitystreams#Public"})
        .text("content", "<p>words</p>")
        .text("published", time_text(act.kind == Act::Kind::create ? act.time : 0))
        .text("updated", time_text(act.time));
    if (act.declared_comment) object.text("col:kind", "comment");
    return object.done();
}

std::string inner_text(Act const& act) {
    auto const type = act.kind == Act::Kind::undo_choose ? "ChooseAnswer" : "Follow";
    auto const actor = act.kind == Act::Kind::accept_follow ? act.follower : act.actor;
    auto const object = act.kind == Act::Kind::accept_follow ? act.actor : act.object;
    return JsonText::object()
        .text("id", act.undone)
        .text("type", type)
        .text("actor", actor)
        .text("object", object)
        .done();
}

std::string_view type_of(Act::Kind kind) {
    switch (kind) {
        case Act::Kind::follow: return "Follow";
        case Act::Kind::undo_follow:
        case Act::Kind::undo_choose: return "Undo";
        case Act::Kind::accept_follow: return "Accept";
        case Act::Kind::create: return "Create";
        case Act::Kind::update: return "Update";
        case Act::Kind::erase: return "Delete";
        case Act::Kind::choose: return "ChooseAnswer";
    }
    return "";
}

std::string origin_of(std::string const& iri) {
    return iri.substr(0, iri.find('/', 8));
}

}  // namespace

federation::Activity to_activity(Act const& act) {
    auto text = JsonText::object();
    text.text("id", act.id).text("type", type_of(act.kind)).text("actor", act.actor);
    switch (act.kind) {
        case Act::Kind::create:
        case Act::Kind::update: text.raw("object", object_text(act)); break;
        case Act::Kind::undo_follow:
        case Act::Kind::undo_choose:
        case Act::Kind::accept_follow: text.raw("object", inner_text(act)); break;
        case Act::Kind::follow:
        case Act::Kind::erase:
        case Act::Kind::choose: text.text("object", act.object); break;
    }
    return federation::Activity::parse(federation::Json::read_object(text.done()).value()).value();
}

Act History::next() {
    if (!arrived_.empty() && one_in(20)) return arrived_[below(arrived_.size())];
    // Somebody does something; then the next thing to arrive is the oldest of somebody.
    std::vector<std::string> busy;
    while (busy.empty()) {
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
    if (actor == cast_.communities[1]) {  // the other node's community lets people in
        if (standing_.empty() || !one_in(4)) return {};
        auto const& follow = standing_[below(standing_.size())];
        if (follow.kind != Act::Kind::follow || follow.object != actor) return {};
        Act accept{
            Act::Kind::accept_follow, fresh(actor, "accept"), actor, actor, "", "", follow.id, follow.actor, false, 0};
        return accept;
    }
    switch (below(10)) {
        case 0: return make_follow(actor);
        case 1: return make_about_own(actor, Act::Kind::update);
        case 2: return make_erase(actor);
        case 3:
        case 4: return make_choose(actor);
        default: return make_create(actor);
    }
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
    }
    things_.push_back({act.object, act.community});
    own_[actor].push_back(act.object);
    return act;
}

Act History::make_about_own(std::string const& actor, Act::Kind kind) {
    auto const& own = own_[actor];
    if (own.empty()) return {};
    Act act{kind, fresh(actor, "act"), actor, own[below(own.size())], "", cast_.communities[0], "", "", false, 0};
    act.time = ++counter_;
    return act;
}

// Mostly one's own; now and then somebody else's, which only the moderator may, and only what has arrived.
Act History::make_erase(std::string const& actor) {
    if (!one_in(3)) return make_about_own(actor, Act::Kind::erase);
    if (things_.empty()) return {};
    return {Act::Kind::erase, fresh(actor, "delete"), actor, some_thing().iri, "", "", "", "", false, 0};
}

Act History::make_choose(std::string const& actor) {
    if (!standing_.empty() && one_in(3)) {
        auto const& act = standing_[below(standing_.size())];
        if (act.actor != actor) return {};
        auto const kind = act.kind == Act::Kind::choose ? Act::Kind::undo_choose : Act::Kind::undo_follow;
        return {kind, fresh(actor, "undo"), actor, act.object, "", "", act.id, "", false, 0};
    }
    if (things_.empty()) return {};
    Act act{Act::Kind::choose, fresh(actor, "choose"), actor, some_thing().iri, "", "", "", "", false, 0};
    standing_.push_back(act);
    return act;
}

Act History::make_follow(std::string const& actor) {
    Act act{Act::Kind::follow, fresh(actor, "follow"), actor, cast_.communities[below(2)], "", "", "", "", false, 0};
    // A stranger's Follow of another node's community is none of our business and never reaches us.
    if (act.object != cast_.communities[0] && !actor.starts_with(cast_.own_origin + "/")) return {};
    standing_.push_back(act);
    return act;
}

}  // namespace collegium::tests
