import { paint } from "/status.js";

// The key stands behind the address and is sent to nobody but the computer that made it.
const key = new URLSearchParams(location.hash.slice(1)).get("key") ?? "";
let socket;

function connect() {
  socket = new WebSocket(`ws://${location.host}/live`);
  socket.onopen = () => socket.send(key);
  socket.onmessage = (event) => {
    const told = JSON.parse(event.data);
    paint(told.phase === "running" ? told.now : null);
  };
  socket.onclose = (event) => {
    paint(null);
    if (event.code !== 1008) setTimeout(connect, 1500);
  };
}

document.addEventListener("click", (event) => {
  const ask = event.target.closest("[data-ask]")?.dataset.ask;
  if (ask && socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ ask }));
});
paint(null);
connect();
