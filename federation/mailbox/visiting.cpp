#include "federation/mailbox/visiting.hpp"

#include "config/log.hpp"
#include "federation/mailbox/agreement.hpp"
#include "federation/mailbox/visitor.hpp"
#include "federation/partners/rest.hpp"
#include "federation/signing/sign.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>

namespace collegium::federation::mailbox {

namespace asio = boost::asio;

using storage::SignatureFormat;

namespace {

constexpr unsigned most_pages = 20;
constexpr std::chrono::minutes rest_after_failure{1};  // shorter than what makes us count as away there

// By the key that the other operator was given, and by no other: there it is the only proof of who comes.
asio::awaitable<Result<IncomingResponse>> say(Node const& node, OutgoingRequest request) {
    auto signer = instance_signer(node);
    SignatureForm const form{SignatureFormat::rfc9421_ed25519};
    auto signed_request = co_await sign(node, std::move(signer), std::move(request), form);
    if (!signed_request) co_return signed_request.error();
    auto response = co_await node.network.exchange(*std::move(signed_request));
    if (!response) co_return response.error();
    if (response->status == 401 || response->status == 403)
        co_return Refusal{Reason::not_partner, "they keep no mailbox for us, or have another key of ours"};
    if (response->status != 200) co_return Refusal{Reason::unreachable, "their mailbox is not to be had for now"};
    co_return response;
}

asio::awaitable<Result<std::vector<LaidDown>>> fetch_page(Node const& node, std::string const& host) {
    OutgoingRequest request{"GET", host, std::string{address}};
    request.fields.push_back({"Accept", "application/json"});
    auto response = co_await say(node, std::move(request));
    if (!response) co_return response.error();
    co_return read_page(std::move(response->body), node.settings.node.domain);
}

asio::awaitable<IncomingResponse> ask_door(Door const& door, OutgoingRequest request) {
    try {
        auto response = co_await door(std::move(request));
        co_return response;
    } catch (std::exception const& error) {
        log::error("what came by a mailbox broke", {{"error", error.what()}});
    }
    IncomingResponse broken;
    broken.status = 500;
    co_return broken;
}

asio::awaitable<void> answer_one(Node const& node, Door const& door, std::string host, LaidDown item) {
    Answered answered;
    answered.number = item.number;
    answered.response = co_await ask_door(door, std::move(item.request));
    OutgoingRequest request{"POST", host, std::string{address}};
    request.fields.push_back({"Content-Type", "application/json"});
    request.fields.push_back({"Accept", "application/json"});
    request.body = answer_of(answered);
    auto const told = co_await say(node, std::move(request));
    if (!told) log::info("a mailbox took no answer", {{"host", host}, {"detail", told.error().detail()}});
}

void log_broken(std::exception_ptr broken) {
    try {
        if (broken) std::rethrow_exception(broken);
    } catch (std::exception const& error) {
        log::error("a visit to a mailbox broke", {{"error", error.what()}});
    }
}

// False if the mailbox was not to be had.
asio::awaitable<bool> visit_one(Node const& node, Door const& door, std::string host) {
    auto const executor = co_await asio::this_coro::executor;
    for (unsigned pages = 0; pages < most_pages; ++pages) {
        auto items = co_await fetch_page(node, host);
        if (!items) log::info("a mailbox was not read", {{"host", host}, {"detail", items.error().detail()}});
        if (!items) co_return false;
        if (items->empty()) break;
        for (auto& item : *items) asio::co_spawn(executor, answer_one(node, door, host, std::move(item)), log_broken);
    }
    co_return true;
}

}  // namespace

asio::awaitable<void> Visiting::round() {
    auto const executor = co_await asio::this_coro::executor;
    auto const hosts = node_.store.read([](auto const& tx, auto const& tables) {
        return exchange_rests(tx, tables) ? std::vector<std::string>{} : places_to_visit(tx, tables);
    });
    for (auto const& host : hosts) {
        if (node_.clock.now() < not_before_[host] || !visited_now_.insert(host).second) continue;
        auto const back = [this, host](std::exception_ptr broken, bool went_well) {
            visited_now_.erase(host);
            if (broken || !went_well) not_before_[host] = node_.clock.now() + rest_after_failure;
            log_broken(broken);
        };
        asio::co_spawn(executor, visit_one(node_, door_, host), back);
    }
}

}  // namespace collegium::federation::mailbox
