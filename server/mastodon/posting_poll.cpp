#include "server/mastodon/posting_poll.hpp"

#include "federation/content/plain_text.hpp"
#include "server/mastodon/instance_entity.hpp"
#include "server/mastodon/posting_text.hpp"

#include <algorithm>
#include <set>

namespace collegium::server::mastodon {

namespace {

bool is_too_long(std::string const& option) {
    return federation::content::characters(option) > longest_poll_option;
}

}  // namespace

std::optional<PollWish> poll_wish_of(Parameters const& parameters) {
    PollWish wish;
    wish.options = parameters.list("poll[options]");
    if (wish.options.empty() && !parameters.has("poll[expires_in]")) return std::nullopt;
    for (auto& each : wish.options) each = tidy(each);
    std::erase_if(wish.options, [](std::string const& option) {
        return option.empty();
    });  // programs send the lines that were left empty
    wish.expires_in = parameters.number("poll[expires_in]").value_or(0);
    wish.multiple = parameters.is_set("poll[multiple]");
    wish.hides_totals = parameters.is_set("poll[hide_totals]");
    return wish;
}

std::optional<Problem> problem_of(PollWish const& wish) {
    if (wish.options.size() < 2) return Problem{422, "Validation failed: Options must have more than one item"};
    if (wish.options.size() > most_poll_options)
        return Problem{422, "Validation failed: Options can't contain more than 8 items"};
    if (std::ranges::any_of(wish.options, is_too_long))
        return Problem{422, "Validation failed: Options cannot be longer than 100 characters each"};
    std::set<std::string> const different{wish.options.begin(), wish.options.end()};
    if (different.size() != wish.options.size())
        return Problem{422, "Validation failed: Options contain duplicate items"};
    if (wish.expires_in < static_cast<std::uint64_t>(shortest_poll.count()))
        return Problem{422, "Validation failed: Expires at is too soon"};
    if (wish.expires_in > static_cast<std::uint64_t>(longest_poll.count()))
        return Problem{422, "Validation failed: Expires at is too far into the future"};
    if (wish.hides_totals)
        return Problem{422, "Everybody sees how a poll stands here. Post it again without hiding the counts."};
    return std::nullopt;
}

federation::PollDraft poll_draft_of(PollWish const& wish, Instant now) {
    federation::PollDraft draft;
    draft.options = wish.options;
    draft.multiple = wish.multiple;
    auto const ends = now + std::chrono::seconds{wish.expires_in};
    draft.ends = std::chrono::floor<std::chrono::seconds>(ends);  // times on the wire are whole seconds
    return draft;
}

}  // namespace collegium::server::mastodon
