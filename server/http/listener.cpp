#include "server/http/listener.hpp"

#include "server/http/shard.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <sys/stat.h>
#include <system_error>
#include <utility>
#include <vector>

namespace collegium::server {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

// Sockets that share a port would also share it with those of another process. A lone one finds out if there is any.
void check_port_is_free(tcp::endpoint endpoint) {
    asio::io_context context{1};
    tcp::acceptor probe{context};
    probe.open(endpoint.protocol());
    probe.set_option(tcp::acceptor::reuse_address{true});
    probe.bind(endpoint);
    probe.listen();
}

// What tells a file that was written anew, or replaced by another, from the one that was there.
struct FileMark {
    explicit FileMark(std::filesystem::path const& file) {
        struct stat found {};
        if (stat(file.c_str(), &found) == 0)
            parts = {
                static_cast<std::int64_t>(found.st_ino),
                static_cast<std::int64_t>(found.st_size),
                static_cast<std::int64_t>(found.st_mtim.tv_sec),
                static_cast<std::int64_t>(found.st_mtim.tv_nsec)};
    }
    bool operator==(FileMark const&) const = default;

    std::array<std::int64_t, 4> parts{};
};

using FileMarks = std::pair<FileMark, FileMark>;

FileMarks marks_of(TlsFiles const& files) {
    return {FileMark{files.certificate}, FileMark{files.key}};
}

}  // namespace

struct Listener::Inside {
    Inside(ListenOptions options, Clock const& clock) : common{std::move(options), clock} {}

    ~Inside() {
        for (auto& shard : shards) shard->abandon_work();
    }

    void bind() {
        auto const& options = common.options;
        tcp::endpoint endpoint{asio::ip::make_address(options.address), options.port};
        auto const count = std::max(options.shards, 1U);
        if (count > 1 && options.port != 0) check_port_is_free(endpoint);
        for (unsigned i = 0; i < count; ++i) {
            shards.push_back(std::make_unique<Shard>(common, endpoint));
            endpoint.port(shards.front()->port());
        }
    }

    Common common;
    std::optional<TlsServer> tls;
    std::mutex marks_mutex;  // guards marks
    std::optional<FileMarks> marks;
    std::vector<std::unique_ptr<Shard>> shards;
};

Listener::Listener(ListenOptions options, Clock const& clock)
    : inside_{std::make_unique<Inside>(std::move(options), clock)} {
    auto& common = inside_->common;
    common.make_wire = make_tcp_wire;
    if (common.options.tls) {
        inside_->marks = marks_of(*common.options.tls);
        auto const& tls = inside_->tls.emplace(common.options.tls->certificate, common.options.tls->key);
        common.make_wire = [&tls](tcp::socket socket) { return tls.make_wire(std::move(socket)); };
    }
    try {
        inside_->bind();
    } catch (boost::system::system_error const& problem) {
        auto const place = common.options.address + ':' + std::to_string(common.options.port);
        throw std::system_error{problem.code(), "cannot listen on " + place};
    }
}

Listener::~Listener() {
    stop(std::chrono::seconds{0});
}

void Listener::start(Handler handler, LargerBody larger_body) {
    inside_->common.handler = std::move(handler);
    inside_->common.options.limits.larger_body = std::move(larger_body);
    for (auto& shard : inside_->shards) shard->start();
}

void Listener::stop(std::chrono::seconds grace) {
    inside_->common.draining = true;
    for (auto& shard : inside_->shards) shard->retire(grace);
    for (auto& shard : inside_->shards) shard->join();
}

// Files that could not be read, or do not fit together, have no marks: what mends them need not change the files
// themselves, as a change of their owner does not.
bool Listener::renew_certificate() {
    if (!inside_->tls) return false;
    std::lock_guard const lock{inside_->marks_mutex};
    auto const now = marks_of(*inside_->common.options.tls);
    if (now == inside_->marks) return false;
    inside_->marks.reset();
    inside_->tls->read_again();
    inside_->marks = now;
    return true;
}

std::optional<Instant> Listener::certificate_end() const {
    return inside_->tls ? std::optional{inside_->tls->certificate_end()} : std::nullopt;
}

asio::any_io_executor Listener::executor(std::size_t i) const {
    return inside_->shards[i % inside_->shards.size()]->executor();
}

std::uint16_t Listener::port() const noexcept {
    return inside_->shards.front()->port();
}

}  // namespace collegium::server
