// Writing a review of one version of a guide.
#include "federation/admit.hpp"
#include "federation/reviews/conflicts.hpp"
#include "server/dispatch.hpp"
#include "server/pages/audience_words.hpp"
#include "server/pages/page_language.hpp"
#include "server/pages/reviews/handlers.hpp"
#include "server/pages/reviews/pen_names.hpp"
#include "server/pages/reviews/request_rows.hpp"
#include "server/pages/reviews/review_fields.hpp"
#include "server/pages/writing/area.hpp"
#include "server/pages/writing/steps.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::pages {

using guides::GuideView;
using reviews::Review;
using reviews::ReviewView;

namespace {

// A review about to be written, or changed.
struct Writing {
    Writing() = default;

    GuideView guide;  // in the version that it is of
    Review review;
    std::optional<ReviewView> standing;           // what the member said of this version before
    std::optional<reviews::RequestView> request;  // that it answers
    std::string me;                               // IRI of the member
    PenNameLook pen_name;                         // of no use unless somebody asked
};

std::optional<ReviewView> own_review(Call const& call, GuideView const& guide, std::vector<ReviewView> const& written) {
    auto const found = std::ranges::find_if(written, [&](ReviewView const& each) {
        return each.post.author.handle == call.member->actor && each.review.version == guide.version;
    });
    return found == written.end() ? std::nullopt : std::optional{*found};
}

// The request, if it asks this member about this version.
std::optional<reviews::RequestView> request_for(
    App const& app, Call const& call, GuideView const& guide, std::string const& iri
) {
    if (iri.empty()) return std::nullopt;
    auto const viewer = call.viewer();
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<reviews::RequestView> {
        auto view = reviews::find_request(tx, tables, iri, viewer);
        bool const fits = view && view->guide == guide.post.handle && view->request.version == guide.version &&
                          view->state != reviews::RequestState::withdrawn &&
                          reviews::is_asked(tx, tables, *view, viewer.member);
        if (!fits) return std::nullopt;
        return view;
    });
}

Review fresh_review(Call const& call, Writing const& writing, std::vector<ReviewView> const& written) {
    Review review;
    review.guide = writing.guide.post.iri;
    review.version = writing.guide.version;
    review.track = reviews::track_named(call.form.text("track")).value_or(reviews::ReviewTrack::peer);
    review.round = round_of(written, review.version);
    if (writing.request) {
        review.request = writing.request->iri;
        review.track = writing.request->request.track;
        review.round = writing.request->request.round;
    }
    return review;
}

std::optional<Writing> writing_of(App const& app, Call const& call) {
    auto guide = guide_of(app, call, call.form.text("version"));
    if (!guide) return std::nullopt;
    Writing writing;
    writing.guide = *std::move(guide);
    writing.me = own_iri(app, call);
    auto const written = app.node.store.read([&](auto const& tx, auto const& tables) {
        return reviews::reviews_of(tx, tables, writing.guide.post.handle, call.viewer());
    });
    writing.standing = own_review(call, writing.guide, written);
    writing.request = request_for(app, call, writing.guide, call.form.text("request"));
    auto before = writing.standing ? writing.standing->review : fresh_review(call, writing, written);
    if (writing.request && before.request.empty()) before.request = writing.request->iri;
    auto const now = app.node.clock.now();
    writing.pen_name = app.node.store.read([&](auto const& tx, auto const& tables) {
        return look_at_pen_name(tx, tables, before, writing.me, now);
    });
    if (auto const& handed_in = writing.pen_name.standing; handed_in && !writing.standing) {
        before = handed_in->review;
        writing.request = request_for(app, call, writing.guide, before.request);
    }
    before.pen_name = pen_name_typed(call.form, writing.pen_name);
    writing.review = app.node.store.read([&](auto const& tx, auto const& tables) {
        return reviews::with_findings(tx, tables, review_typed(call.form, before), writing.me, now);
    });
    return writing;
}

bool is_colleague_here(App const& app, Writing const& writing) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return reviews::is_colleague(reviews::authors_of(tx, tables, writing.guide.post.handle), writing.me);
    });
}

FieldProblems problems_with(App const& app, Call const& call, Writing const& writing) {
    auto const now = app.node.clock.now();
    auto const& review = writing.review;
    auto const problems = app.node.store.read([&](auto const& tx, auto const& tables) {
        return reviews::problems_here(tx, tables, review, writing.me, now);
    });
    auto const myself = app.node.store.read([&](auto const& tx, auto const& tables) {
        return timeline::find_actor(tx, tables, call.member->actor).value_or(timeline::ActorView{});
    });
    auto found = problems_beside(problems, review);
    for (auto& each : pen_name_problems(language_for(app, call), review, writing.pen_name, myself))
        found.push_back(std::move(each));
    if (!reviews::verdict_named(call.form.text("verdict")))
        found.push_back({"verdict", phrase("Choose what should become of this version.")});
    return found;
}

std::vector<PreviewPart> preview_parts(Review const& review) {
    std::vector<PreviewPart> parts;
    for (auto const& each : reviews::form_of(review.track).criteria)
        if (auto const* const rating = review.rating_of(each.name)) parts.push_back({each.question, rating->rationale});
    parts.push_back({phrase("The whole"), review.overall});
    return parts;
}

Response write_page(
    App const& app,
    Call const& call,
    Writing const& writing,
    FieldProblems const& problems,
    std::string const& why,
    unsigned status
) {
    auto const& [post, guide, version, is_current] = writing.guide;
    auto const& form = reviews::form_of(writing.review.track);
    Page page{app, call, "review_write", Phrase{form.heading}};
    auto& values = page.values();
    values.words("HEADING", form.heading);
    values.text("TITLE", guide.title);
    values.text("LANG", guide.language);
    values.text("PATH", post_path(post));
    values.text("VERSION_PATH", version_path(post, version));
    values.text("VERSION", version);
    values.amount("REVISION", guide.revision);
    values.text("TRACK", form.name);
    if (!is_current) values.show("OLD_VERSION");
    if (writing.review.round > 1) values.repeat("LATER_ROUND").amount("ROUND", writing.review.round);
    values.refused(why);
    if (is_colleague_here(app, writing)) {
        values.show("COLLEAGUE");
        if (!call.form.has("overall")) return page.render(status);  // else they typed before it was known
    }
    auto shown = values.repeat("WRITING");
    if (writing.standing || writing.pen_name.standing) shown.show("CHANGES");
    if (!writing.standing && !writing.request) {
        auto const other = writing.review.track == reviews::ReviewTrack::peer ? reviews::ReviewTrack::expert
                                                                              : reviews::ReviewTrack::peer;
        auto choice = shown.repeat("OTHER_TRACK");
        choice.words("OTHER_HEADING", reviews::form_of(other).heading);
        choice.text(
            "OTHER_PATH",
            post_path(post) + "/review?version=" + percent_encoded(version) +
                "&track=" + std::string{reviews::form_of(other).name}
        );
    }
    if (writing.request) shown.repeat("FOR_REQUEST").text("REQUEST", writing.request->iri);
    std::string_view verdict = call.form.text("verdict");
    if (verdict.empty() && (writing.standing || writing.pen_name.standing))
        verdict = reviews::name_of(writing.review.verdict);
    show_review_fields(shown, writing.review, verdict, problems);
    if ((writing.request && !writing.standing) || writing.review.pen_name || writing.pen_name.standing)
        show_identity(shown, writing.pen_name, writing.request, writing.guide, writing.review.pen_name, problems);
    show_writing_tools(app, call, shown, post_path(post) + "/review");
    show_preview(call, shown, preview_parts(writing.review));
    show_writing_end(call, shown, phrase("Send the review"), audience_for(call, post.audience));
    return page.render(status);
}

// Who speaks for a community that was asked says first that they take it on: only then the review ends the request.
bool takes_it_on(Writing const& writing) {
    if (!writing.request || !writing.request->target.community) return false;
    return std::ranges::none_of(writing.request->answers, [&](reviews::AnswerView const& each) {
        return each.by.iri == writing.me && each.answer == storage::RequestAnswer::accepted;
    });
}

std::vector<federation::Composed> acts_of(App const& app, federation::Author const& author, Writing const& writing) {
    auto const composer = review_composer_of(app);
    auto const& post = writing.guide.post;
    std::vector<federation::Composed> acts;
    if (takes_it_on(writing)) {
        reviews::RequestReply const reply{
            storage::RequestAnswer::accepted, writing.request->iri, writing.request->by.iri, "", "", {}};
        acts.push_back(composer.answer(author, reply));
    }
    if (writing.review.pen_name) {
        acts.push_back(composer.hand_in(author, writing.review, post.community.iri));
    } else if (writing.standing) {
        auto const& before = writing.standing->post;
        federation::Edited const edited{before.iri, before.published, before.updated};
        acts.push_back(composer.revise(author, writing.review, post, edited));
    } else {
        acts.push_back(composer.publish(author, writing.review, post));
    }
    return acts;
}

Response no_guide(App const& app, Call const& call) {
    return refuse(app, call, {Reason::not_found, "no such guide, or no such version of it"});
}

}  // namespace

awaitable<Response> get_write_review(App const& app, Call call) {
    auto const writing = writing_of(app, call);
    if (!writing) co_return no_guide(app, call);
    co_return write_page(app, call, *writing, {}, "", 200);
}

awaitable<Response> post_write_review(App const& app, Call call) {
    auto const writing = writing_of(app, call);
    auto const author = writing ? federation::author_of(app.node, call.member->actor) : std::nullopt;
    if (!author) co_return no_guide(app, call);
    if (is_preview(call)) co_return write_page(app, call, *writing, {}, "", 200);
    auto const problems = problems_with(app, call, *writing);
    if (!problems.empty()) {
        std::string const why =
            phrase("The review was not sent. What is wrong is marked below; your text is still here.");
        co_return write_page(app, call, *writing, problems, why, 422);
    }
    std::vector<federation::Composed> acts;
    std::function<void()> work = [&] { acts = acts_of(app, *author, *writing); };
    co_await app.node.workers.run(std::move(work));
    auto const path = writing->review.pen_name ? "/reviews#pen-names" : post_path(writing->guide.post) + "#reviews";
    auto alongside = on_sending(app, call, path);
    auto const done = co_await federation::perform_all(app.node, std::move(acts), std::move(alongside));
    if (!done) {
        auto const why = sentence(done.error()) + " Your text is still here.";
        co_return write_page(app, call, *writing, {}, why, meaning_of(done.error().reason()).status);
    }
    co_return Response::see_other(path);
}

}  // namespace collegium::server::pages
