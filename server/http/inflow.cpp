#include "server/http/inflow.hpp"

#include "server/http/request_head.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

namespace collegium::server {

namespace asio = boost::asio;
namespace http = boost::beast::http;

namespace {

constexpr std::size_t most_overhead = 64 * 1024;  // of chunk sizes and their extensions

// "0\r\n\r\n". Beast 1.81 asserts that it is never asked about less after it saw the zero.
constexpr std::size_t least_chunked = 5;

template <bool is_request>
auto count_fields(Parser<is_request> const& parser) {
    return std::distance(parser.get().begin(), parser.get().end());
}

}  // namespace

asio::awaitable<std::size_t> read_head(Wire& wire, Inflow& inflow, std::size_t limit) {
    constexpr std::size_t overlap = 2;  // an empty line may have begun in what was looked at before
    for (std::size_t seen = 0;;) {
        auto const from = seen - std::min(seen, overlap);
        if (auto const size = head_size(inflow.bytes().substr(from))) co_return from + *size;
        seen = inflow.bytes().size();
        if (seen > limit) co_return seen;

        auto const size = co_await wire.read(inflow.room());
        if (size == 0) co_return 0;
        inflow.came(size);
    }
}

template <bool is_request>
bool parse_head(Inflow& inflow, std::size_t size, Parser<is_request>& parser) {
    parser.eager(true);
    parser.header_limit(std::numeric_limits<std::uint32_t>::max());  // the head was measured before
    parser.body_limit(boost::none);                                  // and the body's limit is the caller's
    boost::system::error_code problem;
    auto const used = parser.put(asio::buffer(inflow.bytes().substr(0, size)), problem);
    inflow.drop(used);
    return !problem && used == size && parser.is_header_done();
}

template <bool is_request>
asio::awaitable<Reading> read_body(Wire& wire, Inflow& inflow, Parser<is_request>& parser, std::size_t limit) {
    if (parser.is_done()) co_return Reading::whole;
    if (parser.content_length().value_or(0) > limit) co_return Reading::too_large;
    parser.body_limit(limit);

    auto const fields = count_fields(parser);
    std::size_t const least = parser.chunked() ? least_chunked : 1;
    boost::system::error_code problem;
    for (std::size_t raw = 0;;) {
        problem = {};
        if (inflow.bytes().size() >= (raw == 0 ? least : 1)) {
            auto const used = parser.put(asio::buffer(inflow.bytes()), problem);
            inflow.drop(used);
            raw += used;
        }
        if (parser.is_done()) break;
        if (problem == http::error::body_limit) co_return Reading::too_large;
        if (problem && problem != http::error::need_more) co_return Reading::malformed;
        if (raw + inflow.bytes().size() > limit + most_overhead) co_return Reading::too_large;

        auto const size = co_await wire.read(inflow.room());
        inflow.came(size);
        if (size > 0) continue;
        parser.put_eof(problem);
        if (problem) co_return Reading::gone;
    }
    co_return count_fields(parser) == fields ? Reading::whole : Reading::malformed;
}

template bool parse_head(Inflow&, std::size_t, Parser<true>&);
template bool parse_head(Inflow&, std::size_t, Parser<false>&);
template asio::awaitable<Reading> read_body(Wire&, Inflow&, Parser<true>&, std::size_t);
template asio::awaitable<Reading> read_body(Wire&, Inflow&, Parser<false>&, std::size_t);

}  // namespace collegium::server
