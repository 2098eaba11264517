#include "server/pages/adoption/instrument_form.hpp"

#include "federation/guides/licence.hpp"

namespace collegium::server::pages {

using instruments::Better;
using instruments::Instrument;

namespace {

void show_directions(Values& values, Better chosen) {
    for (auto const better : {Better::higher, Better::lower}) {
        auto option = values.repeat("DIRECTION");
        option.text("VALUE", instruments::name_of(better));
        option.words("LABEL", instruments::heading_of(better));
        if (better == chosen) option.show("CHOSEN");
    }
}

void show_licences(Values& values, std::string_view chosen) {
    for (auto const& each : guides::all_licences()) {
        auto option = values.repeat("LICENCE");
        option.text("VALUE", each.spdx);
        option.text("LABEL", each.name);
        if (each.spdx == chosen) option.show("CHOSEN");
    }
}

}  // namespace

Instrument instrument_typed(Form const& form, Instrument before) {
    before.title = form.trimmed("title");
    before.purpose = form.trimmed("purpose");
    before.usage = form.trimmed("usage");
    before.scoring = form.trimmed("scoring");
    if (auto const better = instruments::better_named(form.text("better"))) before.better = *better;
    before.languages = instruments::languages_in(form.text("languages"));
    before.licence = form.trimmed("licence");
    before.source = form.trimmed("source");
    if (form.has("language")) before.language = form.trimmed("language");
    return before;
}

Response instrument_form(
    App const& app, Call const& call, Instrument const& words, InstrumentFormView const& view, unsigned status
) {
    Page page{app, call, "instrument_form", view.heading};
    auto& values = page.values();
    values.text("ACTION", view.action);
    values.words("HEADING", view.heading);
    values.refused(view.why);
    values.text("TOOL_TITLE", typed_or(call, "title", words.title));
    values.text("PURPOSE", typed_or(call, "purpose", words.purpose));
    values.text("USAGE", typed_or(call, "usage", words.usage));
    values.text("SCORING", typed_or(call, "scoring", words.scoring));
    values.text("LANGUAGES", typed_or(call, "languages", instruments::joined(words.languages)));
    values.text("SOURCE", typed_or(call, "source", words.source));
    values.text("LANGUAGE", typed_or(call, "language", words.language));
    show_directions(values, words.better);
    show_licences(values, words.licence);
    show_beside(values, "TITLE_PROBLEM", view.problems, "title");
    show_beside(values, "PURPOSE_PROBLEM", view.problems, "purpose");
    show_beside(values, "USAGE_PROBLEM", view.problems, "usage");
    show_beside(values, "SCORING_PROBLEM", view.problems, "scoring");
    show_beside(values, "LANGUAGES_PROBLEM", view.problems, "languages");
    show_beside(values, "LICENCE_PROBLEM", view.problems, "licence");
    show_beside(values, "SOURCE_PROBLEM", view.problems, "source");
    show_beside(values, "LANGUAGE_PROBLEM", view.problems, "language");
    return page.render(status);
}

}  // namespace collegium::server::pages
