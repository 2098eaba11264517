// What can be wrong with a request around a well-signed activity.
#include "tests/server/faults.hpp"

#include <cstdio>

namespace collegium::tests {

using federation::SignedPost;

namespace {

constexpr std::size_t limit = std::size_t{1} << 20;

void send_other_type(Dice& dice, DraftMessage& draft, Known const&) {
    auto const type = dice.pick(
        {"text/plain",
         "text/html; charset=utf-8",
         "",
         "application/x-www-form-urlencoded",
         "multipart/form-data; boundary=x",
         "image/png",
         "application/xml",
         "application/octet-stream",
         "application/activity+jsonx",
         "application/activity",
         "application/rss+xml",
         "text/json",
         "activity+json",
         "*/*",
         "application/*",
         "application/jsonp",
         "application/json5",
         "x"}
    );
    draft.once_signed = [type](SignedPost& post) { field_of(post, "Content-Type") = type; };
}

void send_no_type(Dice&, DraftMessage& draft, Known const&) {
    draft.once_signed = [](SignedPost& post) {
        std::erase_if(post.fields, [](auto const& field) { return field.name == "Content-Type"; });
    };
}

void use_other_method(Dice& dice, DraftMessage& draft, Known const&) {
    draft.method = dice.pick({"PUT", "PATCH", "DELETE"});
}

// Nodes and communities have no inbox to read; a person has one, for the programs of that person.
void read_no_inbox(Dice& dice, DraftMessage& draft, Known const&) {
    draft.method = dice.pick({"GET", "HEAD", "OPTIONS"});
    draft.target = dice.pick({"/inbox", "/c/club/inbox"});
}

void read_without_token(Dice& dice, DraftMessage& draft, Known const&) {
    draft.method = dice.pick({"GET", "HEAD"});
    draft.target = "/u/ada/inbox";
}

void ask_before_reading(Dice&, DraftMessage& draft, Known const&) {
    draft.method = "OPTIONS";
    draft.target = "/u/ada/inbox";
}

void use_strange_method(Dice& dice, DraftMessage& draft, Known const&) {
    draft.method = dice.pick({"TRACE", "CONNECT", "PROPFIND", "MKCOL", "BREW", "LINK", "X", "POSTS", "SEARCH"});
}

// The length is told, and not a byte of it is there: nobody should have to read what is too much.
void promise_too_much(Dice& dice, DraftMessage& draft, Known const&) {
    auto const size = dice.one_in(2) ? dice.between(limit + 1, limit + 9) : dice.between(limit, 1'000'000'000'000) + 1;
    draft.once_sent = [size](std::string& bytes) {
        auto const head = bytes.substr(0, bytes.find("Content-Length: "));
        bytes = head + "Content-Length: " + std::to_string(size) + "\r\n\r\n";
    };
}

void be_too_large(Dice& dice, DraftMessage& draft, Known const&) {
    draft.once_written = [more = dice.between(1, 300)](std::string& text) {
        text.insert(text.size() - 1, ",\"x\":\"" + std::string(limit - text.size() - 7 + more, 'x') + '"');
    };
}

// The same in chunks, where nothing tells the size.
void be_too_large_in_chunks(Dice& dice, DraftMessage& draft, Known const&) {
    draft.once_sent = [size = dice.between(20'000, 200'000)](std::string& bytes) {
        auto const head = bytes.substr(0, bytes.find("Content-Length: "));
        char length[16];
        std::snprintf(length, sizeof length, "%zx", size);
        bytes = head + "Transfer-Encoding: chunked\r\n\r\n";
        while (bytes.size() < limit + 2 * size) bytes += std::string{length} + "\r\n" + std::string(size, ' ') + "\r\n";
        bytes += "0\r\n\r\n";
    };
}

void mean_another_host(Dice& dice, DraftMessage& draft, Known const&) {
    draft.host = dice.pick(
        {"south.test", "east.test", "north.test.evil.test", "127.0.0.1", "localhost", "xnorth.test", "north.tes"}
    );
}

void be_a_stranger(Dice& dice, DraftMessage& draft, Known const&) {
    auto const host = dice.pick({"west.test", "north.test", "sub.east.test", "east.test.west.test", "xeast.test"});
    draft.key_id = "https://" + host + "/u/" + dice.letters(4) + "#main-key";
}

}  // namespace

Faults faults_of_requests() {
    return {
        {"a content type that is not ActivityPub", 415, send_other_type},
        {"no content type", 415, send_no_type},
        {"another method", 405, use_other_method},
        {"reading an inbox that nobody reads", 405, read_no_inbox},
        {"reading a person's inbox without a token", 401, read_without_token},
        {"a browser's question about a person's inbox", 204, ask_before_reading},
        {"a method that nobody takes", 405, use_strange_method},
        {"a length above one megabyte", 413, promise_too_much},
        {"a body above one megabyte", 413, be_too_large},
        {"chunks above one megabyte", 413, be_too_large_in_chunks},
        {"another host", 421, mean_another_host},
        {"a host that is no partner", 403, be_a_stranger}};
}

}  // namespace collegium::tests
