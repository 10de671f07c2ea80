import { paint } from "/status.js";

const $ = (selector) => document.querySelector(selector);
const view = $("#view");
const KEYS = { " ": "pause", n: "next", b: "again", "-": "take_back", "+": "add", "=": "add", r: "anew", q: "end", m: "mirror" };
let token = sessionStorage.getItem("token");
let socket = null;
let told = {};
let phase = "idle";
let queue = [];

// --- asking the program ---------------------------------------------------------------------------------------------

async function call(path, body, method = "POST") {
  const isFile = body instanceof Blob;
  const headers = { "x-formcheck-token": token ?? "" };
  const answer = await fetch(path, { method, headers, body: body && (isFile ? body : JSON.stringify(body)) }).catch(() => null);
  if (!answer) throw new Error($("[data-toast]").dataset.lost);
  if (answer.status === 401) outside();
  if (method === "GET") return answer.ok ? answer.text() : Promise.reject(new Error(await reason(answer)));
  if (!answer.ok) throw new Error(await reason(answer));
  return answer.json();
}

async function reason(answer) {
  return (await answer.json().catch(() => ({}))).error ?? `${answer.status}`;
}

function toast(text) {
  const place = $("[data-toast]");
  place.textContent = text;
  place.hidden = !text;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => (place.hidden = true), 8000);
}

const guarded = (act) => (...given) => act(...given).catch((error) => toast(error.message));

async function sure(question) {
  const dialog = $("[data-dialog]");
  dialog.querySelector("p").textContent = question;
  dialog.returnValue = "";
  dialog.showModal();
  await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  return dialog.returnValue === "yes";
}

// --- coming in ------------------------------------------------------------------------------------------------------

async function enter() {
  const key = new URLSearchParams(location.hash.slice(1)).get("key");
  if (key) {
    history.replaceState(null, "", "/#/start");
    const answer = await fetch("/enter", { method: "POST", body: JSON.stringify({ key }) });
    if (answer.ok) sessionStorage.setItem("token", (token = (await answer.json()).token));
  }
  if (!token) return;
  $(".bar").hidden = false;
  connect();
  await show();
}

function outside() {
  sessionStorage.removeItem("token");
  token = null;
  location.reload();
}

function connect() {
  socket = new WebSocket(`ws://${location.host}/live`);
  socket.binaryType = "blob";
  socket.onopen = () => {
    socket.send(token);
    watch();
  };
  socket.onmessage = (event) => (typeof event.data === "string" ? hear(JSON.parse(event.data)) : see(event.data));
  socket.onclose = (event) => {
    if (event.code === 1008) return outside();
    toast($("[data-toast]").dataset.lost);
    setTimeout(connect, 1500);
  };
}

const say = (words) => socket?.readyState === WebSocket.OPEN && socket.send(JSON.stringify(words));
const watch = () => say({ watch: Boolean($("[data-canvas]")), shown: 1 });

// --- the session ----------------------------------------------------------------------------------------------------

async function see(blob) {
  const picture = await createImageBitmap(blob).catch(() => null);
  const canvas = $("[data-canvas]");
  if (picture && canvas) {
    if (canvas.width !== picture.width) canvas.width = picture.width;
    if (canvas.height !== picture.height) canvas.height = picture.height;
    canvas.hidden = false;
    canvas.getContext("2d").drawImage(picture, 0, 0);
  }
  picture?.close();
  say({ shown: 1 });
}

function hear(news) {
  told = news;
  const before = phase;
  phase = news.phase;
  const under = phase === "running" || phase === "starting";
  $("[data-banner]").hidden = !under || place() === "live";
  $("[data-banner] span").textContent = news.title ?? "";
  if ($("[data-after]")) {
    paint(phase === "running" ? news.now : null);
    finish(before);
  }
  if ($("[data-note]")) $("[data-note]").textContent = under ? (news.note ?? "") : "";
  if ($("[data-look-note]")) $("[data-look-note]").textContent = news.look ?? "";
  if ($("[data-clips]")) list(news.clips ?? []);
}

function finish(before) {
  if (!$("[data-after]")) return;
  const over = phase === "ended" || phase === "failed" || phase === "idle";
  document.body.classList.toggle("over", over);
  $("[data-after]").hidden = !over;
  $("[data-after-words]").textContent = told.note || told.came || told.title || "";
  $("[data-if-saved]").hidden = !told.saved;
  if (over && before === "running" && told.saved) report(lately());
}

const lately = () => (told.checkup ? { what: "checkup", id: told.checkup } : { what: "last" });

const begin = guarded(async (kind, name) => {
  await call("/begin", { kind, name });
  phase = "starting";
  location.hash = "#/live";
});

const share = guarded(async (address) => {
  const found = await call("/share", { address: address ?? "" });
  $("[data-shared]").hidden = false;
  $("[data-code]").innerHTML = found.code;
  $("[data-url]").textContent = $("[data-url]").href = found.url;
  $("[data-addresses]").replaceChildren(...found.addresses.map((one) => new Option(one, one, false, one === found.address)));
});

// --- reports --------------------------------------------------------------------------------------------------------

const report = guarded(async (what) => {
  const { url } = await call("/lend", what);
  if (what.what === "export") {
    const link = Object.assign(document.createElement("a"), { href: url, download: "formcheck-history.json" });
    return link.click();
  }
  const sheet = $("[data-sheet]");
  sheet.querySelector("iframe").src = url;
  sheet.hidden = false;
  $("[data-sheet-next]").hidden = queue.length === 0;
  $("[data-sheet-close]").focus();
});

function shut() {
  $("[data-sheet]").hidden = true;
  $("[data-sheet] iframe").src = "about:blank";
  if (place() === "live") location.hash = "#/start";
}

// --- clips ----------------------------------------------------------------------------------------------------------

const take = guarded(async (files) => {
  if (!files.length) return;
  if (place() !== "analyse") location.hash = "#/analyse";
  for (const file of files) await call(`/clips/${encodeURIComponent(file.name)}`, file, "PUT");
});

// A row is made anew only where something of it has changed: what is being clicked stays.
function list(clips) {
  const target = $("[data-clips]");
  clips.forEach((clip, number) => {
    const state = JSON.stringify(clip);
    const before = target.children[number];
    if (before?.dataset.state === state) return;
    const row = rowOf(clip, number, target.dataset.label);
    row.dataset.state = state;
    before ? before.replaceWith(row) : target.append(row);
  });
  while (target.children.length > clips.length) target.lastElementChild.remove();
}

function rowOf(clip, number, label) {
  const make = (tag, given) => Object.assign(document.createElement(tag), given);
  const row = make("li");
  const words = clip.error || clip.headline || clip.stage;
  row.append(make("b", { textContent: clip.name }), make("span", { textContent: words, className: clip.error ? "missed" : "small" }));
  if (!clip.ended) row.append(make("progress", { max: 1, value: clip.share, ariaLabel: clip.name }));
  if (clip.report) {
    const open = make("button", { textContent: label, className: "primary" });
    Object.assign(open.dataset, { report: "clip", id: number });
    row.append(open);
  }
  return row;
}

// --- views ----------------------------------------------------------------------------------------------------------

const place = () => location.hash.split("/")[1] || "start";

const show = guarded(async () => {
  const [, name, of] = location.hash.split("/");
  if (look.on) await call("/look", { stop: true });
  look.on = false;
  view.innerHTML = await call(`/view/${name || "start"}?of=${of ?? ""}`, null, "GET");
  document.body.className = `at-${name || "start"}`;
  for (const link of document.querySelectorAll(".bar a")) link.toggleAttribute("aria-current", link.hash === `#/${place()}`);
  document.title = `${view.querySelector("h1")?.textContent ?? ""} – formcheck`;
  watch();
  hear(told);
  scrollTo(0, 0);
  view.focus({ preventScroll: true });
});

const look = guarded(async () => {
  look.on = true;
  await call("/look", { camera: $("[name=camera]").value });
});

// What is in hand keeps the focus.
const desk = guarded(async () => {
  const html = await call("/view/desk", null, "GET");
  const card = $("[data-desk]"), held = document.activeElement.dataset.deskTell;
  if (card && card.said !== html) card.innerHTML = card.said = html;
  if (held) ($(`[data-desk-tell="${held}"]`) ?? $("[data-desk-tell]"))?.focus();
});
setInterval(() => token && $("[data-desk]") && !document.hidden && desk(), 5000);

const change = guarded(async (what) => {
  const answer = await call("/change", what);
  if (answer.note) toast(answer.note);
  return true;
});

function values(form) {
  const given = [...form.elements].filter((one) => one.name);
  return Object.fromEntries(given.map((one) => [one.name, one.type === "checkbox" ? one.checked : one.value]));
}

const ACTIONS = [
  ["[data-begin]", (one) => begin(one.dataset.begin, one.dataset.name)],
  ["[data-ask]", (one) => say({ ask: one.dataset.ask })],
  ["[data-report]", (one) => {
    const ids = [...document.querySelectorAll(`[data-report="${one.dataset.report}"]`)].map((other) => Number(other.dataset.id));
    queue = one.dataset.id ? ids.slice(ids.indexOf(Number(one.dataset.id)) + 1).map((id) => ({ what: one.dataset.report, id })) : [];
    report(one.dataset.report === "last" ? lately() : { what: one.dataset.report, id: Number(one.dataset.id) });
  }],
  ["[data-sheet-next]", () => report(queue.shift())],
  ["[data-sheet-close]", shut],
  ["[data-safety]", async (one) => (await change({ what: "safety", applies: one.dataset.safety === "yes" })) && show()],
  ["[data-show]", (one) => ($(`[data-part="${one.dataset.show}"]`).hidden = false)],
  ["[data-forget]", async (one) => (await sure(one.ariaLabel)) && (await change({ what: "forget", id: one.dataset.forget })) && show()],
  ["[data-forget-all]", async (one) => (await sure(one.dataset.sure)) && (await change({ what: "forget-all" })) && (location.hash = "#/start")],
  ["[data-voice]", async () => (await change({ what: "settings", values: values($("[data-form]")) })) && change({ what: "voice" })],
  ["[data-desk-tell]", guarded(async (one) => (await call("/desk", { tell: one.dataset.deskTell })) && desk())],
  ["[data-look]", look],
  ["[data-quit]", () => change({ what: "quit" })],
  ["[data-full]", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen())],
  ["[data-share]", () => share()],
  ["[data-unshare]", guarded(async () => (await call("/share", { stop: true })) && ($("[data-shared]").hidden = true))],
];

document.addEventListener("click", (event) => {
  for (const [selector, act] of ACTIONS) {
    const found = event.target.closest(selector);
    if (found) return act(found);
  }
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-form]")) return;
  event.preventDefault();
  change({ what: "settings", values: values(event.target) }).then((done) => done && location.reload());
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-files]")) take([...event.target.files]);
  if (event.target.matches("[data-addresses]")) share(event.target.value);
});
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  if (token) take([...event.dataTransfer.files]);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !$("[data-sheet]").hidden) return shut();
  const typing = event.target.closest("button, input, select, a, dialog");
  if (place() !== "live" || event.ctrlKey || event.metaKey || (typing && event.key === " ")) return;
  if (event.key === "f") document.documentElement.requestFullscreen();
  if (KEYS[event.key]) {
    event.preventDefault();
    say({ ask: KEYS[event.key] });
  }
});
addEventListener("hashchange", show);
guarded(enter)();
