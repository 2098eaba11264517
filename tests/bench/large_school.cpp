#include "tests/bench/large_school.hpp"

#include "federation/apply.hpp"
#include "federation/local_actors.hpp"
#include "federation/logged.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/messages/vocabulary.hpp"
#include "server/cookies.hpp"
#include "server/dispatch.hpp"
#include "server/notifications/notifier.hpp"
#include "server/pages/page.hpp"
#include "server/search/indexer.hpp"
#include "storage/names.hpp"
#include "tests/dice.hpp"
#include "tests/places.hpp"
#include "tests/run_coroutine.hpp"

#include <cmath>
#include <stdexcept>

namespace collegium::bench {

namespace asio = boost::asio;

using federation::JsonText;
using storage::ActorType;
using storage::Handle;
using storage::LocalId;

namespace {

constexpr std::size_t replies_a_question = 9;
constexpr std::size_t different_words = 50'000;
constexpr std::size_t entries_a_step = 5'000;
constexpr std::string_view account_name = "p0";

Settings settings_at(std::filesystem::path const& folder) {
    auto const text = "[node]\ndomain = \"large.test\"\nname = \"Large\"\ndata = \"" + folder.string() +
                      "\"\nsealing_key = \"/nowhere/key\"\n";
    return parse_settings(text, "bench");
}

// The number of a word among all, the first being the most frequent: each is as frequent as its number says (Zipf).
std::size_t rank_between(tests::Dice& dice, std::size_t least, std::size_t most) {
    constexpr std::size_t fine = 1'000'000;
    auto const where = static_cast<double>(dice.below(fine)) / static_cast<double>(fine);
    auto const low = std::log(static_cast<double>(least)), high = std::log(static_cast<double>(most));
    return static_cast<std::size_t>(std::exp(low + where * (high - low)));
}

// Syllables, so that no two numbers have the same word.
std::string word(std::size_t rank) {
    constexpr std::string_view consonants = "bdfghjklmnprstvwz", vowels = "aiou";
    std::string text;
    do {
        text += consonants[rank % consonants.size()];
        rank /= consonants.size();
        text += vowels[rank % vowels.size()];
        rank /= vowels.size();
    } while (rank > 0);
    return text;
}

std::string sentence(tests::Dice& dice, std::size_t size) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text += (i == 0 ? "" : " ") + word(rank_between(dice, 1, different_words));
    return text;
}

// Of a few sentences, with a link and some emphasis, as people write; the same for the same number.
std::string words(std::size_t which, unsigned paragraphs) {
    tests::Dice dice{which + 1};
    std::string text = "<p>Number " + std::to_string(which) + " of many.</p>";
    for (unsigned i = 0; i < paragraphs; ++i)
        text += "<p>" + sentence(dice, 6) + " <strong>" + sentence(dice, 1) +
                "</strong> <a href=\"https://large.test/about\">this</a> " + sentence(dice, 4) + " <em>" +
                sentence(dice, 1) + "</em> &amp; " + sentence(dice, 4) + ".</p>";
    return text;
}

std::vector<server::Logged> entries_after(storage::Store const& store, storage::Seq last) {
    return store.read([&](auto const& tx, auto const& tables) {
        std::vector<server::Logged> entries;
        auto const from = storage::Seq{static_cast<std::uint64_t>(last) + 1};
        tables.log.ascend(tx, from, [&](storage::Seq seq, storage::LogEntry const& entry) {
            entries.push_back({seq, entry, federation::logged_activity(tx, tables, seq)});
            return entries.size() < entries_a_step;
        });
        return entries;
    });
}

asio::awaitable<bool> heard(server::LogListener& listener, std::vector<server::Logged> entries) {
    co_await listener.hear(std::move(entries));
    co_return true;
}

// Nobody brings pictures here.
server::media::WorkshopOptions no_pictures(std::filesystem::path const& folder) {
    server::media::WorkshopOptions options;
    options.folder = folder / "media";
    options.worker.command = {tests::media_program()};
    return options;
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
            .text("content", words(which, school.shape_.paragraphs))
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

LargeSchool::LargeSchool(std::size_t posts) : LargeSchool{posts, Shape{}} {}

LargeSchool::LargeSchool(std::size_t posts, Shape const& shape)
    : shape_{shape},
      settings_{settings_at(folder_.path())},
      store_{{folder_.path(), std::size_t{1} << 36, shape.durable}},
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
          strangers_,
          recent_},
      registry_{{key_, entropy_}, server::members::Passwords{workers_, crypto::PasswordCost::for_tests()}, {}},
      sign_ins_{node_, registry_},
      tokens_{node_, key_, entropy_},
      pictures_{no_pictures(folder_.path())},
      words_{folder_.path() / "words", {"en"}},
      search_desk_{store_, words_},
      app_{
          .node = node_,
          .registry = registry_,
          .sign_ins = sign_ins_,
          .tokens = tokens_,
          .sign_in_tries = sign_in_tries_,
          .address_tries = address_tries_,
          .oauth_limits = oauth_limits_,
          .api_limits = api_limits_,
          .account_counts = account_counts_,
          .live = live_,
          .pictures = pictures_,
          .browser_origin = settings_.origin(),
          .search = &words_,
          .search_desk = &search_desk_} {
    server::pages::load_templates();
    found();
    grow_to(posts);
    long_thread_ = add_thread(1, answers);
    question_ = add_thread(0, answers_of_page);
    cookie_ = tests::run_on(io_, sign_ins_.start(std::string{account_name}, false, "bench")).value();
}

void LargeSchool::catch_up() {
    server::notifications::Notifier notifier{store_, ids_, live_};
    server::search::Indexer indexer{store_, words_};
    tell(notifier);
    tell(indexer);
}

void LargeSchool::tell(server::LogListener& listener) {
    for (;;) {
        auto const last = store_.read([&](auto const& tx, auto const& tables) { return listener.heard(tx, tables); });
        auto entries = entries_after(store_, last);
        if (entries.empty()) return;
        static_cast<void>(tests::run_on(io_, heard(listener, std::move(entries))));
    }
}

std::string LargeSchool::query(std::size_t which) {
    tests::Dice dice{which + 1};
    std::string text;
    for (std::size_t i = 0; i <= which % 3; ++i) text += (i == 0 ? "" : " ") + word(rank_between(dice, 20, 5'000));
    return text;
}

std::string LargeSchool::person(std::size_t which) const {
    return federation::local_iri(settings_.origin(), ActorType::person, "p" + std::to_string(which));
}

Handle LargeSchool::somebody(std::size_t which) const {
    return store_.read([&](auto const& tx, auto const& tables) {
        return storage::find_handle(tx, tables, person(which)).value();
    });
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
        for (std::size_t i = 0; i < shape_.people; ++i) create(ActorType::person, "p" + std::to_string(i));

        auto const me = writing.tables.local_names.get(writing.tx, std::string{account_name}).value();
        me_ = me;
        auto const follow = [&](std::string const& iri) {
            auto const whom = storage::find_handle(writing.tx, writing.tables, iri).value();
            writing.tables.following.put(writing.tx, {me, whom}, {storage::FollowState::accepted, storage::Seq{1}});
        };
        for (std::size_t i = 1; i <= shape_.follows; ++i) follow(person(i));
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

void LargeSchool::grow_to(std::size_t posts, std::size_t a_commit) {
    questions_.resize(communities);
    while (written_ < posts) {
        clock_.pass(std::chrono::milliseconds{1000});
        write([&](Writing& writing) {
            for (std::size_t left = a_commit; left > 0 && written_ < posts; --left, ++written_) {
                auto const at = written_;
                auto const author = person(at * 7 % shape_.people);
                if (at % 2 == 0) {
                    writing.post(at, author, "", "", ids_.next());
                    continue;
                }
                auto const which = at / 2 % communities;
                bool const asks = at / 2 / communities % (replies_a_question + 1) == 0;
                auto const iri = writing.post(
                    at, author, community_iri(which), asks ? std::string{} : questions_[which], ids_.next()
                );
                if (asks) questions_[which] = iri;
            }
        });
    }
}

std::uint64_t LargeSchool::bytes_on_disk() const {
    return std::filesystem::file_size(folder_.path() / "data.mdb");
}

storage::LocalId LargeSchool::add_thread(std::size_t asker, std::size_t size) {
    clock_.pass(std::chrono::seconds{1});
    auto const number = ids_.next();
    write([&](Writing& writing) {
        auto const question = writing.post(0, person(asker), community_iri(0), "", number);
        for (std::size_t i = 0; i < size; ++i)
            writing.post(i, person((asker + 1 + i) % shape_.people), community_iri(0), question, ids_.next());
    });
    return number;
}

server::Response LargeSchool::get(std::string const& target) {
    return ask(target, {"Authorization", "Bearer " + token_});
}

server::Response LargeSchool::page(std::string const& target) {
    return ask(target, {"Cookie", std::string{server::cookies::sign_in} + "=" + cookie_});
}

server::Response LargeSchool::ask(std::string const& target, crypto::HeaderField who) {
    server::Request request;
    request.method = server::Method::get;
    request.target = target;
    request.path = target.substr(0, target.find('?'));
    if (request.path.size() < target.size()) request.query = target.substr(request.path.size() + 1);
    request.peer = "192.0.2.7";
    request.fields = {{"Host", "large.test"}, {"Accept", who.name == "Cookie" ? "text/html" : "application/json"}};
    request.fields.push_back(std::move(who));
    clock_.pass(std::chrono::seconds{3});  // a program may search 30 times in a minute
    return tests::run_on(io_, server::dispatch(app_, std::move(request)));
}

std::uint64_t LargeSchool::things() const {
    return store_.read([](auto const& tx, auto const& tables) { return tables.objects.size(tx); });
}

}  // namespace collegium::bench
