// NewsDesk: a school whose members are told what happens, as soon as the test says so.
#pragma once

#include "server/followers/log_follower.hpp"
#include "server/notifications/news_list.hpp"
#include "server/notifications/notifier.hpp"
#include "tests/server/front.hpp"

namespace collegium::tests {

struct NewsDesk : Front {
    // The follower hears of everything that is in the log.
    void catch_up() {
        while (village.run(follower.step())) {
        }
    }

    // What a member was told and would see now, newest first.
    std::vector<storage::NotificationRecord> news_of(Person const& person) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            std::vector<storage::NotificationRecord> found;
            auto const lines =
                server::notifications::lines_before(tx, tables, person.handle, storage::LocalId{~0ull}, 100);
            for (auto const& line : lines) found.push_back(line.record);
            return found;
        });
    }

    // What is on disk for them, seen or not.
    std::size_t stored_for(Person const& person) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            std::size_t count = 0;
            tables.notifications.each(tx, [&](storage::PlaceKey const& place, storage::NotificationRecord const&) {
                count += place.under == person.handle ? 1 : 0;
                return true;
            });
            return count;
        });
    }

    void like(Person const& person, std::string const& thing, Person const& author, std::string const& community) {
        auto const who = federation::author_of(person.school->node, person.handle).value();
        federation::Judged const judged{thing, iri_of(author), community};
        static_cast<void>(
            federation::perform_now(person.school->node, federation::composer_of(person.school->node).like(who, judged))
                .value()
        );
    }

    std::string iri_of(Person const& person) const {
        return federation::author_of(person.school->node, person.handle).value().iri;
    }

    template <class Change>
    void change(Change&& make) {
        storage::Store::Change<int> const whole = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            make(tx, tables);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(whole).value());
    }

    server::LiveFeed live;
    server::notifications::Notifier notifier{north.node.store, north.node.ids, live};
    server::LogFollower follower{north.node, notifier};
};

}  // namespace collegium::tests
