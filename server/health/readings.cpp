#include "server/health/readings.hpp"

#include "crypto/certificate.hpp"
#include "federation/messages/vocabulary.hpp"
#include "federation/partners/rest.hpp"
#include "server/members/accounts.hpp"
#include "server/members/roles.hpp"
#include "server/moderation/reports.hpp"
#include "server/read_only.hpp"
#include "server/retention/sure_time.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <fstream>
#include <set>

namespace collegium::server::health {

namespace fs = std::filesystem;

using storage::EntryKey;
using storage::Handle;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;

namespace {

constexpr std::size_t most_hosts = 5000, most_queues = 100, most_mails = 1000, most_refused = 5000,
                      most_reports = 10'000;

// Files that come and go meanwhile are not there, and no error.
std::uint64_t bytes_below(fs::path const& place, std::size_t most_files, bool& complete) {
    std::error_code problem;
    if (fs::is_regular_file(place, problem)) return fs::file_size(place, problem);
    std::uint64_t bytes = 0;
    std::size_t seen = 0;
    fs::recursive_directory_iterator each{place, fs::directory_options::skip_permission_denied, problem}, end;
    for (; !problem && each != end; each.increment(problem)) {
        if (++seen > most_files) {
            complete = false;
            break;
        }
        std::error_code gone;
        auto const size = each->is_regular_file(gone) ? each->file_size(gone) : 0;
        if (!gone) bytes += size;
    }
    return bytes;
}

// Empty if there is no such file.
std::string text_of(fs::path const& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

void read_certificate(Settings const& settings, Readings& readings) {
    if (settings.listen.tls_certificate.empty()) return;
    readings.certificate = CertificateState::unreadable;
    auto const end = crypto::end_of_certificate(text_of(settings.listen.tls_certificate));
    if (!end) return;
    readings.certificate = CertificateState::read;
    readings.certificate_end = *end;
}

// Whoever gave up was this node, if nobody answered.
void read_refused(ReadTx const& tx, Tables const& tables, Readings& readings) {
    readings.refused = tables.quarantine.size(tx);
    std::size_t seen = 0;
    tables.quarantine.each(tx, [&](EntryKey const& key, storage::DeliveryRow const&) {
        auto const receipt = tables.receipts.get(tx, {key.seq, key.of});
        if (receipt && receipt->status == 0) ++readings.dropped;
        return ++seen < most_refused;
    });
    readings.refused -= std::min(readings.refused, readings.dropped);
}

PartnerQueue queue_of(ReadTx const& tx, Tables const& tables, EntryKey const& first) {
    PartnerQueue queue;
    auto const lane = storage::iri_of(tx, tables, first.of);
    auto const origin = Iri::parse(lane);
    queue.host = origin ? std::string{origin->host()} : lane;
    if (auto const entry = tables.log.get(tx, first.seq)) queue.oldest = entry->received;
    if (auto const partner = tables.partners.get(tx, queue.host))
        queue.expected = partner->state != storage::PartnerState::agreed;
    queue.expected = queue.expected || federation::exchange_rests(tx, tables);
    queue.failures = tables.lanes.get(tx, first.of).value_or(storage::LaneRecord{}).failures;
    return queue;
}

// One step for each host: what waits behind the first message is not looked at.
void read_queues(ReadTx const& tx, Tables const& tables, Readings& readings) {
    readings.waiting = tables.deliveries.size(tx);
    EntryKey from{};
    for (std::size_t hosts = 0; hosts < most_hosts; ++hosts) {
        std::optional<EntryKey> first;
        tables.deliveries.ascend(tx, from, [&](EntryKey const& key, storage::DeliveryRow const&) {
            first = key;
            return false;
        });
        if (!first) break;
        readings.queues.push_back(queue_of(tx, tables, *first));
        from = EntryKey{Handle{static_cast<std::uint64_t>(first->of) + 1}, Seq{0}};
    }
    std::ranges::sort(readings.queues, {}, [](PartnerQueue const& each) {
        return std::pair{each.expected, each.oldest};
    });
    if (readings.queues.size() > most_queues) readings.queues.resize(most_queues);
}

void read_clocks(ReadTx const& tx, Tables const& tables, Readings& readings) {
    std::size_t seen = 0;
    tables.partners.each(tx, [&](std::string const& host, storage::PartnerRecord const& partner) {
        if (partner.state != storage::PartnerState::agreed) return ++seen < most_hosts;
        auto const traffic = tables.traffic.get(tx, host);
        if (traffic && traffic->last_out != Instant{})
            readings.clocks.push_back(
                {host,
                 static_cast<std::int64_t>(traffic->clock_ahead) - static_cast<std::int64_t>(traffic->clock_behind)}
            );
        return ++seen < most_hosts;
    });
}

void read_mails(ReadTx const& tx, Tables const& tables, Readings& readings) {
    constexpr std::chrono::hours patience{24};
    std::size_t seen = 0;
    tables.mails.each(tx, [&](storage::LocalId, storage::MailRecord const& mail) {
        bool const is_late = mail.state == storage::MailState::refused || readings.now - mail.created > patience;
        if (is_late) ++readings.mails;
        return ++seen < most_mails;
    });
}

bool is_taken_up(std::optional<storage::ReportCaseRecord> const& state) {
    return state &&
           (state->closed || state->assigned != storage::no_one || !state->notes.empty() || !state->measures.empty());
}

// Those who look into all reports, as far as they are here.
std::vector<Member> staff(ReadTx const& tx, Tables const& tables) {
    std::vector<Member> found;
    tables.accounts.each(tx, [&](std::string const& name, storage::AccountRecord const& account) {
        bool const is_here = account.state == storage::AccountState::active && !members::has_left(account);
        if (!is_here || !members::look_into_reports(account.roles)) return true;
        Member member;
        member.account = name;
        member.actor = account.actor;
        member.roles = account.roles;
        found.push_back(std::move(member));
        return true;
    });
    return found;
}

// Only those that somebody may look into who is to be told: nobody judges their own case, and what was erased meanwhile
// nobody can read any more.
void read_reports(ReadTx const& tx, Tables const& tables, Readings& readings) {
    constexpr std::chrono::hours patience{24};
    std::set<Seq> known;  // one may stand with several communities
    std::size_t seen = 0;
    tables.reports.each(tx, [&](EntryKey const& key, storage::Nothing) {
        if (!is_taken_up(tables.report_cases.get(tx, key.seq))) known.insert(key.seq);
        return ++seen < most_reports;
    });
    auto const readers = staff(tx, tables);
    for (auto const seq : known) {
        auto const entry = tables.log.get(tx, seq);
        if (!entry || readings.now - entry->received <= patience) continue;
        auto const may_look = [&](Member const& each) {
            return moderation::find_report(tx, tables, each, seq).has_value();
        };
        if (std::ranges::none_of(readers, may_look)) continue;
        if (readings.reports++ == 0) readings.oldest_report = entry->received;
    }
}

}  // namespace

std::optional<DiskUse> disk_use(fs::path const& data, std::size_t most_files) {
    std::error_code problem;
    auto const space = fs::space(data, problem);
    if (problem) return std::nullopt;
    DiskUse use;
    use.free = space.available;
    fs::directory_iterator each{data, fs::directory_options::skip_permission_denied, problem}, end;
    for (; !problem && each != end; each.increment(problem)) {
        auto const name = each->path().filename().string();
        auto const bytes = bytes_below(each->path(), most_files, use.complete);
        auto& part = name == "data.mdb" || name == "lock.mdb" ? use.store
                     : name == "media"                        ? use.media
                     : name == "words"                        ? use.index
                                                              : use.rest;
        part += bytes;
    }
    if (problem) return std::nullopt;
    auto const ours = use.store + use.media + use.index + use.rest;
    auto const taken = space.capacity > space.available ? space.capacity - space.available : 0;
    use.others = taken > ours ? taken - ours : 0;
    return use;
}

Readings take_readings(Surroundings const& surroundings) {
    auto const& settings = surroundings.settings;
    Readings readings;
    readings.now = surroundings.now;
    readings.worker_wait = surroundings.worker_wait;
    readings.version = federation::vocabulary::software_version;
    readings.store_limit = settings.storage.map_gib << 30;
    readings.disk_floor = std::uint64_t{settings.storage.floor_mib} << 20;
    readings.media_limit = std::uint64_t{settings.media.all_mib} << 20;
    readings.disk = surroundings.disk ? surroundings.disk : disk_use(settings.node.data);
    read_certificate(settings, readings);
    if (surroundings.certificate_end && *surroundings.certificate_end != readings.certificate_end)
        readings.certificate_served = surroundings.certificate_end;
    readings.backup = backup::last_backup(settings.node.data).value_or(backup::LastBackup{});
    readings.scrub = backup::last_scrub(settings.node.data);
    surroundings.store.read([&](auto const& tx, auto const& tables) {
        read_queues(tx, tables, readings);
        read_refused(tx, tables, readings);
        read_clocks(tx, tables, readings);
        read_mails(tx, tables, readings);
        read_reports(tx, tables, readings);
        readings.exchange_rests = federation::exchange_rests(tx, tables);
        readings.doubted_since = retention::doubted_since(tx, tables, readings.now);
        return 0;
    });
    readings.read_only = is_read_only(surroundings.store);
    return readings;
}

}  // namespace collegium::server::health
