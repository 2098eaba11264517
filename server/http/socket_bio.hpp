// How OpenSSL reads and writes a socket of ours. Its own BIO for that would raise SIGPIPE when the peer is gone.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <openssl/bio.h>

namespace collegium::server {

// The socket is not blocking, and outlives the BIO. SSL_set_bio takes ownership of what this returns.
BIO* make_socket_bio(boost::asio::ip::tcp::socket& socket);

}  // namespace collegium::server
