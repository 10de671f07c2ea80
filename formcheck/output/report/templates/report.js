"use strict";
// Repetitions in table and plot jump the video there; a line in the plots follows it.
(() => {
  const reps = JSON.parse(document.getElementById("data").textContent).reps;
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

  const play = (time) => {
    video.currentTime = time;
    video.play().catch(() => {});
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
    const time = video.currentTime;
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
  if (!video) return;

  for (const { plot, start, end, left, right } of plots) {
    plot.addEventListener("click", (event) => {
      const share = (event.clientX - plot.getBoundingClientRect().left) / plot.offsetWidth;
      if (share >= left && share <= right) video.currentTime = start + ((share - left) / (right - left)) * (end - start);
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
