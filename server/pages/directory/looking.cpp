// Looking for institutions, networks and communities in the directory.
#include "federation/directory/filing.hpp"
#include "server/pages/context_words.hpp"
#include "server/pages/directory/handlers.hpp"
#include "server/pages/directory/listing_words.hpp"

#include <algorithm>

namespace collegium::server::pages {

namespace directory = federation::directory;

using directory::Listing;
using directory::Wanted;

namespace {

constexpr std::size_t listings_on_a_page = 20;
constexpr std::size_t longest_field = 200;  // bytes
constexpr std::size_t longest_key = 511;

std::string field(Call const& call, std::string_view name) {
    auto text = call.form.trimmed(name);
    return text.size() > longest_field ? std::string{} : text;
}

Wanted wanted_by(Call const& call) {
    Wanted wanted;
    wanted.words = field(call, "q");
    wanted.subject = field(call, "subject");
    wanted.language = field(call, "language");
    wanted.region = field(call, "region");
    wanted.host = field(call, "host");
    auto const phase = field(call, "phase");
    if (std::ranges::find(federation::phases, phase) != federation::phases.end()) wanted.phase = phase;
    auto const& kinds = directory::kind_words;
    auto const kind = std::ranges::find(kinds, call.form.text("kind"));
    if (kind != kinds.end()) wanted.kind = static_cast<directory::ListedKind>(kind - kinds.begin());
    return wanted;
}

// Where the last page ended. The keys are bytes of names, so addresses carry them encoded.
std::string after_of(Call const& call) {
    auto const bytes = crypto::from_base64url(call.form.text("after"));
    return bytes && bytes->size() <= longest_key ? std::string{crypto::text_of(*bytes)} : std::string{};
}

void show_form(Values& values, Wanted const& wanted) {
    values.text("QUERY", wanted.words);
    values.text("SUBJECT", wanted.subject);
    values.text("LANGUAGE", wanted.language);
    values.text("REGION", wanted.region);
    if (!wanted.host.empty()) values.repeat("OF_HOST").text("HOST", wanted.host);
    for (std::size_t i = 0; i < directory::kind_words.size(); ++i) {
        auto const kind = static_cast<directory::ListedKind>(i);
        auto option = values.repeat("KIND");
        option.text("VALUE", directory::kind_words[i]);
        option.words("LABEL", kind_words(kind));
        if (wanted.kind == kind) option.show("CHOSEN");
    }
    for (auto const phase : federation::phases) {
        auto option = values.repeat("PHASE");
        option.text("VALUE", phase);
        option.words("LABEL", phase_words(phase));
        if (wanted.phase == phase) option.show("CHOSEN");
    }
}

void show_line(Values values, Listing const& listing) {
    values.text("PATH", listing_path(listing));
    values.text("NAME", listing.says.name);
    values.words("KIND_WORDS", kind_words(listing.says.kind));
    values.text("ADDRESS", listed_address(listing));
    values.text("SAYS", listing.says.summary);
    auto const subjects = with_commas(listing.says.subjects);
    if (!subjects.empty()) values.repeat("ABOUT").text("SUBJECTS", subjects);
    if (!listing.says.region.empty()) values.repeat("IN").text("REGION", listing.says.region);
}

// The same search, further down.
std::string more_address(Call const& call, std::string const& rest) {
    std::string address = "/directory?";
    for (auto const* const name : {"q", "kind", "phase", "subject", "language", "region", "host"})
        if (!call.form.text(name).empty())
            address += std::string{name} + "=" + percent_encoded(call.form.text(name)) + "&";
    return address + "after=" + crypto::to_base64url(crypto::bytes_of(rest));
}

}  // namespace

boost::asio::awaitable<Response> get_directory(App const& app, Call call) {
    auto const wanted = wanted_by(call);
    auto const after = after_of(call);
    auto const now = app.node.clock.now();
    directory::FoundListings found;
    std::function<void()> work = [&] {
        found = app.node.store.read([&](auto const& tx, auto const& tables) {
            return directory::find_listings(tx, tables, wanted, after, listings_on_a_page, now);
        });
    };
    co_await app.node.workers.run(std::move(work));
    Page page{app, call, "directory", phrase("Directory")};
    auto& values = page.values();
    show_form(values, wanted);
    for (auto const& each : found.listings) show_line(values.repeat("LISTING"), each);
    if (found.rest) values.repeat("MORE").text("ADDRESS", more_address(call, *found.rest));
    if (found.listings.empty()) values.show(found.rest ? "NONE_SO_FAR" : "NONE");
    co_return page.render();
}

}  // namespace collegium::server::pages
