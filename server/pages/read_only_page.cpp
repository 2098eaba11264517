#include "server/pages/read_only_page.hpp"

#include "server/pages/kept_form.hpp"

namespace collegium::server::pages {

Response read_only_page(App const& app, Call const& call, bool kept, Rest why) {
    Page page{app, call, "read_only", phrase("Read-only for now")};
    if (why == Rest::disk) page.values().show("DISK");
    page.values().show(kept ? "IS_KEPT" : "NOT_KEPT");
    if (kept) show_kept(page.values(), call);
    return page.render(503);
}

}  // namespace collegium::server::pages
