#include "tests/convergence/sight.hpp"

namespace collegium::convergence {

using journeys::timeline::PostView;
using storage::Handle;
using storage::ObjectKind;
using storage::ObjectState;

namespace {

std::string page_of(PostView const& post) {
    auto const folder = post.kind == ObjectKind::question ? "/post/" : "/comment/";
    return folder + std::to_string(static_cast<std::uint64_t>(post.number));
}

Seen seen(PostView const& post, std::string const& parent) {
    Seen thing;
    thing.parent = parent;
    thing.author = post.author.iri;
    thing.title = post.kind == ObjectKind::question ? post.title() : "";
    thing.words = post.source;
    thing.deleted = post.state != ObjectState::visible;
    thing.accepted = post.accepted && !thing.deleted;
    thing.announced = post.announced;
    thing.page = page_of(post);
    return thing;
}

std::string shown(Things const& things, std::string const& iri) {
    auto const found = things.find(iri);
    if (found == things.end() || found->second.deleted) return "nothing";
    auto const& thing = found->second;
    return thing.parent + "|" + thing.author + "|" + thing.title + "|" + thing.words +
           (thing.accepted ? "|accepted" : "");
}

}  // namespace

Things things_in(School const& school, Community const& community) {
    return school.look([&](auto const& tx, auto const& tables) {
        Things things;
        auto const handle = storage::find_handle(tx, tables, community.iri);
        if (!handle) return things;
        tables.topics.ascend(tx, {*handle, storage::LocalId{0}}, [&](storage::PlaceKey const& key, Handle topic) {
            if (key.under != *handle) return false;
            auto const thread = journeys::timeline::thread_of(tx, tables, topic);
            if (!thread) return true;
            things[thread->question.iri] = seen(thread->question, "");
            for (auto const& answer : thread->answers) things[answer.iri] = seen(answer, thread->question.iri);
            for (auto const& comment : thread->comments) things[comment.iri] = seen(comment, thread->question.iri);
            return true;
        });
        return things;
    });
}

std::vector<std::string> differences(Things const& at_home, Things const& elsewhere) {
    std::set<std::string> names;
    for (auto const* const things : {&at_home, &elsewhere})
        for (auto const& each : *things) names.insert(each.first);
    std::vector<std::string> lines;
    for (auto const& iri : names) {
        auto const here = shown(at_home, iri), there = shown(elsewhere, iri);
        if (here != there) lines.push_back(iri + ": '" + there + "', and at home '" + here + "'");
    }
    return lines;
}

std::set<std::string> members_of(School const& school, Community const& community) {
    return school.look([&](auto const& tx, auto const& tables) {
        std::set<std::string> members;
        auto const handle = storage::find_handle(tx, tables, community.iri);
        tables.following.each(tx, [&](storage::Edge const& key, storage::FollowRecord const& follow) {
            auto const who = storage::iri_of(tx, tables, key.of);
            if (handle && key.by == *handle)
                members.insert(who + (follow.state == storage::FollowState::accepted ? "" : " (waits)"));
            return true;
        });
        return members;
    });
}

}  // namespace collegium::convergence
