#include "federation/delivery/letters.hpp"

#include "federation/community/audience.hpp"
#include "federation/messages/hidden_recipients.hpp"

namespace collegium::federation {

using storage::Seq;

namespace {

std::vector<storage::Handle> members_in(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string const& body
) {
    auto const activity = Activity::read(body);
    return activity ? community::members_behind(tx, tables, *activity) : std::vector<storage::Handle>{};
}

}  // namespace

std::shared_ptr<Letter const> Letters::find(storage::ReadTx const& tx, storage::Tables const& tables, Seq entry) {
    if (auto const place = places_.find(entry); place != places_.end()) {
        held_.splice(held_.begin(), held_, place->second);
        // Words that were erased meanwhile must not go out.
        return tables.flesh.contains(tx, entry) ? held_.front().letter : nullptr;
    }
    auto body = tables.flesh.get(tx, entry);
    if (!body) return nullptr;
    Letter letter{"", members_in(tx, tables, *body), {}};
    letter.body = without_hidden_recipients(*std::move(body));
    letter.digests = digests_of(letter.body);
    held_.push_front({entry, std::make_shared<Letter const>(std::move(letter))});
    places_[entry] = held_.begin();
    if (held_.size() > most_) {
        places_.erase(held_.back().entry);
        held_.pop_back();
    }
    return held_.front().letter;
}

}  // namespace collegium::federation
