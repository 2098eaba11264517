#include "federation/reviews/gate.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace collegium::federation::reviews {

namespace {

bool is_newer(SignedReview const& review, SignedReview const& standing) {
    return std::tie(review.updated, review.id) > std::tie(standing.updated, standing.id);
}

std::map<std::string_view, SignedReview const*> newest_of_each(
    storage::VersionHash const& version, std::span<SignedReview const> reviews
) {
    std::map<std::string_view, SignedReview const*> newest;
    for (auto const& each : reviews) {
        if (each.version != version) continue;
        auto& standing = newest[each.reviewer];
        if (standing == nullptr || is_newer(each, *standing)) standing = &each;
    }
    return newest;
}

bool is_of_authors(SignedReview const& review, std::span<std::string const> author_institutions) {
    return std::ranges::find(author_institutions, review.institution) != author_institutions.end();
}

// Institutions of those who recommend a version. Who is behind a pen name may be of an institution that is named, too:
// as many pairs as can be are taken for one, so that nobody counts twice.
class Institutions {
public:
    void add(SignedReview const& review) {
        if (!review.pen_named) {
            named_.insert(review.institution);
            return;
        }
        hidden_[review.institution].insert(review.other_than.begin(), review.other_than.end());
    }

    std::size_t least() const {
        std::map<std::string_view, std::string_view> taken;  // a named one => the hidden one that may be the same
        std::size_t pairs = 0;
        for (auto const& [hidden, other_than] : hidden_) {
            std::set<std::string_view> tried;
            if (is_paired(hidden, tried, taken)) ++pairs;
        }
        return named_.size() + hidden_.size() - pairs;
    }

private:
    // A largest matching by augmenting paths.
    bool is_paired(
        std::string_view hidden, std::set<std::string_view>& tried, std::map<std::string_view, std::string_view>& taken
    ) const {
        for (auto const named : named_) {
            if (hidden_.at(hidden).contains(named) || !tried.insert(named).second) continue;
            auto const other = taken.find(named);
            if (other != taken.end() && !is_paired(other->second, tried, taken)) continue;
            taken[named] = hidden;
            return true;
        }
        return false;
    }

    std::set<std::string_view> named_;
    std::map<std::string_view, std::set<std::string_view>> hidden_;  // => what it is not
};

bool is_set_aside(SignedReview const& review, std::span<std::string const> author_institutions) {
    if (review.overridden) return (review.flags & ~bit(Flag::co_author)) != 0;
    return review.flags != 0 || is_of_authors(review, author_institutions);
}

}  // namespace

std::vector<Problem> problems_of(GateRules const& rules) {
    using enum Reason;
    std::vector<Problem> problems;
    if (rules.peers > most_asked_for) problems.push_back({"peers", {malformed, "ask for at most 20 peers"}});
    if (rules.experts > most_asked_for) problems.push_back({"experts", {malformed, "ask for at most 20 experts"}});
    if (!problems.empty()) return problems;
    if (rules.peers + rules.experts == 0)
        problems.push_back({"peers", {malformed, "ask for at least one peer or one expert"}});
    else if (rules.institutions < 1 || rules.institutions > rules.peers + rules.experts)
        problems.push_back({"institutions", {malformed, "ask for at least 1, and not for more than there are reviews"}}
        );
    return problems;
}

GateResult gate(
    GateRules const& rules,
    storage::VersionHash const& version,
    std::span<SignedReview const> reviews,
    std::span<std::string const> author_institutions
) {
    GateResult result;
    Institutions institutions;
    for (auto const& [reviewer, review] : newest_of_each(version, reviews)) {
        if (is_set_aside(*review, author_institutions)) {
            ++result.set_aside;
        } else if (!recommends(review->verdict)) {
            ++result.objections;
        } else {
            ++(review->track == ReviewTrack::peer ? result.peers : result.experts);
            if (!is_of_authors(*review, author_institutions)) institutions.add(*review);
        }
    }
    result.institutions = institutions.least();
    result.reviewed = result.peers >= rules.peers && result.experts >= rules.experts &&
                      result.institutions >= rules.institutions && result.peers + result.experts > result.objections;
    return result;
}

}  // namespace collegium::federation::reviews
