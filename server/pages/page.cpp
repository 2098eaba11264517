#include "server/pages/page.hpp"

#include "federation/content/sanitise.hpp"
#include "federation/timeline.hpp"
#include "server/content_policy.hpp"
#include "server/embedded.hpp"
#include "server/notifications/news_list.hpp"
#include "server/read_only.hpp"

#include <ctemplate/template.h>
#include <ctemplate/template_modifiers.h>
#include <stdexcept>

namespace collegium::server::pages {

namespace {

ctemplate::TemplateString view(std::string_view text) {
    return {text.data(), text.size()};
}

// Changes nothing. A template writes {{NAME:x-sanitised}} where HTML belongs, and only Values::html fills such places.
class AlreadySanitised final : public ctemplate::TemplateModifier {
    void
    Modify(char const* in, size_t size, ctemplate::PerExpandData const*, ctemplate::ExpandEmitter* out, std::string const&)
        const override {
        out->Emit(in, size);
    }
};

std::string file_name(std::string_view name) {
    return std::string{name} + ".tpl";
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

ctemplate::TemplateDictionary& include_body(ctemplate::TemplateDictionary& layout, std::string_view name) {
    auto* const body = layout.AddIncludeDictionary("BODY");
    body->SetFilename(file_name(name));
    return *body;
}

}  // namespace

void Values::text(std::string_view name, std::string_view value) {
    dictionary_->SetValue(view(name), view(value));
}

void Values::number(std::string_view name, std::uint64_t value) {
    text(name, std::to_string(value));
}

void Values::html(std::string_view name, std::string_view from_anybody) {
    text(name, federation::content::sanitise(from_anybody));
}

void Values::show(std::string_view part) {
    dictionary_->ShowSection(view(part));
}

Values Values::repeat(std::string_view part) {
    return Values{*dictionary_->AddSectionDictionary(view(part))};
}

Values Values::include(std::string_view place, std::string_view name) {
    auto* const included = dictionary_->AddIncludeDictionary(view(place));
    included->SetFilename(file_name(name));
    return Values{*included};
}

Page::Page(App const& app, Call const& call, std::string_view name, std::string_view title)
    : dictionary_{std::make_unique<ctemplate::TemplateDictionary>("page")},
      layout_{*dictionary_},
      body_{include_body(*dictionary_, name)} {
    dictionary_->SetTemplateGlobalValue("FORM_KEY", app.sign_ins.form_key(call.browser_token));
    dictionary_->SetTemplateGlobalValue("NODE_NAME", app.node.settings.node.name);
    layout_.text("TITLE", title);
    if (is_read_only(app.node.store)) layout_.show("READ_ONLY");
    if (call.member) {
        auto member = layout_.repeat("SIGNED_IN");
        member.text("ACCOUNT", call.member->account);
        auto const glance = glance_at(app, *call.member);
        member.text("DISPLAY", glance.display);
        if (glance.unread > 0) member.repeat("UNREAD").number("COUNT", glance.unread);
        auto const& roles = call.member->roles;
        if (roles.has(storage::Role::operator_)) member.show("OPERATOR");
        if (roles.has(storage::Role::moderator) || roles.has(storage::Role::operator_)) member.show("MODERATOR");
        if (roles.has(storage::Role::safeguarding_lead)) member.show("LEAD");
    } else {
        layout_.show("SIGNED_OUT");
    }
}

Page::~Page() = default;

void Page::alternate(std::string_view iri) {
    layout_.repeat("ALTERNATE").text("IRI", iri);
    alternate_ = iri;
}

void Page::use_script() {
    layout_.show("SCRIPT");
    scripted_ = true;
}

Response Page::render(unsigned status) {
    std::string html;
    if (!ctemplate::ExpandTemplate(file_name("layout"), ctemplate::STRIP_BLANK_LINES, dictionary_.get(), &html))
        throw std::logic_error{"a template cannot be expanded"};
    Response response{status, "text/html; charset=utf-8", std::move(html)};
    response.with("Cache-Control", "private, no-store").with("Vary", "Accept, Cookie");
    if (scripted_) response.with("Content-Security-Policy", content_policy({}, Scripts::ours));
    if (!alternate_.empty())
        response.with("Link", "<" + alternate_ + ">; rel=\"alternate\"; type=\"application/activity+json\"");
    return response;
}

void load_templates() {
    static AlreadySanitised modifier;
    ctemplate::AddXssSafeModifier("x-sanitised", &modifier);
    for (auto const& file : embedded_files()) {
        if (!file.name.ends_with(".tpl")) continue;
        auto const name = std::string{file.name};
        if (!ctemplate::StringToTemplateCache(name, file.text.data(), file.text.size(), ctemplate::STRIP_BLANK_LINES))
            throw std::logic_error{"the template " + name + " does not parse"};
    }
}

}  // namespace collegium::server::pages
