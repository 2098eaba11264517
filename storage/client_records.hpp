// What the registers of clients hold: the programs that members let in, what they may do, and what they keep here.
#pragma once

#include "config/clock.hpp"
#include "storage/keys.hpp"

#include <vector>

namespace collegium::storage {

// How a program became known. The numbers are on disk: add at the end.
enum class AppKind : std::uint64_t {
    registered,  // POST /api/v1/apps, or RFC 7591
    document,    // its id is the address of a document that describes it
};

// A program that may ask members for leave, under its client id.
struct AppRecord {
    AppKind kind{};
    std::string name{};
    std::string website{};
    std::vector<std::string> redirect_uris{};
    std::string scopes{};  // the most that it may ask for, with blanks between
    TokenDigest secret{};  // keyed digest; all zero: a public client
    Instant created{};
    Instant used{};
    static constexpr auto fields = std::tuple{
        &AppRecord::kind,
        &AppRecord::name,
        &AppRecord::website,
        &AppRecord::redirect_uris,
        &AppRecord::scopes,
        &AppRecord::secret,
        &AppRecord::created,
        &AppRecord::used};
    bool operator==(AppRecord const&) const = default;
};

// An authorization code (RFC 6749, 4.1.2), under its digest. It stays until it expires, so that a second use is seen.
struct CodeRecord {
    std::string app{};
    std::string account{};
    std::string redirect_uri{};
    std::string scopes{};
    std::string challenge{};  // S256; empty: a confidential client that sent none
    Instant created{};
    std::uint64_t family{};  // of the tokens that it was given for; 0: not used yet
    static constexpr auto fields = std::tuple{
        &CodeRecord::app,
        &CodeRecord::account,
        &CodeRecord::redirect_uri,
        &CodeRecord::scopes,
        &CodeRecord::challenge,
        &CodeRecord::created,
        &CodeRecord::family};
    bool operator==(CodeRecord const&) const = default;
};

// The numbers are on disk: add at the end.
enum class TokenKind : std::uint64_t { access, refresh };

// Under its keyed digest; the token itself is nowhere.
struct TokenRecord {
    TokenKind kind{};
    std::string app{};
    std::string account{};  // empty: the program acts for itself
    Handle actor{};         // 0: the program acts for itself
    std::string scopes{};   // with blanks between
    Instant created{};
    Instant used{};          // to the day
    Instant expires{};       // 0: never by itself
    std::uint64_t family{};  // tokens of one leave given; they are revoked together
    static constexpr auto fields = std::tuple{
        &TokenRecord::kind,
        &TokenRecord::app,
        &TokenRecord::account,
        &TokenRecord::actor,
        &TokenRecord::scopes,
        &TokenRecord::created,
        &TokenRecord::used,
        &TokenRecord::expires,
        &TokenRecord::family};
    bool operator==(TokenRecord const&) const = default;
};

// The numbers are on disk: add at the end.
enum class MediaState : std::uint64_t { waiting, ready, refused };

// A picture that a member brought, under the member and its local id.
struct MediaRecord {
    Handle owner{};
    MediaState state{};
    std::string file{};     // name in the media folder, made from its bytes; empty until it is ready
    std::string preview{};  // the same, of the small one
    std::string type{};     // media type
    std::uint64_t width{};
    std::uint64_t height{};
    std::uint64_t preview_width{};
    std::uint64_t preview_height{};
    std::uint64_t bytes{};
    std::string description{};  // for those who do not see it
    std::string focus{};        // "x,y", each from -1.0 to 1.0; empty: the middle
    std::string blurhash{};
    Handle thing{};  // what it is part of; 0: nothing yet
    Instant created{};
    static constexpr auto fields = std::tuple{
        &MediaRecord::owner,
        &MediaRecord::state,
        &MediaRecord::file,
        &MediaRecord::preview,
        &MediaRecord::type,
        &MediaRecord::width,
        &MediaRecord::height,
        &MediaRecord::preview_width,
        &MediaRecord::preview_height,
        &MediaRecord::bytes,
        &MediaRecord::description,
        &MediaRecord::focus,
        &MediaRecord::blurhash,
        &MediaRecord::thing,
        &MediaRecord::created};
    bool operator==(MediaRecord const&) const = default;
};

// A post that waits for its time, under its author and its own id: what a program sent.
struct ScheduledRecord {
    Instant due{};
    std::string text{};
    LocalId parent{};          // what it replies to; 0: nothing
    std::string visibility{};  // as the member posted usually when it was taken in, unless they said
    std::string language{};    // the same
    std::string spoiler{};
    bool sensitive{};
    std::vector<LocalId> media{};        // pictures that are to become part of it
    std::vector<std::string> options{};  // of a poll; empty: it has none
    std::uint64_t expires_in{};          // of the poll: seconds from when it appears
    bool multiple{};                     // several options of the poll can be chosen
    bool stuck{};                        // its time came, and it could not be said: it waits for its author
    std::string problem{};               // why, in words for its author
    TokenDigest repeat{};                // the Idempotency-Key that it came with (RepeatRecord); all zero: none
    static constexpr auto fields = std::tuple{
        &ScheduledRecord::due,
        &ScheduledRecord::text,
        &ScheduledRecord::parent,
        &ScheduledRecord::visibility,
        &ScheduledRecord::language,
        &ScheduledRecord::spoiler,
        &ScheduledRecord::sensitive,
        &ScheduledRecord::media,
        &ScheduledRecord::options,
        &ScheduledRecord::expires_in,
        &ScheduledRecord::multiple,
        &ScheduledRecord::stuck,
        &ScheduledRecord::problem,
        &ScheduledRecord::repeat};
    bool operator==(ScheduledRecord const&) const = default;
};

// What somebody is told. The numbers are on disk: add at the end.
enum class News : std::uint64_t {
    mention,
    answer,
    comment,
    accepted,
    favourite,
    boost,
    follow,
    join_request,
    edited,
    report,
    poll,
    useful,
    evidenced,
    wanted,
    review_request,     // somebody asks for a review; its thing is the Offer, as of the next four
    review_answer,      // what was said to that
    review_withdrawn,   // it was taken back
    review_due,         // the day is near
    review_overdue,     // the day is over
    review,             // of a guide
    review_override,    // a review counts although there is a conflict of interest
    suggestion,         // of a change in a guide; its thing is the Offer, as of the next two
    suggestion_merged,  // the author took it in
    suggestion_declined,
    post_stuck,  // a post of one's own could not be published when its time came; about no thing
    guide_due,   // the day is over on which its author wanted to look at it again
    adopted,
    followed_up,
    follow_up_due,
    lapsed,
    invited,
    let_in,
    thanked,
    copy_ready,  // of what is held of them; about no thing
    decision  // moderators decided about something of theirs; about no thing
};

struct NotificationRecord {
    News news{};
    Handle by{};
    Handle thing{};  // 0: about no thing
    Seq seq{};       // the act
    Instant at{};
    static constexpr auto fields = std::tuple{
        &NotificationRecord::news,
        &NotificationRecord::by,
        &NotificationRecord::thing,
        &NotificationRecord::seq,
        &NotificationRecord::at};
    bool operator==(NotificationRecord const&) const = default;
};

// That a member was told: nobody is told twice, and a Delete finds what was told of its thing. It stays when the member
// clears the notification away.
struct ToldKey {
    Handle thing{};
    Handle member{};
    News news{};
    Handle by{};
    static constexpr auto fields = std::tuple{&ToldKey::thing, &ToldKey::member, &ToldKey::news, &ToldKey::by};
    bool operator==(ToldKey const&) const = default;
};

// How far a member has read a list.
struct MarkerRecord {
    std::string last_read{};  // an id of that list
    std::uint64_t version{};
    Instant updated{};
    static constexpr auto fields = std::tuple{&MarkerRecord::last_read, &MarkerRecord::version, &MarkerRecord::updated};
    bool operator==(MarkerRecord const&) const = default;
};

// An Announce by a person or a community, as a line of a timeline.
struct BoostRecord {
    Handle by{};
    Handle thing{};
    Seq seq{};
    Instant at{};
    static constexpr auto fields =
        std::tuple{&BoostRecord::by, &BoostRecord::thing, &BoostRecord::seq, &BoostRecord::at};
    bool operator==(BoostRecord const&) const = default;
};

// What came of a request that carried this key, so that a second try does not do it again.
struct RepeatRecord {
    LocalId number{};
    Instant at{};
    static constexpr auto fields = std::tuple{&RepeatRecord::number, &RepeatRecord::at};
    bool operator==(RepeatRecord const&) const = default;
};

// That a member marked somebody or something: a bookmark, a mute, a pin.
struct MarkedRecord {
    Instant since{};
    std::string note{};
    std::uint64_t flags{};
    static constexpr auto fields = std::tuple{&MarkedRecord::since, &MarkedRecord::note, &MarkedRecord::flags};
    bool operator==(MarkedRecord const&) const = default;
};

}  // namespace collegium::storage
