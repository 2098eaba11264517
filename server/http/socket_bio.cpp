#include "server/http/socket_bio.hpp"

#include <cerrno>
#include <new>
#include <sys/socket.h>

namespace collegium::server {

using boost::asio::ip::tcp;

namespace {

int descriptor(BIO* bio) {
    return static_cast<tcp::socket*>(BIO_get_data(bio))->native_handle();
}

bool would_block() {
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

int read(BIO* bio, char* into, int size) {
    BIO_clear_retry_flags(bio);
    auto const got = ::recv(descriptor(bio), into, static_cast<std::size_t>(size), 0);
    if (got < 0 && would_block()) BIO_set_retry_read(bio);
    if (got == 0) BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
    return static_cast<int>(got);
}

int write(BIO* bio, char const* from, int size) {
    BIO_clear_retry_flags(bio);
    auto const sent = ::send(descriptor(bio), from, static_cast<std::size_t>(size), MSG_NOSIGNAL);
    if (sent < 0 && would_block()) BIO_set_retry_write(bio);
    return static_cast<int>(sent);
}

long control(BIO* bio, int command, long, void*) {
    if (command == BIO_CTRL_EOF) return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0;
    return command == BIO_CTRL_FLUSH;  // nothing is ever held back
}

BIO_METHOD const* method() {
    static BIO_METHOD const* const made = [] {
        auto* const fresh = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket of asio");
        if (!fresh) throw std::bad_alloc{};
        BIO_meth_set_read(fresh, read);
        BIO_meth_set_write(fresh, write);
        BIO_meth_set_ctrl(fresh, control);
        return fresh;
    }();
    return made;
}

}  // namespace

BIO* make_socket_bio(tcp::socket& socket) {
    auto* const bio = BIO_new(method());
    if (!bio) throw std::bad_alloc{};
    BIO_set_data(bio, &socket);
    BIO_set_init(bio, 1);
    return bio;
}

}  // namespace collegium::server
