// LargeSchool: a node with as many posts as somebody wants, in this process, and its server called as a function.
#pragma once

#include "config/entropy.hpp"
#include "server/account_counts.hpp"
#include "server/api_limits.hpp"
#include "server/app.hpp"
#include "server/followers/live_feed.hpp"
#include "server/followers/log_listener.hpp"
#include "server/media/workshop.hpp"
#include "server/members/registry.hpp"
#include "server/oauth/limits.hpp"
#include "server/search/search_desk.hpp"
#include "tests/files.hpp"
#include "tests/fixed_clock.hpp"

#include <boost/asio/io_context.hpp>

namespace collegium::bench {

// There is nobody outside.
class NoNetwork final : public federation::Network {
public:
    boost::asio::awaitable<Result<federation::IncomingResponse>> exchange(federation::OutgoingRequest) override;
};

class NoWorkers final : public federation::Workers {
public:
    boost::asio::awaitable<void> run(std::function<void()> work) override;
};

class NoDelivery final : public federation::DeliveryBell {
public:
    void ring(storage::Handle) override {}
    void heard_from(std::string_view) override {}
    void resumed(std::string_view) override {}
};

class NoBackfill final : public federation::BackfillBell {
public:
    void ring() override {}
    void back_again(std::string_view) override {}
};

class LargeSchool {
public:
    static constexpr std::size_t communities = 20, answers = 200, answers_of_page = 50;

    struct Shape {
        std::size_t people = 200;
        std::size_t follows = 100;  // of the people, by the first one
        bool durable = false;       // each commit waits for the disk
        unsigned paragraphs = 4;    // in each post, of some 170 bytes
    };

    // Writes them as the rules would, without signatures, which readers do not look at: half of them in communities, as
    // questions with nine replies each, the others by people for everyone. The last ones are a question with 200
    // answers, and one of the first person's with 50. The first person follows some of the people and joined half of
    // the communities.
    explicit LargeSchool(std::size_t posts);
    LargeSchool(std::size_t posts, Shape const& shape);

    // Writes more of them, until there are so many, in commits of at most so many.
    void grow_to(std::size_t posts, std::size_t a_commit = 1000);
    std::size_t written() const noexcept { return written_; }  // by grow_to
    std::uint64_t bytes_on_disk() const;

    // Until notifications and the index of words know everything, in large steps. Takes minutes for a million posts.
    void catch_up();

    server::Response get(std::string const& target);   // by the first person's program
    server::Response page(std::string const& target);  // by their browser

    // What somebody might look for: one to three words, some rare and some frequent; which: any number.
    static std::string query(std::size_t which);

    storage::Handle me() const { return me_; }
    storage::Handle community(std::size_t which) const { return communities_[which]; }
    storage::Handle somebody(std::size_t which) const;  // of the people
    storage::LocalId long_thread() const { return long_thread_; }
    storage::LocalId question() const { return question_; }  // the one with 50 answers
    std::uint64_t things() const;                            // that are kept

    federation::Node const& node() const noexcept { return node_; }
    std::string person(std::size_t which) const;  // IRIs
    std::string community_iri(std::size_t which) const;

private:
    struct Writing;

    void found();
    storage::LocalId add_thread(std::size_t asker, std::size_t size);
    void write(std::function<void(Writing&)> const& work);
    void tell(server::LogListener& listener);
    server::Response ask(std::string const& target, crypto::HeaderField who);

    Shape shape_;
    tests::TempDir folder_;
    tests::FixedClock clock_;
    Settings settings_;
    storage::Store store_;
    crypto::SealingKey key_;
    federation::Keyring keyring_;
    federation::KeyCache keys_;
    storage::IdSource ids_;
    NoNetwork network_;
    NoWorkers workers_;
    NoDelivery delivery_;
    NoBackfill backfill_;
    federation::RecentFailures failures_;
    federation::RecentActivities recent_;
    federation::Traffic traffic_;
    federation::Strangers strangers_;
    federation::Node node_;
    SystemEntropy entropy_;
    server::members::Registry registry_;
    server::SignIns sign_ins_;
    server::Tokens tokens_;
    server::Throttle sign_in_tries_{5, std::chrono::minutes{15}}, address_tries_{20, std::chrono::minutes{15}};
    server::oauth::Limits oauth_limits_;
    server::ApiLimits api_limits_;
    server::AccountCounts account_counts_;
    server::LiveFeed live_;
    server::media::Workshop pictures_;
    server::search::WordIndex words_;
    server::search::SearchDesk search_desk_;
    server::App app_;
    boost::asio::io_context io_{1};
    std::string token_, cookie_;
    storage::Handle me_{};
    std::vector<storage::Handle> communities_;
    storage::LocalId long_thread_{}, question_{};
    std::size_t written_ = 0;
    std::vector<std::string> questions_;  // of each community, its newest
};

}  // namespace collegium::bench
