// Page: values for a template. Every value is escaped where it is shown, by what the place needs; HTML comes in through
// the sanitiser or not at all.
#pragma once

#include "server/app.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace ctemplate {
class TemplateDictionary;
}

namespace collegium::server::pages {

// What a page needs beside its template.
struct PageNeeds {
    bool passkeys = false;  // our script for them
    bool writing = false;   // our script for forms in which people write
};

// The values of one template, or of one turn of a repeated part of it.
class Values {
public:
    Values(ctemplate::TemplateDictionary& dictionary, PageNeeds& needs) : dictionary_{&dictionary}, needs_{&needs} {}

    void text(std::string_view name, std::string_view value);
    void number(std::string_view name, std::uint64_t value);
    void html(std::string_view name, std::string_view from_anybody);  // sanitised here
    void show(std::string_view part);                                 // a part that is left out otherwise
    Values repeat(std::string_view part);                             // one more turn

    // The values of another template that stands at this place. Unlike the parts of one template, it sees none of the
    // values around it.
    Values include(std::string_view place, std::string_view name);

    // Our script for writing comes along with the page. Every form is whole without it.
    void use_writing_script() { needs_->writing = true; }

private:
    ctemplate::TemplateDictionary* dictionary_;
    PageNeeds* needs_;
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
    void use_script() { needs_.passkeys = true; }

    Response render(unsigned status = 200);

private:
    std::unique_ptr<ctemplate::TemplateDictionary> dictionary_;
    PageNeeds needs_;
    Values layout_;
    Values body_;
    std::string alternate_;
};

// A part of a page, as scripts of ours ask for it: one template without the layout.
class Fragment {
public:
    // name: of the template without its ending.
    explicit Fragment(std::string_view name);
    ~Fragment();
    Fragment(Fragment const&) = delete;
    Fragment& operator=(Fragment const&) = delete;

    Values& values() noexcept { return values_; }
    Response render();

private:
    std::unique_ptr<ctemplate::TemplateDictionary> dictionary_;
    std::string name_;
    PageNeeds needs_;
    Values values_;
};

// Puts the templates that are part of the program where they are found. Once, at start. Throws std::logic_error if one
// of them does not parse.
void load_templates();

}  // namespace collegium::server::pages
