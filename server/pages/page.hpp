// Page: values for a template. Every value is escaped where it is shown, by what the place needs; HTML comes in through
// the sanitiser or not at all.
#pragma once

#include "server/app.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ctemplate {
class TemplateDictionary;
}

namespace collegium::server::pages {

// What is wrong with a form that was sent.
struct PageProblem {
    std::string field;  // the id of its field on the page; empty: it is of the whole form
    std::string words;
};

// The values of one template, or of one turn of a repeated part of it.
class Values {
public:
    Values(ctemplate::TemplateDictionary& dictionary, std::vector<PageProblem>& problems)
        : dictionary_{&dictionary}, problems_{&problems} {}

    void text(std::string_view name, std::string_view value);
    void number(std::string_view name, std::uint64_t value);
    void html(std::string_view name, std::string_view from_anybody);  // sanitised here
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

private:
    ctemplate::TemplateDictionary* dictionary_;
    std::vector<PageProblem>* problems_;  // of the page
};

// One page: the layout with one template inside.
class Page {
public:
    // name: of the template without its ending. title: of the browser's window.
    Page(App const& app, Call const& call, std::string_view name, std::string_view title);
    ~Page();
    Page(Page const&) = delete;
    Page& operator=(Page const&) = delete;

    Values& values() noexcept { return body_; }

    // A link to the ActivityPub form of what is shown.
    void alternate(std::string_view iri);

    // Our script for passkeys comes along. The page is whole without it, but for the parts that ask for passkeys.
    void use_script();

    Response render(unsigned status = 200);

private:
    std::unique_ptr<ctemplate::TemplateDictionary> dictionary_;
    std::vector<PageProblem> problems_;
    Values layout_;
    Values body_;
    std::string alternate_;
    bool scripted_ = false;
};

// Puts the templates that are part of the program where they are found. Once, at start. Throws std::logic_error if one
// of them does not parse.
void load_templates();

}  // namespace collegium::server::pages
