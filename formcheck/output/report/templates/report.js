"use strict";
// What is said on the first page, and repetitions in table and plot, lead to the moment: in the video, where there is
// one, else to the row. A line in the plots follows the video.
(() => {
  const { reps, from } = JSON.parse(document.getElementById("data").textContent);
  const video = document.querySelector("video");
  const shown = [...document.querySelectorAll("[data-rep]")];
  const plots = [...document.querySelectorAll(".plot")].map((plot) => ({
    plot,
    head: plot.querySelector(".playhead"),
    start: Number(plot.dataset.start),
    end: Number(plot.dataset.end),
    left: Number(plot.dataset.left),
    right: Number(plot.dataset.right),
  }));

  const mark = (number) => {
    for (const one of shown) one.classList.toggle("now", Number(one.dataset.rep) === number);
  };

  const play = (time, on = true) => {
    video.currentTime = Math.max(time - from, 0);
    if (on) video.play().catch(() => {});
  };

  const reveal = (element) => {
    for (let one = element?.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
    element?.scrollIntoView({ block: "center" });
  };

  const choose = (number) => {
    mark(number);
    const rep = reps.find((one) => one.number === number);
    if (video && rep) play(rep.seek);
    else document.querySelector(`tr[data-rep="${number}"]`)?.scrollIntoView({ block: "nearest" });
  };

  const follow = ({ plot, head, start, end, left, right }, time) => {
    head.hidden = time < start || time > end;
    const share = left + ((time - start) / (end - start)) * (right - left);
    head.style.left = `${100 * share}%`;
    const frame = plot.parentElement;
    const at = share * plot.offsetWidth;
    const outside = at < frame.scrollLeft + 60 || at > frame.scrollLeft + frame.clientWidth - 60;
    if (!head.hidden && !video.paused && plot.offsetWidth > frame.clientWidth && outside) frame.scrollLeft = at - 90;
  };

  const update = () => {
    const time = video.currentTime + from;
    for (const one of plots) if (one.plot.offsetWidth) follow(one, time);
    mark(reps.find((one) => time >= one.start && time <= one.end)?.number);
  };

  for (const one of shown) {
    one.addEventListener("click", (event) => {
      event.stopPropagation();
      choose(Number(one.dataset.rep));
    });
    one.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      choose(Number(one.dataset.rep));
    });
  }

  for (const link of document.querySelectorAll("[data-to]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const number = Number(link.dataset.to);
      reveal(document.getElementById(`rep-${number}`));
      choose(number);
    });
  }
  for (const link of document.querySelectorAll(".plan a")) {
    link.addEventListener("click", () => {
      const chapter = document.querySelector(link.getAttribute("href"));
      if (chapter.matches("details")) chapter.open = true;
    });
  }
  addEventListener("beforeprint", () => {
    if (document.getElementById("print-all").checked) for (const one of document.querySelectorAll("details.chapter, details.rows")) one.open = true;
  });
  document.querySelector(".copy")?.addEventListener("click", async (event) => {
    const text = document.querySelector(".mail textarea");
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      document.execCommand("copy"); // where the page may not use the clipboard by itself
    }
    event.target.textContent = event.target.dataset.done;
  });
  if (!video) return;

  for (const { plot, start, end, left, right } of plots) {
    plot.addEventListener("click", (event) => {
      const share = (event.clientX - plot.getBoundingClientRect().left) / plot.offsetWidth;
      if (share >= left && share <= right) play(start + ((share - left) / (right - left)) * (end - start), false);
    });
  }
  const tick = () => {
    update();
    if (!video.paused && !video.ended) requestAnimationFrame(tick);
  };
  for (const event of ["play", "seeked", "loadedmetadata"]) video.addEventListener(event, tick);
  addEventListener("resize", update);
  video.addEventListener("error", () => {
    video.hidden = true;
    document.querySelector(".missing").hidden = false;
  });
})();
