// Page: values for a template. Every value is escaped where it is shown, by what the place needs; HTML comes in through
// the sanitiser or not at all.
#pragma once

#include "server/app.hpp"
#include "server/languages/language.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ctemplate {
class TemplateDictionary;
}

namespace collegium::server::plots {
class Svg;
}

namespace collegium::server::pages {

using languages::Fillings;

// What is wrong with a form that was sent.
struct PageProblem {
    std::string field;  // the id of its field on the page; empty: it is of the whole form
    std::string words;
};

// What a page needs beside its template.
struct PageNeeds {
    bool passkeys = false;  // our script for them
    bool writing = false;   // our script for forms in which people write
};

// What all values of one page share.
struct PageState {
    languages::Language const& language;
    std::vector<PageProblem> problems;
    PageNeeds needs;
    std::map<std::chrono::sys_days, std::string> days{};  // that the page names, as they are written

    std::string const& day(Instant when);
};

// The values of one template, or of one turn of a repeated part of it.
class Values {
public:
    Values(ctemplate::TemplateDictionary& dictionary, PageState& state) : dictionary_{&dictionary}, state_{&state} {}

    void text(std::string_view name, std::string_view value);  // as it is: what somebody wrote, or what is for machines
    void number(std::string_view name, std::uint64_t value);   // for machines

    // For people, in the language of the page. The words are English, and each {name} in them becomes its value:
    // literals here, or what was marked by phrase() elsewhere. What no catalogue has is shown as it is.
    void words(std::string_view name, std::string_view english, Fillings fillings = {});
    // "{n} answer", "{n} answers"
    void count(
        std::string_view name, std::uint64_t n, std::string_view one, std::string_view many, Fillings fillings = {}
    );
    void amount(std::string_view name, std::uint64_t value);
    void day(std::string_view name, Instant when);
    void day(std::string_view name, std::string_view date);  // "2026-09-01"; what is no date is shown as it is
    void time(std::string_view name, Instant when);

    void html(std::string_view name, std::string_view from_anybody);  // sanitised here
    void drawing(std::string_view name, plots::Svg const& drawn);     // which only the room of plots can make
    void show(std::string_view part);                                 // a part that is left out otherwise
    Values repeat(std::string_view part);                             // one more turn

    // What is wrong with a field: WORDS of a part beside it, and a line in the summary on top of the page that leads to
    // it. field: the id of the field on the page. part: "TITLE_PROBLEM" for "title", unless it is named. Without words
    // nothing is wrong.
    void problem(std::string_view field, std::string_view words);
    void problem(std::string_view part, std::string_view field, std::string_view words);

    // Why the whole form was not taken: in the summary on top of the page alone. Without words it was.
    void refused(std::string_view why);

    // The values of another template that stands at this place. Unlike the parts of one template, it sees none of the
    // values around it.
    Values include(std::string_view place, std::string_view name);

    // Our script for writing comes along with the page. Every form is whole without it.
    void use_writing_script() { state_->needs.writing = true; }

    // For sentences that are made of several.
    languages::Language const& language() const noexcept { return state_->language; }

private:
    ctemplate::TemplateDictionary* dictionary_;
    PageState* state_;
};

// One page: the layout with one template inside.
class Page {
public:
    // name: of the template without its ending. title: of the browser's window, as it is or in the language of the
    // page.
    Page(App const& app, Call const& call, std::string_view name, std::string_view title);
    Page(App const& app, Call const& call, std::string_view name, Phrase title, Fillings fillings = {});
    ~Page();
    Page(Page const&) = delete;
    Page& operator=(Page const&) = delete;

    Values& values() noexcept { return body_; }

    // A link to the ActivityPub form of what is shown.
    void alternate(std::string_view iri);

    // A feed of what is shown, for programs that follow it. type: "application/atom+xml" or "text/calendar".
    void feed(std::string_view address, std::string_view type, std::string_view title);

    // Our script for passkeys comes along. The page is whole without it, but for the parts that ask for passkeys.
    void use_script() { state_.needs.passkeys = true; }

    Response render(unsigned status = 200);

private:
    PageState state_;
    std::unique_ptr<ctemplate::TemplateDictionary> dictionary_;
    Values layout_;
    Values body_;
    std::string alternate_;
};

// A part of a page, as scripts of ours ask for it: one template without the layout.
class Fragment {
public:
    // name: of the template without its ending.
    Fragment(App const& app, Call const& call, std::string_view name);
    ~Fragment();
    Fragment(Fragment const&) = delete;
    Fragment& operator=(Fragment const&) = delete;

    Values& values() noexcept { return values_; }
    Response render();

private:
    PageState state_;
    std::unique_ptr<ctemplate::TemplateDictionary> dictionary_;
    std::string name_;
    Values values_;
};

// Puts the templates that are part of the program where they are found, in English (others: page_templates.hpp). Once,
// at start. Throws std::logic_error if one of them does not parse.
void load_templates();

}  // namespace collegium::server::pages
