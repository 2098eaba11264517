#include "tests/bench/large_school.hpp"

#include "federation/apply.hpp"
#include "federation/local_actors.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/messages/vocabulary.hpp"
#include "server/dispatch.hpp"
#include "storage/names.hpp"
#include "tests/run_coroutine.hpp"

#include <stdexcept>

namespace collegium::bench {

namespace asio = boost::asio;

using federation::JsonText;
using storage::ActorType;
using storage::Handle;
using storage::LocalId;

namespace {

constexpr std::size_t posts_a_commit = 1000;
constexpr std::size_t replies_a_question = 9;
constexpr std::string_view account_name = "p0";

Settings settings_at(std::filesystem::path const& folder) {
    auto const text = "[node]\ndomain = \"large.test\"\nname = \"Large\"\ndata = \"" + folder.string() +
                      "\"\nsealing_key = \"none\"\n";
    return parse_settings(text, "bench");
}

// Of a few sentences, with a link and some emphasis, as people write.
std::string words(std::size_t which) {
    std::string text = "<p>Number " + std::to_string(which) + " of many.</p>";
    for (int i = 0; i < 4; ++i)
        text +=
            "<p>I have <strong>tried</strong> it with <a href=\"https://large.test/about\">this</a> and it "
            "<em>works</em> as far as I can tell, though not always &amp; not everywhere.</p>";
    return text;
}

}  // namespace

asio::awaitable<Result<federation::IncomingResponse>> NoNetwork::exchange(federation::OutgoingRequest) {
    co_return Refusal{Reason::unreachable, "there is nobody outside"};
}

asio::awaitable<void> NoWorkers::run(std::function<void()> work) {
    work();
    co_return;
}

// One transaction that says many things.
struct LargeSchool::Writing {
    storage::WriteTx& tx;
    storage::Tables& tables;
    LargeSchool& school;

    void say(std::string_view type, std::string const& actor, std::string const& object, LocalId number) {
        auto const id = origin() + "/activities/x/" + std::to_string(static_cast<std::uint64_t>(school.ids_.next()));
        auto const text = JsonText::object()
                              .text("id", id)
                              .text("type", type)
                              .text("actor", actor)
                              .texts("to", {std::string{federation::vocabulary::public_audience}})
                              .raw("object", object)
                              .done();
        auto const activity = federation::Activity::read(text);
        if (!activity) throw std::logic_error{"an act that cannot be read"};
        federation::Effects effects;
        auto const done =
            federation::apply(tx, tables, origin(), *activity, {true, number, school.clock_.now(), Handle{0}}, effects);
        if (!done) throw std::logic_error{done.error().detail().data()};
    }

    // Returns its IRI.
    std::string post(
        std::size_t which,
        std::string const& author,
        std::string const& community,
        std::string const& parent,
        LocalId number
    ) {
        auto const iri = origin() + "/post/" + std::to_string(static_cast<std::uint64_t>(number));
        auto object = JsonText::object();
        object.text("id", iri)
            .text("type", parent.empty() && !community.empty() ? "Article" : "Note")
            .text("attributedTo", author)
            .text("content", words(which))
            .texts("to", {std::string{federation::vocabulary::public_audience}})
            .texts("cc", {author + "/followers"})
            .text_unless_empty("audience", community)
            .text_unless_empty("inReplyTo", parent)
            .text("published", to_rfc3339(school.clock_.now()));
        if (parent.empty() && !community.empty()) object.text("name", "Question " + std::to_string(which));
        say("Create", author, object.done(), number);
        return iri;
    }

    std::string origin() const { return school.settings_.origin(); }
};

LargeSchool::LargeSchool(std::size_t posts)
    : settings_{settings_at(folder_.path())},
      store_{{folder_.path(), std::size_t{1} << 36, false}},
      key_{crypto::SealingKey::from_hex(std::string(64, 'a')).value()},
      keyring_{key_},
      ids_{clock_, LocalId{0}},
      node_{
          settings_,
          clock_,
          ids_,
          store_,
          keyring_,
          keys_,
          network_,
          workers_,
          delivery_,
          backfill_,
          failures_,
          traffic_,
          strangers_},
      sign_ins_{node_, key_, entropy_},
      tokens_{node_, key_, entropy_},
      app_{
          node_, sign_ins_, tokens_, sign_in_tries_, address_tries_, api_limits_, account_counts_, settings_.origin()} {
    found();
    fill(posts);
    add_long_thread();
}

std::string LargeSchool::person(std::size_t which) const {
    return federation::local_iri(settings_.origin(), ActorType::person, "p" + std::to_string(which));
}

std::string LargeSchool::community_iri(std::size_t which) const {
    return federation::local_iri(settings_.origin(), ActorType::group, "c" + std::to_string(which));
}

void LargeSchool::write(std::function<void(Writing&)> const& work) {
    storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        Writing writing{tx, tables, *this};
        work(writing);
        return 0;
    };
    static_cast<void>(store_.write_now(change).value());
}

void LargeSchool::found() {
    auto const keys = federation::Keyring::generate();
    write([&](Writing& writing) {
        auto const create = [&](ActorType type, std::string const& name) {
            federation::NewActor const actor{type, name, name, ""};
            return federation::create_local_actor(
                       writing.tx, writing.tables, keyring_, writing.origin(), actor, keys, clock_.now()
            )
                .value();
        };
        create(ActorType::application, "node");
        for (std::size_t i = 0; i < communities; ++i)
            communities_.push_back(create(ActorType::group, "c" + std::to_string(i)));
        for (std::size_t i = 0; i < people; ++i) create(ActorType::person, "p" + std::to_string(i));

        auto const me = writing.tables.local_names.get(writing.tx, std::string{account_name}).value();
        auto const follow = [&](std::string const& iri) {
            auto const whom = storage::find_handle(writing.tx, writing.tables, iri).value();
            writing.tables.following.put(writing.tx, {me, whom}, {storage::FollowState::accepted, storage::Seq{1}});
        };
        for (std::size_t i = 1; i <= people / 2; ++i) follow(person(i));
        for (std::size_t i = 0; i < communities / 2; ++i) follow(community_iri(i));

        storage::AccountRecord account;
        account.actor = me;
        account.state = storage::AccountState::active;
        writing.tables.accounts.put(writing.tx, std::string{account_name}, account);
        writing.tables.account_names.put(writing.tx, me, std::string{account_name});
        storage::TokenRecord record;
        record.app = "bench";
        record.account = account_name;
        record.actor = me;
        record.scopes = "read";
        auto const token = tokens_.make(record);
        tokens_.put(writing.tx, writing.tables, token);
        token_ = token.token;
    });
}

void LargeSchool::fill(std::size_t posts) {
    std::vector<std::string> questions(communities);
    for (std::size_t at = 0; at < posts;) {
        clock_.pass(std::chrono::milliseconds{posts_a_commit});
        write([&](Writing& writing) {
            for (std::size_t left = posts_a_commit; left > 0 && at < posts; --left, ++at) {
                auto const author = person(at * 7 % people);
                if (at % 2 == 0) {
                    writing.post(at, author, "", "", ids_.next());
                    continue;
                }
                auto const which = at / 2 % communities;
                bool const asks = at / 2 / communities % (replies_a_question + 1) == 0;
                auto const iri = writing.post(
                    at, author, community_iri(which), asks ? std::string{} : questions[which], ids_.next()
                );
                if (asks) questions[which] = iri;
            }
        });
    }
}

void LargeSchool::add_long_thread() {
    clock_.pass(std::chrono::seconds{1});
    write([&](Writing& writing) {
        long_thread_ = ids_.next();
        auto const question = writing.post(0, person(1), community_iri(0), "", long_thread_);
        for (std::size_t i = 0; i < answers; ++i)
            writing.post(i, person(i % people), community_iri(0), question, ids_.next());
    });
}

server::Response LargeSchool::get(std::string const& target) {
    server::Request request;
    request.method = server::Method::get;
    request.target = target;
    request.path = target.substr(0, target.find('?'));
    if (request.path.size() < target.size()) request.query = target.substr(request.path.size() + 1);
    request.peer = "192.0.2.7";
    request.fields = {{"Host", "large.test"}, {"Authorization", "Bearer " + token_}};
    clock_.pass(std::chrono::minutes{1});  // so that nobody calls too often
    return tests::run_on(io_, server::dispatch(app_, std::move(request)));
}

std::uint64_t LargeSchool::things() const {
    return store_.read([](auto const& tx, auto const& tables) { return tables.objects.size(tx); });
}

}  // namespace collegium::bench
