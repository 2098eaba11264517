// The schema. Read this file and you know what is on disk.
#pragma once

#include "config/clock.hpp"
#include "storage/ids.hpp"
#include "storage/missing.hpp"
#include "storage/partner_records.hpp"
#include "storage/table.hpp"

namespace collegium::storage {

enum class Seq : std::uint64_t {};  // a place in the activity log; 1 is the first activity that this node ever knew
enum class Handle : std::uint64_t {
};  // an IRI, interned: eight bytes, so that keys stay short; 0 is nobody and nothing

using IriHash = std::array<std::uint8_t, 16>;      // BLAKE2b-128 of an IRI
using TokenDigest = std::array<std::uint8_t, 32>;  // of a sign-in token, keyed

// --- keys --------------------------------------------------------------------------------------------------------

struct Edge {  // two names, in the order they are looked up
    Handle of{};
    Handle by{};
    static constexpr auto fields = std::tuple{&Edge::of, &Edge::by};
    bool operator==(Edge const&) const = default;
};

struct FollowerKey {  // followers of somebody, host by host: fan-out asks for hosts, delivery for those on one host
    Handle followed{};
    Handle host{};
    Handle follower{};
    static constexpr auto fields = std::tuple{&FollowerKey::followed, &FollowerKey::host, &FollowerKey::follower};
    bool operator==(FollowerKey const&) const = default;
};

struct PlaceKey {  // things under somebody or something, oldest first
    Handle under{};
    LocalId number{};
    static constexpr auto fields = std::tuple{&PlaceKey::under, &PlaceKey::number};
    bool operator==(PlaceKey const&) const = default;
};

struct ReceiptKey {  // entry first: what one act left behind stands together, and grows at the end
    Seq seq{};
    Handle host{};
    static constexpr auto fields = std::tuple{&ReceiptKey::seq, &ReceiptKey::host};
    bool operator==(ReceiptKey const&) const = default;
};

struct EntryKey {  // entries of the log that concern somebody
    Handle of{};
    Seq seq{};
    static constexpr auto fields = std::tuple{&EntryKey::of, &EntryKey::seq};
    bool operator==(EntryKey const&) const = default;
};

// --- values ------------------------------------------------------------------------------------------------------

// The skeleton of a log entry: what stays when the words are erased.
struct LogEntry {
    std::uint64_t verb{};  // federation's Verb; its numbers never change
    bool local{};          // a member of this node did it
    Handle actor{};
    Handle object{};
    LocalId number{};  // the local id that was given when the entry was admitted
    Instant received{};
    Handle via{};  // the community that passed it on to us; 0 if it came from its actor
    static constexpr auto fields = std::tuple{
        &LogEntry::verb,
        &LogEntry::local,
        &LogEntry::actor,
        &LogEntry::object,
        &LogEntry::number,
        &LogEntry::received,
        &LogEntry::via};
    bool operator==(LogEntry const&) const = default;
};

enum class ObjectKind : std::uint64_t { unknown, question, answer, comment, post };
enum class ObjectState : std::uint64_t { visible, deleted_by_author, removed_by_moderator };  // what `removals` say

// What a published thing is; its words are in the log, at `words`.
struct ObjectRecord {
    LocalId number{};
    ObjectKind kind{};      // what it is where it stands
    ObjectKind declared{};  // what its author called it
    Handle author{};
    Handle community{};
    Handle parent{};  // what it replies to
    Handle root{};    // the question at the top of its thread
    Instant published{};
    Instant updated{};
    Seq created{};
    Seq words{};      // the newest Create or Update of it
    Seq announced{};  // where its community passed it on; 0 while we wait for that
    static constexpr auto fields = std::tuple{
        &ObjectRecord::number,
        &ObjectRecord::kind,
        &ObjectRecord::declared,
        &ObjectRecord::author,
        &ObjectRecord::community,
        &ObjectRecord::parent,
        &ObjectRecord::root,
        &ObjectRecord::published,
        &ObjectRecord::updated,
        &ObjectRecord::created,
        &ObjectRecord::words,
        &ObjectRecord::announced};
    bool operator==(ObjectRecord const&) const = default;
};

enum class FollowState : std::uint64_t { pending, accepted };

struct FollowRecord {
    FollowState state{};
    Seq seq{};  // of the Follow
    static constexpr auto fields = std::tuple{&FollowRecord::state, &FollowRecord::seq};
    bool operator==(FollowRecord const&) const = default;
};

struct Choice {  // somebody chose an answer
    Seq seq{};
    IriHash act{};     // which one: what is said of an earlier one of the same person does not touch it
    Handle vouched{};  // the community that judged it and stands by it
    static constexpr auto fields = std::tuple{&Choice::seq, &Choice::act, &Choice::vouched};
    bool operator==(Choice const&) const = default;
};

struct Acceptance {  // an answer that is accepted, and by whom
    Handle by{};
    Seq seq{};
    static constexpr auto fields = std::tuple{&Acceptance::by, &Acceptance::seq};
    bool operator==(Acceptance const&) const = default;
};

enum class VoteKind : std::uint64_t { up, down };

// What somebody thinks of a thing. It counts if it came from the voter, or through the thing's own community.
struct Vote {
    VoteKind kind{};
    Seq seq{};
    IriHash act{};  // id of the Like or Dislike, hashed: an Undo takes away this one and no later one
    Handle via{};   // the community that passed it on; 0 if it came from the voter
    static constexpr auto fields = std::tuple{&Vote::kind, &Vote::seq, &Vote::act, &Vote::via};
    bool operator==(Vote const&) const = default;
};

// What a community decided about a thing or a person, or an author about their own: the words of it are in the log.
struct Ruling {
    Seq seq{};
    Handle by{};
    static constexpr auto fields = std::tuple{&Ruling::seq, &Ruling::by};
    bool operator==(Ruling const&) const = default;
};

// One entry of the log on its way to one host: to these actors there, and to those who follow somebody.
struct DeliveryRow {
    Handle sender{};  // who signs
    Handle order{};   // whose acts must arrive in order: for what a community passes on, the one who did it
    std::vector<Handle> recipients{};
    Handle followers_of{};
    static constexpr auto fields =
        std::tuple{&DeliveryRow::sender, &DeliveryRow::order, &DeliveryRow::recipients, &DeliveryRow::followers_of};
    bool operator==(DeliveryRow const&) const = default;
};

enum class ActorType : std::uint64_t { person, group, application, service, organization };

// What we know of an actor's document, ours or another node's.
struct ActorRecord {
    ActorType type{};
    bool local{};
    std::string username{};
    std::string display_name{};
    std::string summary{};  // HTML as it came
    std::string url{};
    std::string inbox{};
    std::string shared_inbox{};
    std::string outbox{};
    std::string followers{};
    std::string rsa_key_id{};
    std::string rsa_modulus{};  // raw numbers: a PEM costs fifteen verifications to read
    std::string rsa_exponent{};
    std::string ed25519_key_id{};
    std::string ed25519_key{};
    Instant published{};
    Instant fetched{};
    Instant gone{};  // since when its own node says that it is no more; 0 while it lives
    static constexpr auto fields = std::tuple{
        &ActorRecord::type,
        &ActorRecord::local,
        &ActorRecord::username,
        &ActorRecord::display_name,
        &ActorRecord::summary,
        &ActorRecord::url,
        &ActorRecord::inbox,
        &ActorRecord::shared_inbox,
        &ActorRecord::outbox,
        &ActorRecord::followers,
        &ActorRecord::rsa_key_id,
        &ActorRecord::rsa_modulus,
        &ActorRecord::rsa_exponent,
        &ActorRecord::ed25519_key_id,
        &ActorRecord::ed25519_key,
        &ActorRecord::published,
        &ActorRecord::fetched,
        &ActorRecord::gone};
    bool operator==(ActorRecord const&) const = default;
};

enum class Role : std::uint64_t { member, facilitator, operator_ };

struct AccountRecord {
    Handle actor{};
    Role role{};
    bool active{};
    std::string password{};  // Argon2id
    Instant created{};
    static constexpr auto fields = std::tuple{
        &AccountRecord::actor,
        &AccountRecord::role,
        &AccountRecord::active,
        &AccountRecord::password,
        &AccountRecord::created};
    bool operator==(AccountRecord const&) const = default;
};

struct SecretRecord {  // sealed: opens only with the node's sealing key
    std::string rsa_key{};
    std::string ed25519_seed{};
    static constexpr auto fields = std::tuple{&SecretRecord::rsa_key, &SecretRecord::ed25519_seed};
    bool operator==(SecretRecord const&) const = default;
};

struct SessionRecord {
    std::string account{};
    Instant created{};
    Instant seen{};
    static constexpr auto fields = std::tuple{&SessionRecord::account, &SessionRecord::created, &SessionRecord::seen};
    bool operator==(SessionRecord const&) const = default;
};

// How deliveries to one host are going; survives a restart, so that a long outage stays one outage.
struct LaneRecord {
    std::uint64_t failures{};  // in a row
    Instant first_failure{};
    Instant next_try{};
    Instant last_success{};
    std::string last_error{};
    static constexpr auto fields = std::tuple{
        &LaneRecord::failures,
        &LaneRecord::first_failure,
        &LaneRecord::next_try,
        &LaneRecord::last_success,
        &LaneRecord::last_error};
    bool operator==(LaneRecord const&) const = default;
};

enum class SignatureFormat : std::uint64_t { cavage, rfc9421_rsa, rfc9421_ed25519 };

// Which kind of signature a host understands, as far as we learnt.
struct HabitRecord {
    SignatureFormat format{};
    Instant learnt{};
    static constexpr auto fields = std::tuple{&HabitRecord::format, &HabitRecord::learnt};
    bool operator==(HabitRecord const&) const = default;
};

enum class Outcome : std::uint64_t { delivered, refused };

struct ReceiptRecord {  // who has our data: kept after the delivery row is gone
    Outcome outcome{};
    std::uint64_t status{};  // HTTP; 0 if there was no answer
    Instant at{};
    std::string reason{};  // why it was refused; begins with what the host said
    static constexpr auto fields =
        std::tuple{&ReceiptRecord::outcome, &ReceiptRecord::status, &ReceiptRecord::at, &ReceiptRecord::reason};
    bool operator==(ReceiptRecord const&) const = default;
};

// A delivery that a living host could not take yet. It waits by itself, and with it what must not overtake it.
struct AsideRecord {
    std::uint64_t times{};
    Instant until{};
    static constexpr auto fields = std::tuple{&AsideRecord::times, &AsideRecord::until};
    bool operator==(AsideRecord const&) const = default;
};

// --- tables ------------------------------------------------------------------------------------------------------

struct Tables {
    explicit Tables(WriteTx& tx);

    Table<IriHash, Handle> handles;   // fact      IRI, hashed => its handle
    Table<Handle, std::string> iris;  // fact      handle => IRI
    Table<Seq, LogEntry> log;         // fact      the activity log: skeletons
    Table<Seq, std::string> flesh;    // fact      the activity as JSON, byte for byte as it came; erasable
    Table<IriHash, Seq> known;        // fact      activity id, hashed => where it is in the log

    Table<Handle, ObjectRecord> objects;  // view      what was published
    Table<LocalId, Handle> numbers;       // view      local id => object, for addresses of pages
    Table<PlaceKey, Handle> topics;       // view      community, id => question
    Table<PlaceKey, Handle> replies;      // view      question, id => everything below it
    Table<PlaceKey, Handle> works;        // view      author, id => object
    Table<Edge, Choice> choices;          // view      answer, chooser: every choice, allowed or not, early or not
    Table<Edge, Acceptance> accepted;     // view      question, answer: the choices that count
    Table<Edge, Ruling> moderators;       // view      community, person
    Table<Edge, Vote> votes;              // view      thing, voter
    Table<Edge, Ruling> removals;         // view      thing, its author or its community: taken away by them
    Table<Edge, Ruling> locks;            // view      question, community: takes no more replies
    Table<Edge, Ruling> featured;         // view      community, thing: pinned
    Table<Edge, Ruling> bans;             // view      community, person: may not post
    Table<EntryKey, Nothing> reports;     // view      community or the node's own actor, Flag
    Table<FollowerKey, FollowRecord> followers;  // view    followed, host, follower
    Table<Edge, FollowRecord> following;         // view      follower, followed
    Table<EntryKey, Nothing> outbox;             // view      local actor, entry
    Table<IriHash, Seq> undone;                  // view      an activity that was undone before we knew it
    Table<EntryKey, DeliveryRow> deliveries;     // view      host, entry: still to be delivered (minus receipts)

    Table<Handle, ActorRecord> actors;               // register  actors' documents, ours and fetched
    Table<IriHash, Handle> key_owners;               // register  key id, hashed => actor
    Table<std::string, Handle> local_names;          // register  name => our person, community or instance actor
    Table<std::string, AccountRecord> accounts;      // register  name => how a member signs in
    Table<Handle, SecretRecord> secrets;             // register  local actor => sealed signing keys
    Table<TokenDigest, SessionRecord> sessions;      // register  sign-ins
    Table<std::string, PartnerRecord> partners;      // register  host => what was agreed with it
    Table<std::string, HandshakeRecord> handshakes;  // register  host => how the agreement is coming about
    Table<std::string, CardRecord> cards;            // register  host => its partner card
    Table<std::string, TrafficRecord> traffic;       // register  host => what went to and fro
    Table<Handle, HabitRecord> habits;               // register  host => how it wants to be spoken to
    Table<Handle, WantedRecord> wanted;              // register  thing => how the search for it goes
    Table<Handle, ImportRecord> imports;             // register  community => how far its past is here
    Table<Handle, LaneRecord> lanes;                 // register  host => how deliveries are going
    Table<EntryKey, AsideRecord> asides;             // register  host, entry: queued, but set aside for a while
    Table<EntryKey, DeliveryRow> quarantine;         // register  host, entry: refused for good, as it was queued
    Table<ReceiptKey, ReceiptRecord> receipts;       // register  entry, host: what became of a delivery
    Table<std::string, std::string> node;            // register  name => value: schema version, creation

    // Calls visit(table) for every table. A test counts them against the file.
    template <class Self, class Visit>
    static void visit_all(Self& self, Visit&& visit) {
        auto const each = [&](auto&... table) { (visit(table), ...); };
        each(
            self.handles,
            self.iris,
            self.log,
            self.flesh,
            self.known,
            self.objects,
            self.numbers,
            self.topics,
            self.replies,
            self.works,
            self.choices,
            self.accepted,
            self.moderators,
            self.votes,
            self.removals,
            self.locks,
            self.featured,
            self.bans,
            self.reports,
            self.followers,
            self.following,
            self.outbox,
            self.undone,
            self.deliveries,
            self.actors,
            self.key_owners,
            self.local_names,
            self.accounts,
            self.secrets,
            self.sessions,
            self.partners,
            self.handshakes,
            self.cards,
            self.traffic,
            self.habits,
            self.wanted,
            self.imports,
            self.lanes,
            self.asides,
            self.quarantine,
            self.receipts,
            self.node
        );
    }

    void clear_views(WriteTx& tx);

    // One line a view: its name, how many entries, and a digest over all keys and values. Equal lines mean equal views.
    std::string views_digest(ReadTx const& tx) const;
};

}  // namespace collegium::storage
