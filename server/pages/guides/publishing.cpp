#include "server/pages/guides/publishing.hpp"

#include "federation/admit.hpp"
#include "federation/guides/authorship.hpp"
#include "server/dispatch.hpp"
#include "server/pages/writing/steps.hpp"
#include "storage/names.hpp"

namespace collegium::server::pages {

using guides::GuideState;
using guides::KeptDraft;
using storage::Nothing;

namespace {

constexpr std::string_view not_published =
    phrase("The guide was not published. What is missing is marked below; your text is kept as a draft.");

// As it would go out: a draft that is published is none any more.
guides::Guide ready(KeptDraft const& kept) {
    auto guide = guides::tidied(kept.draft.guide);
    if (guide.state == GuideState::draft) guide.state = GuideState::published;
    return guide;
}

bool has_marks(guides::Guide const& guide) {
    auto const is_marked = [](std::string_view text) {
        return text.starts_with("<<<<<<< ") || text.find("\n<<<<<<< ") != std::string_view::npos;
    };
    for (auto const& words : guide.sections)
        if (is_marked(words)) return true;
    return is_marked(guide.title);
}

// Nothing, or what its community asks of the authors beside.
Result<void> authors_fit(App const& app, KeptDraft const& kept, guides::Guide const& guide) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const standing = tables.objects.get(tx, kept.replaces);
        auto const named = storage::find_handle(tx, tables, kept.draft.community).value_or(storage::Handle{0});
        return guides::check_authorship(tx, tables, guide, standing ? standing->community : named);
    });
}

FieldProblems problems_of_draft(App const& app, KeptDraft const& kept, guides::Guide const& guide) {
    auto problems = problems_beside(guide);
    if (auto const fits = authors_fit(app, kept, guide); !fits)
        problems.push_back({"contributors", "Not yet: " + std::string{fits.error().detail()} + "."});
    if (kept.draft.community.empty())
        problems.push_back({"community", phrase("Choose the community that the guide is for.")});
    if (has_marks(guide))
        problems.push_back(
            {"sections", phrase("There are still lines of signs where two texts differ: make one text of them.")}
        );
    return problems;
}

// The draft goes in the transaction that publishes it, so that nothing is published twice.
federation::Alongside without_draft(storage::Handle member, storage::LocalId number) {
    return [member, number](storage::WriteTx& tx, storage::Tables& tables) -> Result<void> {
        if (!guides::drop_draft(tx, tables, member, number))
            return Refusal{Reason::conflict, "this draft was published or dropped already"};
        return {};
    };
}

struct Outcome {
    Outcome() = default;

    DraftNotes notes;
    unsigned status = 200;
    std::string path;  // where the guide is; empty: it was not published

    static Outcome refused(Refusal refusal) {
        Outcome outcome;
        outcome.notes.why = sentence(refusal) + " Your text is kept as a draft.";
        outcome.status = meaning_of(refusal.reason()).status;
        return outcome;
    }
};

// Puts what the member wrote into the guide of today. What conflicts stands in the draft, in both wordings.
struct Brought {
    std::optional<guides::GuideView> current;
    guides::Merged merged;
};

Brought bring(App const& app, Call const& call, KeptDraft const& kept, guides::Guide const& written) {
    Brought brought;
    std::optional<guides::Guide> base;
    app.node.store.read([&](auto const& tx, auto const& tables) {
        brought.current = guides::find_guide(tx, tables, kept.replaces, call.viewer());
        base = guides::words_of_version(tx, tables, kept.replaces, kept.base);
        return true;
    });
    if (!brought.current) return brought;
    if (brought.current->version == kept.base) {
        brought.merged.guide = written;
        return brought;
    }
    // Without the words that they began with, every part that differs is for the member to decide.
    brought.merged = guides::brought_into(brought.current->guide, base.value_or(guides::Guide{}), written);
    return brought;
}

void set_part(guides::Guide& guide, guides::Conflict const& conflict) {
    if (auto const section = guides::section_named(conflict.part))
        guide[*section] = conflict.marked;
    else
        guide.title = conflict.marked;
}

awaitable<Outcome> publish_new(App const& app, Call const& call, KeptDraft const& kept, guides::Guide const& guide) {
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return Outcome::refused({Reason::not_allowed, "an account without an actor"});
    guides::GuideDraft draft;
    draft.community = kept.draft.community;
    draft.guide = guide;
    draft.audience = kept.draft.audience;
    bool const is_ours = draft.community.starts_with(app.node.settings.origin() + "/");
    if (draft.audience == storage::Audience::insiders && !is_ours)
        co_return Outcome::refused(
            {Reason::not_allowed,
             "\"Only us\" is for members of a community of this school: choose one, or choose other readers."}
        );
    auto composed = guide_composer_of(app).publish(*author, draft);
    auto const number = composed.number;
    auto alongside = without_draft(call.member->actor, kept.number);
    auto const done = co_await federation::perform(app.node, std::move(composed), std::move(alongside));
    if (!done) co_return Outcome::refused(done.error());
    Outcome outcome;
    outcome.path = "/post/" + federation::digits(number);
    co_return outcome;
}

// The draft as it is kept for the member to decide.
awaitable<Outcome> leave_to_member(App const& app, Call const& call, KeptDraft& kept, Brought const& brought) {
    kept.draft.guide = brought.merged.guide;
    kept.base = brought.current->version;
    for (auto const& conflict : brought.merged.conflicts) set_part(kept.draft.guide, conflict);
    auto const again = co_await keep(app, call.member->actor, kept);
    if (!again) co_return Outcome::refused(again.error());
    Outcome outcome;
    outcome.notes.conflicts = brought.merged.conflicts;
    outcome.status = 409;
    co_return outcome;
}

awaitable<Outcome> publish_version(App const& app, Call const& call, KeptDraft& kept, guides::Guide const& guide) {
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return Outcome::refused({Reason::not_allowed, "an account without an actor"});
    Brought brought;
    std::function<void()> work = [&] { brought = bring(app, call, kept, guide); };
    co_await app.node.workers.run(std::move(work));
    if (!brought.current)
        co_return Outcome::refused({Reason::conflict, "the guide that this would change is not here any more"});
    if (!brought.merged.conflicts.empty()) {
        auto left = co_await leave_to_member(app, call, kept, brought);
        co_return left;
    }
    auto const& current = *brought.current;
    guides::GuideDraft draft;
    draft.community = current.post.community.iri;
    draft.guide = brought.merged.guide;
    draft.audience = current.post.audience;
    auto composed = guide_composer_of(app).revise(*author, draft, current);
    auto alongside = without_draft(call.member->actor, kept.number);
    auto const done = co_await federation::perform(app.node, std::move(composed), std::move(alongside));
    if (!done) co_return Outcome::refused(done.error());
    Outcome outcome;
    outcome.path = post_path(current.post);
    co_return outcome;
}

Response answer_to(App const& app, Call const& call, KeptDraft const& kept, Outcome const& outcome) {
    if (!outcome.path.empty()) return Response::see_other(outcome.path);
    return draft_page(app, call, kept, outcome.notes, outcome.status);
}

}  // namespace

awaitable<Result<Nothing>> keep(App const& app, storage::Handle member, KeptDraft const& kept) {
    storage::Store::Change<Nothing> change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<Nothing> {
        auto const put = guides::keep_draft(tx, tables, member, kept);
        if (!put) return put.error();
        return Nothing{};
    };
    auto const done = co_await app.node.store.write(std::move(change));
    co_return done;
}

awaitable<Response> take_draft(App const& app, Call const& call, KeptDraft& kept) {
    bool const is_fresh = kept.number == storage::LocalId{0};
    if (is_fresh) kept.number = app.node.ids.next();
    auto const put = co_await keep(app, call.member->actor, kept);
    DraftNotes notes;
    if (!put) {
        if (is_fresh) kept.number = storage::LocalId{0};
        notes.why = sentence(put.error()) + " Nothing is lost: your text is below.";
        co_return draft_page(app, call, kept, notes, meaning_of(put.error().reason()).status);
    }
    if (is_preview(call)) co_return draft_page(app, call, kept, notes, 200);
    if (call.form.text("act") != "publish") co_return Response::see_other(draft_path(kept.number) + "?saved=1");

    auto const guide = ready(kept);
    notes.problems = problems_of_draft(app, kept, guide);
    if (!notes.problems.empty()) {
        notes.why = not_published;
        co_return draft_page(app, call, kept, notes, 422);
    }
    if (kept.replaces == storage::Handle{0}) {
        auto const published = co_await publish_new(app, call, kept, guide);
        co_return answer_to(app, call, kept, published);
    }
    auto const published = co_await publish_version(app, call, kept, guide);
    co_return answer_to(app, call, kept, published);
}

}  // namespace collegium::server::pages
