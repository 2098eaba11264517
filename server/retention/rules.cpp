#include "server/retention/rules.hpp"

#include <algorithm>
#include <chrono>

namespace collegium::server::retention {

namespace {

constexpr std::string_view closed = "after the account was closed, or the school no longer knew them";
constexpr std::string_view details_words =
    "What a closed account says of its person: mail address, password, second factor, "
    "profile, drafts, notifications";
constexpr std::string_view all_words =
    "All that was written under a closed account, here and at the institutions that got it";
constexpr std::string_view told = "What members were told on their page of notifications";

}  // namespace

std::vector<Rule> rules_of(Settings const& settings) {
    using enum DisposalRule;
    auto const& set = settings.retention;
    return {
        {sign_ins,
         "sign-ins",
         "A sign-in of a browser, with what it was made with",
         "everybody",
         "after the last visit",
         settings.limits.sign_in_days,
         "limits.sign_in_days"},
        {requests,
         "requests",
         "Who asked to be let in and was not answered, with their mail address",
         "who asked; who is turned down is forgotten at once",
         "after they asked",
         set.request_days,
         "retention.request_days"},
        {notifications,
         "notifications",
         told,
         "adults",
         "after they were told",
         set.notification_days,
         "retention.notification_days"},
        {pupil_notifications,
         "pupil-notifications",
         told,
         "pupils",
         "after they were told",
         set.pupil_notification_days,
         "retention.pupil_notification_days"},
        {guide_drafts,
         "guide-drafts",
         "Guides that somebody began and nobody else has seen",
         "everybody",
         "after they were saved last",
         set.guide_draft_days,
         "retention.guide_draft_days"},
        {details, "details", details_words, "adults", closed, set.closed_details_days, "retention.closed_details_days"},
        {pupil_details,
         "pupil-details",
         details_words,
         "pupils",
         closed,
         set.closed_pupil_details_days,
         "retention.closed_pupil_details_days"},
        {words, "words", all_words, "adults", closed, set.closed_words_days, "retention.closed_words_days"},
        {pupil_words,
         "pupil-words",
         all_words,
         "pupils",
         closed,
         set.closed_pupil_words_days,
         "retention.closed_pupil_words_days"},
        {reports,
         "reports",
         "Closed reports with notes, decisions and appeals, unless a decision still stands",
         "who is concerned",
         "after they were closed",
         set.report_days,
         "retention.report_days"},
        {safeguarding_cases,
         "safeguarding-cases",
         "Closed cases of the safeguarding lead",
         "who is concerned",
         "after they were closed",
         set.safeguarding_case_days,
         "retention.safeguarding_case_days"},
    };
}

Rule rule_of(Settings const& settings, DisposalRule rule) {
    auto const all = rules_of(settings);
    return *std::ranges::find(all, rule, &Rule::rule);
}

std::string how_long(Rule const& rule) {
    if (rule.days == 0) return "no period ends it (" + std::string{rule.setting} + " = 0)";
    return std::to_string(rule.days) + (rule.days == 1 ? " day " : " days ") + std::string{rule.since};
}

std::optional<Instant> due_before(Rule const& rule, Instant now) {
    if (rule.days == 0) return std::nullopt;
    return now - std::chrono::days{rule.days};
}

}  // namespace collegium::server::retention
