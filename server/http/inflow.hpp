// Reading messages from a wire: what session and dialer have in common. Beast reads them, but what it reads was
// bounded before, byte by byte.
#pragma once

#include "server/http/wire.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <string_view>

namespace collegium::server {

// Bytes that came and are not used yet.
class Inflow {
public:
    std::string_view bytes() const noexcept {
        auto const data = buffer_.data();
        return {static_cast<char const*>(data.data()), data.size()};
    }
    bool empty() const noexcept { return buffer_.size() == 0; }
    void drop(std::size_t size) noexcept { buffer_.consume(size); }

    // Where the next read may go, and how much of it was used.
    boost::asio::mutable_buffer room(std::size_t size = 8192) { return buffer_.prepare(size); }
    void came(std::size_t size) noexcept { buffer_.commit(size); }

    // Gives the memory back while nothing is awaited.
    void shrink() {
        if (empty()) buffer_.shrink_to_fit();
    }

private:
    boost::beast::flat_buffer buffer_;
};

// Reads until a head is complete or longer than the limit: its size, or that of what came; 0 if the peer is gone.
boost::asio::awaitable<std::size_t> read_head(Wire& wire, Inflow& inflow, std::size_t limit);

enum class Reading { whole, gone, malformed, too_large };

template <bool is_request>
using Parser = boost::beast::http::parser<is_request, boost::beast::http::string_body>;

// Gives the head, which is in the inflow as a whole, to the parser. False: Beast does not take it.
template <bool is_request>
bool parse_head(Inflow& inflow, std::size_t size, Parser<is_request>& parser);

// Reads the rest of the message. `limit` bounds the body; what chunking adds to it may be 64 KiB at most.
// Trailer fields are malformed: nobody here uses them, and they have been used for smuggling.
template <bool is_request>
boost::asio::awaitable<Reading> read_body(Wire& wire, Inflow& inflow, Parser<is_request>& parser, std::size_t limit);

}  // namespace collegium::server
