#include "server/program.hpp"

#include "config/entropy.hpp"
#include "config/log.hpp"
#include "federation/delivery/delivery.hpp"
#include "federation/delivery/departures.hpp"
#include "federation/directory/exchange.hpp"
#include "federation/fetching/backfill.hpp"
#include "federation/mailbox/desk.hpp"
#include "federation/mailbox/visiting.hpp"
#include "federation/partner_lists/pulling.hpp"
#include "federation/partners/partner_care.hpp"
#include "federation/restored.hpp"
#include "federation/signing/rotation.hpp"
#include "federation/signing/sign.hpp"
#include "federation/subjects/offering.hpp"
#include "server/account_counts.hpp"
#include "server/activitypub/handlers.hpp"
#include "server/adoption/reminder_round.hpp"
#include "server/api_limits.hpp"
#include "server/audit/audit.hpp"
#include "server/communities/joining.hpp"
#include "server/communities/moving.hpp"
#include "server/consent/consents.hpp"
#include "server/dispatch.hpp"
#include "server/export/copy_desk.hpp"
#include "server/followers/followers.hpp"
#include "server/followers/live_feed.hpp"
#include "server/formulas/typesetter.hpp"
#include "server/guides/link_checks.hpp"
#include "server/guides/review_dates.hpp"
#include "server/housekeeping.hpp"
#include "server/http/listener.hpp"
#include "server/kept.hpp"
#include "server/mail/post_office.hpp"
#include "server/mastodon/scheduled.hpp"
#include "server/media/body_places.hpp"
#include "server/media/intake.hpp"
#include "server/media/media_care.hpp"
#include "server/media/workshop.hpp"
#include "server/members/roles.hpp"
#include "server/members/starter.hpp"
#include "server/notifications/notifier.hpp"
#include "server/oauth/limits.hpp"
#include "server/oauth/register_care.hpp"
#include "server/openid/house.hpp"
#include "server/openid/outside_accounts.hpp"
#include "server/openid/provider.hpp"
#include "server/operations/alarms.hpp"
#include "server/operations/libraries.hpp"
#include "server/operations/memory_care.hpp"
#include "server/operations/watch.hpp"
#include "server/pages/page.hpp"
#include "server/polls/poll_round.hpp"
#include "server/retention/round.hpp"
#include "server/reviews/review_round.hpp"
#include "server/safeguarding/cases.hpp"
#include "server/search/indexer.hpp"
#include "server/search/search_desk.hpp"
#include "server/worker_pool.hpp"
#include "server/writing/drafts.hpp"

#include <algorithm>
#include <thread>

namespace collegium::server {

namespace {

constexpr unsigned worker_threads = 2;  // Argon2 takes 64 MiB in each
constexpr std::chrono::seconds grace{5};

ListenOptions listen_options(Settings const& settings) {
    ListenOptions options;
    options.address = settings.listen.address;
    options.port = settings.listen.port;
    options.shards = settings.listen.shards;
    options.connections = settings.listen.connections;
    options.limits.body = settings.limits.body_kib * 1024;
    options.limits.head_time = std::chrono::seconds{settings.limits.head_seconds};
    options.limits.body_time = std::chrono::seconds{settings.limits.body_seconds};
    options.connections_from_one_address = options.connections;  // a proxy in front is everybody
    if (!settings.listen.tls_certificate.empty()) {
        options.tls = TlsFiles{settings.listen.tls_certificate, settings.listen.tls_key};
        options.connections_from_one_address = options.connections / 2;
    }
    return options;
}

storage::EngineOptions engine_options(Settings const& settings) {
    return {settings.node.data, settings.storage.map_gib << 30};
}

media::WorkshopOptions workshop_options(Settings const& settings) {
    media::WorkshopOptions options;
    options.folder = settings.node.data / "media";
    options.most_bytes = std::uintmax_t{settings.media.all_mib} << 20;
    options.worker = media::worker_beside_us();
    options.at_once = std::max(std::thread::hardware_concurrency(), 1U);
    return options;
}

// Browsers name the port that they see; in a test network it is the listener's own.
std::string browser_origin(Settings const& settings, bool in_test_network, std::uint16_t port) {
    return in_test_network ? settings.origin() + ":" + std::to_string(port) : settings.origin();
}

// "en, de" => both
std::vector<std::string> languages_of(Settings const& settings) {
    std::vector<std::string> found{""};
    for (char const c : settings.card.languages) {
        if (c == ',')
            found.emplace_back();
        else if (c != ' ')
            found.back() += c;
    }
    return found;
}

// What a test network promises holds for mail too: nothing leaves this computer.
void check_mail_server(Settings const& settings, bool in_test_network) {
    auto const& host = settings.mail.host;
    if (!in_test_network || host.empty() || host == "127.0.0.1" || host == "::1") return;
    throw std::invalid_argument{"mail.host: a node in a test network sends mail to 127.0.0.1 or ::1 only"};
}

// A certificate that is renewed while the node serves: looked for by itself, and at once on a reload. One that does not
// fit leaves the old one in place.
void try_to_renew(Listener& listener) {
    try {
        if (listener.renew_certificate()) log::info("serving a new certificate");
    } catch (std::exception const& error) {
        log::error("the new certificate is not served, the old one goes on", {{"detail", error.what()}});
    }
}

boost::asio::awaitable<void> renew_certificate(Listener& listener) {
    try_to_renew(listener);
    co_return;
}

}  // namespace

void serve(
    Settings const& settings,
    crypto::SealingKey const& sealing_key,
    std::optional<TestNetwork> test_network,
    bool school_inside,
    std::function<void(std::uint16_t port)> const& ready,
    std::function<void(std::function<void()> const& reload)> const& wait
) {
    operations::check_libraries(operations::loaded_libraries());
    members::check_role_names(settings);
    members::check_starter(settings);
    bool const in_test_network = test_network.has_value();
    check_mail_server(settings, in_test_network);
    pages::load_templates();

    SystemClock const clock;
    SystemEntropy entropy;
    operations::Watch watch{settings};
    storage::Store store{engine_options(settings)};
    store.ask_for_room([&watch] { return !watch.room.is_out(); });
    storage::IdSource ids{clock, federation::newest_id(store)};
    federation::Keyring keyring{sealing_key};
    federation::KeyCache keys;
    WorkerPool workers{worker_threads};
    media::Workshop pictures{workshop_options(settings)};
    formulas::Typesetter typesetter{formulas::options_beside_us()};

    Listener listener{listen_options(settings), clock};
    watch.certificate_end = [&listener] { return listener.certificate_end(); };
    // What others' documents name is never dialled by the one that may go inside (security R8).
    Road const road{settings.outgoing};
    Dialer school_dialer{
        listener.executor(0), DialerLimits{}, test_network, openid::house_of(settings, school_inside), road};
    Dialer dialer{listener.executor(0), DialerLimits{}, std::move(test_network), {}, road};
    federation::mailbox::MailboxDesk mailboxes{listener.executor(0), dialer, store, clock};
    federation::Delivery delivery{listener.executor(0)};
    federation::Backfill backfill{listener.executor(0)};
    federation::PartnerCare partner_care{listener.executor(0)};
    federation::RecentFailures failures;
    federation::Traffic traffic;
    federation::Strangers strangers;
    federation::RecentActivities recent;
    federation::Node const node{
        settings,
        clock,
        ids,
        store,
        keyring,
        keys,
        mailboxes,
        workers,
        delivery,
        backfill,
        failures,
        traffic,
        strangers,
        recent};
    static_cast<void>(federation::instance_signer(node));  // a node without its own keys must not start
    federation::begin_after_restore(node);

    members::Registry const registry{
        members::Secrets{sealing_key, entropy},
        members::Passwords{workers},
        members::Charter::from_file(settings.members.charter)};
    SignIns const sign_ins{node, registry};
    Tokens const tokens{node, sealing_key, entropy};
    Throttle sign_in_tries{5, std::chrono::minutes{15}}, address_tries{20, std::chrono::minutes{15}};
    oauth::Limits oauth_limits;
    ApiLimits api_limits;
    AccountCounts account_counts;
    LiveFeed live;
    search::WordIndex words{settings.node.data / "words", languages_of(settings)};
    search::SearchDesk search_desk{store, words};
    auto const school_sign_in = openid::provider_of(node, school_dialer);
    Kept kept;
    App const app{
        .node = node,
        .registry = registry,
        .sign_ins = sign_ins,
        .tokens = tokens,
        .sign_in_tries = sign_in_tries,
        .address_tries = address_tries,
        .oauth_limits = oauth_limits,
        .api_limits = api_limits,
        .account_counts = account_counts,
        .live = live,
        .pictures = pictures,
        .browser_origin = browser_origin(settings, in_test_network, listener.port()),
        .search = &words,
        .search_desk = &search_desk,
        .school_sign_in = school_sign_in.get(),
        .kept = &kept,
        .dialer = &dialer,
        .mailboxes = &mailboxes,
        .watch = &watch};

    LiveListener live_listener{store, live};
    notifications::Notifier notifier{store, ids, live};
    search::Indexer indexer{store, words};
    Followers followers{node};
    for (LogListener* const each : std::initializer_list<LogListener*>{&live_listener, &notifier, &indexer})
        followers.add(*each);
    mail::SmtpSender smtp{settings.mail};
    mail::PostOffice post_office{node, sealing_key, smtp};
    std::string stopped_at;  // where the last round of these gave up
    operations::Settling settling;
    federation::mailbox::Visiting visiting{node, [&app](federation::OutgoingRequest request) {
                                               return activitypub::answer_fetched(app, std::move(request));
                                           }};
    Housekeeping rounds{listener.executor(0)};

    delivery.start(node);
    backfill.start(node);
    partner_care.start(node);
    followers.start();
    post_office.start();
    media::refuse_unfinished(store);
    rounds.every(std::chrono::hours{1}, "media care", [&app] { return media::tend_pictures(app); });
    rounds.every(std::chrono::hours{6}, "drafts of pages", [&app] { return writing::tend_drafts(app); });
    rounds.every(std::chrono::hours{24}, "register care", [&app] { return oauth::forget_unused(app); });
    rounds.every(std::chrono::seconds{15}, "scheduled posts", [&app] { return mastodon::publish_scheduled(app); });
    rounds.every(std::chrono::hours{6}, "review dates of guides", [&app] { return guides::remind_authors(app); });
    rounds.every(std::chrono::minutes{30}, "sources of guides", [&app] { return guides::check_links(app); });
    rounds.every(std::chrono::minutes{1}, "polls", [&app] { return polls::tend_polls(app); });
    rounds.every(std::chrono::minutes{10}, "requests for reviews", [&app] { return reviews::tend_requests(app); });
    rounds.every(std::chrono::minutes{1}, "reviews under pen names", [&app] { return reviews::tend_pen_names(app); });
    rounds.every(std::chrono::hours{6}, "adoptions", [&app] { return adoption::tend_adoptions(app); });
    rounds.every(std::chrono::hours{1}, "witness of the audit log", [&app] { return audit::witness_round(app); });
    rounds.every(std::chrono::seconds{15}, "alarms of watch lists", [&app] { return safeguarding::tend_alarms(app); });
    rounds.every(std::chrono::minutes{1}, "withdrawals of consent", [&app] { return consent::tend_withdrawals(app); });
    rounds.every(std::chrono::hours{1}, "terms of members", [&app] { return communities::end_terms(app); });
    rounds.every(std::chrono::minutes{1}, "communities that moved", [&app] {
        return communities::lead_followers(app);
    });
    rounds.every(std::chrono::hours{24}, "earlier keys", [&node] { return federation::tend_earlier_keys(node); });
    rounds.every(std::chrono::hours{24}, "retention", [&app] { return retention::tend_retention(app); });
    rounds.every(std::chrono::seconds{15}, "copies for members", [&app] { return exporting::tend_copies(app); });
    rounds.every(std::chrono::minutes{1}, "subjects", [&node] { return federation::subjects::offer(node); });
    rounds.every(std::chrono::hours{6}, "counts of what left", [&node] { return federation::tend_departures(node); });
    rounds.every(std::chrono::minutes{10}, "directory", [&node] {
        return federation::directory::tend_directory(node);
    });
    rounds.every(std::chrono::minutes{5}, "partner lists", [&node] {
        return federation::partner_lists::tend_partner_lists(node);
    });
    rounds.every(std::chrono::seconds{5}, "visits to mailboxes", [&visiting] { return visiting.round(); });
    rounds.every(std::chrono::seconds{10}, "pulse of the writer", [&] { return watch.pulse.beat(store); });
    rounds.every(std::chrono::seconds{5}, "memory", [&node] { return operations::tend_memory(node); });
    rounds.every(std::chrono::minutes{1}, "certificate", [&listener] { return renew_certificate(listener); });
    rounds.every(std::chrono::minutes{2}, "alarms", [&] { return operations::tend_alarms(app, settling); });
    if (school_sign_in)
        rounds.every(std::chrono::minutes{5}, "leavers", [&] {
            return openid::renew_vouching(node, registry.secrets, *school_sign_in, stopped_at);
        });
    listener.start(
        [&](Request request) { return typesetter.finish(dispatch(app, std::move(request))); },
        [&app](Request const& head) { return media::leave_for_body(app, head); }
    );
    log::info("serving", {{"domain", settings.node.domain}, {"address", settings.listen.address}});
    ready(listener.port());
    wait([&listener] { try_to_renew(listener); });

    log::info("stopping");
    rounds.stop();
    post_office.stop();
    followers.stop();
    partner_care.stop();
    delivery.stop();
    backfill.stop();
    listener.stop(grace);
    workers.stop();
    pictures.stop();
    typesetter.stop();
    traffic.flush(store);
    store.stop();  // before the coroutines that wait for it are gone with the listener
}

}  // namespace collegium::server
