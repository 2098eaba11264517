#include "server/pages/writing/area.hpp"

#include "federation/content/markdown.hpp"
#include "federation/messages/composed_parts.hpp"
#include "server/pages/audience_words.hpp"
#include "server/pages/writing/pictures.hpp"
#include "server/pages/writing/steps.hpp"

namespace collegium::server::pages {

namespace {

std::string form_number(App const& app, Call const& call) {
    auto const number = number_in(call.form);
    return federation::digits(number ? *number : app.node.ids.next());
}

// The script comes along, with what it says and for whom the words are.
void show_script(Values& values, std::optional<storage::Audience> audience) {
    values.use_writing_script();
    auto words = values.include("SCRIPT_WORDS", "writing_words");
    for (auto const& each : audience_choices())
        if (each.audience == audience) words.text("AUDIENCE_WORD", each.word);
}

// A draft that waited for its writer.
void show_return(Call const& call, Values& values) {
    auto const& saved = call.form.text("draft_saved");
    if (saved.empty()) return;
    auto part = values.repeat("CAME_BACK");
    part.text("DATETIME", saved);
    if (auto const at = from_rfc3339(saved)) part.time("TIME", *at);
    if (call.form.has("saved")) part.show("JUST_SAVED");
}

}  // namespace

void show_writing(App const& app, Call const& call, Values& values, WritingArea const& area) {
    auto part = values.include("WRITING", "writing_area");
    show_script(part, area.audience);
    part.text("DRAFT", form_number(app, call));
    part.text("PLACE", area.place);
    part.words("LABEL", area.label);
    part.words("HINT", area.hint);
    part.number("ROWS", area.rows);
    part.text("TYPED", area.words);
    show_return(call, part);
    part.problem("words", area.problem);
    show_preview(call, part, {{"", area.words}});
    show_picture_fields(app, call, part);
    show_writing_end(call, values, area.send, area.audience);
}

void show_writing_end(
    Call const& call, Values& values, std::string_view send, std::optional<storage::Audience> audience
) {
    auto end = values.include("WRITING_END", "writing_end");
    end.words("SEND", send);
    if (audience) show_audience(end, *audience);
    if (call.form.has("draft_saved")) end.show("MAY_THROW_AWAY");
}

void show_writing_tools(App const& app, Call const& call, Values& values, std::string_view place) {
    auto part = values.include("WRITING_TOOLS", "writing_tools");
    show_script(part, std::nullopt);
    show_return(call, part);
    if (place.empty()) return;
    auto keeping = part.repeat("KEEPS_DRAFTS");
    keeping.text("DRAFT", form_number(app, call));
    keeping.text("PLACE", place);
}

void show_preview(Call const& call, Values& values, std::vector<PreviewPart> const& parts) {
    if (!is_preview(call)) return;
    auto preview = values.include("PREVIEW", "writing_preview");
    bool any = false;
    for (auto const& each : parts) {
        if (each.words.find_first_not_of(" \t\n") == std::string_view::npos) continue;
        auto part = preview.repeat("PART");
        if (!each.heading.empty()) part.repeat("WITH_HEADING").words("HEADING", each.heading);
        part.html("CONTENT", federation::content::to_html(each.words));
        any = true;
    }
    if (!any) preview.show("NOTHING_YET");
}

}  // namespace collegium::server::pages
