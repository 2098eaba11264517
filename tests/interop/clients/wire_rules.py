"""The rules of the wire that clients live by: scripts of other sites, ways to send, refusals, limits."""
from member import OUT_OF_BAND, PASSWORD, Browser, call, check, token_for

ada = token_for("ada")

status, fields, _ = call("OPTIONS", "/api/v1/statuses", headers={
    "Origin": "https://app.example", "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,content-type,idempotency-key"})
check("a script of another site may call", fields["Access-Control-Allow-Origin"] == "*")
allowed = fields["Access-Control-Allow-Headers"].lower()
check("with the fields that it needs", all(name in allowed for name in ("authorization", "content-type", "idempotency-key")))
check("and is not asked again for a day", fields["Access-Control-Max-Age"] == "86400")
_, fields, _ = call("GET", "/api/v1/timelines/home?limit=1", ada)
check("it may read where a list goes on", "Link" in fields["Access-Control-Expose-Headers"])
_, fields, _ = call("GET", "/oauth/authorize")
check("but no page", fields["Access-Control-Allow-Origin"] is None)

for path in ("/api/v1/instance", "/api/v2/instance", "/api/v1/timelines/public", "/api/v1/accounts/verify_credentials"):
    check(f"{path}/ is {path}", call("GET", path + "/", ada)[0] == call("GET", path, ada)[0] == 200)

ways = [
    dict(fields={"status": "as a form", "sensitive": "1"}),
    dict(fields={"status": "as a form", "sensitive": "True"}),
    dict(fields={"status": "as a form", "sensitive": "on"}),
    dict(body={"status": "as JSON", "sensitive": True, "media_ids": [], "in_reply_to_id": None}),
]
for way in ways:
    code, _, made = call("POST", "/api/v1/statuses", ada, **way)
    check(f"a post {way}", code == 200 and made["sensitive"] is True, made)
code, _, made = call("POST", "/api/v1/statuses?status=in+the+query&sensitive=true", ada)
check("a post in the query", code == 200 and made["sensitive"] is True, made)

for claim, answer, wanted in [
    ("no token", call("GET", "/api/v1/timelines/home"), 401),
    ("a wrong token", call("GET", "/api/v1/timelines/home", "nobody"), 401),
    ("a missing thing", call("GET", "/api/v1/statuses/1", ada), 404),
    ("an address that is none", call("GET", "/api/v1/nothing", ada), 404),
    ("an empty post", call("POST", "/api/v1/statuses", ada, fields={"status": ""}), 422),
    ("a narrow token", call("POST", "/api/v1/statuses", token_for("ben", "read"), fields={"status": "x"}), 403),
    ("broken JSON", call("POST", "/api/v1/statuses", ada, fields=None, headers={"Content-Type": "application/json"}), 422),
]:
    code, fields, said = answer
    check(f"{claim} is {wanted} with words", code == wanted and isinstance(said, dict) and said.get("error"), answer)

code, _, said = call("POST", "/oauth/token", fields={"grant_type": "password", "username": "ada", "password": "x"})
check("no password is taken from a program", code in (400, 401) and said["error"] and said["error_description"], said)
code, _, said = call("POST", "/oauth/token", fields={"grant_type": "authorization_code", "code": "x"})
check("a refused grant says why", code in (400, 401) and said["error"] and said["error_description"], said)

lost = token_for("ben")
check("a token works", call("GET", "/api/v1/accounts/verify_credentials", lost)[0] == 200)
app = call("POST", "/api/v1/apps", fields={"client_name": "x", "redirect_uris": OUT_OF_BAND, "scopes": "read"})[2]
call("POST", "/oauth/revoke", fields={"token": lost, "client_id": app["client_id"], "client_secret": app["client_secret"]})
check("another program cannot end it", call("GET", "/api/v1/accounts/verify_credentials", lost)[0] == 200)
browser = Browser()
page = browser.submit(browser.open("/sign-in")[1], "/sign-in", name="ben", password=PASSWORD)
place, page = browser.open("/settings/programs")
while "/settings/programs" in page and call("GET", "/api/v1/accounts/verify_credentials", lost)[0] == 200:
    place, page = browser.submit(page, "/settings/programs")
check("its member can", call("GET", "/api/v1/accounts/verify_credentials", lost)[0] == 401)
