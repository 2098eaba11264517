#include "federation/directory/own.hpp"

#include "config/phrase.hpp"
#include "federation/community/moderation.hpp"
#include "federation/community/terms.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/directory/filing.hpp"
#include "federation/directory/keeping.hpp"
#include "federation/messages/question_context.hpp"
#include "federation/signing/sign.hpp"
#include "federation/timeline.hpp"

#include <algorithm>

namespace collegium::federation::directory {

namespace asio = boost::asio;

using storage::Handle;
using storage::ListedRecord;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

bool fit(std::vector<std::string> const& words) {
    return words.size() <= most_listed_words && std::ranges::all_of(words, [](auto const& word) {
               return !word.empty() && fits_in_listing(word, longest_listed_word);
           });
}

template <std::size_t size>
bool are_known(std::array<std::string_view, size> const& known, std::vector<std::string> const& words) {
    return std::ranges::all_of(words, [&](auto const& word) { return std::ranges::find(known, word) != known.end(); });
}

std::string in_one_line(std::string text, std::size_t most) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    return content::cut_characters(text, most);
}

std::vector<std::string> languages_of(std::string_view list) {
    std::vector<std::string> found{""};
    for (char const c : list) {
        if (c == ',')
            found.emplace_back();
        else if (c != ' ')
            found.back() += c;
    }
    std::erase_if(found, [](auto const& each) { return !is_language_code(each); });
    if (found.size() > most_listed_words) found.resize(most_listed_words);
    return found;
}

// What an operator wrote is told as far as a listing can hold it.
std::vector<std::string> cut_words(std::vector<std::string> words) {
    std::erase_if(words, [](auto const& word) { return word.empty(); });
    if (words.size() > most_listed_words) words.resize(most_listed_words);
    for (auto& each : words) each = in_one_line(std::move(each), longest_listed_word);
    return words;
}

Listed node_itself(Settings const& settings) {
    auto const& said = settings.directory;
    Listed listed;
    listed.about = settings.origin() + "/";
    listed.kind = ListedKind::node;
    listed.name =
        in_one_line(settings.node.name.empty() ? settings.node.domain : settings.node.name, longest_listed_name);
    listed.summary = in_one_line(said.summary, longest_listed_summary);
    listed.subjects = cut_words(said.subjects);
    listed.phases = said.phases;
    std::erase_if(listed.phases, [](auto const& each) { return !are_known(phases, {each}); });
    listed.languages = languages_of(settings.card.languages);
    listed.region = in_one_line(said.region, longest_listed_word);
    if (settings.federation.mode != FederationMode::closed) listed.accepts = {"partners"};
    return listed;
}

Listed community_as_chosen(timeline::ActorView const& community, ListedRecord const& choice) {
    Listed listed;
    listed.about = community.iri;
    listed.kind = choice.is_network ? ListedKind::network : ListedKind::community;
    listed.name = in_one_line(community.display, longest_listed_name);
    listed.username = community.name;
    listed.summary = choice.summary;
    listed.subjects = choice.subjects;
    listed.phases = choice.phases;
    listed.languages = choice.languages;
    listed.region = choice.region;
    listed.audience = choice.audience;
    listed.accepts = choice.accepts;
    return listed;
}

constexpr std::size_t most_wishes = most_of_a_host / 2;  // withdrawn ones stay for a while and count as well

// What is taken back goes on being passed on for a while, so it says no more than it must.
Listed bare(Listed const& says) {
    Listed listed;
    listed.about = says.about;
    listed.kind = says.kind;
    listed.name = listed.username = says.username;
    if (listed.name.empty()) listed.name = content::cut_characters(says.about, longest_listed_name);
    return listed;
}

// Who signs the listings of this node, when.
struct Hand {
    Settings const& settings;
    std::shared_ptr<ActorKeys const> keys;
    Instant now;
};

// After whatever stood there, whatever the clock says by now. Refused only where there is no more room.
Result<void> say(WriteTx& tx, Tables& tables, Hand const& hand, Listed const& says, bool withdrawn, Instant before) {
    Listing listing;
    listing.owner = hand.settings.origin() + "/";
    listing.host = hand.settings.node.domain;
    listing.id = listing_id(says.about);
    listing.says = says;
    listing.withdrawn = withdrawn;
    listing.updated = std::max(hand.now, before + std::chrono::seconds{1});
    auto const proven =
        sign_listing(std::move(listing), hand.keys->ed25519_id(hand.settings.origin() + "/"), hand.keys->ed25519);
    return keep_listing(tx, tables, {hand.settings.node.domain, ""}, proven);
}

bool is_to_be_said(std::optional<storage::ListingRecord> const& record, Hand const& hand, Listed const& wish) {
    if (!record || record->withdrawn || hand.now - record->updated >= listing_renewal) return true;
    auto const listing = listing_of(*record);
    return listing.says != wish || listing.key != crypto::text_of(hand.keys->ed25519.public_key().raw());
}

std::vector<Listing> own_listings(ReadTx const& tx, Tables const& tables, std::string const& host) {
    std::vector<Listing> own;
    auto const beginning = "host=" + host + "\n";
    tables.listing_words.ascend(tx, beginning, [&](std::string const& key, storage::Nothing) {
        if (!key.starts_with(beginning)) return false;
        if (auto const record = tables.listings.get(tx, filed_under(key).value())) own.push_back(listing_of(*record));
        return true;
    });
    return own;
}

Result<std::size_t> renew(WriteTx& tx, Tables& tables, Hand const& hand) {
    std::size_t count = 0;
    auto const wishes = wished_listings(tx, tables, hand.settings);
    for (auto const& wish : wishes) {
        auto const record = find_listing(tx, tables, listing_id(wish.about));
        if (!is_to_be_said(record, hand, wish)) continue;
        if (say(tx, tables, hand, wish, false, record ? record->updated : Instant{})) ++count;
    }
    for (auto const& own : own_listings(tx, tables, hand.settings.node.domain)) {
        bool const is_wished = std::ranges::find(wishes, own.says.about, &Listed::about) != wishes.end();
        if (own.withdrawn || is_wished) continue;
        if (say(tx, tables, hand, bare(own.says), true, own.updated)) ++count;
    }
    return count;
}

bool is_for_everyone(ReadTx const& tx, Tables const& tables, Handle community) {
    return community::terms_of(tx, tables, community).audience == storage::Audience::everyone;
}

}  // namespace

std::vector<ListedProblem> problems_of(ListedRecord const& choice) {
    std::vector<ListedProblem> problems;
    auto const check = [&](bool is_good, std::string_view field, std::string_view words) {
        if (!is_good) problems.push_back({field, words});
    };
    check(
        fits_in_listing(choice.summary, longest_listed_summary),
        "summary",
        phrase("Shorten it to one line of at most 500 characters.")
    );
    check(fit(choice.subjects), "subjects", phrase("Name at most ten subjects of at most 100 characters each."));
    check(are_known(phases, choice.phases), "phases", phrase("Choose phases from the list."));
    check(
        choice.languages.size() <= most_listed_words && std::ranges::all_of(choice.languages, is_language_code),
        "languages",
        phrase("Write languages as codes with commas between them, as in: en, cy.")
    );
    check(
        fits_in_listing(choice.region, longest_listed_word), "region", phrase("Shorten it to at most 100 characters.")
    );
    check(
        fits_in_listing(choice.audience, longest_listed_word),
        "audience",
        phrase("Shorten it to at most 100 characters.")
    );
    check(are_known(things_accepted, choice.accepts), "accepts", phrase("Choose from the list."));
    return problems;
}

Result<void> choose_listing(
    WriteTx& tx, Tables& tables, Handle community, Handle person, std::optional<ListedRecord> const& choice
) {
    if (!community::is_home(tx, tables, community)) return Refusal{Reason::foreign, "another node's community"};
    if (!community::moderates(tx, tables, community, person))
        return Refusal{Reason::not_allowed, "only facilitators list their community"};
    if (choice && !problems_of(*choice).empty()) return Refusal{Reason::malformed, "this cannot be listed"};
    if (choice && !is_for_everyone(tx, tables, community))
        return Refusal{Reason::not_allowed, "a community that is not for everyone is in no directory"};
    if (choice)
        tables.listed.put(tx, community, *choice);
    else
        tables.listed.erase(tx, community);
    return {};
}

std::vector<Listed> wished_listings(ReadTx const& tx, Tables const& tables, Settings const& settings) {
    std::vector<Listed> wishes;
    if (!settings.directory.listed) return wishes;
    wishes.push_back(node_itself(settings));
    tables.listed.each(tx, [&](Handle handle, ListedRecord const& choice) {
        auto const community = timeline::find_actor(tx, tables, handle);
        if (community && community->local && community->community && is_for_everyone(tx, tables, handle))
            wishes.push_back(community_as_chosen(*community, choice));
        return wishes.size() < most_wishes;
    });
    return wishes;
}

asio::awaitable<Result<std::size_t>> renew_own_listings(Node const& node) {
    auto const signer = instance_signer(node);
    Hand const hand{node.settings, signer.keys, node.clock.now()};
    storage::Store::Change<std::size_t> change = [hand](WriteTx& tx, Tables& tables) {
        return renew(tx, tables, hand);
    };
    auto renewed = co_await node.store.write(std::move(change));
    co_return renewed;
}

}  // namespace collegium::federation::directory
