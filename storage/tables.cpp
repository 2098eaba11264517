#include "storage/tables.hpp"

#include "crypto/digest.hpp"

namespace collegium::storage {

using enum TableKind;

Tables::Tables(WriteTx& tx)
    : handles{tx, "handles", fact},
      iris{tx, "iris", fact},
      log{tx, "log", fact},
      flesh{tx, "flesh", fact},
      known{tx, "known", fact},
      objects{tx, "objects", view},
      numbers{tx, "numbers", view},
      topics{tx, "topics", view},
      replies{tx, "replies", view},
      works{tx, "works", view},
      posts{tx, "posts", view},
      tagged{tx, "tagged", view},
      boosts{tx, "boosts", view},
      boosts_by{tx, "boosts_by", view},
      boosters{tx, "boosters", view},
      liked{tx, "liked", view},
      addressed{tx, "addressed", view},
      choices{tx, "choices", view},
      accepted{tx, "accepted", view},
      moderators{tx, "moderators", view},
      votes{tx, "votes", view},
      marks{tx, "marks", view},
      contexts{tx, "contexts", view},
      linked{tx, "linked", view},
      versions{tx, "versions", view},
      polls{tx, "polls", view},
      ballots{tx, "ballots", view},
      removals{tx, "removals", view},
      locks{tx, "locks", view},
      featured{tx, "featured", view},
      bans{tx, "bans", view},
      reports{tx, "reports", view},
      followers{tx, "followers", view},
      following{tx, "following", view},
      outbox{tx, "outbox", view},
      undone{tx, "undone", view},
      deliveries{tx, "deliveries", view},
      guides{tx, "guides", view},
      guide_versions{tx, "guide_versions", view},
      derived{tx, "derived", view},
      suggestions{tx, "suggestions", view},
      suggested{tx, "suggested", view},
      review_requests{tx, "review_requests", view},
      review_desk{tx, "review_desk", view},
      request_answers{tx, "request_answers", view},
      reviews{tx, "reviews", view},
      review_overrides{tx, "review_overrides", view},
      hand_ins{tx, "hand_ins", view},
      outside_reviews{tx, "outside_reviews", view},
      notices{tx, "notices", view},
      adoptions{tx, "adoptions", view},
      instruments{tx, "instruments", view},
      instrument_versions{tx, "instrument_versions", view},
      projects{tx, "projects", view},
      statements{tx, "statements", view},
      erasures{tx, "erasures", view},
      erasure_receipts{tx, "erasure_receipts", view},
      signposts{tx, "signposts", view},
      signposted{tx, "signposted", view},
      communities{tx, "communities", view},
      held{tx, "held", view},
      members{tx, "members", view},
      memberships{tx, "memberships", view},
      events{tx, "events", view},
      attendances{tx, "attendances", view},
      actors{tx, "actors", registry},
      key_owners{tx, "key_owners", registry},
      local_names{tx, "local_names", registry},
      accounts{tx, "accounts", registry},
      secrets{tx, "secrets", registry},
      account_names{tx, "account_names", registry},
      classes{tx, "classes", registry},
      profiles{tx, "profiles", registry},
      page_languages{tx, "page_languages", registry},
      sessions{tx, "sessions", registry},
      sessions_of{tx, "sessions_of", registry},
      second_factors{tx, "second_factors", registry},
      passkeys{tx, "passkeys", registry},
      passkeys_of{tx, "passkeys_of", registry},
      spent_challenges{tx, "spent_challenges", registry},
      invitations{tx, "invitations", registry},
      outside_identities{tx, "outside_identities", registry},
      outside_tokens{tx, "outside_tokens", registry},
      apps{tx, "apps", registry},
      codes{tx, "codes", registry},
      tokens{tx, "tokens", registry},
      tokens_of{tx, "tokens_of", registry},
      media{tx, "media", registry},
      notifications{tx, "notifications", registry},
      told{tx, "told", registry},
      markers{tx, "markers", registry},
      repeats{tx, "repeats", registry},
      scheduled{tx, "scheduled", registry},
      bookmarks{tx, "bookmarks", registry},
      bookmarked{tx, "bookmarked", registry},
      mutes{tx, "mutes", registry},
      blocks{tx, "blocks", registry},
      pins{tx, "pins", registry},
      mails{tx, "mails", registry},
      digests{tx, "digests", registry},
      partners{tx, "partners", registry},
      handshakes{tx, "handshakes", registry},
      cards{tx, "cards", registry},
      traffic{tx, "traffic", registry},
      mailboxes{tx, "mailboxes", registry},
      habits{tx, "habits", registry},
      wanted{tx, "wanted", registry},
      imports{tx, "imports", registry},
      lanes{tx, "lanes", registry},
      asides{tx, "asides", registry},
      quarantine{tx, "quarantine", registry},
      receipts{tx, "receipts", registry},
      departures{tx, "departures", registry},
      node{tx, "node", registry},
      guide_drafts{tx, "guide_drafts", registry},
      gate_rules{tx, "gate_rules", registry},
      pen_names{tx, "pen_names", registry},
      services{tx, "services", registry},
      notices_in{tx, "notices_in", registry},
      questions_of_notices{tx, "questions_of_notices", registry},
      links{tx, "links", registry},
      adoption_care{tx, "adoption_care", registry},
      communities_abroad{tx, "communities_abroad", registry},
      listings{tx, "listings", registry},
      listing_changes{tx, "listing_changes", registry},
      listing_words{tx, "listing_words", registry},
      listing_hosts{tx, "listing_hosts", registry},
      listing_cursors{tx, "listing_cursors", registry},
      listing_tellers{tx, "listing_tellers", registry},
      listed{tx, "listed", registry},
      own_entries{tx, "own_entries", registry},
      published_lists{tx, "published_lists", registry},
      followed_lists{tx, "followed_lists", registry},
      list_drafts{tx, "list_drafts", registry},
      list_causes{tx, "list_causes", registry},
      consents{tx, "consents", registry},
      writing_drafts{tx, "writing_drafts", registry},
      statement_drafts{tx, "statement_drafts", registry},
      collections{tx, "collections", registry},
      collections_of{tx, "collections_of", registry},
      audit_log{tx, "audit_log", registry},
      report_cases{tx, "report_cases", registry},
      concerned{tx, "concerned", registry},
      hidden{tx, "hidden", registry},
      safeguarding_cases{tx, "safeguarding_cases", registry},
      limited{tx, "limited", registry},
      watch_list{tx, "watch_list", registry},
      watch_hits{tx, "watch_hits", registry},
      held_entries{tx, "held_entries", registry},
      over{tx, "over", registry},
      holds{tx, "holds", registry},
      disposals{tx, "disposals", registry} {}

void Tables::clear_views(WriteTx& tx) {
    visit_all(*this, [&](auto& table) {
        if (table.kind() == view) table.clear(tx);
    });
}

std::string Tables::views_digest(ReadTx const& tx) const {
    std::string lines;
    visit_all(*this, [&](auto const& table) {
        if (table.kind() != view) return;
        std::string all;
        std::uint64_t entries = 0;
        Cursor cursor{tx, table.raw()};
        for (bool more = cursor.first(); more; more = cursor.next(), ++entries) {
            append_value(all, cursor.key());
            append_value(all, cursor.value());
        }
        lines += std::string{table.name()} + " " + std::to_string(entries) + " " +
                 crypto::to_hex(crypto::sha256(crypto::bytes_of(all))) + "\n";
    });
    return lines;
}

template class Table<IriHash, Handle>;
template class Table<Handle, std::string>;
template class Table<Seq, LogEntry>;
template class Table<Seq, std::string>;
template class Table<IriHash, Seq>;
template class Table<Handle, ObjectRecord>;
template class Table<LocalId, Handle>;
template class Table<PlaceKey, Handle>;
template class Table<LocalId, BoostRecord>;
template class Table<Edge, LocalId>;
template class Table<Edge, Nothing>;
template class Table<Edge, Choice>;
template class Table<Edge, Acceptance>;
template class Table<Edge, Ruling>;
template class Table<Edge, Vote>;
template class Table<MarkKey, Mark>;
template class Table<LocalId, PollRecord>;
template class Table<BallotKey, IriHash>;
template class Table<EntryKey, Nothing>;
template class Table<FollowerKey, FollowRecord>;
template class Table<Edge, FollowRecord>;
template class Table<EntryKey, DeliveryRow>;
template class Table<Handle, ActorRecord>;
template class Table<std::string, Handle>;
template class Table<std::string, AccountRecord>;
template class Table<Handle, SecretRecord>;
template class Table<EntryKey, ClassRecord>;
template class Table<Handle, ProfileRecord>;
template class Table<TokenDigest, SessionRecord>;
template class Table<OwnedToken, Nothing>;
template class Table<std::string, SecondFactorRecord>;
template class Table<TokenDigest, PasskeyRecord>;
template class Table<TokenDigest, Instant>;
template class Table<TokenDigest, InvitationRecord>;
template class Table<IriHash, std::string>;
template class Table<std::string, std::string>;
template class Table<std::string, AppRecord>;
template class Table<TokenDigest, CodeRecord>;
template class Table<TokenDigest, TokenRecord>;
template class Table<PlaceKey, MediaRecord>;
template class Table<PlaceKey, NotificationRecord>;
template class Table<ToldKey, LocalId>;
template class Table<NamedKey, MarkerRecord>;
template class Table<TokenDigest, RepeatRecord>;
template class Table<PlaceKey, ScheduledRecord>;
template class Table<Edge, MarkedRecord>;
template class Table<LocalId, MailRecord>;
template class Table<std::string, DigestRecord>;
template class Table<std::string, PartnerRecord>;
template class Table<std::string, HandshakeRecord>;
template class Table<std::string, CardRecord>;
template class Table<std::string, TrafficRecord>;
template class Table<std::string, MailboxRecord>;
template class Table<Handle, HabitRecord>;
template class Table<Handle, WantedRecord>;
template class Table<Handle, ImportRecord>;
template class Table<Handle, LaneRecord>;
template class Table<EntryKey, AsideRecord>;
template class Table<ReceiptKey, ReceiptRecord>;
template class Table<VersionKey, VersionRecord>;
template class Table<Edge, Derivation>;
template class Table<Edge, SuggestionRecord>;
template class Table<Edge, Handle>;
template class Table<PlaceKey, GuideDraftRecord>;
template class Table<IriHash, LinkRecord>;
template class Table<Handle, ReviewRequestRecord>;
template class Table<Edge, RequestAnswerRecord>;
template class Table<Edge, ReviewRecord>;
template class Table<Handle, GateRuleRecord>;
template class Table<Edge, OutsideReviewRecord>;
template class Table<std::string, ServiceRecord>;
template class Table<IriHash, NoticeRecord>;
template class Table<Handle, IriHash>;
template class Table<Edge, AdoptionRecord>;
template class Table<Handle, AdoptionCareRecord>;
template class Table<Handle, CommunityRecord>;
template class Table<Edge, MembershipRecord>;
template class Table<Edge, AttendanceRecord>;
template class Table<IriHash, ListingRecord>;
template class Table<ChangeNumber, IriHash>;
template class Table<std::string, Nothing>;
template class Table<std::string, ListingHostRecord>;
template class Table<std::string, ListingCursorRecord>;
template class Table<std::string, std::uint64_t>;
template class Table<Handle, ListedRecord>;
template class Table<Handle, ConsentRecord>;
template class Table<PlaceKey, StatementDraftRecord>;
template class Table<PlaceKey, WritingDraftRecord>;
template class Table<Handle, CollectionRecord>;
template class Table<AuditNumber, AuditRecord>;
template class Table<Seq, ReportCaseRecord>;
template class Table<Handle, HiddenRecord>;
template class Table<LocalId, SafeguardingCaseRecord>;
template class Table<LocalId, WatchRecord>;
template class Table<LocalId, WatchHitRecord>;
template class Table<Seq, Nothing>;

}  // namespace collegium::storage
