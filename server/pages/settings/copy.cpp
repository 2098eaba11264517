#include "server/pages/settings/copy.hpp"

#include "server/backup/new_file.hpp"
#include "server/dispatch.hpp"
#include "server/export/copy_desk.hpp"
#include "server/http/wire.hpp"
#include "server/pages/page.hpp"
#include "server/pages/signing_in.hpp"
#include "server/partner_words.hpp"

#include <array>
#include <fstream>
#include <memory>

namespace collegium::server::pages {

using boost::asio::awaitable;

namespace {

constexpr std::chrono::seconds write_time{60};
constexpr std::size_t part_size = std::size_t{64} << 10;

Response copy_page(App const& app, Call const& call, std::string_view problem, unsigned status) {
    auto const state = exporting::copy_of(app, call.member->actor);
    Page page{app, call, "settings_copy", phrase("Your data")};
    auto& values = page.values();
    bool const is_of_password = state.made && status != 409 && has_password(app, call);
    if (!is_of_password) values.refused(problem);
    values.show(state.wanted ? "WANTED" : "NOT_WANTED");
    if (!state.made) return page.render(status);
    auto made = values.repeat("MADE");
    made.time("TIME", state.made->made);
    made.text("SIZE", backup::size_words(state.made->bytes));
    made.time("UNTIL", state.made->made + exporting::copies_are_kept);
    if (has_password(app, call))
        made.repeat("WITH_PASSWORD").problem("password", is_of_password ? problem : std::string_view{});
    else
        show_school(app, page, "/settings/copy");
    return page.render(status);
}

// A copy can be larger than what a message may be: it goes out as it is read.
awaitable<void> send_file(Wire& wire, std::shared_ptr<std::ifstream> in) {
    std::string part(part_size, '\0');
    for (;;) {
        in->read(part.data(), static_cast<std::streamsize>(part.size()));
        auto const size = static_cast<std::size_t>(in->gcount());
        if (size == 0) co_return;
        wire.deadline(write_time);
        bool const written = co_await wire.write(boost::asio::buffer(part.data(), size));
        if (!written) co_return;
    }
}

}  // namespace

awaitable<Response> get_copy(App const& app, Call call) {
    co_return copy_page(app, call, "", 200);
}

awaitable<Response> post_copy(App const& app, Call call) {
    auto const noted = exporting::want_copy(app, call.member->account, call.member->actor);
    if (!noted) co_return refuse(app, call, noted.error());
    co_return Response::see_other("/settings/copy");
}

awaitable<Response> post_copy_file(App const& app, Call call) {
    auto const problem = co_await password_problem(app, call);
    if (!problem.empty()) co_return copy_page(app, call, problem, problem == too_many_tries_words ? 429 : 422);
    auto const state = exporting::copy_of(app, call.member->actor);
    auto in = state.made ? std::make_shared<std::ifstream>(state.made->file, std::ios::binary) : nullptr;
    if (!in || !*in) co_return copy_page(app, call, phrase("There is no copy any more: ask for another one."), 409);
    Response response{200, "application/zip", ""};
    response.with("Content-Disposition", "attachment; filename=\"your-data.zip\"");
    response.with("Cache-Control", "private, no-store");
    response.then([in](Wire& wire) -> awaitable<void> { return send_file(wire, in); });
    co_return response;
}

}  // namespace collegium::server::pages
