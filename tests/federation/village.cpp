#include "tests/federation/village.hpp"

#include "federation/apply.hpp"
#include "federation/fetching/past.hpp"
#include "federation/founding.hpp"
#include "storage/names.hpp"
#include "tests/federation/school_server.hpp"
#include "tests/printing.hpp"

#include <array>
#include <chrono>
#include <set>

namespace collegium::tests {

namespace asio = boost::asio;
namespace timeline = federation::timeline;

using federation::IncomingResponse;
using federation::OutgoingRequest;
using storage::ActorType;
using storage::Handle;
using storage::Seq;

namespace {

Settings settings_for(std::string const& host, std::filesystem::path const& data) {
    Settings settings;
    settings.node.domain = host;
    settings.node.name = host;
    settings.node.data = data;
    return settings;
}

crypto::SealingKey sealing_key() {
    return crypto::SealingKey::from_hex(std::string(64, 'a')).value();
}

Handle create(
    School& school,
    federation::NewActor const& actor,
    federation::ActorKeys const& keys,
    federation::Keyring const& keyring
) {
    storage::Store::Change<Handle> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        return federation::create_local_actor(
            tx, tables, keyring, school.settings.origin(), actor, keys, school.node.clock.now()
        );
    };
    return school.node.store.write_now(change).value();
}

federation::Author author(Person const& person) {
    return federation::author_of(person.school->node, person.handle).value();
}

Result<Seq> perform(Person const& person, federation::Composed const& composed) {
    return federation::perform_now(person.school->node, composed);
}

std::optional<timeline::PostView> post(School const& school, std::string const& iri) {
    return school.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<timeline::PostView> {
        auto const handle = storage::find_handle(tx, tables, iri);
        return handle ? timeline::find_post(tx, tables, *handle) : std::nullopt;
    });
}

federation::Activity logged(School const& school, Seq seq) {
    auto flesh = school.node.store.read([&](auto const& tx, auto const& tables) { return tables.flesh.get(tx, seq); });
    return federation::Activity::parse(federation::Json::read_object(flesh.value()).value()).value();
}

bool was_erased(storage::Store const& store, Seq seq) {
    return store.read([&](auto const& tx, auto const& tables) { return !tables.flesh.contains(tx, seq); });
}

}  // namespace

IncomingResponse document(std::string_view type, std::string body) {
    IncomingResponse response;
    response.status = 200;
    response.fields.push_back({"Content-Type", std::string{type}});
    response.body = std::move(body);
    return response;
}

IncomingResponse status(unsigned code) {
    IncomingResponse response;
    response.status = code;
    return response;
}

federation::ActorKeys const& spare_keys(unsigned which) {
    static std::array<federation::ActorKeys, 3> const keys{
        federation::Keyring::generate(), federation::Keyring::generate(), federation::Keyring::generate()};
    return keys[which % keys.size()];
}

asio::awaitable<Result<IncomingResponse>> VillageNetwork::exchange(OutgoingRequest request) {
    ++requests;
    if (auto const script = village_.scripted.find(request.host); script != village_.scripted.end())
        co_return script->second(request);
    if (auto const server = village_.served.find(request.host); server != village_.served.end())
        co_return co_await server->second(std::move(request));
    auto* const school = village_.find(request.host);
    if (school == nullptr || !school->up) co_return Refusal{Reason::unreachable, "nobody answers"};
    if (request.method == "GET") co_return answer_get(*school, request);
    co_return co_await answer_post(*school, std::move(request));
}

School::School(Village& village, std::string const& host)
    : settings{settings_for(host, folder_.path())},
      clock{village.clock},
      store_{std::make_unique<storage::Store>(storage::EngineOptions{folder_.path(), std::size_t{1} << 30, false})},
      keyring_{sealing_key()},
      ids_{std::make_unique<storage::IdSource>(clock, storage::LocalId{0})},
      network{village},
      delivery{village.io.get_executor()},
      backfill{village.io.get_executor()},
      node{
          settings,
          clock,
          *ids_,
          *store_,
          keyring_,
          keys_,
          network,
          workers_,
          delivery,
          backfill,
          failures,
          traffic,
          strangers_,
          recent} {
    create(*this, {ActorType::application, host, host, ""}, spare_keys(0), keyring_);
    delivery.start(node);
    backfill.start(node);
}

Person School::enrol(std::string const& name) {
    return {this, create(*this, {ActorType::person, name, name, ""}, spare_keys(1), keyring_)};
}

std::string School::found(std::string const& community, std::string const& facilitator) {
    storage::Store::Change<Handle> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        return federation::found_community(
            tx,
            tables,
            keyring_,
            federation::composer_of(node),
            settings.origin(),
            {ActorType::group, community, community, ""},
            spare_keys(2),
            federation::find_local_actor(tx, tables, facilitator, ActorType::person),
            node.clock.now()
        );
    };
    static_cast<void>(store_->write_now(change).value());
    return federation::local_iri(settings.origin(), ActorType::group, community);
}

void School::partner_with(std::string const& host) {
    storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        tables.partners.put(tx, host, {storage::PartnerState::agreed, {}, ""});
        storage::intern(tx, tables, "https://" + host);  // who agreed has been written to
        return 0;
    };
    static_cast<void>(store_->write_now(change).value());
}

std::optional<timeline::Thread> School::thread(std::string const& question) const {
    return store_->read([&](auto const& tx, auto const& tables) -> std::optional<timeline::Thread> {
        auto const handle = storage::find_handle(tx, tables, question);
        return handle ? timeline::thread_of(tx, tables, *handle) : std::nullopt;
    });
}

std::string School::views() const {
    return store_->read([](auto const& tx, auto const& tables) { return tables.views_digest(tx); });
}

std::uint64_t School::entries() const {
    return store_->read([](auto const& tx, auto const& tables) { return tables.log.size(tx); });
}

std::uint64_t School::waiting() const {
    return store_->read([](auto const& tx, auto const& tables) { return tables.deliveries.size(tx); });
}

std::uint64_t School::rebuild() {
    storage::Store::Change<std::uint64_t> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        return federation::rebuild(tx, tables, settings.origin());
    };
    return store_->write_now(change).value();
}

void School::mean_for(std::string const& thing, storage::Audience audience) {
    storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto const handle = storage::find_handle(tx, tables, thing).value();
        auto record = tables.objects.get(tx, handle).value();
        record.audience = audience;
        tables.objects.put(tx, handle, record);
        return 0;
    };
    static_cast<void>(store_->write_now(change).value());
}

void School::check_history() {
    auto const before = views();
    auto const with_words = store_->read([](auto const& tx, auto const& tables) { return tables.flesh.size(tx); });
    CHECK(rebuild() == with_words);
    CHECK(views() == before);

    auto const count = entries();
    for (std::uint64_t seq = 1; seq <= count; ++seq) {
        if (was_erased(*store_, Seq{seq})) continue;
        auto const activity = logged(*this, Seq{seq});
        storage::Store::Change<Seq> const again = [&](storage::WriteTx& tx, storage::Tables& tables) {
            federation::Effects effects;
            return federation::apply(
                tx, tables, settings.origin(), activity, {false, node.ids.next(), node.clock.now()}, effects
            );
        };
        CHECK(store_->write_now(again).error().reason() == Reason::duplicate);
    }
    CHECK(entries() == count);
    CHECK(views() == before);
}

void Person::follow(std::string const& community) const {
    static_cast<void>(perform(*this, federation::composer_of(school->node).follow(author(*this), community)).value());
}

void Person::leave(std::string const& community) const {
    auto const seq = school->node.store.read([&](auto const& tx, auto const& tables) {
        return tables.following.get(tx, {handle, storage::find_handle(tx, tables, community).value()}).value().seq;
    });
    static_cast<void>(
        perform(*this, federation::composer_of(school->node).undo(author(*this), logged(*school, seq))).value()
    );
}

std::string Person::ask(std::string const& community, std::string const& title) const {
    auto const composed = federation::composer_of(school->node)
                              .question(author(*this), {community, title, "Words of *" + title + "*", "en"});
    static_cast<void>(perform(*this, composed).value());
    return composed.activity.object_id();
}

std::string Person::answer(std::string const& question, std::string const& words) const {
    auto const view = post(*school, question).value();
    federation::AnswerDraft const draft{
        view.community.iri, question, "", view.author.iri, view.author.address(), words, "en"};
    auto const composed = federation::composer_of(school->node).answer(author(*this), draft);
    static_cast<void>(perform(*this, composed).value());
    return composed.activity.object_id();
}

Result<Seq> Person::accept(std::string const& answer) const {
    auto const view = post(*school, answer).value();
    return perform(
        *this, federation::composer_of(school->node).choose_answer(author(*this), answer, view.community.iri)
    );
}

void Person::unaccept(std::string const& answer) const {
    auto const seq = school->node.store.read([&](auto const& tx, auto const& tables) {
        return tables.choices.get(tx, {storage::find_handle(tx, tables, answer).value(), handle}).value().seq;
    });
    static_cast<void>(
        perform(*this, federation::composer_of(school->node).undo(author(*this), logged(*school, seq))).value()
    );
}

Result<Seq> Person::erase(std::string const& thing) const {
    auto const view = post(*school, thing).value();
    return perform(
        *this, federation::composer_of(school->node).delete_object(author(*this), thing, view.community.iri, "")
    );
}

void Person::reword(std::string const& question, std::string const& title) const {
    auto const view = post(*school, question).value();
    federation::QuestionDraft const draft{view.community.iri, title, "New words", "en"};
    federation::Edited const edited{question, view.published, view.updated};
    auto const composed = federation::composer_of(school->node).edit(author(*this), draft, edited);
    static_cast<void>(perform(*this, composed).value());
}

Village::Village(std::vector<std::string> const& hosts, Ties ties) {
    for (auto const& host : hosts) schools_.emplace(host, std::make_unique<School>(*this, host));
    if (ties == Ties::strangers) return;
    for (auto const& host : hosts)
        for (auto const& other : hosts)
            if (host != other) schools_.at(host)->partner_with(other);
}

Village::~Village() {
    settle();  // receipts that are being written would change the views under the check
    for (auto& [host, school] : schools_) school->check_history();
    for (auto& [host, school] : schools_) {
        school->delivery.stop();
        school->backfill.stop();
    }
    for (auto& [host, school] : schools_) school->node.store.stop();
    io.poll();
}

School* Village::find(std::string const& host) {
    auto const found = schools_.find(host);
    return found == schools_.end() ? nullptr : found->second.get();
}

// Whatever is still queued is for a node that does not answer, or waits for its time.
bool Village::is_quiet() const {
    for (auto const& [host, school] : schools_) {
        bool const due = school->node.store.read([&, school = school.get()](auto const& tx, auto const& tables) {
            auto const now = school->node.clock.now();
            std::set<std::pair<Handle, Handle>> held;  // host, order: behind something that was set aside
            bool found = false;
            tables.deliveries.each(tx, [&](storage::EntryKey const& key, storage::DeliveryRow const& row) {
                auto const lane = tables.lanes.get(tx, key.of);
                auto const aside = tables.asides.get(tx, key);
                if (aside && aside->until > now) held.emplace(key.of, row.order);
                found = school->up && school->node.store.has_room() && !(lane && lane->next_try > now) &&
                        !held.contains({key.of, row.order});
                return !found;
            });
            found = found || !federation::past::due(school->node, tx, tables).communities.empty();
            tables.wanted.each(tx, [&](Handle, storage::WantedRecord const& record) {
                found = found || record.next_try <= school->node.clock.now();
                return !found;
            });
            return found;
        });
        if (due) return false;
    }
    return true;
}

void Village::settle() {
    settle_until([] { return true; });
}

void Village::settle_until(std::function<bool()> const& holds) {
    auto const deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    do {
        io.run_for(std::chrono::milliseconds{5});
        io.restart();
        REQUIRE(std::chrono::steady_clock::now() < deadline);
    } while (!is_quiet() || !holds());
}

void Village::pass(std::chrono::milliseconds time) {
    clock.pass(time);
    for (auto& [host, school] : schools_) {
        std::vector<Handle> hosts;
        school->node.store.read([&](auto const& tx, auto const& tables) {
            tables.deliveries.each(tx, [&](storage::EntryKey const& key, storage::DeliveryRow const&) {
                hosts.push_back(key.of);
                return true;
            });
        });
        for (auto const each : hosts) school->delivery.ring(each);
        school->backfill.ring();
    }
}

}  // namespace collegium::tests
