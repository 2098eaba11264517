// Tables, which most sources use, are compiled once, in tables.cpp. Included by tables.hpp alone.
#pragma once

#include "storage/actor_records.hpp"
#include "storage/adoption_records.hpp"
#include "storage/audit_records.hpp"
#include "storage/class_records.hpp"
#include "storage/client_records.hpp"
#include "storage/collection_records.hpp"
#include "storage/community_records.hpp"
#include "storage/consent_records.hpp"
#include "storage/delivery_records.hpp"
#include "storage/directory_records.hpp"
#include "storage/guide_records.hpp"
#include "storage/mail_records.hpp"
#include "storage/mailbox_records.hpp"
#include "storage/member_records.hpp"
#include "storage/missing.hpp"
#include "storage/moderation_records.hpp"
#include "storage/partner_records.hpp"
#include "storage/pen_name_records.hpp"
#include "storage/review_records.hpp"
#include "storage/safeguarding_records.hpp"
#include "storage/service_records.hpp"
#include "storage/statement_records.hpp"
#include "storage/table.hpp"
#include "storage/view_records.hpp"
#include "storage/watch_records.hpp"
#include "storage/writing_records.hpp"

namespace collegium::storage {

extern template class Table<IriHash, Handle>;
extern template class Table<Handle, std::string>;
extern template class Table<Seq, LogEntry>;
extern template class Table<Seq, std::string>;
extern template class Table<IriHash, Seq>;
extern template class Table<Handle, ObjectRecord>;
extern template class Table<LocalId, Handle>;
extern template class Table<PlaceKey, Handle>;
extern template class Table<LocalId, BoostRecord>;
extern template class Table<Edge, LocalId>;
extern template class Table<Edge, Nothing>;
extern template class Table<Edge, Choice>;
extern template class Table<Edge, Acceptance>;
extern template class Table<Edge, Ruling>;
extern template class Table<Edge, Vote>;
extern template class Table<MarkKey, Mark>;
extern template class Table<LocalId, PollRecord>;
extern template class Table<BallotKey, IriHash>;
extern template class Table<EntryKey, Nothing>;
extern template class Table<FollowerKey, FollowRecord>;
extern template class Table<Edge, FollowRecord>;
extern template class Table<EntryKey, DeliveryRow>;
extern template class Table<Handle, ActorRecord>;
extern template class Table<std::string, Handle>;
extern template class Table<std::string, AccountRecord>;
extern template class Table<Handle, SecretRecord>;
extern template class Table<EntryKey, ClassRecord>;
extern template class Table<Handle, ProfileRecord>;
extern template class Table<TokenDigest, SessionRecord>;
extern template class Table<OwnedToken, Nothing>;
extern template class Table<std::string, SecondFactorRecord>;
extern template class Table<TokenDigest, PasskeyRecord>;
extern template class Table<TokenDigest, Instant>;
extern template class Table<TokenDigest, InvitationRecord>;
extern template class Table<IriHash, std::string>;
extern template class Table<std::string, std::string>;
extern template class Table<std::string, AppRecord>;
extern template class Table<TokenDigest, CodeRecord>;
extern template class Table<TokenDigest, TokenRecord>;
extern template class Table<PlaceKey, MediaRecord>;
extern template class Table<PlaceKey, NotificationRecord>;
extern template class Table<ToldKey, LocalId>;
extern template class Table<NamedKey, MarkerRecord>;
extern template class Table<TokenDigest, RepeatRecord>;
extern template class Table<PlaceKey, ScheduledRecord>;
extern template class Table<Edge, MarkedRecord>;
extern template class Table<LocalId, MailRecord>;
extern template class Table<std::string, DigestRecord>;
extern template class Table<std::string, PartnerRecord>;
extern template class Table<std::string, HandshakeRecord>;
extern template class Table<std::string, CardRecord>;
extern template class Table<std::string, TrafficRecord>;
extern template class Table<std::string, MailboxRecord>;
extern template class Table<Handle, HabitRecord>;
extern template class Table<Handle, WantedRecord>;
extern template class Table<Handle, ImportRecord>;
extern template class Table<Handle, LaneRecord>;
extern template class Table<EntryKey, AsideRecord>;
extern template class Table<ReceiptKey, ReceiptRecord>;
extern template class Table<VersionKey, VersionRecord>;
extern template class Table<Edge, Derivation>;
extern template class Table<Edge, SuggestionRecord>;
extern template class Table<Edge, Handle>;
extern template class Table<PlaceKey, GuideDraftRecord>;
extern template class Table<IriHash, LinkRecord>;
extern template class Table<Handle, ReviewRequestRecord>;
extern template class Table<Edge, RequestAnswerRecord>;
extern template class Table<Edge, ReviewRecord>;
extern template class Table<Handle, GateRuleRecord>;
extern template class Table<Edge, OutsideReviewRecord>;
extern template class Table<std::string, ServiceRecord>;
extern template class Table<IriHash, NoticeRecord>;
extern template class Table<Handle, IriHash>;
extern template class Table<Edge, AdoptionRecord>;
extern template class Table<Handle, AdoptionCareRecord>;
extern template class Table<Handle, CommunityRecord>;
extern template class Table<Edge, MembershipRecord>;
extern template class Table<Edge, AttendanceRecord>;
extern template class Table<IriHash, ListingRecord>;
extern template class Table<ChangeNumber, IriHash>;
extern template class Table<std::string, Nothing>;
extern template class Table<std::string, ListingHostRecord>;
extern template class Table<std::string, ListingCursorRecord>;
extern template class Table<std::string, std::uint64_t>;
extern template class Table<Handle, ListedRecord>;
extern template class Table<Handle, ConsentRecord>;
extern template class Table<PlaceKey, StatementDraftRecord>;
extern template class Table<PlaceKey, WritingDraftRecord>;
extern template class Table<Handle, CollectionRecord>;
extern template class Table<AuditNumber, AuditRecord>;
extern template class Table<Seq, ReportCaseRecord>;
extern template class Table<Handle, HiddenRecord>;
extern template class Table<LocalId, SafeguardingCaseRecord>;
extern template class Table<LocalId, WatchRecord>;
extern template class Table<LocalId, WatchHitRecord>;
extern template class Table<Seq, Nothing>;

}  // namespace collegium::storage
