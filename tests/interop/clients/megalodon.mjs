// megalodon: the library of Whalebird. Its detector knows us by NodeInfo, and its socket has the token in the query.
import assert from "node:assert/strict";
import megalodon from "megalodon";

const { detector, default: generator } = { default: megalodon.default ?? megalodon, ...megalodon };
const url = process.env.COLLEGIUM_BASE;
assert.equal(await detector(url), "mastodon");
console.log("ok   the detector says mastodon");
const client = generator("mastodon", url, process.env.COLLEGIUM_TOKEN);
const other = generator("mastodon", url, process.env.COLLEGIUM_OTHER_TOKEN);
const me = await client.verifyAccountCredentials();
assert.equal(me.data.username, "ada");
await client.followAccount((await client.searchAccount("ben", { resolve: true })).data[0].id);
await other.acceptFollowRequest(me.data.id).catch(() => {});  // it may have been let in before
const home = await client.getHomeTimeline({ limit: 5 });
assert.ok(Array.isArray(home.data));
console.log("ok   calls answer");
const socket = client.userStreaming ? await client.userStreaming() : client.userSocket();
const late = setTimeout(() => { console.error("nothing came"); process.exit(1); }, 30000);
const post = () => other.postStatus("through megalodon", { visibility: "public" }).catch(console.error);
socket.on("update", (status) => {
  if (!/through megalodon/.test(status.content)) return;
  console.log("ok   a socket with the token in the query brings an update");
  clearTimeout(late);
  process.exit(0);
});
socket.on("connect", post);
setInterval(post, 1500);
