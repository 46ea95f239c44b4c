/**
 * The state check, run in a page: what its client knows from pushes must equal what a fresh client
 * of the same person fetches. Answers with the difference, or null once there is none.
 *
 * A translation is asked for when its message is looked at: one that the page lacks is not missed.
 * Addresses of pictures change from hour to hour.
 */
async () => {
  const [{ client }, { Client }, { inboxOf }, { signIn }, { io }] = await Promise.all([
    import("/static/views/model.js"),
    import("/static/sdk/client.js"),
    import("/static/sdk/state/inbox.js"),
    import("/static/views/demo.js"),
    import("/static/vendor/socket.io.js"),
  ]);
  const forgetful = { load: () => [], save: () => {}, remove: () => {} };

  const isAddress = (name) => name === "thumb_url" || name === "url";
  const withoutAddresses = ({ attachments, ...message }) => ({
    ...message,
    attachments: attachments?.map((picture) =>
      Object.fromEntries(Object.entries(picture).filter(([name]) => !isAddress(name)))),
  });
  const ordered = (value) => {
    if (Array.isArray(value)) return value.map(ordered);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.keys(value).sort().map((key) => [key, ordered(value[key])]));
  };
  const seen = ({ state }, like) => ({
    inbox: inboxOf(state, "all"),
    unread: state.unread_total,
    threads: Object.entries(like.state.threads).map(([id, { messages }]) => {
      const from = messages[0]?.seq ?? 0;
      return [id, state.threads[id]?.messages.filter(({ seq }) => seq >= from)];
    }),
  });
  const withoutUnseen = (truth, pushed) => {
    const lacks = (message) => message && !message.translation;
    const strip = ({ translation, lang, ...message }) => message;
    const translated = (message, known) => (message && lacks(known) ? strip(message) : message);
    const alike = (message, known) => message && withoutAddresses(translated(message, known));
    const inbox = (list, like) => list.map((it, index) =>
      ({ ...it, last_message: alike(it.last_message, like[index]?.last_message) }));
    const threads = (list, like) => list.map(([id, messages], index) =>
      [id, messages?.map((message, at) => alike(message, like[index]?.[1]?.[at]))]);
    return { ...truth, inbox: inbox(truth.inbox, pushed.inbox), threads: threads(truth.threads, pushed.threads) };
  };
  const fetched = async () => {
    const url = location.origin;
    const fresh = new Client({ io, url, getToken: signIn, storage: forgetful });
    fresh.start();
    const { count } = client.state.folders.all;
    do await fresh.loadInbox("all");
    while (fresh.state.folders.all.cursor && fresh.state.folders.all.count < count);
    for (const [id, { messages }] of Object.entries(client.state.threads)) {
      await fresh.loadBackTo(id, messages[0]?.seq ?? Infinity);
    }
    fresh.stop();
    return fresh;
  };

  await client.loadInbox("all");
  let difference = null;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const fresh = await fetched();
    const [known, told] = [seen(client, client), seen(fresh, client)];
    const [pushed, truth] = [known, told].map((it) => JSON.stringify(ordered(withoutUnseen(it, known))));
    if (pushed === truth) return null;
    difference = { pushed, truth };
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return difference;
}
