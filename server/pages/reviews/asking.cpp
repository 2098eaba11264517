// Asking for a review of a version of a guide.
#include "federation/admit.hpp"
#include "federation/reviews/conflicts.hpp"
#include "server/dispatch.hpp"
#include "server/pages/guides/guide_fields.hpp"
#include "server/pages/page_language.hpp"
#include "server/pages/reviews/handlers.hpp"
#include "server/pages/reviews/request_rows.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::pages {

using guides::GuideView;
using reviews::ReviewRequest;

namespace {

struct AskNotes {
    FieldProblems problems;
    std::string why;  // it was not sent; empty: it has not been tried
};

// What the page shows beside the form.
struct AskLook {
    std::vector<RequestLine> lines;
    std::uint64_t round = 1;
};

// The guide in the version that the address or the form names, for those who may ask about it.
std::optional<GuideView> guide_to_review(App const& app, Call const& call) {
    auto guide = guide_of(app, call, call.form.text("version"));
    if (!guide) return std::nullopt;
    bool const may_ask =
        guide->post.author.handle == call.member->actor || facilitates(app, call, guide->post.community.handle);
    return may_ask ? std::move(guide) : std::nullopt;
}

AskLook look(App const& app, Call const& call, GuideView const& guide) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        AskLook seen;
        for (auto& each : reviews::requests_for(tx, tables, guide.post.handle, call.viewer()))
            seen.lines.push_back(request_line(tx, tables, std::move(each), call.viewer()));
        seen.round = round_of(reviews::reviews_of(tx, tables, guide.post.handle, call.viewer()), guide.version);
        return seen;
    });
}

Response ask_page(App const& app, Call const& call, GuideView const& guide, AskNotes const& notes, unsigned status) {
    auto const seen = look(app, call, guide);
    Page page{app, call, "review_ask", phrase("Ask for a review")};
    auto& values = page.values();
    values.text("TITLE", guide.guide.title);
    values.text("LANG", guide.guide.language);
    values.text("PATH", post_path(guide.post));
    values.text("VERSION", guide.version);
    values.amount("REVISION", guide.guide.revision);
    if (!guide.current) values.show("OLD_VERSION");
    if (seen.round > 1) values.repeat("LATER_ROUND").amount("ROUND", seen.round);
    values.refused(notes.why);
    values.text("TARGET", call.form.text("target"));
    values.text("DUE", call.form.text("due"));
    values.text("ALTERNATES", call.form.text("alternates"));
    values.text("NOTE", call.form.text("note"));
    for (auto const track : {reviews::ReviewTrack::peer, reviews::ReviewTrack::expert}) {
        auto option = values.repeat("TRACK");
        auto const& form = reviews::form_of(track);
        option.text("VALUE", form.name);
        option.words("LABEL", form.heading);
        if (form.name == call.form.text("track")) option.show("CHOSEN");
    }
    show_beside(values, "TARGET_PROBLEM", notes.problems, "target");
    show_beside(values, "TRACK_PROBLEM", notes.problems, "track");
    show_beside(values, "DUE_PROBLEM", notes.problems, "due");
    show_beside(values, "ALTERNATES_PROBLEM", notes.problems, "alternates");
    show_beside(values, "NOTE_PROBLEM", notes.problems, "note");
    show_request_rows(values, "ROWS", seen.lines);
    return page.render(status);
}

// Words for somebody who was not found, in place of what the look-up says.
std::string nobody_words(Reason reason) {
    switch (reason) {
        case Reason::not_partner:
            return phrase("Their institution is not a partner of ours. Ask your operator to agree with it.");
        case Reason::malformed:
        case Reason::not_found:
            return phrase(
                "There is nobody of that name. Write ben for somebody of your school, ben@hillside.example for "
                "somebody of another."
            );
        default: return phrase("Their institution's server did not answer as it should. Try again in a few minutes.");
    }
}

bool is_person(storage::ReadTx const& tx, storage::Tables const& tables, std::string const& iri) {
    auto const handle = storage::find_handle(tx, tables, iri);
    auto const actor = handle ? tables.actors.get(tx, *handle) : std::nullopt;
    return !actor || actor->type != storage::ActorType::group;
}

// Of an author's institution: as a person they do not review it.
FieldProblems colleagues_in(App const& app, GuideView const& guide, ReviewRequest const& request) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        FieldProblems problems;
        auto const authors = reviews::authors_of(tx, tables, guide.post.handle);
        auto const is_shut_out = [&](std::string const& iri) {
            return is_person(tx, tables, iri) && reviews::is_colleague(authors, iri);
        };
        std::string const words =
            phrase("People of an author's own institution do not review their guide. Ask somebody else.");
        if (is_shut_out(request.target)) problems.push_back({"target", words});
        if (std::ranges::any_of(request.alternates, is_shut_out)) problems.push_back({"alternates", words});
        return problems;
    });
}

struct Asked {
    Asked() = default;

    ReviewRequest request;
    FieldProblems problems;
};

awaitable<Asked> request_typed(App const& app, Call const& call, GuideView const& guide) {
    Asked asked;
    auto& request = asked.request;
    request.guide = guide.post.iri;
    request.version = guide.version;
    request.round = look(app, call, guide).round;
    request.due = call.form.trimmed("due");
    request.note = call.form.trimmed("note");
    auto const track = reviews::track_named(call.form.text("track"));
    if (track) request.track = *track;
    if (!track) asked.problems.push_back({"track", phrase("Choose whose eyes you want: a peer's or an expert's.")});

    auto name = call.form.trimmed("target");
    auto target = co_await actor_typed(app, std::move(name));
    if (target)
        request.target = *std::move(target);
    else
        asked.problems.push_back({"target", nobody_words(target.error().reason())});
    auto lines = call.form.text("alternates");
    auto others = co_await actors_typed(app, std::move(lines), reviews::most_alternates);
    request.alternates = std::move(others.iris);
    if (!others.unknown.empty())
        asked.problems.push_back(
            {"alternates",
             language_for(app, call).say(phrase("There is nobody called {name}."), {{"name", others.unknown}})}
        );

    for (auto const& each : reviews::problems_of(request))
        if (target || each.field != "target") asked.problems.push_back({each.field, sentence(each.why)});
    if (target)
        for (auto& each : colleagues_in(app, guide, request)) asked.problems.push_back(std::move(each));
    auto const deadline = reviews::deadline_of(request);
    if (deadline && *deadline <= app.node.clock.now())
        asked.problems.push_back({"due", phrase("That day is over. Choose one that is still to come.")});
    co_return asked;
}

}  // namespace

awaitable<Response> get_ask_review(App const& app, Call call) {
    auto const guide = guide_to_review(app, call);
    if (!guide) co_return refuse(app, call, {Reason::not_found, "no such guide that this member asks about"});
    co_return ask_page(app, call, *guide, {}, 200);
}

awaitable<Response> post_ask_review(App const& app, Call call) {
    auto const guide = guide_to_review(app, call);
    auto const author = guide ? federation::author_of(app.node, call.member->actor) : std::nullopt;
    if (!author) co_return refuse(app, call, {Reason::not_found, "no such guide that this member asks about"});
    auto asked = co_await request_typed(app, call, *guide);
    AskNotes notes;
    notes.problems = std::move(asked.problems);
    if (!notes.problems.empty()) {
        notes.why = phrase("Nobody was asked yet. What is wrong is marked below; what you typed is still here.");
        co_return ask_page(app, call, *guide, notes, 422);
    }
    auto offer = review_composer_of(app).ask(*author, asked.request);
    auto const place = request_path(offer.activity.id().text());
    auto const sent = co_await federation::perform(app.node, std::move(offer));
    if (!sent) {
        notes.why = sentence(sent.error()) + " What you typed is still here.";
        co_return ask_page(app, call, *guide, notes, meaning_of(sent.error().reason()).status);
    }
    co_return Response::see_other(place);
}

}  // namespace collegium::server::pages
