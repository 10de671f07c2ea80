// Words and numbers of the moment, wherever the page has a place for them.
export function paint(now) {
  document.querySelector("[data-waiting]")?.toggleAttribute("hidden", Boolean(now));
  document.querySelector("[data-told]")?.toggleAttribute("hidden", !now);
  if (!now) return;
  for (const place of document.querySelectorAll("[data-now]")) {
    const value = now[place.dataset.now];
    const text = place.dataset.now === "hold" ? (value ? value.toFixed(1) : "") : String(value ?? "");
    const shown = place.dataset.now === "hold_of" && !now.hold ? "" : text;
    if (place.textContent !== shown) place.textContent = shown;
  }
  const rest = document.querySelector('[data-now="count"]');
  if (rest && now.rest) rest.textContent = now.rest;
}
