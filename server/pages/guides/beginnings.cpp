// Drafts that begin with something that is there. What they are made from stays as it is.
#include "federation/community/audience.hpp"
#include "federation/guides/from_question.hpp"
#include "federation/guides/origins.hpp"
#include "server/dispatch.hpp"
#include "server/pages/guides/handlers.hpp"
#include "server/pages/guides/publishing.hpp"

#include <algorithm>

namespace collegium::server::pages {

using guides::KeptDraft;

namespace {

constexpr std::size_t longest_language = 35;  // bytes

// For whom the form can say: never for more people than the beginning was for.
storage::Audience offered(storage::Audience audience) {
    using enum storage::Audience;
    if (audience == everyone || audience == quiet) return everyone;
    return audience == partners || audience == community || audience == insiders ? audience : here;
}

// Kept, and open before the member.
awaitable<Response> begin_draft(App const& app, Call const& call, KeptDraft& kept) {
    kept.draft.audience = offered(kept.draft.audience);
    kept.number = app.node.ids.next();
    kept.saved = app.node.clock.now();
    auto const put = co_await keep(app, call.member->actor, kept);
    if (!put) co_return refuse(app, call, put.error());
    co_return Response::see_other(draft_path(kept.number));
}

// The draft of this guide that the member is writing already; nothing if there is none.
std::optional<storage::LocalId> draft_of(App const& app, Call const& call, storage::Handle guide) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<storage::LocalId> {
        auto const drafts = guides::drafts_of(tx, tables, call.member->actor);
        auto const found = std::ranges::find(drafts, guide, &KeptDraft::replaces);
        if (found == drafts.end()) return std::nullopt;
        return found->number;
    });
}

// In the community and for the readers of what it was made from; both can be chosen anew.
KeptDraft made_of(guides::GuideView const& source, guides::Guide guide) {
    KeptDraft kept;
    kept.draft.community = source.post.community.iri;
    kept.draft.audience = source.post.audience;
    kept.draft.guide = std::move(guide);
    return kept;
}

struct TranslationForm {
    std::string language;
    guides::Translator translator = guides::Translator::human;
    std::string problem;
};

TranslationForm translation_typed(Form const& form, guides::Guide const& source) {
    TranslationForm typed;
    typed.language = form.trimmed("language");
    typed.translator = guides::translator_named(form.text("translator")).value_or(guides::Translator::human);
    if (typed.language.size() < 2 || typed.language.size() > longest_language)
        typed.problem = phrase("Write the language as a short name, such as \"ar\" or \"fr\".");
    if (typed.language == source.language)
        typed.problem = phrase("The guide is in this language already: choose another one.");
    return typed;
}

Response translate_page(
    App const& app, Call const& call, guides::GuideView const& guide, TranslationForm const& typed, unsigned status
) {
    Page page{app, call, "guide_translate", phrase("Translate a guide")};
    auto& values = page.values();
    values.text("TITLE", guide.guide.title);
    values.text("PATH", post_path(guide.post));
    values.text("LANGUAGE", typed.language);
    values.show(
        typed.translator == guides::Translator::human     ? "HUMAN"
        : typed.translator == guides::Translator::machine ? "MACHINE"
                                                          : "CHECKED"
    );
    values.problem("language", typed.problem);
    return page.render(status);
}

// Leaves out what the readers of the question may not know of, although the member does: answers that wait, and those
// of pupils from before they were known to be some. What began with such a question stays here.
guides::GuideDraft begun_by(App const& app, Call const& call, timeline::Thread thread) {
    auto const& question = thread.question;
    federation::community::Readers const readers{question.audience, question.community.handle, call.member->actor};
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const is_kept = [&](timeline::PostView const& post) {
            return !federation::community::may_tell_of(tx, tables, readers, post.handle);
        };
        std::erase_if(thread.answers, is_kept);
        auto draft = guides::begun_with(thread);
        if (is_kept(question)) draft.audience = storage::Audience::here;
        return draft;
    });
}

}  // namespace

awaitable<Response> post_guide_from_question(App const& app, Call call) {
    auto const post = post_of(app, call);
    bool const is_asked = post && post->kind == storage::ObjectKind::question;
    if (!is_asked || post->state != storage::ObjectState::visible)
        co_return refuse(app, call, {Reason::not_found, "no such question"});
    auto const thread = app.node.store.read([&](auto const& tx, auto const& tables) {
        return timeline::thread_of(tx, tables, post->handle, call.viewer());
    });
    if (!thread) co_return refuse(app, call, {Reason::not_found, "the thread has not arrived"});
    KeptDraft kept;
    kept.draft = begun_by(app, call, *thread);
    auto response = co_await begin_draft(app, call, kept);
    co_return response;
}

awaitable<Response> post_revise_guide(App const& app, Call call) {
    auto const guide = own_guide(app, call);
    if (!guide) co_return refuse(app, call, {Reason::not_found, "no guide of the member's own"});
    if (auto const begun = draft_of(app, call, guide->post.handle)) co_return Response::see_other(draft_path(*begun));
    auto kept = made_of(*guide, guide->guide);
    kept.replaces = guide->post.handle;
    kept.base = guide->version;
    auto response = co_await begin_draft(app, call, kept);
    co_return response;
}

awaitable<Response> post_adapt_guide(App const& app, Call call) {
    auto const guide = guide_of(app, call);
    if (!guide) co_return refuse(app, call, {Reason::not_found, "no such guide"});
    auto begun = guides::adaptation_of(*guide);
    if (!begun) co_return refuse(app, call, begun.error());
    auto kept = made_of(*guide, *std::move(begun));
    auto response = co_await begin_draft(app, call, kept);
    co_return response;
}

awaitable<Response> get_translate_guide(App const& app, Call call) {
    auto const guide = guide_of(app, call);
    if (!guide) co_return refuse(app, call, {Reason::not_found, "no such guide"});
    co_return translate_page(app, call, *guide, TranslationForm{}, 200);
}

awaitable<Response> post_translate_guide(App const& app, Call call) {
    auto const guide = guide_of(app, call);
    if (!guide) co_return refuse(app, call, {Reason::not_found, "no such guide"});
    auto typed = translation_typed(call.form, guide->guide);
    if (!typed.problem.empty()) co_return translate_page(app, call, *guide, typed, 422);
    auto begun = guides::translation_of(*guide, typed.language, typed.translator);
    if (!begun) {
        typed.problem = sentence(begun.error());
        co_return translate_page(app, call, *guide, typed, meaning_of(begun.error().reason()).status);
    }
    auto kept = made_of(*guide, *std::move(begun));
    auto response = co_await begin_draft(app, call, kept);
    co_return response;
}

}  // namespace collegium::server::pages
