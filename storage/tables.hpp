// The schema. Read this file and you know what is on disk; what each record holds is in the files beside it.
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
#include "storage/departure_records.hpp"
#include "storage/directory_records.hpp"
#include "storage/erasure_records.hpp"
#include "storage/guide_records.hpp"
#include "storage/mail_records.hpp"
#include "storage/mailbox_records.hpp"
#include "storage/member_records.hpp"
#include "storage/missing.hpp"
#include "storage/moderation_records.hpp"
#include "storage/partner_list_records.hpp"
#include "storage/partner_records.hpp"
#include "storage/pen_name_records.hpp"
#include "storage/retention_records.hpp"
#include "storage/review_records.hpp"
#include "storage/safeguarding_records.hpp"
#include "storage/service_records.hpp"
#include "storage/statement_records.hpp"
#include "storage/table.hpp"
#include "storage/view_records.hpp"
#include "storage/watch_records.hpp"
#include "storage/writing_records.hpp"

namespace collegium::storage {

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
    Table<PlaceKey, Handle> posts;        // view      community, id => everything in it
    Table<PlaceKey, Handle> tagged;       // view      tag, id => object
    Table<LocalId, BoostRecord> boosts;   // view      local id => an Announce as a line of a timeline
    Table<PlaceKey, Handle> boosts_by;    // view      who announced, id => thing
    Table<Edge, LocalId> boosters;        // view      thing, who announced it => its line
    Table<PlaceKey, Handle> liked;        // view      voter, id of their vote => thing
    Table<Edge, Nothing> addressed;       // view      thing, person that it names
    Table<Edge, Choice> choices;          // view      answer, chooser: every choice, allowed or not, early or not
    Table<Edge, Acceptance> accepted;     // view      question, answer: the choices that count
    Table<Edge, Ruling> moderators;       // view      community, person
    Table<Edge, Vote> votes;              // view      thing, voter
    Table<MarkKey, Mark> marks;           // view      thing, what is said of it, who says so
    Table<PlaceKey, Handle> contexts;     // view      community and one word of a context, id => question
    Table<PlaceKey, Handle> linked;       // view      thing, id => the comment that links something to it
    Table<EntryKey, Nothing> versions;    // view      thing, Create or Update that gave it words
    Table<LocalId, PollRecord> polls;     // view      local id => a poll, as its author's node tells that it stands
    Table<BallotKey, IriHash> ballots;    // view      poll, voter, option => the act, hashed
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

    Table<PlaceKey, Handle> guides;                   // view      community, id => guide
    Table<VersionKey, VersionRecord> guide_versions;  // view      guide, digest of its words => who says them
    Table<Edge, Derivation> derived;                  // view      question, guide or event; what was made from it
    Table<Edge, SuggestionRecord> suggestions;        // view      guide, Offer: a change that somebody suggests
    Table<Edge, Handle> suggested;                    // view      who suggests, Offer => guide

    Table<Handle, ReviewRequestRecord> review_requests;  // view      Offer => who is asked to review what
    Table<Edge, Nothing> review_desk;                    // view      guide, who asks or who is asked; Offer
    Table<Edge, RequestAnswerRecord> request_answers;    // view      Offer, who answers
    Table<Edge, ReviewRecord> reviews;                   // view      guide, review
    Table<Edge, Choice> review_overrides;                // view      review, who would let it count all the same
    Table<Edge, HandInRecord> hand_ins;                  // view      guide, Offer of a review under a pen name
    Table<Edge, OutsideReviewRecord> outside_reviews;  // view      guide, what tells of a review that stands elsewhere
    Table<IriHash, Handle> notices;                    // view      name of our request to a service, hashed => Offer

    Table<Edge, AdoptionRecord> adoptions;                 // view      guide, what a school says of its use of it
    Table<LocalId, Handle> instruments;                    // view      local id => a tool for measuring
    Table<VersionKey, VersionRecord> instrument_versions;  // view      tool, digest of its words => who says them
    Table<PlaceKey, Handle> projects;                      // view      community, id => project
    Table<Edge, Ruling> statements;                        // view      guide, what a council says of it

    Table<Seq, ErasureRecord> erasures;  // view      Delete => who of this node is gone with all that they wrote
    Table<ReceiptKey, ErasureReceiptRecord> erasure_receipts;  // view      Delete, host that was asked => its receipt

    Table<PlaceKey, Handle> signposts;   // view      community, id => signpost
    Table<PlaceKey, Handle> signposted;  // view      page elsewhere, id => signpost that leads or led there

    Table<Handle, CommunityRecord> communities;  // view      community of this node => how it is run
    Table<Edge, Ruling> held;                    // view      community, thing: waits for its facilitators
    Table<Edge, MembershipRecord> members;       // view      community, person
    Table<Edge, MembershipRecord> memberships;   // view      person, community
    Table<PlaceKey, Handle> events;              // view      community, id => event
    Table<Edge, AttendanceRecord> attendances;   // view      event, person

    Table<Handle, ActorRecord> actors;           // register  actors' documents, ours and fetched
    Table<IriHash, Handle> key_owners;           // register  key id, hashed => actor
    Table<std::string, Handle> local_names;      // register  name => our person, community or instance actor
    Table<std::string, AccountRecord> accounts;  // register  name => how a member signs in
    Table<Handle, SecretRecord> secrets;         // register  local actor => sealed signing keys
    Table<Handle, std::string> account_names;    // register  local person => account
    Table<EntryKey, ClassRecord> classes;        // register  local person, entry => pupil or not until then
    Table<Handle, ProfileRecord> profiles;       // register  local person => what they say of themselves
    Table<Handle, std::string> page_languages;   // register  local person => language of pages, as they chose
    Table<TokenDigest, SessionRecord> sessions;  // register  sign-ins
    Table<OwnedToken, Nothing> sessions_of;      // register  person, sign-in
    Table<std::string, SecondFactorRecord> second_factors;  // register  account => its second factor
    Table<TokenDigest, PasskeyRecord> passkeys;             // register  authenticator's id for it, digested => passkey
    Table<OwnedToken, Nothing> passkeys_of;                 // register  person, passkey
    Table<TokenDigest, Instant> spent_challenges;           // register  challenge, digested => when it was made
    Table<TokenDigest, InvitationRecord> invitations;       // register  invitations that may still be used
    Table<IriHash, std::string> outside_identities;         // register  issuer and subject, hashed => account
    Table<std::string, std::string>
        outside_tokens;                      // register  account => sealed refresh token of the school's sign-in
    Table<std::string, AppRecord> apps;      // register  client id => program
    Table<TokenDigest, CodeRecord> codes;    // register  authorization codes
    Table<TokenDigest, TokenRecord> tokens;  // register  access and refresh tokens
    Table<OwnedToken, Nothing> tokens_of;    // register  person, token
    Table<PlaceKey, MediaRecord> media;      // register  person, id => a picture that they brought
    Table<PlaceKey, NotificationRecord> notifications;  // register  person, id => what they were told
    Table<ToldKey, LocalId> told;                       // register  thing, person, news, whose => notification
    Table<NamedKey, MarkerRecord> markers;              // register  person, list => how far they have read
    Table<TokenDigest, RepeatRecord> repeats;           // register  person and Idempotency-Key, digested
    Table<PlaceKey, ScheduledRecord> scheduled;         // register  person, id => a post that waits for its time
    Table<PlaceKey, Handle> bookmarks;                  // register  person, id of the bookmark => thing
    Table<Edge, LocalId> bookmarked;                    // register  person, thing => id of the bookmark
    Table<Edge, MarkedRecord> mutes;                    // register  person, whom they do not hear
    Table<Edge, MarkedRecord> blocks;                   // register  person, whom they shut out
    Table<Edge, MarkedRecord> pins;                     // register  person, thing on their own page
    Table<LocalId, MailRecord> mails;                   // register  mails that wait, or that were refused
    Table<std::string, DigestRecord> digests;           // register  account => how far its weekly mails have told
    Table<std::string, PartnerRecord> partners;         // register  host => what was agreed with it
    Table<std::string, HandshakeRecord> handshakes;     // register  host => how the agreement is coming about
    Table<std::string, CardRecord> cards;               // register  host => its partner card
    Table<std::string, TrafficRecord> traffic;          // register  host => what went to and fro
    Table<std::string, MailboxRecord> mailboxes;        // register  host => who fetches what is for whom
    Table<Handle, HabitRecord> habits;                  // register  host => how it wants to be spoken to
    Table<Handle, WantedRecord> wanted;                 // register  thing => how the search for it goes
    Table<Handle, ImportRecord> imports;                // register  community => how far its past is here
    Table<Handle, LaneRecord> lanes;                    // register  host => how deliveries are going
    Table<EntryKey, AsideRecord> asides;                // register  host, entry: queued, but set aside for a while
    Table<EntryKey, DeliveryRow> quarantine;            // register  host, entry: refused for good, as it was queued
    Table<ReceiptKey, ReceiptRecord> receipts;          // register  entry, host: what became of a delivery
    Table<DepartureKey, DepartureRecord> departures;    // register  day, host, type => how many left this node
    Table<std::string, std::string> node;               // register  name => value: schema version, creation

    Table<PlaceKey, GuideDraftRecord> guide_drafts;  // register  person, id => a guide that they are writing
    Table<Handle, GateRuleRecord> gate_rules;        // register  community => when a guide in it is reviewed
    Table<Handle, PenNameRecord> pen_names;          // register  our actor that speaks for a reviewer => who that is

    Table<std::string, ServiceRecord> services;  // register  name => a service outside that notices go to and come from
    Table<IriHash, NoticeRecord> notices_in;     // register  service and its notice, hashed => what was made of it
    Table<Handle, IriHash> questions_of_notices;      // register  question => the notice that it asks for (notices_in)
    Table<IriHash, LinkRecord> links;                 // register  address, hashed => how it answered
    Table<Handle, AdoptionCareRecord> adoption_care;  // register  adoption of this school => who looks after it
    Table<Handle, CommunityRecord> communities_abroad;  // register  another node's community => how it is run

    Table<IriHash, ListingRecord> listings;               // register  listing's id, hashed => as its owner signed it
    Table<ChangeNumber, IriHash> listing_changes;         // register  when this node learnt it => listing
    Table<std::string, Nothing> listing_words;            // register  what a listing is found by, its name, its hash
    Table<std::string, ListingHostRecord> listing_hosts;  // register  host => who signs its listings
    Table<std::string, ListingCursorRecord> listing_cursors;  // register  partner => how far its directory was read
    Table<std::string, std::uint64_t> listing_tellers;   // register  partner => how many of the listings it brought
    Table<Handle, ListedRecord> listed;                  // register  our community => what its listing says
    Table<OwnEntryKey, OwnEntryRecord> own_entries;      // register  our network, host => what its list says of it
    Table<Handle, PublishedListRecord> published_lists;  // register  our network => its list, signed
    Table<IriHash, FollowedListRecord> followed_lists;   // register  another's list, hashed => how it is read
    Table<FollowedEntryKey, FollowedEntryRecord> list_drafts;  // register  list, host => what it says, what came of it
    Table<std::string, ListCauseRecord> list_causes;           // register  host => the list that its standing is from

    Table<Handle, ConsentRecord> consents;                   // register  pupil => who agreed to what
    Table<PlaceKey, WritingDraftRecord> writing_drafts;      // register  person, id => what they typed into a form
    Table<PlaceKey, StatementDraftRecord> statement_drafts;  // register  council, id => what it may say one day
    Table<Handle, CollectionRecord> collections;  // register  actor of a collection => whose it is, and what is in it
    Table<Edge, Nothing> collections_of;          // register  person, actor of a collection

    Table<AuditNumber, AuditRecord> audit_log;  // register  what was done with power over others; only ever appended to

    Table<Seq, ReportCaseRecord> report_cases;  // register  Flag => what became of it
    Table<EntryKey, Nothing> concerned;         // register  person here, Flag that led to something that concerns them
    Table<Handle, HiddenRecord> hidden;  // register  thing from elsewhere, or somebody there => nobody here sees it
    Table<LocalId, SafeguardingCaseRecord> safeguarding_cases;  // register  case of the safeguarding lead
    Table<Handle, HiddenRecord> limited;                        // register  somebody => all that they write waits
    Table<LocalId, WatchRecord> watch_list;                     // register  phrase that is watched for
    Table<LocalId, WatchHitRecord> watch_hits;  // register  what one was found in, until the lead is told
    Table<Seq, Nothing> held_entries;           // register  entry => the door wanted its thing to wait

    Table<KeptKey, OverRecord> over;               // register  account or case => since when it is closed
    Table<KeptKey, HoldRecord> holds;              // register  account or case => nothing of it may be disposed of
    Table<DisposalKey, DisposalRecord> disposals;  // register  day, rule => how much was disposed of by it

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
            self.posts,
            self.tagged,
            self.boosts,
            self.boosts_by,
            self.boosters,
            self.liked,
            self.addressed,
            self.choices,
            self.accepted,
            self.moderators,
            self.votes,
            self.marks,
            self.contexts,
            self.linked,
            self.versions,
            self.polls,
            self.ballots,
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
            self.guides,
            self.guide_versions,
            self.derived,
            self.suggestions,
            self.suggested,
            self.review_requests,
            self.review_desk,
            self.request_answers,
            self.reviews,
            self.review_overrides,
            self.hand_ins,
            self.outside_reviews,
            self.notices,
            self.adoptions,
            self.instruments,
            self.instrument_versions,
            self.projects,
            self.statements,
            self.erasures,
            self.erasure_receipts,
            self.signposts,
            self.signposted,
            self.communities,
            self.held,
            self.members,
            self.memberships,
            self.events,
            self.attendances,
            self.actors,
            self.key_owners,
            self.local_names,
            self.accounts,
            self.secrets,
            self.account_names,
            self.classes,
            self.profiles,
            self.page_languages,
            self.sessions,
            self.sessions_of,
            self.second_factors,
            self.passkeys,
            self.passkeys_of,
            self.spent_challenges,
            self.invitations,
            self.outside_identities,
            self.outside_tokens,
            self.apps,
            self.codes,
            self.tokens,
            self.tokens_of,
            self.media,
            self.notifications,
            self.told,
            self.markers,
            self.repeats,
            self.scheduled,
            self.bookmarks,
            self.bookmarked,
            self.mutes,
            self.blocks,
            self.pins,
            self.mails,
            self.digests,
            self.partners,
            self.handshakes,
            self.cards,
            self.traffic,
            self.mailboxes,
            self.habits,
            self.wanted,
            self.imports,
            self.lanes,
            self.asides,
            self.quarantine,
            self.receipts,
            self.departures,
            self.node,
            self.guide_drafts,
            self.gate_rules,
            self.pen_names,
            self.services,
            self.notices_in,
            self.questions_of_notices,
            self.links,
            self.adoption_care,
            self.communities_abroad,
            self.listings,
            self.listing_changes,
            self.listing_words,
            self.listing_hosts,
            self.listing_cursors,
            self.listing_tellers,
            self.listed,
            self.own_entries,
            self.published_lists,
            self.followed_lists,
            self.list_drafts,
            self.list_causes,
            self.consents,
            self.writing_drafts,
            self.statement_drafts,
            self.collections,
            self.collections_of,
            self.audit_log,
            self.report_cases,
            self.concerned,
            self.hidden,
            self.safeguarding_cases,
            self.limited,
            self.watch_list,
            self.watch_hits,
            self.held_entries,
            self.over,
            self.holds,
            self.disposals
        );
    }

    void clear_views(WriteTx& tx);

    // One line a view: its name, how many entries, and a digest over all keys and values. Equal lines mean equal views.
    std::string views_digest(ReadTx const& tx) const;
};

}  // namespace collegium::storage

#include "storage/compiled_tables.hpp"
