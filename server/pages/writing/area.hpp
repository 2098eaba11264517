// Area: what every form shows in which people write at length, whatever it is for: the field, how it will look,
// pictures, who can read it, and the buttons.
#pragma once

#include "server/pages/page.hpp"
#include "storage/view_records.hpp"

#include <optional>
#include <vector>

namespace collegium::server::pages {

struct WritingArea {
    std::string place{};  // where the form is sent to, as page_of_place() knows it
    std::string_view label{};
    std::string_view hint{};
    std::string_view problem{};  // may be empty
    std::string_view words{};    // Markdown, as it stands in the field
    unsigned rows = 8;
    std::string_view send{};                      // what its button says
    std::optional<storage::Audience> audience{};  // for whom it is, where that cannot be chosen
};

// At WRITING: the field with all that belongs to it. At WRITING_END: who can read it, and the buttons; the form ends
// after it. The script for writing comes along.
void show_writing(App const& app, Call const& call, Values& values, WritingArea const& area);

// At WRITING_TOOLS, for forms with fields and drafts of their own: that the script works there. place: as above, or
// empty where nothing but the form itself keeps drafts; then there is no button for it.
void show_writing_tools(App const& app, Call const& call, Values& values, std::string_view place);

// At WRITING_END: the same end for such a form.
void show_writing_end(
    Call const& call, Values& values, std::string_view send, std::optional<storage::Audience> audience
);

// One text of a form, as it will look.
struct PreviewPart {
    std::string_view heading;
    std::string_view words;  // Markdown
};

// At PREVIEW, if whoever sent the form asked for it.
void show_preview(Call const& call, Values& values, std::vector<PreviewPart> const& parts);

}  // namespace collegium::server::pages
