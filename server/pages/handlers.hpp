// The front for people: pages that are whole without a script, passkeys excepted, and the forms on them.
#pragma once

#include "server/app.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;

awaitable<Response> get_style(App const& app, Call call);
awaitable<Response> get_script(App const& app, Call call);
awaitable<Response> get_writing_script(App const& app, Call call);
awaitable<Response> get_picture(App const& app, Call call);
awaitable<Response> get_design(App const& app, Call call);

awaitable<Response> get_sign_in(App const& app, Call call);
awaitable<Response> post_sign_in(App const& app, Call call);
awaitable<Response> post_sign_in_passkey(App const& app, Call call);
awaitable<Response> post_sign_in_code(App const& app, Call call);
awaitable<Response> post_sign_in_code_passkey(App const& app, Call call);
awaitable<Response> get_sign_in_again(App const& app, Call call);
awaitable<Response> post_sign_in_again(App const& app, Call call);
awaitable<Response> post_sign_in_again_passkey(App const& app, Call call);
awaitable<Response> post_sign_out(App const& app, Call call);

awaitable<Response> get_invitation(App const& app, Call call);
awaitable<Response> post_invitation(App const& app, Call call);
awaitable<Response> get_sign_up(App const& app, Call call);
awaitable<Response> post_sign_up(App const& app, Call call);
awaitable<Response> get_charter(App const& app, Call call);
awaitable<Response> post_charter(App const& app, Call call);

awaitable<Response> get_settings(App const& app, Call call);
awaitable<Response> get_profile(App const& app, Call call);
awaitable<Response> post_profile(App const& app, Call call);
awaitable<Response> get_password(App const& app, Call call);
awaitable<Response> post_password(App const& app, Call call);
awaitable<Response> get_security(App const& app, Call call);
awaitable<Response> get_security_code(App const& app, Call call);
awaitable<Response> post_begin_second_factor(App const& app, Call call);
awaitable<Response> post_confirm_second_factor(App const& app, Call call);
awaitable<Response> post_recovery_codes(App const& app, Call call);
awaitable<Response> post_end_second_factor(App const& app, Call call);
awaitable<Response> get_passkeys(App const& app, Call call);
awaitable<Response> post_begin_passkey(App const& app, Call call);
awaitable<Response> post_add_passkey(App const& app, Call call);
awaitable<Response> post_rename_passkey(App const& app, Call call);
awaitable<Response> post_remove_passkey(App const& app, Call call);
awaitable<Response> get_sign_ins(App const& app, Call call);
awaitable<Response> post_end_sign_in(App const& app, Call call);
awaitable<Response> post_end_other_sign_ins(App const& app, Call call);
awaitable<Response> get_invitations(App const& app, Call call);
awaitable<Response> post_invitations(App const& app, Call call);
awaitable<Response> post_withdraw_invitation(App const& app, Call call);

awaitable<Response> get_home(App const& app, Call call);
awaitable<Response> post_find_community(App const& app, Call call);

awaitable<Response> get_members(App const& app, Call call);
awaitable<Response> get_person(App const& app, Call call);

awaitable<Response> get_community(App const& app, Call call);
awaitable<Response> post_join(App const& app, Call call);
awaitable<Response> post_leave(App const& app, Call call);

awaitable<Response> get_ask(App const& app, Call call);
awaitable<Response> post_ask(App const& app, Call call);

awaitable<Response> get_post(App const& app, Call call);
awaitable<Response> post_comment(App const& app, Call call);
awaitable<Response> post_answer(App const& app, Call call);
awaitable<Response> get_edit(App const& app, Call call);
awaitable<Response> post_edit(App const& app, Call call);
awaitable<Response> get_delete(App const& app, Call call);
awaitable<Response> post_delete(App const& app, Call call);
awaitable<Response> get_report(App const& app, Call call);
awaitable<Response> post_report(App const& app, Call call);
awaitable<Response> post_accept(App const& app, Call call);
awaitable<Response> post_unaccept(App const& app, Call call);
awaitable<Response> post_mark(App const& app, Call call);
awaitable<Response> post_unmark(App const& app, Call call);
awaitable<Response> post_take_up(App const& app, Call call);
awaitable<Response> post_link(App const& app, Call call);
awaitable<Response> post_unlink(App const& app, Call call);
awaitable<Response> get_history(App const& app, Call call);

awaitable<Response> get_notifications(App const& app, Call call);
awaitable<Response> post_notifications_read(App const& app, Call call);
awaitable<Response> get_scheduled_posts(App const& app, Call call);
awaitable<Response> post_retry_scheduled(App const& app, Call call);
awaitable<Response> post_drop_scheduled(App const& app, Call call);
awaitable<Response> get_search(App const& app, Call call);

// By the address in a mail; whoever has it needs no sign-in.
awaitable<Response> get_unsubscribe(App const& app, Call call);
awaitable<Response> post_unsubscribe(App const& app, Call call);

// For operators.
awaitable<Response> get_operator_members(App const& app, Call call);
awaitable<Response> get_operator_member(App const& app, Call call);
awaitable<Response> post_operator_member(App const& app, Call call);
awaitable<Response> get_health(App const& app, Call call);
awaitable<Response> post_exchange(App const& app, Call call);
awaitable<Response> post_holiday(App const& app, Call call);
awaitable<Response> post_test_partner(App const& app, Call call);
awaitable<Response> get_partners(App const& app, Call call);
awaitable<Response> post_partners(App const& app, Call call);
awaitable<Response> get_partner(App const& app, Call call);
awaitable<Response> post_partner(App const& app, Call call);
awaitable<Response> get_services(App const& app, Call call);
awaitable<Response> post_services(App const& app, Call call);
awaitable<Response> post_remove_service(App const& app, Call call);
awaitable<Response> get_remove_partner(App const& app, Call call);
awaitable<Response> post_remove_partner(App const& app, Call call);

// For those who answer for the school.
awaitable<Response> get_leaving(App const& app, Call call);

awaitable<Response> get_own_card(App const& app, Call call);
awaitable<Response> get_accessibility(App const& app, Call call);

}  // namespace collegium::server::pages
