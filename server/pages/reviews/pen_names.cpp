#include "server/pages/reviews/pen_names.hpp"

#include "federation/admit.hpp"
#include "federation/guides/guide_json.hpp"
#include "federation/reviews/managing.hpp"
#include "server/dispatch.hpp"
#include "server/pages/reviews/handlers.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::pages {

using reviews::HandInView;
using reviews::PenName;
using reviews::Review;
using storage::HandInState;
using storage::Handle;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::string_view identity_field = "identity";
constexpr std::string_view by_pen_name = "pen-name";
constexpr std::size_t shortest_telling_name = 4;  // bytes: shorter ones stand in many words

// All that everybody will read of it.
std::vector<std::string_view> words_of(Review const& review) {
    std::vector<std::string_view> words{review.overall, review.interests.statement, review.ai_use};
    for (auto const& each : review.ratings) words.push_back(each.rationale);
    return words;
}

bool is_named(Review const& review, std::string_view name) {
    if (name.size() < shortest_telling_name) return false;
    auto const words = words_of(review);
    return std::ranges::any_of(words, [&](std::string_view each) { return each.find(name) != each.npos; });
}

std::string_view words_of(HandInState state) {
    switch (state) {
        case HandInState::waiting: return phrase("On its way");
        case HandInState::published: return phrase("Published");
        case HandInState::refused: return phrase("Not published");
        case HandInState::withdrawn: return phrase("Taken back");
    }
    return "";
}

std::string with_full_stop(std::string words) {
    if (!words.empty() && words.front() >= 'a' && words.front() <= 'z')
        words.front() = static_cast<char>(words.front() - 'a' + 'A');
    return words + ".";
}

void show_who_knows(Values values, reviews::RequestView const& request, guides::GuideView const& guide) {
    values.text("KEEPER", guide.post.community.host);
    values.text("ASKER", request.by.display);
    values.text("ASKER_HOST", request.by.host);
    if (request.target.community) values.repeat("ASKED_TOGETHER").text("TARGET", request.target.display);
}

}  // namespace

PenNameLook look_at_pen_name(
    ReadTx const& tx, Tables const& tables, Review const& review, std::string const& reviewer, Instant at
) {
    PenNameLook look;
    auto const guide = storage::find_handle(tx, tables, review.guide);
    auto const person = storage::find_handle(tx, tables, reviewer);
    auto const version = federation::guides::digest_of(review.version);
    if (!guide || !person || !version) return look;
    look.standing = reviews::find_hand_in(tx, tables, *guide, *version, *person);
    look.former = reviews::pen_name_of(tx, tables, *guide, *person);
    auto asked = review;
    if (look.standing) asked.request = look.standing->review.request;
    if (asked.request.empty()) {
        look.why_not = phrase(
            "Nobody asks you for this review any more, and only who was asked may use a pen name. Keep your "
            "text, and ask a facilitator of the guide's community to ask you."
        );
        return look;
    }
    bool const stands = look.standing && look.standing->published;
    auto const fits = reviews::check_pen_name(tx, tables, asked, reviewer, at, stands);
    if (!fits) look.why_not = with_full_stop(std::string{fits.error().detail()});
    return look;
}

std::optional<PenName> pen_name_typed(Form const& form, PenNameLook const& look) {
    bool const is_sent = form.has("overall");
    bool const is_chosen = is_sent ? form.text(identity_field) == by_pen_name : look.standing.has_value();
    if (!is_chosen) return std::nullopt;
    PenName pen_name;
    pen_name.name = is_sent ? form.trimmed("pen_name") : look.former;
    if (pen_name.name.empty()) pen_name.name = look.former;
    return pen_name;
}

FieldProblems pen_name_problems(
    languages::Language const& language, Review const& review, PenNameLook const& look, timeline::ActorView const& me
) {
    FieldProblems found;
    if (!review.pen_name) {
        if (look.standing)
            found.push_back(
                {"pen_name",
                 phrase("You handed this review in under a pen name. Take it back on the page of your reviews "
                        "before you write one under your own.")}
            );
        return found;
    }
    for (auto const& each : reviews::problems_of(*review.pen_name)) found.push_back({each.field, sentence(each.why)});
    if (!look.why_not.empty()) found.push_back({"pen_name", look.why_not});
    if (!look.former.empty() && review.pen_name->name != look.former)
        found.push_back(
            {"pen_name",
             language.say(phrase("For this guide you have a pen name already: {name}."), {{"name", look.former}})}
        );
    bool const tells = is_named(review, me.host) || is_named(review, "@" + me.name) || is_named(review, me.display);
    if (tells || review.pen_name->name == me.display || review.pen_name->name == me.name)
        found.push_back(
            {"pen_name", phrase("Your own name or your school's address stands in what you wrote. Take it out.")}
        );
    return found;
}

void show_identity(
    Values& form,
    PenNameLook const& look,
    std::optional<reviews::RequestView> const& request,
    guides::GuideView const& guide,
    std::optional<PenName> const& chosen,
    FieldProblems const& problems
) {
    auto part = form.repeat("IDENTITY");
    show_beside(part, "PEN_NAME_PROBLEM", problems, "pen_name", "identity");
    if (!look.why_not.empty() && !chosen) {
        part.repeat("NO_PEN_NAME").words("WHY_NOT", look.why_not);
        return;
    }
    auto choice = part.repeat("PEN_NAME");
    if (request) show_who_knows(choice.repeat("WHO_KNOWS"), *request, guide);
    choice.show(chosen ? "BY_PEN_NAME" : "BY_OWN_NAME");
    choice.text("TYPED_PEN_NAME", chosen ? chosen->name : look.former);
    if (!look.former.empty()) choice.repeat("HAS_PEN_NAME").text("FORMER", look.former);
}

std::vector<HandInLine> hand_in_lines(ReadTx const& tx, Tables const& tables, timeline::Viewer const& viewer) {
    std::vector<HandInLine> lines;
    for (auto& view : reviews::handed_in_by(tx, tables, viewer.member)) {
        HandInLine line;
        auto const keeper = Iri::parse(storage::iri_of(tx, tables, view.record.community));
        if (keeper) line.keeper = std::string{keeper->host()};
        if (auto const guide = guides::find_guide(tx, tables, view.guide, viewer)) {
            line.title = guide->guide.title;
            line.change = post_path(guide->post) + "/review?version=" + percent_encoded(view.review.version) +
                          "&request=" + percent_encoded(view.review.request);
        }
        line.view = std::move(view);
        lines.push_back(std::move(line));
    }
    return lines;
}

void show_hand_ins(Values& page, std::vector<HandInLine> const& lines) {
    auto values = page.include("HAND_IN_ROWS", "review_hand_ins");
    if (lines.empty()) return;
    auto list = values.repeat("HAND_INS");
    for (auto const& [view, title, change, keeper] : lines) {
        auto row = list.repeat("HAND_IN");
        row.words("TRACK", reviews::form_of(view.review.track).heading);
        row.text("NAME", view.review.pen_name->name);
        row.words("STATE", words_of(view.record.state));
        row.text("OFFER", view.iri);
        row.text("KEPT_BY", keeper);
        if (view.published && view.record.state != HandInState::published) row.show("FORMER_STANDS");
        if (!view.why.empty()) row.repeat("WITH_REASON").text("REASON", with_full_stop(view.why));
        if (change.empty()) continue;
        auto known = row.repeat("KNOWN_GUIDE");
        known.text("GUIDE_TITLE", title);
        known.text("CHANGE_PATH", change);
    }
}

awaitable<Response> post_withdraw_hand_in(App const& app, Call call) {
    auto const& of = call.form.text("of");
    auto const viewer = call.viewer();
    auto const found = app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const all = reviews::handed_in_by(tx, tables, viewer.member);
        return std::ranges::any_of(all, [&](HandInView const& each) { return each.iri == of; });
    });
    auto const author = found ? federation::author_of(app.node, call.member->actor) : std::nullopt;
    auto const offer = author ? act_of(app, of) : std::nullopt;
    if (!offer) co_return refuse(app, call, {Reason::not_found, "nothing that this member handed in"});
    auto undo = federation::composer_of(app.node).undo(*author, *offer);
    auto const done = co_await federation::perform(app.node, std::move(undo));
    if (!done) co_return refuse(app, call, done.error());
    co_return Response::see_other("/reviews");
}

}  // namespace collegium::server::pages
