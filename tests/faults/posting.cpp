#include "tests/faults/posting.hpp"

#include "tests/journeys/process.hpp"

#include <openssl/ssl.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <map>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace collegium::faults {

namespace {

constexpr timeval line_patience{10, 0};
constexpr std::chrono::milliseconds pause{5};  // before somebody who was not there is called again

struct Answer {
    unsigned status = 0;
    bool closes = false;
};

SSL_CTX* context() {
    static std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> const one{SSL_CTX_new(TLS_client_method()), SSL_CTX_free};
    return one.get();
}

}  // namespace

struct PartnerLine::Inside {
    explicit Inside(Door const& door) : socket_{socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(door.port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &line_patience, sizeof line_patience);
        setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &line_patience, sizeof line_patience);
        int const on = 1;
        setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        is_open = connect(socket_, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0;
        if (!is_open || !door.tls) return;
        tls_.reset(SSL_new(context()));
        auto name = door.domain;
        SSL_ctrl(tls_.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data());
        SSL_set_fd(tls_.get(), socket_);
        is_open = SSL_connect(tls_.get()) == 1;
    }
    ~Inside() {
        tls_.reset();
        close(socket_);
    }
    Inside(Inside const&) = delete;
    Inside& operator=(Inside const&) = delete;

    bool write_all(std::string_view bytes) {
        while (!bytes.empty()) {
            auto const size = tls_ ? SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()))
                                   : send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (size <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(size));
        }
        return true;
    }

    // A whole answer, with a body that nobody reads. Status 0: it never came.
    Answer read_answer() {
        constexpr std::string_view length = "\r\nContent-Length: ";
        std::string got;
        std::size_t wanted = std::string::npos;
        Answer answer;
        while (got.size() < wanted) {
            std::array<char, 4096> piece;
            auto const size = tls_ ? SSL_read(tls_.get(), piece.data(), static_cast<int>(piece.size()))
                                   : recv(socket_, piece.data(), piece.size(), 0);
            if (size <= 0) return {};
            got.append(piece.data(), static_cast<std::size_t>(size));
            auto const end = got.find("\r\n\r\n");
            if (wanted != std::string::npos || end == std::string::npos || end < 12) continue;
            std::from_chars(got.data() + 9, got.data() + 12, answer.status);
            std::size_t body = 0;
            auto const place = got.find(length);
            if (place < end) std::from_chars(got.data() + place + length.size(), got.data() + end, body);
            auto const closing = got.find("\r\nConnection: close");
            answer.closes = closing < end;
            wanted = end + 4 + body;
        }
        return answer;
    }

    int socket_;
    std::unique_ptr<SSL, void (*)(SSL*)> tls_{nullptr, SSL_free};
    bool is_open = false;
};

std::size_t Ledger::acknowledged() const {
    return static_cast<std::size_t>(std::ranges::count_if(statuses_, [](auto const& each) { return is_good(each); }));
}

std::string Ledger::open_ones() const {
    std::map<unsigned, std::size_t> counts;
    for (auto const& status : statuses_)
        if (!is_good(status)) ++counts[status];
    std::string words;
    for (auto const& [status, count] : counts)
        words += std::to_string(count) + " answered with " + std::to_string(status) + "; ";
    return words;
}

PartnerLine::PartnerLine(Door door) : door_{std::move(door)} {}
PartnerLine::~PartnerLine() = default;

unsigned PartnerLine::post(Mail const& mail) {
    if (!inside_) inside_ = std::make_unique<Inside>(door_);
    Answer const answer = inside_->is_open && inside_->write_all(mail.request) ? inside_->read_answer() : Answer{};
    if (answer.status == 0 || answer.closes) inside_.reset();
    return answer.status;
}

Posting::Posting(Door const& door, std::vector<Mail> const& mails, Ledger& ledger, std::size_t threads)
    : mails_{mails}, ledger_{ledger}, on_the_way_(mails.size()) {
    for (std::size_t i = 0; i < threads; ++i)
        threads_.emplace_back([this, door](std::stop_token const& stop) { work(stop, door); });
}

bool Posting::await_all(std::chrono::seconds patience_for_all) const {
    return journeys::until(patience_for_all, [this] { return ledger_.acknowledged() == ledger_.size(); });
}

// Round after round: what was refused, or went under, is sent again, as a partner does.
void Posting::work(std::stop_token const& stop, Door const& door) {
    PartnerLine line{door};
    while (!stop.stop_requested() && ledger_.acknowledged() < ledger_.size()) {
        auto const mail = next_++ % mails_.size();
        if (on_the_way_[mail].test_and_set()) {
            std::this_thread::sleep_for(pause);
            continue;
        }
        if (!ledger_.is_acknowledged(mail)) send(line, mail);
        on_the_way_[mail].clear();
    }
}

void Posting::send(PartnerLine& line, std::size_t mail) {
    auto const status = line.post(mails_[mail]);
    ledger_.note(mail, status);
    if (Ledger::is_good(status))
        ++answers_;
    else
        std::this_thread::sleep_for(pause);
}

}  // namespace collegium::faults
