#include "tests/server/api_school.hpp"

#include "tests/federation/people.hpp"
#include "tests/printing.hpp"

namespace collegium::tests {

std::string ApiSchool::id_of(std::string const& acct) {
    return value_of(json_of(ada.get("/api/v1/accounts/lookup?acct=" + acct)).root(), "id");
}

federation::Json ApiSchool::relationship(std::string const& acct) {
    auto const list = json_of(ada.get("/api/v1/accounts/relationships?id=" + id_of(acct)));
    REQUIRE(list.root().Size() == 1);
    auto const text = list.bytes().substr(1, list.bytes().size() - 2);
    return federation::Json::read_object(text).value();
}

server::Response ApiSchool::act(std::string const& acct, std::string const& what, Fields const& fields) {
    return ada.post("/api/v1/accounts/" + id_of(acct) + "/" + what, fields);
}

void ApiSchool::make_pupil(std::string const& account) {
    storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto record = tables.accounts.get(tx, account).value();
        record.pupil = true;
        tables.accounts.put(tx, account, record);
        agree_for(tx, tables, record.actor);
        return 0;
    };
    static_cast<void>(north.node.store.write_now(change).value());
}

}  // namespace collegium::tests
