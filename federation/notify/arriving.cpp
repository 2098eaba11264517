#include "federation/notify/arriving.hpp"

#include "config/log.hpp"
#include "federation/admit.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/notify/notice.hpp"
#include "federation/notify/responding.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::notify {

namespace asio = boost::asio;

using storage::IriHash;
using storage::Nothing;
using storage::ServiceRecord;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::size_t longest_complaint = 500;  // characters, in our log

std::vector<Service> senders_of(Node const& node, Arrival const& arrival) {
    auto const token = arrival.token.empty() ? std::nullopt : std::optional{node.keyring.digest_of(arrival.token)};
    return node.store.read([&](auto const& tx, auto const& tables) {
        return proven_by(tx, tables, token, arrival.address);
    });
}

std::string_view without_slash(std::string_view address) {
    return address.ends_with('/') ? address.substr(0, address.size() - 1) : address;
}

bool is_same_host(std::string_view first, std::string_view second) {
    auto const one = Iri::parse(first), other = Iri::parse(second);
    return one && other && one->same_origin(*other);
}

// It says that it is this service, and wants answers at the host that was registered.
bool speaks_for_itself(Service const& service, Notice const& notice) {
    return without_slash(notice.origin) == without_slash(service.record.id) &&
           is_same_host(notice.origin_inbox, service.record.inbox);
}

bool is_taken(Node const& node, IriHash const& name) {
    return node.store.read([&](auto const& tx, auto const& tables) { return tables.notices_in.contains(tx, name); });
}

// A day begins with its first notice.
Result<void> count(WriteTx& tx, Tables& tables, Service const& service, Instant now) {
    auto record = tables.services.get(tx, service.name);
    if (!record) return Refusal{Reason::not_allowed, "the service was removed"};
    if (now - record->counted_from >= std::chrono::days{1}) {
        record->counted_from = now;
        record->counted = 0;
    }
    if (record->counted >= most_a_day)
        return Refusal{Reason::too_many, "more than 1,000 notices of a service in a day"};
    ++record->counted;
    tables.services.put(tx, service.name, *record);
    return {};
}

// What is kept of a notice, in the transaction of what it led to.
struct Keeping {
    Service service;
    IriHash name{};
    Instant at{};
    std::string question;  // IRI of what asks for it here; empty: nothing does
    std::string body;
};

Result<void> keep(WriteTx& tx, Tables& tables, Keeping const& keeping) {
    if (tables.notices_in.contains(tx, keeping.name)) return Refusal{Reason::duplicate, "known"};
    if (auto const few = count(tx, tables, keeping.service, keeping.at); !few) return few;
    auto const question = keeping.question.empty() ? std::nullopt : storage::find_handle(tx, tables, keeping.question);
    if (question) tables.questions_of_notices.put(tx, *question, keeping.name);
    tables.notices_in.put(
        tx, keeping.name, {question ? keeping.body : std::string{}, question.value_or(storage::Handle{0}), keeping.at}
    );
    return {};
}

void note(Service const& service, Notice const& notice) {
    if (notice.pattern != Pattern::unprocessable) return;
    log::warning(
        "a service could not make anything of a notice",
        {{"service", service.name},
         {"notice", notice.in_reply_to},
         {"said", content::cut_characters(notice.summary, longest_complaint)}}
    );
}

Result<Nothing> outcome_of(Result<storage::Seq> const& done) {
    if (done || done.error().reason() == Reason::duplicate || done.error().reason() == Reason::unconcerned)
        return Nothing{};
    return done.error();
}

// What nothing follows from is kept all the same, so that it is answered in the same way again.
asio::awaitable<Result<Nothing>> keep_alone(Node const& node, Keeping keeping) {
    storage::Store::Change<Nothing> change = [kept =
                                                  std::move(keeping)](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        if (auto const done = keep(tx, tables, kept); !done) return done.error();
        return Nothing{};
    };
    auto const written = co_await node.store.write(std::move(change));
    if (!written && written.error().reason() == Reason::duplicate) co_return Nothing{};
    co_return written;
}

asio::awaitable<Result<Nothing>> act_on(Node const& node, Service service, Notice notice) {
    Keeping keeping;
    keeping.name = received_name(service, notice.id);
    keeping.service = service;
    keeping.at = node.clock.now();
    auto response = respond(node, service, notice);
    if (!response) co_return response.error();
    note(service, notice);
    if (!response->act) {
        auto const kept = co_await keep_alone(node, std::move(keeping));
        co_return kept;
    }
    keeping.question = response->question;
    keeping.body = notice.json.bytes();
    Composed act = *std::move(response->act);
    Alongside alongside = [kept = std::move(keeping)](WriteTx& tx, Tables& tables) { return keep(tx, tables, kept); };
    auto const done = co_await perform(node, std::move(act), std::move(alongside));
    co_return outcome_of(done);
}

}  // namespace

asio::awaitable<Result<Nothing>> take_notice(Node const& node, Arrival arrival) {
    auto const senders = senders_of(node, arrival);
    if (senders.empty()) co_return Refusal{Reason::not_allowed, "no service is registered with this token or address"};
    auto notice = Notice::read(std::move(arrival.body));
    if (!notice) co_return notice.error();
    auto const sender =
        std::ranges::find_if(senders, [&](Service const& each) { return speaks_for_itself(each, *notice); });
    if (sender == senders.end()) co_return Refusal{Reason::not_allowed, "not the service that it says it is"};
    if (!is_same_host(notice->target, node.settings.origin() + "/"))
        co_return Refusal{Reason::malformed, "a notice for another node"};
    if (is_taken(node, received_name(*sender, notice->id))) co_return Nothing{};
    Service service = *sender;
    Notice taken = *std::move(notice);
    auto const done = co_await act_on(node, std::move(service), std::move(taken));
    co_return done;
}

}  // namespace collegium::federation::notify
