#include "tests/bench/check.hpp"

#include "federation/messages/activity.hpp"
#include "storage/names.hpp"
#include "storage/store.hpp"

namespace collegium::bench {

using federation::Activity;
using storage::LogEntry;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;

namespace {

constexpr std::size_t most_complaints = 10;

class Check {
public:
    Check(ReadTx const& tx, Tables const& tables, Accepted const& accepted)
        : tx_{tx}, tables_{tables}, accepted_{accepted} {}

    Stored run(std::uint64_t earlier) {
        tables_.log.each(tx_, [&](Seq seq, LogEntry const& entry) {
            if (earlier > 0) return --earlier, true;
            ++stored_.entries;
            look_at(seq, entry);
            return true;
        });
        if (found_ != accepted_.size())
            complain(
                "of " + std::to_string(accepted_.size()) + " accepted activities the log holds " +
                std::to_string(found_)
            );
        if (tables_.objects.size(tx_) != accepted_.size())
            complain("there are " + std::to_string(tables_.objects.size(tx_)) + " objects");
        return std::move(stored_);
    }

private:
    void look_at(Seq seq, LogEntry const& entry) {
        auto const place = "entry " + std::to_string(static_cast<std::uint64_t>(seq));
        auto const flesh = tables_.flesh.get(tx_, seq);
        auto json = flesh ? federation::Json::read_object(*flesh) : Refusal{Reason::gone};
        auto const activity = json ? Activity::parse(*std::move(json)) : Refusal{Reason::gone};
        if (!activity) return complain(place + " cannot be read");
        // Our communities pass on what they accept; that is all that happens at this node itself.
        if (entry.local && activity->verb() != federation::Verb::announce) complain(place + " is ours");
        if (!entry.local) compare(place, seq, *activity);
    }

    // An id is in the log once: the second time it would not be where `known` says.
    void compare(std::string const& place, Seq seq, Activity const& activity) {
        auto const& id = activity.id().text();
        auto const sent = accepted_.find(id);
        if (sent == accepted_.end()) return complain(place + " was not accepted: " + id);
        if (activity.bytes() != sent->second->body()) complain(place + " is not what was sent: " + id);
        if (tables_.known.get(tx_, storage::hash_of(id)) == seq)
            ++found_;
        else
            complain(place + " is not known by its id: " + id);
    }

    void complain(std::string words) {
        if (stored_.complaints.size() < most_complaints) stored_.complaints.push_back(std::move(words));
    }

    ReadTx const& tx_;
    Tables const& tables_;
    Accepted const& accepted_;
    std::size_t found_ = 0;
    Stored stored_;
};

}  // namespace

Stored check_store(std::filesystem::path const& folder, Accepted const& accepted, std::uint64_t earlier) {
    storage::Store const store{{folder}};
    return store.read([&](auto const& tx, auto const& tables) { return Check{tx, tables, accepted}.run(earlier); });
}

}  // namespace collegium::bench
