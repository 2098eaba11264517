#include "server/operations/surroundings.hpp"

#include "server/kept.hpp"
#include "server/operations/watch.hpp"

namespace collegium::server::operations {

health::Surroundings surroundings_of(App const& app, std::chrono::milliseconds worker_wait) {
    health::Surroundings around{app.node.settings, app.node.store, app.node.clock.now(), worker_wait};
    if (app.watch != nullptr && app.watch->certificate_end) around.certificate_end = app.watch->certificate_end();
    if (app.kept == nullptr) return around;
    std::function<std::optional<health::DiskUse>()> const count = [&] {
        return health::disk_use(app.node.settings.node.data);
    };
    around.disk = *app.kept->get("health: disk", around.now, count);
    return around;
}

}  // namespace collegium::server::operations
