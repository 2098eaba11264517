#include "storage/engine.hpp"

#include "storage/lent_pages.hpp"

#include <lmdb.h>

#include <chrono>
#include <mutex>
#include <thread>
#include <utility>

namespace collegium::storage {

namespace {

constexpr unsigned most_tries_to_be_alone = 500;
constexpr std::chrono::microseconds between_tries{500};

void check(int code, std::string_view what) {
    if (code != MDB_SUCCESS) throw StorageError{code, what};
}

MDB_val raw(std::string_view bytes) noexcept {
    return {bytes.size(), const_cast<char*>(bytes.data())};  // LMDB does not write through it
}

std::string_view view(MDB_val const& value) noexcept {
    return {static_cast<char const*>(value.mv_data), value.mv_size};
}

}  // namespace

StorageError::StorageError(int code, std::string_view what)
    : std::runtime_error{std::string{what} + ": " + mdb_strerror(code)}, code_{code} {}

bool StorageError::is_full() const noexcept {
    return code_ == MDB_MAP_FULL || code_ == ENOSPC;
}

namespace {

MDB_env* opened(EngineOptions const& options) {
    MDB_env* env = nullptr;
    check(mdb_env_create(&env), "creating the store");
    try {
        check(mdb_env_set_mapsize(env, options.map_size), "setting the size of the store");
        check(mdb_env_set_maxdbs(env, 256), "setting the number of tables");
        // Without MDB_NOTLS a reader belongs to a thread; here it belongs to the stack that opened it.
        unsigned const flags = MDB_NOTLS | (options.sync ? 0u : unsigned{MDB_NOSYNC});
        check(
            mdb_env_open(env, options.folder.c_str(), flags, 0600), "opening the store in " + options.folder.string()
        );
        int dead = 0;
        check(mdb_reader_check(env, &dead), "clearing readers that died");
    } catch (...) {
        mdb_env_close(env);
        throw;
    }
    return env;
}

// What a transaction begins with; null if the engine refuses everything.
MDB_txn* begun(MDB_env* env, unsigned flags, char const* what) {
    if (env == nullptr) return nullptr;
    MDB_txn* txn = nullptr;
    int const code = mdb_txn_begin(env, nullptr, flags, &txn);
    if (code == MDB_PANIC) return nullptr;
    check(code, what);
    return txn;
}

}  // namespace

Engine::Engine(EngineOptions const& options) : options_{options} {
    std::filesystem::create_directories(options.folder);
    env_ = opened(options);
}

Engine::~Engine() {
    mdb_env_close(env_);
}

MDB_txn* Engine::begin(unsigned flags, char const* what, std::shared_lock<std::shared_mutex>& use) const {
    use = std::shared_lock{in_use_};
    if (auto* const txn = begun(env_, flags, what)) return txn;
    use.unlock();
    open_again();
    use.lock();
    auto* const txn = begun(env_, flags, what);
    if (txn == nullptr) throw StorageError{MDB_PANIC, what};
    return txn;
}

// Waits a moment for those that began before. Not for ever: this thread may have a transaction open itself, and a copy
// takes minutes. Whoever is refused asks again.
void Engine::open_again() const {
    std::unique_lock alone{in_use_, std::defer_lock};
    for (auto left = most_tries_to_be_alone; left > 0 && !alone.try_lock(); --left)
        std::this_thread::sleep_for(between_tries);  // a lock with a time is not seen by the thread sanitizer
    if (!alone) throw StorageError{MDB_PANIC, "opening the store again while it is in use"};
    if (auto* const txn = begun(env_, MDB_RDONLY, "looking whether somebody else was quicker")) {
        mdb_txn_abort(txn);
        return;
    }
    mdb_env_close(std::exchange(env_, nullptr));  // first: one file is open once in a process, for its locks
    env_ = opened(options_);
    try {
        open_tables_again();
    } catch (...) {
        mdb_env_close(std::exchange(env_, nullptr));
        throw;
    }
}

// Their numbers are in use everywhere, so they must be the same ones again.
void Engine::open_tables_again() const {
    auto* const txn = begun(env_, MDB_RDONLY, "opening the tables again");
    if (txn == nullptr) throw StorageError{MDB_PANIC, "opening the tables again"};
    for (unsigned number = 0; number < tables_.size(); ++number) {
        if (tables_[number].empty()) continue;
        unsigned given = 0;
        int const code = mdb_dbi_open(txn, tables_[number].c_str(), 0, &given);
        if (code == MDB_SUCCESS && given == number) continue;
        mdb_txn_abort(txn);
        throw StorageError{code == MDB_SUCCESS ? MDB_BAD_DBI : code, "opening the table " + tables_[number] + " again"};
    }
    check(mdb_txn_commit(txn), "opening the tables again");
}

void Engine::copy_to(int descriptor) const {
    std::shared_lock const use{in_use_};
    check(env_ == nullptr ? MDB_PANIC : mdb_env_copyfd2(env_, descriptor, MDB_CP_COMPACT), "copying the store");
}

// With a part in the use, so that nobody opens the file again meanwhile and something else lies at its addresses.
void Engine::give_back_pages() const {
    std::shared_lock const use{in_use_};
    mdb_filehandle_t descriptor = -1;
    if (env_ != nullptr && mdb_env_get_fd(env_, &descriptor) == MDB_SUCCESS) storage::give_back_pages(descriptor);
}

ReadTx::ReadTx(Engine const& engine) : ReadTx{engine, MDB_RDONLY, "reading"} {}

ReadTx::ReadTx(Engine const& engine, unsigned flags, char const* what) : txn_{engine.begin(flags, what, use_)} {}

ReadTx::~ReadTx() {
    if (txn_ != nullptr) mdb_txn_abort(txn_);
}

std::uint64_t ReadTx::number() const noexcept {
    return mdb_txn_id(txn_);
}

WriteTx::WriteTx(Engine& engine) : ReadTx{engine, 0, "writing"}, engine_{engine} {}

void WriteTx::commit() {
    check(mdb_txn_commit(std::exchange(txn_, nullptr)), "committing");
}

RawTable::RawTable(WriteTx& tx, char const* name) {
    check(mdb_dbi_open(tx.txn_, name, MDB_CREATE, &dbi_), "opening a table");
    if (name == nullptr) return;  // the table of tables is always open
    auto& tables = tx.engine_.tables_;
    if (tables.size() <= dbi_) tables.resize(dbi_ + 1);
    tables[dbi_] = name;
}

std::optional<std::string_view> RawTable::get(ReadTx const& tx, std::string_view key) const {
    if (key.empty() || key.size() > Engine::max_key_size) return std::nullopt;  // it cannot have been put
    auto k = raw(key);
    MDB_val v;
    int const code = mdb_get(tx.txn_, dbi_, &k, &v);
    if (code == MDB_NOTFOUND) return std::nullopt;
    check(code, "getting");
    return view(v);
}

void RawTable::put(WriteTx& tx, std::string_view key, std::string_view value) {
    auto k = raw(key);
    auto v = raw(value);
    check(mdb_put(tx.txn_, dbi_, &k, &v, 0), "putting");
    ++tx.changes_;
}

void RawTable::put_last(WriteTx& tx, std::string_view key, std::string_view value) {
    auto k = raw(key);
    auto v = raw(value);
    int const code = mdb_put(tx.txn_, dbi_, &k, &v, MDB_APPEND);
    if (code == MDB_KEYEXIST) return put(tx, key, value);
    check(code, "putting");
    ++tx.changes_;
}

bool RawTable::insert(WriteTx& tx, std::string_view key, std::string_view value) {
    auto k = raw(key);
    auto v = raw(value);
    int const code = mdb_put(tx.txn_, dbi_, &k, &v, MDB_NOOVERWRITE);
    if (code == MDB_KEYEXIST) return false;
    check(code, "inserting");
    ++tx.changes_;
    return true;
}

bool RawTable::erase(WriteTx& tx, std::string_view key) {
    auto k = raw(key);
    int const code = mdb_del(tx.txn_, dbi_, &k, nullptr);
    if (code == MDB_NOTFOUND) return false;
    check(code, "erasing");
    ++tx.changes_;
    return true;
}

void RawTable::clear(WriteTx& tx) {
    check(mdb_drop(tx.txn_, dbi_, 0), "clearing");
    ++tx.changes_;
}

std::uint64_t RawTable::size(ReadTx const& tx) const {
    MDB_stat stat;
    check(mdb_stat(tx.txn_, dbi_, &stat), "counting");
    return stat.ms_entries;
}

Cursor::Cursor(ReadTx const& tx, RawTable const& table) {
    check(mdb_cursor_open(tx.txn_, table.dbi_, &cursor_), "scanning");
}

Cursor::~Cursor() {
    mdb_cursor_close(cursor_);
}

bool Cursor::seek(std::string_view key) {
    if (key.empty()) return first();  // LMDB knows no empty key
    key_ = key;
    return move(MDB_SET_RANGE);
}

bool Cursor::seek_before(std::string_view key) {
    return seek(key) ? previous() : last();
}
bool Cursor::first() {
    return move(MDB_FIRST);
}
bool Cursor::last() {
    return move(MDB_LAST);
}
bool Cursor::next() {
    return move(MDB_NEXT);
}
bool Cursor::previous() {
    return move(MDB_PREV);
}

bool Cursor::move(int operation) {
    auto k = raw(key_);
    MDB_val v;
    int const code = mdb_cursor_get(cursor_, &k, &v, static_cast<MDB_cursor_op>(operation));
    if (code == MDB_NOTFOUND) return false;
    check(code, "scanning");
    key_ = view(k);
    value_ = view(v);
    return true;
}

}  // namespace collegium::storage
