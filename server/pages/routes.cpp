#include "server/fronts.hpp"
#include "server/pages/adoption/handlers.hpp"
#include "server/pages/collections/handlers.hpp"
#include "server/pages/communities/handlers.hpp"
#include "server/pages/consent_parts.hpp"
#include "server/pages/events/handlers.hpp"
#include "server/pages/directory/handlers.hpp"
#include "server/pages/guides/handlers.hpp"
#include "server/pages/moderation/handlers.hpp"
#include "server/pages/partner_lists/handlers.hpp"
#include "server/pages/projects/handlers.hpp"
#include "server/pages/reviews/handlers.hpp"
#include "server/pages/feeds.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/poll_panel.hpp"
#include "server/pages/safeguarding/handlers.hpp"
#include "server/pages/settings/copy.hpp"
#include "server/pages/settings/language.hpp"
#include "server/pages/settings/mail.hpp"
#include "server/pages/settings/profile_page.hpp"
#include "server/pages/statements/handlers.hpp"
#include "server/pages/subjects/handlers.hpp"
#include "server/pages/subject_comments.hpp"
#include "server/pages/signposts/handlers.hpp"
#include "server/pages/writing/handlers.hpp"
#include "server/pages/writing/steps.hpp"

namespace collegium::server::pages {

namespace {

using enum Door;

// clang-format off
constexpr Route table[] = {
    // both, by what they ask for
    {Method::get,  "/",                       open,           Who::anyone, get_home},
    {Method::get,  "/u/:name",                actor,          Who::anyone, get_person},
    {Method::get,  "/c/:name",                actor,          Who::anyone, get_community},
    {Method::get,  "/post/:id",               both,           Who::anyone, opening<get_post>},
    {Method::get,  "/comment/:id",            both,           Who::anyone, opening<get_post>},

    // operators
    {Method::get,  "/operator/members",       open,           Who::operator_, get_operator_members},
    {Method::get,  "/operator/members/:name", open,           Who::operator_, get_operator_member},
    {Method::post, "/operator/members/:name", form,           Who::operator_, post_operator_member},
    {Method::get,  "/operator/health",        open,           Who::operator_, get_health},
    {Method::post, "/operator/exchange",      form,           Who::operator_, post_exchange},
    {Method::post, "/operator/holiday",       form,           Who::operator_, post_holiday},
    {Method::get,  "/about/what-leaves",      open,           Who::member, get_leaving},
    {Method::post, "/operator/partners/:name/test", form,     Who::operator_, post_test_partner},
    {Method::get,  "/operator/partners",      open,           Who::operator_, get_partners},
    {Method::post, "/operator/partners",      form,           Who::operator_, post_partners},
    {Method::get,  "/operator/partners/:name", open,          Who::operator_, get_partner},
    {Method::post, "/operator/partners/:name", form,          Who::operator_, post_partner},
    {Method::get,  "/operator/partners/:name/remove", open,   Who::operator_, get_remove_partner},
    {Method::post, "/operator/partners/:name/remove", form,   Who::operator_, post_remove_partner},
    {Method::get,  "/operator/partner-lists", open,           Who::operator_, get_partner_lists},
    {Method::post, "/operator/partner-lists", form,           Who::operator_, post_partner_lists},
    {Method::get,  "/operator/services",      open,           Who::operator_, get_services},
    {Method::post, "/operator/services",      form,           Who::operator_, post_services},
    {Method::post, "/operator/services/remove", form,         Who::operator_, post_remove_service},

    {Method::get,  "/operator/audit",         open,           Who::operator_, get_audit},
    {Method::get,  "/operator/audit/export",  open,           Who::operator_, get_audit_export},

    // moderation and safeguarding
    {Method::get,  "/moderation",             open,           Who::member, get_reports},
    {Method::get,  "/moderation/watch-lists", open,           Who::member, get_watch_lists},
    {Method::post, "/moderation/watch-lists", form,           Who::member, post_watch_lists},
    {Method::get,  "/moderation/:id",         open,           Who::member, get_report_case},
    {Method::post, "/moderation/:id",         form,           Who::member, post_report_case},
    {Method::get,  "/decisions",              open,           Who::member, get_decisions},
    {Method::post, "/decisions",              form,           Who::member, post_decisions},
    {Method::get,  "/tell-safeguarding",      open,           Who::member, get_tell_lead},
    {Method::post, "/tell-safeguarding",      form,           Who::member, post_tell_lead},
    {Method::get,  "/safeguarding/cases",     open,           Who::member, get_cases},
    {Method::get,  "/safeguarding/cases/:id", open,           Who::member, get_case},
    {Method::post, "/safeguarding/cases/:id", form,           Who::member, post_case},
    {Method::post, "/safeguarding/cases/:id/evidence", form,  Who::member, post_evidence},

    // people
    {Method::get,  "/about/partner-card",     open,           Who::anyone, get_own_card},
    {Method::get,  "/about/accessibility",    open,           Who::anyone, get_accessibility},
    {Method::get,  "/design",                 open,           Who::anyone, get_design},
    {Method::get,  "/assets/style.css",       open,           Who::anyone, get_style},
    {Method::get,  "/assets/passkeys.js",     open,           Who::anyone, get_script},
    {Method::get,  "/assets/writing.js",      open,           Who::anyone, get_writing_script},
    {Method::get,  "/assets/community.png",  open,           Who::anyone, get_picture},
    {Method::get,  "/assets/header.png",     open,           Who::anyone, get_picture},
    {Method::get,  "/assets/person.png",     open,           Who::anyone, get_picture},
    {Method::get,  "/assets/thumbnail.png",  open,           Who::anyone, get_picture},
    {Method::get,  "/sign-in",                open,           Who::anyone, get_sign_in},
    {Method::post, "/sign-in",                form,           Who::anyone, post_sign_in},
    {Method::post, "/sign-in/passkey",        form,           Who::anyone, post_sign_in_passkey},
    {Method::post, "/sign-in/code",           form,           Who::anyone, post_sign_in_code},
    {Method::post, "/sign-in/code/passkey",   form,           Who::anyone, post_sign_in_code_passkey},
    {Method::get,  "/sign-in/again",          open,           Who::member, get_sign_in_again},
    {Method::post, "/sign-in/again",          form,           Who::member, post_sign_in_again},
    {Method::post, "/sign-in/again/passkey",  form,           Who::member, post_sign_in_again_passkey},
    {Method::get,  "/sign-up",                open,           Who::anyone, get_sign_up},
    {Method::post, "/sign-up",                form,           Who::anyone, post_sign_up},
    {Method::get,  "/invitation/:token",      open,           Who::anyone, get_invitation},
    {Method::post, "/invitation/:token",      form,           Who::anyone, post_invitation},
    {Method::get,  "/charter",                open,           Who::anyone, get_charter},
    {Method::post, "/charter",                form,           Who::member, post_charter},
    {Method::get,  "/settings",               open,           Who::member, get_settings},
    {Method::get,  "/settings/profile",       open,           Who::member, get_profile},
    {Method::post, "/settings/profile",       form,           Who::member, post_profile},
    {Method::post, "/settings/profile/pictures", form,        Who::member, post_profile_pictures},
    {Method::get,  "/settings/language",      open,           Who::member, get_language},
    {Method::post, "/settings/language",      form,           Who::member, post_language},
    {Method::get,  "/settings/mail",          open,           Who::member, get_mail},
    {Method::post, "/settings/mail/address",  form,           Who::member, post_mail_address},
    {Method::post, "/settings/mail/weekly",   form,           Who::member, post_mail_weekly},
    {Method::get,  "/settings/copy",          open,           Who::member, get_copy},
    {Method::post, "/settings/copy",          form,           Who::member, post_copy},
    {Method::post, "/settings/copy/file",     form,           Who::member, post_copy_file},
    {Method::get,  "/settings/password",      open,           Who::member, get_password},
    {Method::post, "/settings/password",      form,           Who::member, post_password},
    {Method::get,  "/settings/security",      open,           Who::member, get_security},
    {Method::get,  "/settings/security/code.svg", open,       Who::member, get_security_code},
    {Method::post, "/settings/security/begin", form,          Who::member, post_begin_second_factor},
    {Method::post, "/settings/security/confirm", form,        Who::member, post_confirm_second_factor},
    {Method::post, "/settings/security/recovery-codes", form, Who::member, post_recovery_codes},
    {Method::post, "/settings/security/end",  form,           Who::member, post_end_second_factor},
    {Method::get,  "/settings/passkeys",      open,           Who::member, get_passkeys},
    {Method::post, "/settings/passkeys/begin", form,          Who::member, post_begin_passkey},
    {Method::post, "/settings/passkeys/add",  form,           Who::member, post_add_passkey},
    {Method::post, "/settings/passkeys/rename", form,         Who::member, post_rename_passkey},
    {Method::post, "/settings/passkeys/remove", form,         Who::member, post_remove_passkey},
    {Method::get,  "/settings/sign-ins",      open,           Who::member, get_sign_ins},
    {Method::post, "/settings/sign-ins/end",  form,           Who::member, post_end_sign_in},
    {Method::post, "/settings/sign-ins/end-others", form,     Who::member, post_end_other_sign_ins},
    {Method::get,  "/settings/invitations",   open,           Who::member, get_invitations},
    {Method::post, "/settings/invitations",   form,           Who::member, post_invitations},
    {Method::post, "/settings/invitations/withdraw", form,    Who::member, post_withdraw_invitation},
    {Method::get,  "/members",                open,           Who::member, get_members},
    {Method::post, "/sign-out",               form,           Who::anyone, post_sign_out},
    {Method::post, "/communities/find",       form,           Who::member, post_find_community},
    {Method::post, "/c/:name/join",           form,           Who::member, post_join},
    {Method::post, "/c/:name/leave",          form,           Who::member, post_leave},
    {Method::get,  "/c/:name/ask",            open,           Who::member, opening<get_ask>},
    {Method::post, "/c/:name/ask",            form,           Who::member, sending<post_ask>},
    {Method::post, "/post/:id/answer",        form,           Who::member, sending<post_answer>},
    {Method::post, "/post/:id/vote",          form,           Who::member, post_vote},
    {Method::post, "/comment/:id/vote",       form,           Who::member, post_vote},
    {Method::get,  "/post/:id/edit",          open,           Who::member, opening<get_edit>},
    {Method::post, "/post/:id/edit",          form,           Who::member, sending<post_edit>},
    {Method::get,  "/post/:id/delete",        open,           Who::member, get_delete},
    {Method::post, "/post/:id/delete",        form,           Who::member, post_delete},
    {Method::get,  "/comment/:id/edit",       open,           Who::member, opening<get_edit>},
    {Method::post, "/comment/:id/edit",       form,           Who::member, sending<post_edit>},
    {Method::get,  "/comment/:id/delete",     open,           Who::member, get_delete},
    {Method::post, "/comment/:id/delete",     form,           Who::member, post_delete},
    {Method::get,  "/post/:id/report",        open,           Who::member, get_report},
    {Method::post, "/post/:id/report",        form,           Who::member, post_report},
    {Method::get,  "/comment/:id/report",     open,           Who::member, get_report},
    {Method::post, "/comment/:id/report",     form,           Who::member, post_report},
    {Method::post, "/comment/:id/accept",     form,           Who::member, post_accept},
    {Method::post, "/comment/:id/unaccept",   form,           Who::member, post_unaccept},
    {Method::post, "/post/:id/marks",         form,           Who::member, post_mark},
    {Method::post, "/post/:id/marks/withdraw", form,          Who::member, post_unmark},
    {Method::post, "/comment/:id/marks",      form,           Who::member, post_mark},
    {Method::post, "/comment/:id/marks/withdraw", form,       Who::member, post_unmark},
    {Method::post, "/post/:id/take-up",       form,           Who::member, post_take_up},
    {Method::post, "/post/:id/link",          form,           Who::member, post_link},
    {Method::post, "/comment/:id/unlink",     form,           Who::member, post_unlink},
    {Method::get,  "/post/:id/history",       open,           Who::anyone, get_history},
    {Method::get,  "/comment/:id/history",    open,           Who::anyone, get_history},

    // what is typed, and what its script asks for
    {Method::get,  "/drafts",                 open,           Who::member, get_drafts},
    {Method::post, "/drafts/keep",            form,           Who::member, post_keep_draft},
    {Method::post, "/drafts/drop",            form,           Who::member, post_drop_draft},
    {Method::get,  "/write/similar",          open,           Who::member, get_similar},
    {Method::get,  "/write/complete",         open,           Who::member, get_completions},
    {Method::post, "/write/preview",          form,           Who::member, post_preview},

    // running communities
    {Method::get,  "/communities/new",        open,           Who::member, get_found},
    {Method::post, "/communities/new",        form,           Who::member, post_found},
    {Method::get,  "/c/:name/run",            open,           Who::member, get_run},
    {Method::post, "/c/:name/run",            form,           Who::member, post_run},
    {Method::post, "/c/:name/facilitators",   form,           Who::member, post_facilitator},
    {Method::get,  "/c/:name/members",        open,           Who::member, get_community_members},
    {Method::post, "/c/:name/members",        form,           Who::member, post_community_members},
    {Method::post, "/c/:name/invitation",     form,           Who::member, post_community_invitation},
    {Method::post, "/c/:name/follow",         form,           Who::member, post_follow_community},
    {Method::post, "/c/:name/unfollow",       form,           Who::member, post_unfollow_community},
    {Method::post, "/post/:id/decide",        form,           Who::member, post_decide},
    {Method::post, "/comment/:id/decide",     form,           Who::member, post_decide},

    {Method::get,  "/c/:name/pulse",          open,           Who::member, get_pulse},

    // feeds
    {Method::get,  "/c/:name/questions.atom", open,           Who::anyone, get_questions_feed},
    {Method::get,  "/c/:name/guides.atom",    open,           Who::anyone, get_guides_feed},
    {Method::get,  "/u/:name/posts.atom",     open,           Who::anyone, get_person_feed},

    // events
    {Method::get,  "/c/:name/events",         open,           Who::anyone, get_events},
    {Method::get,  "/c/:name/events.ics",     open,           Who::anyone, get_community_feed},
    {Method::get,  "/c/:name/events/new",     open,           Who::member, get_new_event},
    {Method::post, "/c/:name/events/new",     form,           Who::member, post_new_event},
    {Method::post, "/post/:id/attend",        form,           Who::member, post_attend},
    {Method::post, "/post/:id/capture",       form,           Who::member, post_capture},
    {Method::get,  "/post/:id/change-event",  open,           Who::member, get_change_event},
    {Method::post, "/post/:id/change-event",  form,           Who::member, post_change_event},
    {Method::post, "/post/:id/cancel",        form,           Who::member, post_cancel_event},
    {Method::get,  "/calendar/:account/:token", open,         Who::anyone, get_member_feed},

    // signposts
    {Method::get,  "/c/:name/signposts",      open,           Who::anyone, get_signposts},
    {Method::get,  "/c/:name/signposts/new",  open,           Who::member, get_new_signpost},
    {Method::post, "/c/:name/signposts/new",  form,           Who::member, post_new_signpost},
    {Method::get,  "/post/:id/change-signpost", open,         Who::member, get_change_signpost},
    {Method::post, "/post/:id/change-signpost", form,         Who::member, post_change_signpost},

    // guides
    {Method::get,  "/c/:name/guides",         open,          Who::anyone, get_guides},
    {Method::get,  "/c/:name/guides/write",   open,          Who::member, get_write_guide},
    {Method::post, "/c/:name/guides/write",   form,          Who::member, post_write_guide},
    {Method::get,  "/c/:name/authors",        open,          Who::member, get_authors_rule},
    {Method::post, "/c/:name/authors",        form,          Who::member, post_authors_rule},
    {Method::get,  "/guides/mine",            open,          Who::member, get_own_guides},
    {Method::get,  "/guides/drafts/:id",      open,          Who::member, get_guide_draft},
    {Method::post, "/guides/drafts/:id",      form,          Who::member, post_guide_draft},
    {Method::post, "/guides/drafts/:id/drop", form,          Who::member, post_drop_guide_draft},
    {Method::get,  "/post/:id/guides",        open,          Who::anyone, get_guides_of_question},
    {Method::post, "/post/:id/guide",         form,          Who::member, post_guide_from_question},
    {Method::post, "/post/:id/comment",       form,          Who::member, sending<post_comment>},
    {Method::get,  "/post/:id/versions",      open,          Who::anyone, get_guide_versions},
    {Method::get,  "/post/:id/differences",   open,          Who::anyone, get_guide_differences},
    {Method::post, "/post/:id/revise",        form,          Who::member, post_revise_guide},
    {Method::post, "/post/:id/adapt",         form,          Who::member, post_adapt_guide},
    {Method::get,  "/post/:id/translate",     open,          Who::member, get_translate_guide},
    {Method::post, "/post/:id/translate",     form,          Who::member, post_translate_guide},
    {Method::get,  "/post/:id/suggest",       open,          Who::member, get_suggest},
    {Method::post, "/post/:id/suggest",       form,          Who::member, post_suggest},
    {Method::get,  "/post/:id/suggestions",   open,          Who::member, get_suggestions},
    {Method::get,  "/guides/suggestion",      open,          Who::member, get_suggestion},
    {Method::post, "/guides/suggestion/seen", form,          Who::member, post_suggestion_seen},
    {Method::post, "/guides/suggestion/merge", form,          Who::member, post_merge_suggestion},
    {Method::post, "/guides/suggestion/decline", form,          Who::member, post_decline_suggestion},
    {Method::post, "/guides/suggestion/withdraw", form,          Who::member, post_withdraw_suggestion},

    // reviews
    {Method::get,  "/reviews",                open,          Who::member, get_review_requests},
    {Method::get,  "/reviews/request",        open,          Who::member, get_review_request},
    {Method::get,  "/reviews/request/calendar", open,       Who::member, get_request_calendar},
    {Method::post, "/reviews/request/answer", form,          Who::member, post_answer_request},
    {Method::post, "/reviews/request/withdraw", form,        Who::member, post_withdraw_request},
    {Method::post, "/reviews/pen-name/withdraw", form,       Who::member, post_withdraw_hand_in},
    {Method::get,  "/post/:id/reviews/ask",   open,          Who::member, get_ask_review},
    {Method::post, "/post/:id/reviews/ask",   form,          Who::member, post_ask_review},
    {Method::get,  "/post/:id/review",        open,          Who::member, opening<get_write_review>},
    {Method::post, "/post/:id/review",        form,          Who::member, sending<post_write_review>},
    {Method::get,  "/comment/:id/review/reply", open,        Who::member, get_reply_to_review},
    {Method::post, "/comment/:id/review/reply", form,        Who::member, post_reply_to_review},
    {Method::get,  "/comment/:id/review/override", open,     Who::member, get_override_conflict},
    {Method::post, "/comment/:id/review/override", form,     Who::member, post_override_conflict},
    {Method::post, "/comment/:id/review/override/withdraw", form, Who::member, post_withdraw_override},
    {Method::get,  "/comment/:id/review/withdraw", open,     Who::member, get_withdraw_review},
    {Method::post, "/comment/:id/review/withdraw", form,     Who::member, post_withdraw_review},
    {Method::get,  "/c/:name/gate",           open,          Who::member, get_gate_rule},
    {Method::post, "/c/:name/gate",           form,          Who::member, post_gate_rule},

    // adoptions, and tools for measuring
    {Method::get,  "/post/:id/adopt",         open,          Who::member, get_adopt},
    {Method::post, "/post/:id/adopt",         form,          Who::member, post_adopt},
    {Method::get,  "/post/:id/adoptions",     open,          Who::anyone, get_adoptions},
    {Method::get,  "/adoptions",              open,          Who::member, get_own_adoptions},
    {Method::get,  "/adoptions/:id/change",   open,          Who::member, get_change_adoption},
    {Method::post, "/adoptions/:id/change",   form,          Who::member, post_change_adoption},
    {Method::get,  "/adoptions/:id/measure",  open,          Who::member, get_measure},
    {Method::post, "/adoptions/:id/measure",  form,          Who::member, post_measure},
    {Method::get,  "/adoptions/:id/withdraw", open,          Who::member, get_withdraw_adoption},
    {Method::post, "/adoptions/:id/withdraw", form,          Who::member, post_withdraw_adoption},
    {Method::get,  "/tools",                  open,          Who::anyone, get_instruments},
    {Method::get,  "/c/:name/tools/write",    open,          Who::member, get_write_instrument},
    {Method::post, "/c/:name/tools/write",    form,          Who::member, post_write_instrument},
    {Method::get,  "/post/:id/change-tool",   open,          Who::member, get_change_instrument},
    {Method::post, "/post/:id/change-tool",   form,          Who::member, post_change_instrument},

    // projects
    {Method::get,  "/c/:name/projects",       open,          Who::anyone, get_projects},
    {Method::get,  "/c/:name/projects/write", open,          Who::member, get_write_project},
    {Method::post, "/c/:name/projects/write", form,          Who::member, post_write_project},
    {Method::get,  "/post/:id/projects",      open,          Who::anyone, get_projects_of_question},
    {Method::get,  "/post/:id/change-project", open,         Who::member, get_change_project},
    {Method::post, "/post/:id/change-project", form,         Who::member, post_change_project},

    // consent of pupils
    {Method::get,  "/settings/consent",       open,           Who::member, get_own_consent},
    {Method::post, "/settings/consent",       form,           Who::member, post_own_consent},
    {Method::get,  "/settings/consent/withdraw", open,        Who::member, get_withdraw_own_consent},
    {Method::post, "/settings/consent/withdraw", form,        Who::member, post_withdraw_own_consent},
    {Method::get,  "/safeguarding/pupils",    open,           Who::member, get_pupils},
    {Method::get,  "/safeguarding/pupils/:name", open,        Who::member, get_pupil},
    {Method::post, "/safeguarding/pupils/:name", form,        Who::member, post_pupil},
    {Method::get,  "/safeguarding/pupils/:name/withdraw", open, Who::member, get_withdraw_consent},
    {Method::post, "/safeguarding/pupils/:name/withdraw", form, Who::member, post_withdraw_consent},

    // what student councils say of guides
    {Method::get,  "/post/:id/statement",     open,           Who::member, get_begin_statement},
    {Method::post, "/post/:id/statement",     form,           Who::member, post_begin_statement},
    {Method::get,  "/c/:name/statements",     open,           Who::member, get_statements},
    {Method::get,  "/c/:name/statements/:id", open,           Who::member, get_statement_draft},
    {Method::post, "/c/:name/statements/:id", form,           Who::member, post_statement_draft},
    {Method::get,  "/comment/:id/statement/withdraw", open,   Who::member, get_withdraw_statement},
    {Method::post, "/comment/:id/statement/withdraw", form,   Who::member, post_withdraw_statement},

    // what can be followed
    {Method::get,  "/subjects",               both,           Who::anyone, get_subjects},
    {Method::post, "/subjects/find",          form,           Who::member, post_find_subject},
    {Method::get,  "/subjects/:name",         open,           Who::anyone, get_subject},
    {Method::post, "/subjects/:name/follow",  form,           Who::member, post_follow_subject},
    {Method::post, "/subjects/:name/unfollow", form,          Who::member, post_unfollow_subject},
    {Method::get,  "/collections",            open,           Who::member, get_collections},
    {Method::post, "/collections",            form,           Who::member, post_collection},
    {Method::get,  "/collections/:id",        both,           Who::anyone, get_collection},
    {Method::post, "/collections/:id/change", form,           Who::member, post_change_collection},
    {Method::post, "/collections/:id/name",   form,           Who::member, post_rename_collection},
    {Method::post, "/collections/:id/drop",   form,           Who::member, post_drop_collection},

    // the directory
    {Method::get,  "/directory",              open,           Who::anyone, get_directory},
    {Method::get,  "/directory/listing",      open,           Who::anyone, get_listing},
    {Method::get,  "/c/:name/partners",       both,           Who::anyone, get_partner_list},
    {Method::post, "/c/:name/partners",       form,           Who::member, post_partner_list},
    {Method::get,  "/c/:name/listing",        open,           Who::member, get_listing_choice},
    {Method::post, "/c/:name/listing",        form,           Who::member, post_listing_choice},

    // what is new, and what was said before
    {Method::get,  "/notifications",          open,           Who::member, get_notifications},
    {Method::post, "/notifications/read",     form,           Who::member, post_notifications_read},
    {Method::get,  "/scheduled",              open,           Who::member, get_scheduled_posts},
    {Method::post, "/scheduled/:id/again",    form,           Who::member, post_retry_scheduled},
    {Method::post, "/scheduled/:id/drop",     form,           Who::member, post_drop_scheduled},
    {Method::get,  "/search",                 open,           Who::anyone, get_search},
    {Method::get,  "/unsubscribe/:account/:token", open,      Who::anyone, get_unsubscribe},
    {Method::post, "/unsubscribe/:account/:token", api,       Who::anyone, post_unsubscribe},
};
// clang-format on

}  // namespace

std::span<Route const> routes() noexcept {
    return table;
}

}  // namespace collegium::server::pages
