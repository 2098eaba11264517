#include "server/operations/telemetry.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <unistd.h>

namespace collegium::server::operations {

namespace {

constexpr std::array<std::string_view, 6> classes{"other", "1xx", "2xx", "3xx", "4xx", "5xx"};

std::string_view class_of(unsigned status) {
    return status >= 100 && status < 600 ? classes[status / 100] : classes[0];
}

double seconds_of(Instant when) {
    return static_cast<double>(when.time_since_epoch().count()) / 1000.0;
}

// Pages in memory that are this program's (proc(5), statm).
double resident_bytes() {
    std::ifstream in{"/proc/self/statm"};
    double all = 0, resident = 0;
    in >> all >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

}  // namespace

struct Telemetry::Inside {
    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>& requests =
        prometheus::BuildCounter()
            .Name("collegium_requests_total")
            .Help("Answers, by the kind of address and the class of the status")
            .Register(registry);
    prometheus::Family<prometheus::Histogram>& durations = prometheus::BuildHistogram()
                                                               .Name("collegium_request_seconds")
                                                               .Help("Time from a whole request to its answer")
                                                               .Register(registry);

    void level(char const* name, char const* help, double value, prometheus::Labels const& labels = {}) {
        prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add(labels).Set(value);
    }

    void show_disk(health::DiskUse const& disk) {
        auto const part = [&](char const* what, std::uint64_t bytes) {
            level("collegium_disk_bytes", "The disk of the data, by use", static_cast<double>(bytes), {{"use", what}});
        };
        part("store", disk.store);
        part("media", disk.media);
        part("index", disk.index);
        part("rest", disk.rest);
        part("others", disk.others);
        part("free", disk.free);
    }

    void show_exchange(health::Readings const& readings) {
        level("collegium_delivery_waiting", "Messages that wait for partners", static_cast<double>(readings.waiting));
        auto oldest = readings.now;
        for (auto const& queue : readings.queues)
            if (!queue.expected) oldest = std::min(oldest, queue.oldest);
        auto const age = std::chrono::duration<double>{readings.now - oldest}.count();
        level("collegium_delivery_oldest_seconds", "Age of the oldest message that waits, pauses left out", age);
        level(
            "collegium_delivery_refused",
            "Messages that partners refused for good",
            static_cast<double>(readings.refused)
        );
        level(
            "collegium_mails",
            "Mails that wait for more than a day or could not go out, counted among the oldest 1000",
            static_cast<double>(readings.mails)
        );
        double most = 0;
        for (auto const& clock : readings.clocks)
            most = std::max(most, std::abs(static_cast<double>(clock.ahead_seconds)));
        level("collegium_clock_difference_seconds", "Largest difference to a partner's clock", most);
    }

    void show(Levels const& levels) {
        auto const& readings = levels.readings;
        if (readings.disk) show_disk(*readings.disk);
        show_exchange(readings);
        level("collegium_disk_floor_bytes", "What stays free", static_cast<double>(levels.disk_floor));
        level("collegium_store_limit_bytes", "Address space of the store", static_cast<double>(readings.store_limit));
        level("collegium_store_commits", "Commits since the start", static_cast<double>(levels.commits));
        level("collegium_writer_answers", "1 if the writer of the store answers", levels.writer_answers ? 1 : 0);
        level("collegium_read_only", "1 while nobody changes anything", readings.read_only ? 1 : 0);
        level("collegium_memory_bytes", "Resident memory of the node", resident_bytes());
        if (readings.worker_wait)
            level(
                "collegium_worker_wait_seconds",
                "How long a piece of work waited for a worker",
                static_cast<double>(readings.worker_wait->count()) / 1000.0
            );
        if (readings.backup.made != Instant{})
            level(
                "collegium_backup_time_seconds",
                "When the newest finished backup began",
                seconds_of(readings.backup.made)
            );
        if (readings.scrub)
            level("collegium_scrub_time_seconds", "When the last scrub began", seconds_of(readings.scrub->made));
        level(
            "collegium_reports_waiting",
            "Reports that nobody has taken up for a day",
            static_cast<double>(readings.reports)
        );
        if (levels.certificate_end)
            level(
                "collegium_certificate_end_seconds",
                "Until when the certificate is good",
                seconds_of(*levels.certificate_end)
            );
        for (auto const& check : levels.checks)
            level(
                "collegium_check",
                "0 good, 1 not known, 2 look at this, 3 does not work",
                static_cast<double>(check.state),
                {{"check", check.name}}
            );
        level("collegium_info", "The version", 1, {{"version", readings.version}});
    }
};

Telemetry::Telemetry() : inside_{std::make_unique<Inside>()} {}

Telemetry::~Telemetry() = default;

void Telemetry::answered(std::string_view door, unsigned status, std::chrono::steady_clock::duration took) {
    static prometheus::Histogram::BucketBoundaries const bounds{0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10};
    std::string const name{door};
    inside_->requests.Add({{"door", name}, {"class", std::string{class_of(status)}}}).Increment();
    inside_->durations.Add({{"door", name}}, bounds).Observe(std::chrono::duration<double>{took}.count());
}

std::string Telemetry::text(Levels const& levels) {
    inside_->show(levels);
    return prometheus::TextSerializer{}.Serialize(inside_->registry.Collect());
}

}  // namespace collegium::server::operations
