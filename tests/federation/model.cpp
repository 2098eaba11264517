#include "tests/federation/model.hpp"

namespace collegium::tests {

void Model::apply(Act const& act) {
    if (!seen_.insert(act.id).second) return;
    switch (act.kind) {
        case Act::Kind::follow: {
            auto& follow = follows_[{act.actor, act.object}];
            follow.id = act.id;
            return;
        }
        case Act::Kind::undo_follow: {
            auto const found = follows_.find({act.actor, act.object});
            if (found != follows_.end() && found->second.id == act.undone) follows_.erase(found);
            return;
        }
        case Act::Kind::accept_follow: {
            auto const found = follows_.find({act.follower, act.actor});
            if (found != follows_.end()) found->second.accepted = true;
            return;
        }
        case Act::Kind::create: {
            auto const tombstone = tombstones_.find(act.object);
            if (things_.contains(act.object) || (tombstone != tombstones_.end() && tombstone->second == act.actor))
                return;
            things_[act.object] = {act.actor, act.parent, act.community, act.declared_comment, act.time, false, false};
            return;
        }
        case Act::Kind::update: {
            auto const found = things_.find(act.object);
            if (found == things_.end() || found->second.author != act.actor) return;
            auto& thing = found->second;
            if (!thing.deleted && !thing.removed && act.time > thing.updated) thing.updated = act.time;
            return;
        }
        case Act::Kind::erase: return erase(act);
        case Act::Kind::choose: return choose(act);
        case Act::Kind::undo_choose: {
            auto const found = choice_ids_.find(act.undone);
            if (found == choice_ids_.end()) return;
            auto const standing = choices_.find(found->second);
            if (standing != choices_.end() && standing->second == act.undone) choices_.erase(standing);
            return;
        }
    }
}

void Model::erase(Act const& act) {
    auto const found = things_.find(act.object);
    if (found == things_.end()) {
        auto const origin = [](std::string const& iri) { return iri.substr(0, iri.find('/', 8)); };
        if (origin(act.object) == origin(act.actor)) tombstones_.insert_or_assign(act.object, act.actor);
        return;
    }
    auto& thing = found->second;
    if (thing.author == act.actor)
        thing.deleted = true;
    else if (moderators_.contains(act.actor) && is_ours(community_of(act.object)) && !thing.deleted)
        thing.removed = true;
}

void Model::choose(Act const& act) {
    bool const known = things_.contains(act.object);
    auto const kind = known ? kind_of(act.object) : "unknown";
    if (kind == "question" || kind == "comment") return;
    if (kind == "answer" && is_ours(act.actor) && !may_accept(act.object, act.actor)) return;
    choices_[{act.object, act.actor}] = act.id;
    choice_ids_[act.id] = {act.object, act.actor};
}

std::string Model::kind_of(std::string const& thing) const {
    auto const& self = things_.at(thing);
    if (self.parent.empty()) return "question";
    if (!things_.contains(self.parent)) return "unknown";
    auto const above = kind_of(self.parent);
    if (above == "unknown") return "unknown";
    return above == "question" && !self.declared_comment ? "answer" : "comment";
}

std::string Model::root_of(std::string const& thing) const {
    auto const& self = things_.at(thing);
    if (self.parent.empty()) return thing;
    return things_.contains(self.parent) ? root_of(self.parent) : self.parent;
}

std::string Model::community_of(std::string const& thing) const {
    auto const& self = things_.at(thing);
    return !self.parent.empty() && things_.contains(self.parent) ? community_of(self.parent) : self.community;
}

bool Model::may_accept(std::string const& answer, std::string const& chooser) const {
    auto const question = root_of(answer);
    bool const asked = things_.contains(question) && things_.at(question).author == chooser;
    return asked || (is_ours(community_of(answer)) && moderators_.contains(chooser));
}

std::set<std::pair<std::string, std::string>> Model::accepted() const {
    std::set<std::pair<std::string, std::string>> found;
    for (auto const& [choice, id] : choices_) {
        auto const& [answer, chooser] = choice;
        if (things_.contains(answer) && kind_of(answer) == "answer" && may_accept(answer, chooser))
            found.insert({root_of(answer), answer});
    }
    return found;
}

std::map<std::pair<std::string, std::string>, bool> Model::following() const {
    std::map<std::pair<std::string, std::string>, bool> found;
    for (auto const& [edge, follow] : follows_) found[edge] = follow.accepted;
    return found;
}

}  // namespace collegium::tests
