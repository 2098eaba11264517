// The page of a guide.
#include "federation/community/audience.hpp"
#include "federation/guides/licence.hpp"
#include "federation/served/signed_copy.hpp"
#include "server/activitypub/handlers.hpp"
#include "server/dispatch.hpp"
#include "server/pages/adoption/roll_up.hpp"
#include "server/pages/guides/guide_look.hpp"
#include "server/pages/guides/handlers.hpp"
#include "server/pages/statements/block.hpp"
#include "server/pages/subject_comments.hpp"

namespace collegium::server::pages {

using guides::Freshness;
using guides::Section;

namespace {

void show_freshness(Values& values, Freshness freshness) {
    if (freshness == Freshness::stale) values.show("STALE");
    if (freshness == Freshness::unknown) values.show("UNKNOWN");
}

void show_source(Values& values, std::string_view part, std::optional<SourceLine> const& source) {
    if (!source) return;
    auto line = values.repeat(part);
    line.text("ADDRESS", source->thing.address);
    line.text("SOURCE_TITLE", source->thing.title);
    show_freshness(line, source->freshness);
}

void show_evidence(Values& values, GuideLook const& look) {
    auto const& rating = look.guide.guide.evidence;
    if (!rating) return;
    auto shown = values.repeat("EVIDENCE");
    shown.words("SCHEME", scheme_words(*rating));
    shown.words("GRADE_WORDS", grade_words(*rating));
    shown.html("CONTENT", look.rationale);
    show_person(shown, look.rater);
}

void show_transferability(Values& values, guides::Transferability const& transferability) {
    if (transferability.rating == 0) return;
    auto shown = values.repeat("TRANSFERABILITY");
    shown.amount("RATING", transferability.rating);
    shown.text("TRIED_IN", transferability.context);
}

void show_references(Values& values, GuideLook const& look) {
    auto const& references = look.guide.guide.references;
    auto list = values.repeat("REFERENCES");
    for (std::size_t i = 0; i < references.size(); ++i) {
        auto const& each = references[i];
        auto line = list.repeat("REFERENCE");
        auto const link = guides::link_of(each);
        line.text("REFERENCE_TITLE", each.title);
        auto address = line.repeat(link.empty() ? "PLAIN_ADDRESS" : "LINKED_ADDRESS");
        address.text("LINK", link);
        address.text("ADDRESS", each.address);
        if (each.open) line.show("OPEN_ACCESS");
        if (auto const& since = look.dead[i]) line.repeat("DEAD").time("SINCE", *since);
    }
}

// Sections without words are left out, unless something stands in them.
void show_sections(Values& values, GuideLook const& look) {
    auto const& guide = look.guide.guide;
    auto contents = values.repeat("CONTENTS");
    for (auto const& each : guides::all_sections()) {
        bool const is_rated = each.section == Section::strength && guide.evidence;
        bool const has_list = each.section == Section::references && !guide.references.empty();
        bool const is_placed = each.section == Section::transferability && guide.transferability.rating > 0;
        if (guides::is_blank(guide[each.section]) && !is_rated && !has_list && !is_placed) continue;
        auto section = values.repeat("SECTION");
        section.text("NAME", each.name);
        section.words("HEADING", each.heading);
        auto line = contents.repeat("LINE");
        line.text("NAME", each.name);
        line.words("HEADING", each.heading);
        if (is_rated) show_evidence(section, look);
        if (is_placed) show_transferability(section, guide.transferability);
        section.repeat("SECTION_WORDS").html("CONTENT", look.words[static_cast<std::size_t>(each.section)]);
        if (has_list) show_references(section, look);
    }
}

std::string_view voice_words(guides::Voice voice) {
    switch (voice) {
        case guides::Voice::practitioner: return phrase("practises");
        case guides::Voice::academic: return phrase("does research");
        case guides::Voice::other: break;
    }
    return phrase("took part");
}

std::string_view translator_words(guides::Translator translator) {
    switch (translator) {
        case guides::Translator::human: return phrase("translated by people");
        case guides::Translator::machine_checked: return phrase("translated by a machine and checked by people");
        case guides::Translator::machine: break;
    }
    return phrase("translated by a machine");
}

void show_made(Values& values, GuideLook const& look) {
    if (look.made.empty()) return;
    auto list = values.repeat("MADE");
    for (auto const& each : look.made) {
        auto line = list.repeat("OFFSHOOT");
        line.text("ADDRESS", post_path(each.guide.post));
        line.text("OFFSHOOT_TITLE", each.guide.guide.title);
        line.text("OFFSHOOT_LANG", each.guide.guide.language);
        bool const is_translation = each.how == storage::Derivation::translation;
        line.words("HOW", is_translation ? translator_words(each.guide.guide.translator) : phrase("adapted"));
        line.text("OFFSHOOT_AUTHOR", each.guide.post.author.display);
        line.text("OFFSHOOT_HOST", each.guide.post.author.host);
        show_freshness(line, each.freshness);
    }
}

// Where it comes from, who took part, and what may be made of it.
void show_credit(Values& values, GuideLook const& look) {
    auto const& guide = look.guide.guide;
    show_source(values, "ADAPTED_FROM", look.adapted_from);
    show_source(values, "TRANSLATION_OF", look.translation_of);
    if (look.translation_of) values.repeat("TRANSLATOR").words("HOW", translator_words(guide.translator));
    for (auto const& each : look.questions) {
        auto line = values.repeat("QUESTION_BEHIND");
        line.text("ADDRESS", each.address);
        line.text("QUESTION_TITLE", each.title);
    }
    for (auto const& each : look.contributors) {
        auto line = values.repeat("CONTRIBUTOR");
        show_person(line, each.person);
        line.words("VOICE", voice_words(each.voice));
    }
    auto const* const licence = guides::licence_with(guide.licence);
    if (licence == nullptr) {
        values.repeat("OTHER_LICENCE").text("LICENCE_NAME", guide.licence);
    } else {
        auto known = values.repeat("LICENCE");
        known.text("LICENCE_NAME", licence->name);
        known.text("ADDRESS", licence->address);
    }
    if (!look.licence_problem.empty()) values.show("LICENCE_PROBLEM");
}

void show_version(App const& app, Values& values, GuideLook const& look) {
    auto const& [post, guide, version, is_current] = look.guide;
    values.amount("REVISION", guide.revision);
    values.text("VERSION", version);
    values.text("VERSION_PATH", version_path(post, version));
    values.text("COPY_PATH", federation::documents::copy_address("", post.iri, version));
    if (!guide.subject.empty()) values.repeat("ABOUT").text("SUBJECT", guide.subject);
    if (!guide.review_by.empty()) values.repeat("REVIEW_BY").day("DAY", guide.review_by);
    if (!is_current)
        values.repeat("OLD_VERSION").text("CHANGES", post_path(post) + "/differences?from=" + percent_encoded(version));
    if (!guide.previous.empty()) {
        auto const before = percent_encoded(guide.previous);
        values.repeat("PREVIOUS")
            .text("CHANGES", post_path(post) + "/differences?from=" + before + "&to=" + percent_encoded(version));
    }
    bool const waits =
        guide.state != guides::GuideState::retired && guides::is_past_review(guide, app.node.clock.now());
    if (waits && is_current) values.repeat("PAST_REVIEW").day("DAY", guide.review_by);
    if (guide.state == guides::GuideState::retired) values.show("IS_RETIRED");
}

// What this reader can do with it.
void show_acts(Values& values, Call const& call, GuideLook const& look) {
    auto const& post = look.guide.post;
    if (!call.member) return values.repeat("GUEST").text("RETURN", percent_encoded(call.request.path));
    bool const is_own = post.author.handle == call.member->actor;
    if (is_own) return values.show("OWN");
    auto other = values.repeat("OTHERS");
    other.text("SUGGEST_PATH", post_path(post) + "/suggest?version=" + percent_encoded(look.guide.version));
    auto const* const licence = guides::licence_with(look.guide.guide.licence);
    if (licence != nullptr && licence->adaptable) other.show("MAY_ADAPT");
}

// What is wrong with a comment that was sent; the page says so beside it.
struct CommentProblem {
    std::string_view words;
    unsigned status;
};

// What others than its author say of it.
struct BesideLook {
    RollUpLook sums;
    StatementsLook statements;
};

Response page_of(
    App const& app, Call const& call, GuideLook const& look, BesideLook const& beside, CommentProblem const& problem
) {
    auto const& [post, guide, version, is_current] = look.guide;
    Page page{app, call, "guide", guide.title};
    page.alternate(post.iri);
    auto& values = page.values();
    values.text("TITLE", guide.title);
    values.text("LANG", guide.language);
    values.text("PATH", post_path(post));
    values.words("STATE", guides::heading_of(guide.state));
    if (post.community.handle != storage::Handle{0}) {
        auto community = values.repeat("IN_COMMUNITY");
        community.text("COMMUNITY", post.community.display);
        community.text("COMMUNITY_PATH", community_path(post.community));
    }
    if (is_waiting(post)) values.repeat("WAITING").text("HOST", post.community.host);
    show_notice(app, call, values, {post.community.host, post.author.host});
    show_byline(values, post);
    show_version(app, values, look);
    show_sections(values, look);
    show_roll_up(app, call, values, beside.sums, post, version);
    show_statements(call, values, beside.statements, post);
    show_credit(values, look);
    show_made(values, look);
    show_acts(values, call, look);
    show_reviews(values, look.guide, look.reviews);
    if (look.comments) show_comments_below(app, call, values, *look.comments, problem.words);
    bool const is_open = federation::community::is_open(post.audience);
    return is_open ? activitypub::with_inbox_for_notices(app, page.render(problem.status))
                   : page.render(problem.status);
}

}  // namespace

awaitable<Response> guide_page(
    App const& app, Call const& call, timeline::PostView const& post, std::string_view comment_problem, unsigned status
) {
    std::optional<GuideLook> look;
    auto const& version = call.form.text("version");
    auto const viewer = call.viewer();
    BesideLook beside;
    std::function<void()> work = [&] {
        look = look_at_guide(app.node.store, post.handle, version, viewer);
        if (!look) return;
        beside.sums = look_at_roll_up(app, post.handle);
        beside.statements = look_at_statements(app, post.handle, call);
    };
    co_await app.node.workers.run(std::move(work));
    if (!look) co_return refuse(app, call, {Reason::not_found, "no such version of a guide"});
    co_return page_of(app, call, *look, beside, {comment_problem, status});
}

}  // namespace collegium::server::pages
