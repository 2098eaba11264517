// The engine: an ordered map of bytes with serialisable transactions. LMDB behind it; its header stays in engine.cpp,
// so that another engine can stand here.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

struct MDB_env;
struct MDB_txn;
struct MDB_cursor;

namespace collegium::storage {

// The disk or the map is full, a page is broken, a limit is reached: ours to fix, so it is thrown.
class StorageError : public std::runtime_error {
public:
    StorageError(int code, std::string_view what);
    int code() const noexcept { return code_; }
    bool is_full() const noexcept;  // no room: deletions or a larger map help

private:
    int code_;
};

struct EngineOptions {
    std::filesystem::path folder;
    // Address space, not disk: set once and never grown, since growing remaps under live readers.
    std::size_t map_size = std::size_t{1} << 40;
    bool sync = true;  // false only for tests that measure something else
};

// After a commit that the disk did not take as a whole, LMDB refuses everything until its file is opened again. That is
// done here, by whoever begins the next transaction: what is on disk is whole, so reading goes on while writing fails.
class Engine {
public:
    static constexpr std::size_t max_key_size = 511;

    // Creates the folder's files if there are none. Throws StorageError or std::filesystem::filesystem_error.
    explicit Engine(EngineOptions const& options);
    ~Engine();
    Engine(Engine const&) = delete;
    Engine& operator=(Engine const&) = delete;

    // Writes the newest snapshot into a descriptor that takes bytes one after the other, a pipe as well, without the
    // pages that are free. Readers and the writer go on meanwhile. Check the file first (store_file.hpp): a broken page
    // can end the process here. Throws StorageError, also if the descriptor does not take it.
    void copy_to(int descriptor) const;

    // lent_pages.hpp: what was looked at counts as memory of this process no longer. Transactions go on meanwhile.
    void give_back_pages() const;

private:
    friend class ReadTx;
    friend class WriteTx;
    friend class RawTable;

    MDB_txn* begin(unsigned flags, char const* what, std::shared_lock<std::shared_mutex>& use) const;
    void open_again() const;
    void open_tables_again() const;

    EngineOptions options_;
    mutable std::shared_mutex in_use_;  // shared by transactions; guards env_, which only open_again changes
    mutable MDB_env* env_ = nullptr;    // null if it could not be opened again
    std::vector<std::string> tables_;   // their names, by the numbers that LMDB gave them
};

// A snapshot: never blocks, never sees half of a change. A value on the stack, never kept across a co_await.
class ReadTx {
public:
    explicit ReadTx(Engine const& engine);
    virtual ~ReadTx();
    ReadTx(ReadTx const&) = delete;
    ReadTx& operator=(ReadTx const&) = delete;

    // Of the commit that made this snapshot; each later one has a larger number.
    std::uint64_t number() const noexcept;

protected:
    ReadTx(Engine const& engine, unsigned flags, char const* what);
    friend class RawTable;
    friend class Cursor;
    std::shared_lock<std::shared_mutex> use_;
    MDB_txn* txn_ = nullptr;
};

// The one writer's transaction. Gone without commit(), it never happened.
class WriteTx final : public ReadTx {
public:
    explicit WriteTx(Engine& engine);

    void commit();  // durable when it returns

    // How many changes were made so far: a change that was refused before its first one needs no undoing.
    std::uint64_t changes() const noexcept { return changes_; }

private:
    friend class RawTable;
    Engine& engine_;
    std::uint64_t changes_ = 0;
};

// One named map of keys (at most 511 bytes) to values. Views handed out live as long as the transaction and until its
// next write.
class RawTable {
public:
    RawTable(WriteTx& tx, char const* name);

    std::optional<std::string_view> get(ReadTx const& tx, std::string_view key)
        const;  // any key, also an impossible one
    void put(WriteTx& tx, std::string_view key, std::string_view value);
    // The same, quicker and in fuller pages where the key is behind all others: a page that is split in its middle
    // stays half empty where nothing comes between any more.
    void put_last(WriteTx& tx, std::string_view key, std::string_view value);
    bool insert(WriteTx& tx, std::string_view key, std::string_view value);  // false if the key is taken
    bool erase(WriteTx& tx, std::string_view key);                           // false if it was not there
    void clear(WriteTx& tx);
    std::uint64_t size(ReadTx const& tx) const;

private:
    friend class Cursor;
    unsigned dbi_ = 0;
};

// A place in a table. Valid while its transaction lives; reading only.
class Cursor {
public:
    Cursor(ReadTx const& tx, RawTable const& table);
    ~Cursor();
    Cursor(Cursor const&) = delete;
    Cursor& operator=(Cursor const&) = delete;

    // Each says whether there is an entry to read now.
    bool seek(std::string_view key);         // the first at or after the key
    bool seek_before(std::string_view key);  // the last before the key
    bool first();
    bool last();
    bool next();
    bool previous();

    std::string_view key() const noexcept { return key_; }
    std::string_view value() const noexcept { return value_; }

private:
    bool move(int operation);

    MDB_cursor* cursor_ = nullptr;
    std::string_view key_;
    std::string_view value_;
};

}  // namespace collegium::storage
