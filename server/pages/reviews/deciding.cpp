// What becomes of a review: its guide's author replies, a facilitator decides about a conflict of interest, and its
// reviewer takes it back.
#include "federation/admit.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/logged.hpp"
#include "federation/reviews/overrides.hpp"
#include "server/dispatch.hpp"
#include "server/pages/page_language.hpp"
#include "server/pages/reviews/handlers.hpp"
#include "server/pages/reviews/looking.hpp"

namespace collegium::server::pages {

namespace {

constexpr std::size_t longest_reply = 16'384;  // bytes, as a review itself
constexpr std::size_t longest_reason = 500;    // characters

// What the one page of all these says.
struct ActWords {
    std::string_view part;    // of the template
    std::string_view action;  // below the address of the review
    std::string_view title;
};

constexpr ActWords replying{"REPLYING", "reply", phrase("Reply to a review")};
constexpr ActWords deciding{"DECIDING", "override", phrase("Let a review count")};
constexpr ActWords leaving{"LEAVING", "withdraw", phrase("Take back your review")};

Response act_page(
    App const& app,
    Call const& call,
    FoundReview const& found,
    ActWords const& words,
    std::string const& problem,
    unsigned status
) {
    auto const& post = found.review.post;
    Page page{app, call, "review_act", words.title};
    auto& values = page.values();
    values.show(words.part);
    values.words("HEADING", words.title);
    values.text("ACTION", post_path(post) + "/review/" + std::string{words.action});
    values.text("BACK", review_place(found.guide.post, post));
    values.text("TITLE", found.guide.guide.title);
    values.text("LANG", found.guide.guide.language);
    values.text("PERSON", post.author.display);
    values.text("HOST", post.author.host);
    values.html("OVERALL", post.content);
    if (words.part == leaving.part) return page.render(status);
    auto field = values.repeat("WORDS_FIELD");
    field.text("TYPED", call.form.text("words"));
    field.problem("words", problem);
    return page.render(status);
}

bool wrote_the_guide(Call const& call, FoundReview const& found) {
    return found.guide.post.author.handle == call.member->actor;
}

bool wrote_the_review(Call const& call, FoundReview const& found) {
    return found.review.post.author.handle == call.member->actor;
}

bool may_decide(App const& app, Call const& call, FoundReview const& found) {
    return facilitates(app, call, found.guide.post.community.handle) && !wrote_the_guide(call, found) &&
           !wrote_the_review(call, found);
}

std::optional<FoundReview> review_to_reply_to(App const& app, Call const& call) {
    auto found = review_of(app, call);
    return found && wrote_the_guide(call, *found) ? std::move(found) : std::nullopt;
}

std::optional<FoundReview> review_to_decide_about(App const& app, Call const& call) {
    auto found = review_of(app, call);
    bool const waits = found && reviews::has_conflict(found->review.flags) && !found->review.overridden;
    return waits && may_decide(app, call, *found) ? std::move(found) : std::nullopt;
}

std::optional<FoundReview> own_review(App const& app, Call const& call) {
    auto found = review_of(app, call);
    return found && wrote_the_review(call, *found) ? std::move(found) : std::nullopt;
}

Response no_review(App const& app, Call const& call) {
    return refuse(app, call, {Reason::not_found, "no such review for this member"});
}

federation::NoteDraft reply_draft(FoundReview const& found, std::string words) {
    auto const& review = found.review.post;
    federation::NoteDraft draft;
    draft.source = std::move(words);
    draft.audience = review.audience;
    draft.parent = review.iri;
    draft.parent_author = review.author.iri;
    draft.community = found.guide.post.community.iri;
    draft.context = found.guide.post.context;
    draft.kind = "comment";
    return draft;
}

// The member's own word for this review, as the log has it.
std::optional<federation::Activity> own_word(App const& app, Call const& call, FoundReview const& found) {
    auto const member = call.member->actor;
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<federation::Activity> {
        auto const seq = reviews::own_override(tx, tables, found.review.post.handle, member);
        return seq ? federation::logged_activity(tx, tables, *seq) : std::nullopt;
    });
}

}  // namespace

awaitable<Response> get_reply_to_review(App const& app, Call call) {
    auto const found = review_to_reply_to(app, call);
    if (!found) co_return no_review(app, call);
    co_return act_page(app, call, *found, replying, "", 200);
}

awaitable<Response> post_reply_to_review(App const& app, Call call) {
    auto const found = review_to_reply_to(app, call);
    auto const author = found ? federation::author_of(app.node, call.member->actor) : std::nullopt;
    if (!author) co_return no_review(app, call);
    auto words = call.form.trimmed("words");
    if (words.empty()) co_return act_page(app, call, *found, replying, phrase("Write what you reply."), 422);
    if (words.size() > longest_reply)
        co_return act_page(
            app, call, *found, replying, phrase("Shorten this to at most 16,384 bytes: about 2,500 words."), 422
        );
    auto draft = reply_draft(*found, std::move(words));
    draft.language = writing_language(app, call);
    auto reply = federation::composer_of(app.node).note(*author, draft);
    auto const sent = co_await federation::perform(app.node, std::move(reply));
    if (!sent) {
        auto const meaning = meaning_of(sent.error().reason());
        co_return act_page(app, call, *found, replying, sentence(sent.error()), meaning.status);
    }
    co_return Response::see_other(review_place(found->guide.post, found->review.post));
}

awaitable<Response> get_override_conflict(App const& app, Call call) {
    auto const found = review_to_decide_about(app, call);
    if (!found) co_return no_review(app, call);
    co_return act_page(app, call, *found, deciding, "", 200);
}

awaitable<Response> post_override_conflict(App const& app, Call call) {
    auto const found = review_to_decide_about(app, call);
    auto const author = found ? federation::author_of(app.node, call.member->actor) : std::nullopt;
    if (!author) co_return no_review(app, call);
    auto const words = call.form.trimmed("words");
    if (words.empty())
        co_return act_page(
            app, call, *found, deciding, phrase("Say why it counts: everybody who reads it reads this."), 422
        );
    if (federation::content::characters(words) > longest_reason)
        co_return act_page(app, call, *found, deciding, phrase("Shorten this to at most 500 characters."), 422);
    auto act = review_composer_of(app).override_conflict(*author, found->review.post, words);
    auto const sent = co_await federation::perform(app.node, std::move(act));
    if (!sent) {
        auto const meaning = meaning_of(sent.error().reason());
        co_return act_page(app, call, *found, deciding, sentence(sent.error()), meaning.status);
    }
    co_return Response::see_other(review_place(found->guide.post, found->review.post));
}

awaitable<Response> post_withdraw_override(App const& app, Call call) {
    auto const found = review_of(app, call);
    auto const word = found ? own_word(app, call, *found) : std::nullopt;
    auto const author = word ? federation::author_of(app.node, call.member->actor) : std::nullopt;
    if (!author) co_return no_review(app, call);
    auto undo = federation::composer_of(app.node).undo(*author, *word);
    auto const done = co_await federation::perform(app.node, std::move(undo));
    if (!done) co_return refuse(app, call, done.error());
    co_return Response::see_other(review_place(found->guide.post, found->review.post));
}

awaitable<Response> get_withdraw_review(App const& app, Call call) {
    auto const found = own_review(app, call);
    if (!found) co_return no_review(app, call);
    co_return act_page(app, call, *found, leaving, "", 200);
}

awaitable<Response> post_withdraw_review(App const& app, Call call) {
    auto const found = own_review(app, call);
    auto const words = found ? newest_words(app, found->review.post) : std::nullopt;
    auto const author = words ? federation::author_of(app.node, call.member->actor) : std::nullopt;
    if (!author) co_return no_review(app, call);
    auto deletion = federation::composer_of(app.node).delete_object(*author, *words);
    auto const done = co_await federation::perform(app.node, std::move(deletion));
    if (!done) co_return refuse(app, call, done.error());
    co_return Response::see_other(post_path(found->guide.post) + "#reviews");
}

}  // namespace collegium::server::pages
