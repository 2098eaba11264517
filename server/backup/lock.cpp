#include "server/backup/lock.hpp"

#include "crypto/digest.hpp"
#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"
#include "server/backup/new_file.hpp"
#include "server/backup/problem.hpp"

#include <fstream>
#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace collegium::server::backup {

namespace {

using federation::text_member;

constexpr std::string_view public_mark = "collegium-backup-public ", secret_mark = "collegium-backup-secret ";
constexpr std::size_t shortest_passphrase = 12;

// Tells a wrong passphrase from a damaged file. Who guesses passphrases could try the first piece as well.
std::string check_of(crypto::StreamKey const& key) {
    std::string text{"collegium backup check "};
    text += crypto::text_of(key.raw());
    return crypto::to_hex(crypto::sha256(crypto::bytes_of(text))).substr(0, 16);
}

std::uint64_t number_member(JsonValue const& object, std::string_view name) {
    auto const* const found = federation::member(object, name);
    return found != nullptr && found->IsUint64() ? found->GetUint64() : 0;
}

crypto::Bytes bytes_member(JsonValue const& object, std::string_view name) {
    return crypto::from_hex(text_member(object, name)).value_or(crypto::Bytes{});
}

crypto::StreamKey from_passphrase(std::string const& file, JsonValue const& head, Unlock const& how) {
    if (how.passphrase.empty())
        throw Problem{file + " is locked by a passphrase: give it with --passphrase-file, or type it at a terminal"};
    auto const salt = bytes_member(head, "salt");
    crypto::PassphraseCost const cost{number_member(head, "passes"), number_member(head, "memory")};
    if (salt.size() != crypto::salt_size || !cost.is_bearable())
        throw Problem{file + ": its first lines are damaged: use another copy of this backup, or an older one"};
    auto key = crypto::key_from_passphrase(how.passphrase, salt, cost);
    if (check_of(key) != text_member(head, "check"))
        throw Problem{file + ": the passphrase is another one: type the one that was used when it was made"};
    return key;
}

crypto::StreamKey from_pair(std::string const& file, JsonValue const& head, Unlock const& how) {
    auto const is_for = text_member(head, "public");
    if (!how.pair)
        throw Problem{
            file + " is locked for the public key " + std::string{is_for} +
            ": give the file with its secret half with --secret-key"};
    if (crypto::to_hex(how.pair->public_half) != is_for)
        throw Problem{
            file + " is locked for the public key " + std::string{is_for} + ", and the secret half is that of " +
            crypto::to_hex(how.pair->public_half) + ": give the other one"};
    auto key = crypto::open_with(*how.pair, bytes_member(head, "sealed"));
    if (!key || check_of(*key) != text_member(head, "check"))
        throw Problem{file + ": its first lines are damaged: use another copy of this backup, or an older one"};
    return *key;
}

std::string first_line(std::filesystem::path const& file) {
    std::ifstream in{file};
    std::string line;
    if (!std::getline(in, line)) throw Problem{file.string() + ": cannot be read, or is empty: name another file"};
    return line;
}

crypto::Bytes half_in(std::filesystem::path const& file, std::string_view mark, char const* what) {
    auto const line = first_line(file);
    auto bytes = line.starts_with(mark) ? crypto::from_hex(std::string_view{line}.substr(mark.size())) : std::nullopt;
    if (!bytes || bytes->size() != crypto::StreamKey::size)
        throw Problem{file.string() + " holds no " + what + ": 'collegium backup-key FILE' makes both halves"};
    return *std::move(bytes);
}

std::string typed(char const* prompt) {
    termios before{};
    bool const shows = tcgetattr(STDIN_FILENO, &before) == 0;
    auto silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    std::cerr << prompt << std::flush;
    if (shows) tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    std::string line;
    std::getline(std::cin, line);
    if (shows) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::cerr << '\n';
    return line;
}

}  // namespace

LockedKey lock(Lock const& how) {
    auto head = federation::JsonText::object();
    std::optional<crypto::StreamKey> key;
    if (!how.public_half.empty()) {
        key = crypto::StreamKey::generate();
        head.text("lock", "public key").text("public", crypto::to_hex(how.public_half));
        head.text("sealed", crypto::to_hex(crypto::seal_for(how.public_half, *key)));
    } else {
        auto const salt = crypto::random_salt();
        key = crypto::key_from_passphrase(how.passphrase, salt, how.cost);
        head.text("lock", "passphrase").text("salt", crypto::to_hex(salt));
        head.number("passes", how.cost.passes).number("memory", how.cost.memory);
    }
    head.text("check", check_of(*key));
    auto const json = head.done();
    return {*key, json.substr(1, json.size() - 2)};
}

crypto::StreamKey unlock(std::string const& file, std::string_view head_json, Unlock const& how) {
    auto const head = federation::Json::read_object(std::string{head_json});
    auto const way = head ? text_member(head->root(), "lock") : std::string_view{};
    if (way == "passphrase") return from_passphrase(file, head->root(), how);
    if (way == "public key") return from_pair(file, head->root(), how);
    throw Problem{file + ": its first lines are damaged: use another copy of this backup, or an older one"};
}

bool is_locked_by_passphrase(std::string_view head_json) {
    auto const head = federation::Json::read_object(std::string{head_json});
    return head && text_member(head->root(), "lock") == "passphrase";
}

void make_key_files(std::filesystem::path const& file) {
    auto const pair = crypto::SealingPair::generate();
    NewFile secret{file}, open{file.string() + ".pub"};
    secret.write(std::string{secret_mark} + crypto::to_hex(pair.secret_half) + "\n");
    open.write(std::string{public_mark} + crypto::to_hex(pair.public_half) + "\n");
    secret.keep();
    open.keep();
}

crypto::Bytes read_public_half(std::filesystem::path const& file) {
    return half_in(file, public_mark, "public half of a backup key");
}

crypto::SealingPair read_secret_half(std::filesystem::path const& file) {
    return crypto::SealingPair::from_secret(half_in(file, secret_mark, "secret half of a backup key")).value();
}

std::string read_passphrase(std::filesystem::path const& file, bool twice) {
    bool const asks = file.empty();
    if (asks && isatty(STDIN_FILENO) != 1)
        throw Problem{
            "a backup needs a lock: give --public-key FILE, or --passphrase-file FILE, or type a passphrase at a "
            "terminal"};
    auto passphrase = asks ? typed("Passphrase of the backup: ") : first_line(file);
    if (passphrase.size() < shortest_passphrase)
        throw Problem{"the passphrase is too short: use at least 12 characters, five words for example"};
    if (asks && twice && typed("Once more: ") != passphrase) throw Problem{"the two were not the same: begin again"};
    return passphrase;
}

}  // namespace collegium::server::backup
