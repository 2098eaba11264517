// The limit of an inbox: what nobody who answers 202 only for what is on disk can leave out. Digest, signature with a
// key that is known, JSON, whether it is known already, and one commit for all that wait.
#include "crypto/digest.hpp"
#include "crypto/http_signature.hpp"
#include "storage/engine.hpp"
#include "tests/bench/limits/http_server.hpp"

#include <rapidjson/document.h>

#include <condition_variable>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace collegium::bench::limits {

namespace {

using Keys = std::unordered_map<std::string, crypto::PublicKey>;

constexpr std::size_t map_size = std::size_t{1} << 36;
constexpr std::string_view pem_end = "-----END PUBLIC KEY-----";

// The id of a key on one line, its PEM on those after it.
Keys read_keys(char const* file) {
    Keys keys;
    std::ifstream in{file};
    for (std::string id; std::getline(in, id);) {
        std::string pem;
        for (std::string line; std::getline(in, line);) {
            pem += line + '\n';
            if (line == pem_end) break;
        }
        auto key = crypto::RsaPublicKey::from_pem(pem);
        if (!key) throw std::runtime_error{"a key that cannot be read: " + id};
        keys.emplace(id, *std::move(key));
    }
    return keys;
}

std::string big_endian(std::uint64_t number) {
    std::string bytes(8, '\0');
    for (std::size_t i = 8; i-- > 0; number >>= 8) bytes[i] = static_cast<char>(number & 0xff);
    return bytes;
}

std::string hash(std::string_view text) {
    auto const digest = crypto::sha256(crypto::bytes_of(text));
    return {digest.begin(), digest.begin() + 16};
}

struct Letter {
    Ticket ticket;
    std::string known, actor, parent;  // hashes
    std::string body;
};

// One thread; while it commits, the next ones gather.
class Keeper {
public:
    using Answer = std::function<void(std::vector<Ticket> const&)>;

    explicit Keeper(char const* folder) : engine_{{folder, map_size}} {}
    ~Keeper() { end(); }

    void begin(Answer answer) {
        answer_ = std::move(answer);
        thread_ = std::thread{[this] { run(); }};
    }

    void take(Letter letter) {
        {
            std::lock_guard const lock{mutex_};
            waiting_.push_back(std::move(letter));
        }
        some_.notify_one();
    }

    void end() {
        {
            std::lock_guard const lock{mutex_};
            ended_ = true;
        }
        some_.notify_one();
        if (thread_.joinable()) thread_.join();
    }

private:
    void run() {
        for (;;) {
            std::vector<Letter> letters;
            {
                std::unique_lock lock{mutex_};
                some_.wait(lock, [&] { return ended_ || !waiting_.empty(); });
                if (waiting_.empty()) return;
                letters.swap(waiting_);
            }
            keep(letters);
            std::vector<Ticket> tickets;
            for (auto const& each : letters) tickets.push_back(each.ticket);
            answer_(tickets);
        }
    }

    // The bytes as they came, and what is needed to find them: by id, by author, by thread.
    void keep(std::vector<Letter> const& letters) {
        storage::WriteTx tx{engine_};
        storage::RawTable known{tx, "known"}, flesh{tx, "flesh"}, works{tx, "works"}, replies{tx, "replies"};
        auto number = flesh.size(tx);
        for (auto const& each : letters) {
            auto const key = big_endian(number + 1);
            if (!known.insert(tx, each.known, key)) continue;
            ++number;
            flesh.put(tx, key, each.body);
            works.put(tx, each.actor + key, "");
            if (!each.parent.empty()) replies.put(tx, each.parent + key, "");
        }
        tx.commit();
    }

    storage::Engine engine_;
    Answer answer_;
    std::mutex mutex_;  // guards the two below
    std::vector<Letter> waiting_;
    bool ended_ = false;
    std::condition_variable some_;
    std::thread thread_;
};

std::vector<crypto::HeaderField> fields_of(std::string_view head) {
    std::vector<crypto::HeaderField> fields;
    for (auto at = head.find("\r\n"); at != head.npos;) {
        auto const next = head.find("\r\n", at + 2);
        auto const line = head.substr(at + 2, next == head.npos ? next : next - at - 2);
        auto const colon = line.find(": ");
        if (colon != line.npos)
            fields.push_back({std::string{line.substr(0, colon)}, std::string{line.substr(colon + 2)}});
        at = next;
    }
    return fields;
}

std::string_view value_of(std::vector<crypto::HeaderField> const& fields, std::string_view name) {
    for (auto const& each : fields)
        if (each.name == name) return each.value;
    return {};
}

bool is_signed(Asked const& asked, Keys const& keys, std::string& signer) {
    auto const fields = fields_of(asked.head);
    if (!crypto::digest_field_matches(value_of(fields, "Digest"), crypto::bytes_of(asked.body))) return false;
    auto const signature = crypto::parse_cavage(value_of(fields, "Signature"));
    if (!signature) return false;
    auto const key = keys.find(signature->key_id);
    if (key == keys.end()) return false;
    auto const text = crypto::cavage_signing_string(*signature, {asked.method, "", asked.target, fields}, asked.target);
    signer = signature->key_id.substr(0, signature->key_id.find('#'));
    return text && crypto::verify_cavage(*signature, *text, key->second);
}

std::string_view text_of(rapidjson::Value const& object, char const* name) {
    auto const found = object.FindMember(name);
    if (found == object.MemberEnd() || !found->value.IsString()) return {};
    return {found->value.GetString(), found->value.GetStringLength()};
}

std::optional<Letter> read_letter(Asked const& asked, std::string const& signer) {
    std::string copy{asked.body};
    rapidjson::Document document;
    document.ParseInsitu(copy.data());
    if (!document.IsObject() || text_of(document, "actor") != signer || text_of(document, "id").empty())
        return std::nullopt;
    Letter letter;
    letter.known = hash(text_of(document, "id"));
    letter.actor = hash(signer);
    auto const object = document.FindMember("object");
    if (object != document.MemberEnd() && object->value.IsObject())
        if (auto const parent = text_of(object->value, "inReplyTo"); !parent.empty()) letter.parent = hash(parent);
    letter.body = asked.body;
    return letter;
}

int serve(char const* port, char const* folder, char const* key_file) {
    auto const keys = read_keys(key_file);
    Keeper keeper{folder};
    auto const accepted = answer_of("202 Accepted", "text/plain", "");
    auto const refused = answer_of("401 Unauthorized", "text/plain", "");
    HttpServer server{
        static_cast<std::uint16_t>(std::stoul(port)),
        std::max(1u, std::thread::hardware_concurrency()),
        [&](Asked const& asked, Ticket const& ticket) -> std::optional<std::string> {
            std::string signer;
            if (!is_signed(asked, keys, signer)) return refused;
            auto letter = read_letter(asked, signer);
            if (!letter) return refused;
            letter->ticket = ticket;
            keeper.take(*std::move(letter));
            return std::nullopt;
        }};
    keeper.begin([&](std::vector<Ticket> const& tickets) { server.answer(tickets, accepted); });
    server.serve();
    keeper.end();
    return 0;
}

}  // namespace

}  // namespace collegium::bench::limits

int main(int count, char** values) {
    if (count != 4) {
        std::cerr << "usage: bench_limit_inbox PORT FOLDER KEYS\n";
        return 2;
    }
    try {
        return collegium::bench::limits::serve(values[1], values[2], values[3]);
    } catch (std::exception const& error) {
        std::cerr << "bench_limit_inbox: " << error.what() << '\n';
        return 2;
    }
}
