#include "storage/engine.hpp"

#include <lmdb.h>

#include <utility>

namespace collegium::storage {

namespace {

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

Engine::Engine(EngineOptions const& options) {
    std::filesystem::create_directories(options.folder);
    check(mdb_env_create(&env_), "creating the store");
    try {
        check(mdb_env_set_mapsize(env_, options.map_size), "setting the size of the store");
        check(mdb_env_set_maxdbs(env_, 256), "setting the number of tables");
        // Without MDB_NOTLS a reader belongs to a thread; here it belongs to the stack that opened it.
        unsigned const flags = MDB_NOTLS | (options.sync ? 0u : unsigned{MDB_NOSYNC});
        check(
            mdb_env_open(env_, options.folder.c_str(), flags, 0600), "opening the store in " + options.folder.string()
        );
        int dead = 0;
        check(mdb_reader_check(env_, &dead), "clearing readers that died");
    } catch (...) {
        mdb_env_close(env_);
        throw;
    }
}

Engine::~Engine() {
    mdb_env_close(env_);
}

void Engine::copy_to(int descriptor) const {
    check(mdb_env_copyfd2(env_, descriptor, MDB_CP_COMPACT), "copying the store");
}

ReadTx::ReadTx(Engine const& engine) {
    check(mdb_txn_begin(engine.env_, nullptr, MDB_RDONLY, &txn_), "reading");
}

ReadTx::~ReadTx() {
    if (txn_ != nullptr) mdb_txn_abort(txn_);
}

std::uint64_t ReadTx::number() const noexcept {
    return mdb_txn_id(txn_);
}

WriteTx::WriteTx(Engine& engine) {
    check(mdb_txn_begin(engine.env_, nullptr, 0, &txn_), "writing");
}

void WriteTx::commit() {
    check(mdb_txn_commit(std::exchange(txn_, nullptr)), "committing");
}

RawTable::RawTable(WriteTx& tx, char const* name) {
    check(mdb_dbi_open(tx.txn_, name, MDB_CREATE, &dbi_), "opening a table");
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
