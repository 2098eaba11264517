#include "server/pages/page.hpp"

#include "federation/content/sanitise.hpp"
#include "federation/timeline.hpp"
#include "server/content_policy.hpp"
#include "server/formulas/marking.hpp"
#include "server/notifications/news_list.hpp"
#include "server/pages/asset_names.hpp"
#include "server/pages/page_language.hpp"
#include "server/pages/page_templates.hpp"
#include "server/plots/plots.hpp"
#include "server/read_only.hpp"

#include <algorithm>
#include <ctemplate/template.h>
#include <ctemplate/template_modifiers.h>
#include <stdexcept>

namespace collegium::server::pages {

namespace {

ctemplate::TemplateString view(std::string_view text) {
    return {text.data(), text.size()};
}

// Changes nothing. A template writes {{NAME:x-sanitised}} where HTML belongs, and only Values::html fills such places;
// {{DRAWING:x-drawn}} is filled by Values::drawing alone.
class AlreadySanitised final : public ctemplate::TemplateModifier {
    void
    Modify(char const* in, size_t size, ctemplate::PerExpandData const*, ctemplate::ExpandEmitter* out, std::string const&)
        const override {
        out->Emit(in, size);
    }
};

std::string expanded(
    languages::Language const& language, std::string_view name, ctemplate::TemplateDictionary const& dictionary
) {
    load_templates_in(language);
    std::string html;
    if (!ctemplate::ExpandTemplate(template_name(language, name), ctemplate::STRIP_BLANK_LINES, &dictionary, &html))
        throw std::logic_error{"a template cannot be expanded"};
    return html;
}

constexpr std::uint64_t most_counted = 99;

struct MemberGlance {
    std::string display;
    std::uint64_t unread;
};

MemberGlance glance_at(App const& app, Member const& member) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const actor = federation::timeline::find_actor(tx, tables, member.actor);
        auto const unread = notifications::count_unread(tx, tables, member.actor, most_counted);
        return MemberGlance{actor ? actor->display : member.account, unread};
    });
}

std::string part_beside(std::string_view field) {
    std::string part{field};
    for (char& c : part) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c == '-') c = '_';
    }
    return part + "_PROBLEM";
}

// What everybody sees on each page leads to these; the part says that this one is open.
struct MainPage {
    std::string_view path;
    std::string_view part;
};

constexpr MainPage main_pages[] = {
    {"/search", "AT_SEARCH"},
    {"/directory", "AT_DIRECTORY"},
    {"/subjects", "AT_SUBJECTS"},
    {"/notifications", "AT_NEWS"},
    {"/reviews", "AT_REVIEWS"},
    {"/moderation", "AT_REPORTS"},
    {"/safeguarding", "AT_SAFEGUARDING"},
    {"/operator/health", "AT_HEALTH"},
    {"/operator/partners", "AT_PARTNERS"},
    {"/operator/members", "AT_MEMBERS"},
    {"/settings", "AT_SETTINGS"}};

// The reasons of the whole form first, then the fields, each with a link.
void show_summary(Values& layout, std::vector<PageProblem> const& problems) {
    if (problems.empty()) return;
    auto summary = layout.repeat("PROBLEM_SUMMARY");
    for (auto const& each : problems)
        if (each.field.empty()) summary.repeat("WHY_NOT").text("WORDS", each.words);
    if (std::ranges::all_of(problems, [](auto const& each) { return each.field.empty(); })) return;
    auto list = summary.repeat("FIELDS");
    for (auto const& each : problems) {
        if (each.field.empty()) continue;
        auto line = list.repeat("FIELD");
        line.text("ID", each.field);
        line.text("WORDS", each.words);
    }
}

}  // namespace

// Lines of a page are often of the same day, and writing one takes longer than all else about a line.
std::string const& PageState::day(Instant when) {
    auto const [at, is_new] = days.try_emplace(std::chrono::floor<std::chrono::days>(when));
    if (is_new) at->second = language.day(when);
    return at->second;
}

void Values::text(std::string_view name, std::string_view value) {
    dictionary_->SetValue(view(name), view(value));
}

void Values::number(std::string_view name, std::uint64_t value) {
    text(name, std::to_string(value));
}

void Values::words(std::string_view name, std::string_view english, Fillings fillings) {
    text(name, state_->language.say(english, fillings));
}

void Values::count(
    std::string_view name, std::uint64_t n, std::string_view one, std::string_view many, Fillings fillings
) {
    text(name, state_->language.counted(n, one, many, fillings));
}

void Values::amount(std::string_view name, std::uint64_t value) {
    text(name, state_->language.number(value));
}

void Values::day(std::string_view name, Instant when) {
    text(name, state_->day(when));
}

void Values::day(std::string_view name, std::string_view date) {
    text(name, state_->language.day(date));
}

void Values::time(std::string_view name, Instant when) {
    text(name, state_->language.time(when, state_->day(when)));
}

void Values::html(std::string_view name, std::string_view from_anybody) {
    text(name, formulas::marked(federation::content::sanitise(from_anybody)));
}

void Values::drawing(std::string_view name, plots::Svg const& drawn) {
    text(name, drawn.text());
}

void Values::show(std::string_view part) {
    dictionary_->ShowSection(view(part));
}

Values Values::repeat(std::string_view part) {
    return {*dictionary_->AddSectionDictionary(view(part)), *state_};
}

Values Values::include(std::string_view place, std::string_view name) {
    auto* const included = dictionary_->AddIncludeDictionary(view(place));
    included->SetFilename(template_name(state_->language, name));
    return {*included, *state_};
}

void Values::problem(std::string_view field, std::string_view words) {
    problem(part_beside(field), field, words);
}

void Values::problem(std::string_view part, std::string_view field, std::string_view words) {
    if (words.empty()) return;
    auto said = state_->language.say(words);
    repeat(part).text("WORDS", said);
    state_->problems.push_back({std::string{field}, std::move(said)});
}

void Values::refused(std::string_view why) {
    if (!why.empty()) state_->problems.push_back({{}, state_->language.say(why)});
}

Page::Page(App const& app, Call const& call, std::string_view name, std::string_view title)
    : state_{language_for(app, call), {}, {}},
      dictionary_{std::make_unique<ctemplate::TemplateDictionary>("page")},
      layout_{*dictionary_, state_},
      body_{layout_.include("BODY", name)} {
    dictionary_->SetTemplateGlobalValue("FORM_KEY", app.sign_ins.form_key(call.browser_token));
    dictionary_->SetTemplateGlobalValue("NODE_NAME", app.node.settings.node.name);
    layout_.text("TITLE", title);
    layout_.text("STYLE", asset_address("style.css"));
    layout_.text("PAGE_LANGUAGE", state_.language.code());
    layout_.text("PAGE_DIRECTION", state_.language.direction());
    for (auto const& each : main_pages)
        if (call.request.path.starts_with(each.path)) layout_.show(each.part);
    if (is_read_only(app.node.store)) layout_.show("READ_ONLY");
    if (call.member) {
        auto member = layout_.repeat("SIGNED_IN");
        member.text("ACCOUNT", call.member->account);
        auto const glance = glance_at(app, *call.member);
        member.text("DISPLAY", glance.display);
        if (glance.unread > 0) member.repeat("UNREAD").amount("COUNT", glance.unread);
        auto const& roles = call.member->roles;
        if (roles.has(storage::Role::operator_)) member.show("OPERATOR");
        if (roles.has(storage::Role::moderator) || roles.has(storage::Role::operator_)) member.show("MODERATOR");
        if (roles.has(storage::Role::safeguarding_lead)) member.show("LEAD");
    } else {
        layout_.show("SIGNED_OUT");
    }
}

Page::Page(App const& app, Call const& call, std::string_view name, Phrase title, Fillings fillings)
    : Page{app, call, name, language_for(app, call).say(title, fillings)} {}

Page::~Page() = default;

void Page::alternate(std::string_view iri) {
    layout_.repeat("ALTERNATE").text("IRI", iri);
    alternate_ = iri;
}

void Page::feed(std::string_view address, std::string_view type, std::string_view title) {
    auto link = layout_.repeat("FEED");
    link.text("ADDRESS", address);
    link.text("TYPE", type);
    link.text("FEED_TITLE", title);
}

Response Page::render(unsigned status) {
    show_summary(layout_, state_.problems);
    if (state_.needs.passkeys) layout_.show("SCRIPT");
    if (state_.needs.writing) layout_.repeat("WRITING_SCRIPT").text("ADDRESS", asset_address("writing.js"));
    Response response{status, "text/html; charset=utf-8", expanded(state_.language, "layout", *dictionary_)};
    response.with("Cache-Control", "private, no-store").with("Vary", "Accept, Accept-Language, Cookie");
    response.with("Content-Language", std::string{state_.language.code()});
    if (state_.needs.writing)
        response.with("Content-Security-Policy", content_policy({}, Scripts::that_ask));
    else if (state_.needs.passkeys)
        response.with("Content-Security-Policy", content_policy({}, Scripts::ours));
    if (!alternate_.empty())
        response.with("Link", "<" + alternate_ + ">; rel=\"alternate\"; type=\"application/activity+json\"");
    // Named before the page itself, the style is on its way while the page still arrives over a slow line.
    response.with("Link", "<" + asset_address("style.css") + ">; rel=\"preload\"; as=\"style\"");
    return response;
}

Fragment::Fragment(App const& app, Call const& call, std::string_view name)
    : state_{language_for(app, call), {}, {}},
      dictionary_{std::make_unique<ctemplate::TemplateDictionary>("fragment")},
      name_{name},
      values_{*dictionary_, state_} {}

Fragment::~Fragment() = default;

Response Fragment::render() {
    Response response{200, "text/html; charset=utf-8", expanded(state_.language, name_, *dictionary_)};
    response.with("Cache-Control", "private, no-store").with("Vary", "Accept, Accept-Language, Cookie");
    return response;
}

void load_templates() {
    static AlreadySanitised modifier;
    ctemplate::AddXssSafeModifier("x-sanitised", &modifier);
    ctemplate::AddXssSafeModifier("x-drawn", &modifier);
    load_templates_in(page_language("en"));
}

}  // namespace collegium::server::pages
