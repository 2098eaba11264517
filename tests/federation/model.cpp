#include "tests/federation/model.hpp"

#include <algorithm>

namespace collegium::tests {

namespace {

std::string origin_of(std::string const& iri) {
    return iri.substr(0, iri.find('/', 8));
}

int narrowness(std::string const& audience) {
    if (audience == "everyone") return 0;
    if (audience == "quiet") return 1;
    return audience == "community" || audience == "followers" ? 2 : 3;
}

std::set<std::string> people_in(Act const& act) {
    std::set<std::string> people{act.named.begin(), act.named.end()};
    people.erase(act.actor);
    return people;
}

}  // namespace

void Model::apply(Act const& act) {
    if (seen_.contains(act.id)) return;
    auto const undone = undone_.find(act.id);
    bool const was_undone = undone != undone_.end() && undone->second == act.actor;
    if (was_undone || take(act)) seen_.insert(act.id);
}

bool Model::take(Act const& act) {
    if (is_about_kept(act)) return false;
    switch (act.kind) {
        case Act::Kind::follow: return follow(act);
        case Act::Kind::undo_follow: return undo_follow(act);
        case Act::Kind::accept_follow: return accept_follow(act);
        case Act::Kind::create: return create(act);
        case Act::Kind::update: return update(act);
        case Act::Kind::erase: return erase(act);
        case Act::Kind::choose: return choose(act);
        case Act::Kind::undo_choose: return undo_choose(act);
        case Act::Kind::like:
        case Act::Kind::dislike: return vote(act);
        case Act::Kind::undo_vote: return undo_vote(act);
        case Act::Kind::undo_erase: return undo_erase(act);
        case Act::Kind::lock: return decide(act, locks_, false);
        case Act::Kind::undo_lock: return decide(act, locks_, true);
        case Act::Kind::add_moderator: return appoint(act, false);
        case Act::Kind::remove_moderator: return appoint(act, true);
        case Act::Kind::announce: announce(act); return true;
        case Act::Kind::boost: return boost(act);
        case Act::Kind::undo_boost: return undo_boost(act);
    }
    return false;
}

bool Model::follow(Act const& act) {
    follows_[{act.actor, act.object}].id = act.id;
    return true;
}

bool Model::undo_follow(Act const& act) {
    auto const found = follows_.find({act.actor, act.object});
    if (found == follows_.end() || found->second.id != act.undone) return false;
    follows_.erase(found);
    return true;
}

bool Model::accept_follow(Act const& act) {
    auto const found = follows_.find({act.follower, act.actor});
    if (found == follows_.end() || found->second.accepted) return false;
    return found->second.accepted = true;
}

bool Model::create(Act const& act) {
    if (is_known(act.object) || !concerns_us(act)) return false;
    if (!act.parent.empty() && is_known(act.parent)) {
        if (things_.at(act.parent).audience == "here" && act.audience != "here") return false;
        auto const community = community_of(act.parent);
        if (is_ours(community) && locks_.contains({root_of(act.parent), community})) return false;
    }
    auto const community = act.audience == "followers" || act.audience == "named" ? "" : act.community;
    things_[act.object] = {
        act.actor, act.parent, community, act.declared_comment, act.time, act.audience, {}, act.tags};
    things_[act.object].named = people_in(act);
    awaited_.insert(act.parent);
    return true;
}

// For somebody here, or for many people of whom some are here.
bool Model::concerns_us(Act const& act) const {
    if (is_ours(act.actor) || std::ranges::any_of(act.named, [&](auto const& each) { return is_ours(each); }))
        return true;
    if (act.audience == "named") return false;
    if (is_followed_here(act.actor)) return true;
    if (act.audience == "followers") return false;
    if (!act.community.empty() || is_known(act.parent)) return true;
    return act.audience != "community" && awaited_.contains(act.object);
}

bool Model::is_followed_here(std::string const& person) const {
    return std::ranges::any_of(follows_, [&](auto const& follow) {
        auto const& [edge, state] = follow;
        return edge.second == person && state.accepted && is_ours(edge.first);
    });
}

// Others do not know of what stays here.
bool Model::is_about_kept(Act const& act) const {
    auto const& object = act.inside.size() == 1 ? act.inside.front().object : act.object;
    return !is_ours(act.actor) && is_known(object) && things_.at(object).audience == "here";
}

bool Model::boost(Act const& act) {
    if (!is_known(act.object)) return false;
    auto const& thing = things_.at(act.object);
    if (thing.audience != "everyone" && thing.audience != "quiet") return false;
    if (!is_ours(act.actor) && !is_ours(thing.author) && !is_followed_here(act.actor)) return false;
    boosts_.insert({{act.object, act.actor}, act.id});
    return true;
}

bool Model::undo_boost(Act const& act) {
    if (!seen_.contains(act.undone)) return remember_undone(act);
    auto const standing = boosts_.find({act.object, act.actor});
    if (standing == boosts_.end() || standing->second != act.undone) return false;
    boosts_.erase(standing);
    return true;
}

bool Model::update(Act const& act) {
    auto const found = things_.find(act.object);
    if (found == things_.end()) return create(act);
    auto& thing = found->second;
    if (thing.author != act.actor || removals_.contains({act.object, act.actor})) return false;
    if (act.time <= thing.updated) return false;
    thing.updated = act.time;
    thing.tags = act.tags;
    thing.named.merge(people_in(act));
    if (narrowness(act.audience) > narrowness(thing.audience)) thing.audience = act.audience;
    return true;
}

bool Model::erase(Act const& act) {
    bool const own = is_known(act.object) ? things_.at(act.object).author == act.actor
                                          : origin_of(act.object) == origin_of(act.actor);
    if (own) return removals_.insert({act.object, act.actor}).second;
    return decide(act, removals_, false);
}

bool Model::undo_erase(Act const& act) {
    return removals_.erase({act.object, act.actor}) > 0 || decide(act, removals_, true);
}

// At home a moderator's decision counts at once; a moderator of ours elsewhere has to wait for the Announce.
bool Model::decide(Act const& act, std::set<Pair>& rulings, bool lifts) {
    if (!is_known(act.object)) return false;
    auto const community = community_of(act.object);
    if (!is_moderator(community, act.actor)) return false;
    if (!is_ours(community)) return is_ours(act.actor);
    if (lifts) return rulings.erase({act.object, community}) > 0;
    rulings.insert({act.object, community});
    return true;
}

bool Model::appoint(Act const& act, bool lifts) {
    if (!is_moderator(act.community, act.actor)) return false;
    if (!is_ours(act.community)) return is_ours(act.actor);
    auto& moderators = moderators_[act.community];
    auto const found = std::ranges::find(moderators, act.object);
    if (!lifts && found != moderators.end()) return false;
    if (!lifts) return moderators.push_back(act.object), true;
    if (found == moderators.end() || found < std::ranges::find(moderators, act.actor)) return false;
    moderators.erase(found);
    return true;
}

bool Model::choose(Act const& act) {
    bool const known = is_known(act.object);
    auto const kind = known ? kind_of(act.object) : "unknown";
    if (kind == "question" || kind == "comment") return false;
    auto const community = known ? community_of(act.object) : "";
    bool const moderates = is_moderator(community, act.actor);
    if (kind == "answer" && is_ours(act.actor) && !may_accept(act.object, act.actor) && !moderates) return false;
    auto& standing = choices_[{act.object, act.actor}];
    if (!is_ours(act.actor) && act.time < standing.time) return false;
    standing = {moderates && is_ours(community) ? community : "", act.id, act.time};
    return true;
}

bool Model::undo_choose(Act const& act) {
    if (!seen_.contains(act.undone)) return remember_undone(act);
    auto const standing = choices_.find({act.object, act.actor});
    if (standing == choices_.end() || standing->second.id != act.undone) return false;
    choices_.erase(standing);
    return true;
}

bool Model::vote(Act const& act) {
    if (is_known(act.object) && passed_on_.contains({community_of(act.object), act.id})) return false;
    if (!is_ours(act.actor) && is_overtaken({act.object, act.actor}, act)) return false;
    votes_[{act.object, act.actor}] = {act.kind == Act::Kind::like, act.id, "", act.time};
    return true;
}

bool Model::undo_vote(Act const& act) {
    if (!seen_.contains(act.undone)) return remember_undone(act);
    auto const standing = votes_.find({act.object, act.actor});
    if (standing == votes_.end() || standing->second.act != act.undone) return false;
    votes_.erase(standing);
    return true;
}

bool Model::remember_undone(Act const& act) {
    undone_[act.undone] = act.actor;
    return true;
}

void Model::remember_undone(std::string const& community, Act const& act) {
    bool const known = seen_.contains(act.undone) || passed_on_.contains({community, act.undone});
    if (!known) undone_through_.insert({community, act.undone});
}

bool Model::was_undone(std::string const& community, Act const& act) const {
    auto const undone = undone_.find(act.id);
    bool const by_actor = undone != undone_.end() && undone->second == act.actor;
    return by_actor || undone_through_.contains({community, act.id});
}

void Model::announce(Act const& act) {
    for (auto const& each : act.inside) stand_by(act.actor, each);
    for (auto const& each : act.inside) passed_on_.insert({act.actor, each.id});
}

void Model::stand_by(std::string const& community, Act const& act) {
    if (is_ours(act.actor) && !seen_.contains(act.id)) return;
    Pair const place{act.object, community};
    switch (act.kind) {
        case Act::Kind::like:
        case Act::Kind::dislike:
            if (!was_undone(community, act)) count_vote(community, act);
            return;
        case Act::Kind::undo_vote: {
            remember_undone(community, act);
            auto const standing = votes_.find({act.object, act.actor});
            if (standing == votes_.end() || standing->second.act != act.undone) return;
            if (may_take_back(community, act.object, standing->second.via)) votes_.erase(standing);
            return;
        }
        case Act::Kind::erase:
            if (is_removal(act)) removals_.insert(place);
            return;
        case Act::Kind::undo_erase:
            if (is_removal(act)) removals_.erase(place);
            return;
        case Act::Kind::lock: locks_.insert(place); return;
        case Act::Kind::undo_lock: locks_.erase(place); return;
        case Act::Kind::add_moderator:
            if (act.community == community && !is_moderator(community, act.object))
                moderators_[community].push_back(act.object);
            return;
        case Act::Kind::remove_moderator:
            if (act.community == community) std::erase(moderators_[community], act.object);
            return;
        case Act::Kind::choose: {
            if (was_undone(community, act)) return;
            auto& standing = choices_[{act.object, act.actor}];
            bool const counts = !seen_.contains(act.id) && act.time >= standing.time;
            if (standing.id == act.id || counts) standing = {community, act.id, act.time};
            if (standing.id.empty()) choices_.erase({act.object, act.actor});
            return;
        }
        case Act::Kind::undo_choose: {
            remember_undone(community, act);
            auto const standing = choices_.find({act.object, act.actor});
            if (standing == choices_.end() || standing->second.id != act.undone) return;
            if (standing->second.vouched == community) choices_.erase(standing);
            return;
        }
        default: return;
    }
}

void Model::count_vote(std::string const& community, Act const& act) {
    if (seen_.contains(act.id) || passed_on_.contains({community, act.id})) return;
    if (is_known(act.object) && community_of(act.object) != community) return;
    if (is_overtaken({act.object, act.actor}, act)) return;
    votes_[{act.object, act.actor}] = {act.kind == Act::Kind::like, act.id, community, act.time};
}

// An older one may come late, on another way.
bool Model::is_overtaken(Pair const& place, Act const& vote) const {
    auto const standing = votes_.find(place);
    return standing != votes_.end() && vote.time < standing->second.time;
}

bool Model::may_take_back(std::string const& community, std::string const& thing, std::string const& via) const {
    return via == community || (is_known(thing) && community_of(thing) == community);
}

bool Model::is_removal(Act const& act) const {
    return is_known(act.object) ? things_.at(act.object).author != act.actor : !act.reason.empty();
}

std::string Model::kind_of(std::string const& thing) const {
    auto const& self = things_.at(thing);
    if (self.parent.empty()) return self.community.empty() ? "post" : "question";
    if (!is_known(self.parent)) return "unknown";
    auto const above = kind_of(self.parent);
    if (above == "unknown") return "unknown";
    return above == "question" && !self.declared_comment ? "answer" : "comment";
}

std::string Model::root_of(std::string const& thing) const {
    auto const& self = things_.at(thing);
    if (self.parent.empty()) return thing;
    return is_known(self.parent) ? root_of(self.parent) : self.parent;
}

std::string Model::community_of(std::string const& thing) const {
    auto const& self = things_.at(thing);
    auto const above = !self.parent.empty() && is_known(self.parent) ? community_of(self.parent) : "";
    return above.empty() ? self.community : above;
}

std::string Model::state_of(std::string const& thing) const {
    if (removals_.contains({thing, things_.at(thing).author})) return "deleted";
    return removals_.contains({thing, community_of(thing)}) ? "removed" : "visible";
}

bool Model::is_moderator(std::string const& community, std::string const& person) const {
    auto const found = moderators_.find(community);
    return found != moderators_.end() && std::ranges::find(found->second, person) != found->second.end();
}

bool Model::may_accept(std::string const& answer, std::string const& chooser) const {
    auto const question = root_of(answer);
    if (is_known(question) && things_.at(question).author == chooser) return true;
    auto const community = community_of(answer);
    return is_ours(community) && is_moderator(community, chooser);
}

std::set<Model::Pair> Model::accepted() const {
    std::set<Pair> found;
    for (auto const& [place, choice] : choices_) {
        auto const& [answer, chooser] = place;
        if (!is_known(answer) || kind_of(answer) != "answer") continue;
        if (choice.vouched == community_of(answer) || may_accept(answer, chooser))
            found.insert({root_of(answer), answer});
    }
    return found;
}

std::map<Model::Pair, bool> Model::following() const {
    std::map<Pair, bool> found;
    for (auto const& [edge, follow] : follows_) found[edge] = follow.accepted;
    return found;
}

std::set<Model::Pair> Model::moderators() const {
    std::set<Pair> found;
    for (auto const& [community, people] : moderators_)
        for (auto const& person : people) found.insert({community, person});
    return found;
}

std::set<Model::Pair> Model::addressed() const {
    std::set<Pair> found;
    for (auto const& [iri, thing] : things_)
        for (auto const& person : thing.named) found.insert({iri, person});
    return found;
}

std::set<Model::Pair> Model::boosters() const {
    std::set<Pair> found;
    for (auto const& [place, act] : boosts_) found.insert(place);
    return found;
}

std::set<Model::Pair> Model::liked() const {
    std::set<Pair> found;
    for (auto const& [place, ballot] : votes_)
        if (ballot.up && ballot.via.empty() && is_ours(place.second)) found.insert({place.second, place.first});
    return found;
}

}  // namespace collegium::tests
