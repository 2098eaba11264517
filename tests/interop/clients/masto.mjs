// masto: the library of Phanpy and Elk. Pages to the end, a picture, and one socket for many streams.
import assert from "node:assert/strict";
import { crc32, deflateSync } from "node:zlib";
import { createRestAPIClient, createStreamingAPIClient } from "masto";

const url = process.env.COLLEGIUM_BASE;
const accessToken = process.env.COLLEGIUM_TOKEN;
const other = createRestAPIClient({ url, accessToken: process.env.COLLEGIUM_OTHER_TOKEN });
const rest = createRestAPIClient({ url, accessToken });
const ok = (claim) => console.log("ok   " + claim);

const instance = await rest.v2.instance.fetch();
assert.match(instance.version, /^4\.2\.0 \(compatible; Collegium /);
assert.equal(instance.apiVersions?.mastodon ?? 1, 1, "grouped notifications are not promised");
ok("the second version of the node's description");

for (let i = 0; i < 45; ++i) await rest.v1.statuses.create({ status: `Sheet ${i}`, visibility: "public" });
const seen = [];
for await (const page of rest.v1.timelines.home.list({ limit: 20 })) seen.push(...page.map((each) => each.id));
assert.equal(new Set(seen).size, seen.length, "nothing twice");
assert.ok(seen.length >= 45, "to the end");
ok("home is read to its end");

// One dot, as a PNG.
function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
const point = Buffer.concat([
  Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])),
  chunk("IDAT", deflateSync(Buffer.from([0, 200, 100, 50]))), chunk("IEND", Buffer.alloc(0))]);
const media = await rest.v2.media.create({ file: new Blob([point], { type: "image/png" }), description: "a point" });
assert.ok(media.url);
const pictured = await rest.v1.statuses.create({ status: "With a point", mediaIds: [media.id] });
assert.equal(pictured.mediaAttachments[0].description, "a point");
ok("a picture is brought, waited for, and posted");

const relationships = await rest.v1.accounts.relationships.fetch({ id: [pictured.account.id] });
assert.equal(relationships[0].following, false);
const found = await rest.v2.search.list({ q: "@ben", type: "accounts", resolve: true });
assert.equal(found.accounts[0].acct, "ben");
await rest.v1.accounts.$select(found.accounts[0].id).follow();
await other.v1.followRequests.$select(pictured.account.id).authorize().catch(() => {});
ok("relationships and search");

const streamingApiUrl = instance.configuration.urls.streaming;
const streaming = createStreamingAPIClient({ streamingApiUrl, accessToken });
async function first(subscription, wanted, act) {
  const timer = setInterval(() => act().catch(console.error), 1500);
  const late = setTimeout(() => { console.error("nothing came"); process.exit(1); }, 30000);
  await act();
  for await (const event of subscription) if (wanted(event)) break;
  clearInterval(timer);
  clearTimeout(late);
  subscription.unsubscribe();
}
await first(streaming.user.subscribe(), (event) => event.event === "update" && /heard live/.test(event.payload.content),
  () => other.v1.statuses.create({ status: "heard live", visibility: "public" }));
ok("a socket brings what somebody posts");
await first(streaming.user.notification.subscribe(), (event) => event.event === "notification",
  () => other.v1.statuses.create({ status: "@ada a word for you" }));
ok("and what is for me");
const algebra = await rest.v1.accounts.lookup({ acct: "algebra" });
for (const member of [rest, other]) await member.v1.accounts.$select(algebra.id).follow();
const lists = await rest.v1.lists.list();
assert.ok(lists.length > 0, "a community is a list");
await first(streaming.list.subscribe({ list: lists[0].id }), (event) => event.event === "update",
  () => other.v1.statuses.create({ status: "@algebra what about a list?\n#question" }));
ok("and what comes into a community");
streaming.close();
process.exit(0);
