#include "server/guides/link_checks.hpp"

#include "config/log.hpp"
#include "federation/community/visibility.hpp"
#include "federation/guides/reading.hpp"
#include "federation/signposts/reading.hpp"
#include "server/read_only.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <set>

namespace collegium::server::guides {

namespace asio = boost::asio;

using storage::Handle;
using storage::IriHash;
using storage::LinkRecord;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::uint64_t failures_of_dead = 2;
constexpr std::chrono::hours forgotten_after{24 * 60};  // nobody names it any more

enum class Answer { there, gone, silent, not_asked };

bool is_wanted(App const& app) {
    auto const& wishes = app.node.settings.federation;
    return wishes.check_references && wishes.mode != FederationMode::closed && !is_read_only(app.node.store);
}

// Written here, and for everyone: whose sources others may learn of.
bool is_checked_here(ReadTx const& tx, Tables const& tables, Handle thing) {
    auto const record = tables.objects.get(tx, thing);
    return record && record->audience == storage::Audience::everyone &&
           tables.account_names.contains(tx, record->author) &&
           federation::community::is_visible(tx, tables, thing, *record);
}

bool is_due(ReadTx const& tx, Tables const& tables, std::string const& link, Instant now) {
    auto const before = tables.links.get(tx, storage::hash_of(link));
    return !before || now - before->checked >= between_checks;
}

// The addresses that are due, as many as one round asks for.
class DueLinks {
public:
    DueLinks(ReadTx const& tx, Tables const& tables, Instant now) : tx_{tx}, tables_{tables}, now_{now} {}

    bool has_room() const { return links_.size() < most_checked; }

    void add(std::string const& link) {
        auto address = Iri::parse(link);
        if (address && has_room() && is_due(tx_, tables_, link, now_)) links_.insert(*std::move(address));
    }

    std::vector<Iri> all() const { return {links_.begin(), links_.end()}; }

private:
    ReadTx const& tx_;
    Tables const& tables_;
    Instant now_;
    std::set<Iri> links_;
};

std::vector<Iri> due_links(ReadTx const& tx, Tables const& tables, Instant now) {
    DueLinks due{tx, tables, now};
    tables.guides.each(tx, [&](PlaceKey const&, Handle guide) {
        auto const found =
            is_checked_here(tx, tables, guide) ? federation::guides::find_guide(tx, tables, guide) : std::nullopt;
        if (!found) return true;
        for (auto const& each : found->guide.references) due.add(federation::guides::link_of(each));
        return due.has_room();
    });
    tables.signposts.each(tx, [&](PlaceKey const&, Handle signpost) {
        auto const found = is_checked_here(tx, tables, signpost)
                               ? federation::signposts::find_signpost(tx, tables, signpost)
                               : std::nullopt;
        if (found) due.add(found->signpost.address);
        return due.has_room();
    });
    return due.all();
}

Answer meaning_of_answer(Result<federation::IncomingResponse> const& response) {
    if (!response && response.error().reason() == Reason::unreachable) return Answer::silent;
    if (!response) return response.error().reason() == Reason::too_large ? Answer::there : Answer::not_asked;
    return response->status == 404 || response->status == 410 ? Answer::gone : Answer::there;
}

// A page that forbids programs, or that leads on, is there.
asio::awaitable<Answer> ask(App const& app, Iri link) {
    federation::OutgoingRequest request{"GET", std::string{link.host()}, std::string{link.target()}};
    request.fields.push_back({"Accept", "*/*"});
    auto const response = co_await app.node.network.exchange(std::move(request));
    co_return meaning_of_answer(response);
}

LinkRecord after(LinkRecord record, Answer answer, Instant now) {
    record.checked = now;
    if (answer == Answer::not_asked) return record;
    if (answer == Answer::there) return LinkRecord{now, Instant{}, 0};
    if (record.failures == 0) record.failing_since = now;
    record.failures = answer == Answer::gone ? failures_of_dead : record.failures + 1;
    return record;
}

struct Answered {
    Answered(std::string link_, Answer answer_) : link{std::move(link_)}, answer{answer_} {}

    std::string link;
    Answer answer;
};

// Where nobody answered at all it is our own line that is down.
void forgive_silence(std::vector<Answered>& answers) {
    auto const is_heard = [](Answered const& each) {
        return each.answer == Answer::there || each.answer == Answer::gone;
    };
    if (std::ranges::any_of(answers, is_heard)) return;
    for (auto& each : answers) each.answer = Answer::not_asked;
}

storage::Store::Change<int> noting(std::vector<Answered> answers, Instant now) {
    return [answers = std::move(answers), now](storage::WriteTx& tx, Tables& tables) {
        for (auto const& each : answers) {
            auto const key = storage::hash_of(each.link);
            tables.links.put(tx, key, after(tables.links.get(tx, key).value_or(LinkRecord{}), each.answer, now));
        }
        return Result<int>{0};
    };
}

// What nothing names any more is not asked for, and gets old.
storage::Store::Change<int> forgetting(Instant now) {
    return [now](storage::WriteTx& tx, Tables& tables) {
        std::vector<IriHash> old;
        tables.links.each(tx, [&](IriHash const& key, LinkRecord const& record) {
            if (now - record.checked >= forgotten_after) old.push_back(key);
            return true;
        });
        for (auto const& each : old) tables.links.erase(tx, each);
        return Result<int>{0};
    };
}

}  // namespace

asio::awaitable<void> check_links(App const& app) {
    if (!is_wanted(app)) co_return;
    auto const now = app.node.clock.now();
    std::vector<Iri> due;
    std::function<void()> work = [&] {
        due = app.node.store.read([&](auto const& tx, auto const& tables) { return due_links(tx, tables, now); });
    };
    co_await app.node.workers.run(std::move(work));
    if (due.empty()) co_return;
    std::vector<Answered> answers;
    for (auto const& each : due) {
        auto link = each;
        auto const answer = co_await ask(app, std::move(link));
        answers.emplace_back(each.text(), answer);
    }
    forgive_silence(answers);
    auto change = noting(std::move(answers), app.node.clock.now());
    auto const noted = co_await app.node.store.write(std::move(change));
    if (!noted) co_return;
    auto forgetting_old = forgetting(app.node.clock.now());
    auto const forgotten = co_await app.node.store.write(std::move(forgetting_old));
    if (!forgotten) log::info("old answers of sources were not forgotten", {{"detail", forgotten.error().detail()}});
}

std::optional<Instant> dead_since(ReadTx const& tx, Tables const& tables, std::string_view link) {
    auto const record = link.empty() ? std::nullopt : tables.links.get(tx, storage::hash_of(link));
    if (!record || record->failures < failures_of_dead) return std::nullopt;
    return record->failing_since;
}

}  // namespace collegium::server::guides
