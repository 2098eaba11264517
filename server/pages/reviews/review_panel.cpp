#include "server/pages/reviews/review_panel.hpp"

#include "federation/community/moderation.hpp"
#include "federation/content/markdown.hpp"
#include "federation/reviews/conflicts.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace collegium::server::pages {

using guides::GuideView;
using reviews::Flag;
using storage::Handle;
using storage::ReadTx;
using storage::Tables;

namespace {

struct FlagWords {
    Flag flag;
    std::string_view words;
};

constexpr std::array<FlagWords, 6> flag_words{
    {{Flag::unfounded, phrase("A rating has no reason")},
     {Flag::undeclared, phrase("A statement is missing: of interests, of programs, or of conduct")},
     {Flag::co_author, phrase("Conflict of interest: its reviewer wrote a guide with an author lately")},
     {Flag::oversized, phrase("It is longer than its form allows")},
     {Flag::same_institution, phrase("Conflict of interest: its reviewer is of an author's institution")},
     {Flag::unknown_version, phrase("It is of a version that the guide never had")}}};

// The numbers of versions, each looked up once.
class Revisions {
public:
    Revisions(ReadTx const& tx, Tables const& tables, Handle guide) : tx_{tx}, tables_{tables}, guide_{guide} {}

    std::uint64_t of(std::string const& version) {
        auto const known = found_.find(version);
        if (known != found_.end()) return known->second;
        auto const words = guides::words_of_version(tx_, tables_, guide_, version);
        return found_[version] = words ? words->revision : 0;
    }

private:
    ReadTx const& tx_;
    Tables const& tables_;
    Handle guide_;
    std::map<std::string, std::uint64_t> found_;
};

void show_version_mark(Values& values, GuideView const& guide, ReviewLine const& line) {
    auto version = values.repeat("OF_VERSION");
    version.text("VERSION_PATH", version_path(guide.post, line.view.review.version));
    if (line.revision > 0) version.repeat("NUMBERED").amount("REVISION", line.revision);
    if (!line.is_of_newest) values.show("LATER_VERSION");
}

void show_ratings(Values& values, ReviewLine const& line) {
    auto const& review = line.view.review;
    auto const& form = reviews::form_of(review.track);
    for (std::size_t i = 0; i < review.ratings.size(); ++i) {
        auto const criterion = std::ranges::find(form.criteria, review.ratings[i].criterion, &reviews::Criterion::name);
        if (criterion == form.criteria.end()) continue;
        auto rating = values.repeat("RATING");
        rating.words("QUESTION", criterion->question);
        rating.amount("VALUE", review.ratings[i].value);
        rating.html("RATIONALE", line.rationales[i]);
    }
}

void show_statements(Values& values, ReviewLine const& line) {
    auto const& review = line.view.review;
    if (review.interests.none) values.show("NO_INTERESTS");
    if (!review.interests.statement.empty()) values.repeat("INTERESTS").text("STATEMENT", review.interests.statement);
    if (!review.ai_use.empty()) values.repeat("PROGRAMS").text("AI_USE", review.ai_use);
    for (auto const& each : flag_words)
        if (reviews::has(line.view.flags, each.flag)) values.repeat("FLAG").words("WORDS", each.words);
    if (line.view.wrote_together && !review.interests.co_author) values.show("WROTE_TOGETHER");
    if (!line.view.overridden) return;
    auto word = values.repeat("OVERRIDDEN");
    word.text("FACILITATOR", line.view.overridden->by.display);
    word.text("FACILITATOR_HOST", line.view.overridden->by.host);
    word.text("REASON", line.view.overridden->reason);
}

void show_replies(Values& values, ReviewLine const& line) {
    for (std::size_t i = 0; i < line.view.replies.size(); ++i) {
        auto reply = values.repeat("REPLY");
        reply.text("ANCHOR", federation::digits(line.view.replies[i].number));
        reply.html("CONTENT", line.replies[i]);
        show_byline(reply, line.view.replies[i]);
    }
}

// What this reader can do with it.
void show_acts(Values& values, GuideView const& guide, ReviewsLook const& look, ReviewLine const& line) {
    if (look.member == Handle{0}) return;
    auto const& view = line.view;
    bool const is_own = view.post.author.handle == look.member;
    if (look.is_author) values.show("MAY_REPLY");
    if (!is_own) values.repeat("OTHERS").text("REPORT_PATH", post_path(view.post) + "/report");
    if (is_own) {
        auto own = values.repeat("OWN");
        own.text("CHANGE_PATH", post_path(guide.post) + "/review?version=" + percent_encoded(view.review.version));
    }
    bool const may_decide = look.facilitates && !look.is_author && !is_own;
    if (may_decide && reviews::has_conflict(view.flags) && !view.overridden) values.show("MAY_DECIDE");
    if (view.overridden && view.overridden->by.handle == look.member) values.show("MAY_TAKE_BACK");
}

void show_line(Values values, GuideView const& guide, ReviewsLook const& look, ReviewLine const& line) {
    auto const& review = line.view.review;
    values.text("ANCHOR", federation::digits(line.view.post.number));
    values.text("REVIEW_PATH", post_path(line.view.post) + "/review");
    values.words("TRACK", reviews::form_of(review.track).heading);
    values.words("VERDICT", reviews::heading_of(review.verdict));
    values.text("LANG", review.language);
    values.html("OVERALL", line.overall);
    if (review.round > 1) values.repeat("LATER_ROUND").amount("ROUND", review.round);
    if (line.view.pen_named) values.repeat("PEN_NAMED").text("KEEPER", line.view.post.author.host);
    show_version_mark(values, guide, line);
    show_ratings(values, line);
    show_statements(values, line);
    show_replies(values, line);
    show_acts(values, guide, look, line);
    show_byline(values, line.view.post);
}

void show_gate(Values& values, GuideView const& guide, ReviewsLook const& look) {
    auto const& rules = look.rules;
    auto const& gate = look.gate;
    values.show(gate.reviewed ? "IS_REVIEWED" : "IS_NOT_REVIEWED");
    values.amount("PEERS", gate.peers);
    values.amount("EXPERTS", gate.experts);
    values.amount("INSTITUTIONS", gate.institutions);
    bool const hidden = std::ranges::any_of(look.lines, [](ReviewLine const& each) { return each.view.pen_named; });
    if (hidden) values.show("HIDDEN_INSTITUTIONS");
    values.amount("PEERS_ASKED", rules.peers);
    values.amount("EXPERTS_ASKED", rules.experts);
    values.amount("INSTITUTIONS_ASKED", rules.institutions);
    if (gate.objections > 0) values.repeat("OBJECTIONS").amount("COUNT", gate.objections);
    if (gate.set_aside > 0) values.repeat("SET_ASIDE").amount("COUNT", gate.set_aside);
    if (look.reviewed_version.empty() || look.reviewed_version == guide.version) return;
    auto other = values.repeat("OTHER_REVIEWED");
    other.text("VERSION_PATH", version_path(guide.post, look.reviewed_version));
    if (look.reviewed_revision > 0) other.repeat("NUMBERED").amount("REVISION", look.reviewed_revision);
}

std::string as_html(std::string const& markdown) {
    return federation::content::to_html(markdown);
}

}  // namespace

ReviewsLook look_at_reviews(
    ReadTx const& tx, Tables const& tables, GuideView const& guide, timeline::Viewer const& viewer
) {
    ReviewsLook look;
    auto const handle = guide.post.handle;
    Revisions revisions{tx, tables, handle};
    auto const newest = guide.current ? guide.version : guides::current_version(tx, tables, handle);
    for (auto& each : reviews::reviews_of(tx, tables, handle, viewer)) {
        ReviewLine line;
        line.revision = revisions.of(each.review.version);
        line.is_of_newest = each.review.version == newest;
        line.view = std::move(each);
        look.lines.push_back(std::move(line));
    }
    look.rules = reviews::rules_for(tx, tables, handle);
    if (auto const version = guides::digest_of(guide.version))
        look.gate = reviews::gate_of(tx, tables, handle, *version);
    look.reviewed_version = reviews::reviewed_version(tx, tables, handle);
    if (!look.reviewed_version.empty()) look.reviewed_revision = revisions.of(look.reviewed_version);
    look.member = viewer.member;
    if (viewer.member == Handle{0}) return look;
    look.is_author = guide.post.author.handle == viewer.member;
    look.facilitates = federation::community::moderates(tx, tables, guide.post.community.handle, viewer.member);
    look.is_colleague =
        reviews::is_colleague(reviews::authors_of(tx, tables, handle), storage::iri_of(tx, tables, viewer.member));
    return look;
}

void put_into_html(ReviewsLook& look) {
    for (auto& line : look.lines) {
        line.overall = as_html(line.view.review.overall);
        for (auto const& each : line.view.review.ratings) line.rationales.push_back(as_html(each.rationale));
        for (auto const& each : line.view.replies) line.replies.push_back(each.content);
    }
}

void show_reviews(Values& page, GuideView const& guide, ReviewsLook const& look) {
    page.show(look.gate.reviewed ? "REVIEWED" : "NOT_REVIEWED");
    auto values = page.include("REVIEWS", "guide_reviews");
    show_gate(values, guide, look);
    if (look.lines.empty()) values.show("NO_REVIEWS");
    for (auto const& each : look.lines) show_line(values.repeat("REVIEW"), guide, look, each);
    if (look.member == Handle{0}) return;
    auto const of_this = "?version=" + percent_encoded(guide.version);
    if (!look.is_colleague) values.repeat("MAY_REVIEW").text("WRITE_PATH", post_path(guide.post) + "/review" + of_this);
    if (look.is_author || look.facilitates)
        values.repeat("MAY_ASK").text("ASK_PATH", post_path(guide.post) + "/reviews/ask" + of_this);
    if (look.facilitates && guide.post.community.local)
        values.repeat("MAY_SET_RULE").text("RULE_PATH", community_path(guide.post.community) + "/gate");
}

}  // namespace collegium::server::pages
