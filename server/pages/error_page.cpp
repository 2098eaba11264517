#include "server/pages/error_page.hpp"

#include "server/pages/page.hpp"

namespace collegium::server::pages {

namespace {

std::string_view heading_of(Reason reason) {
    switch (reason) {
        case Reason::not_found: return phrase("There is nothing here");
        case Reason::gone: return phrase("This has been deleted");
        case Reason::not_allowed: return phrase("That is not allowed here");
        case Reason::unreachable: return phrase("The other institution did not answer");
        default: return phrase("That did not work");
    }
}

}  // namespace

Response error_page(App const& app, Call const& call, Refusal refusal) {
    auto const meaning = meaning_of(refusal.reason());
    Page page{app, call, "error", Phrase{heading_of(refusal.reason())}};
    page.values().words("HEADING", heading_of(refusal.reason()));
    page.values().words("WORDS", meaning.words);
    return page.render(meaning.status);
}

}  // namespace collegium::server::pages
