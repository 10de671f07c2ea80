// Elements whose own words stand out from what is behind them by less than a contrast (WCAG 2.1), and by how much.
(least) => {
  const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const over = (below, colour) => {
    for (const layer of [`rgb(${below})`, colour]) {
      pixel.fillStyle = layer;
      pixel.fillRect(0, 0, 1, 1);
    }
    return [...pixel.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const behind = (one) => (one ? over(behind(one.parentElement), getComputedStyle(one).backgroundColor) : [255, 255, 255]);
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const light = (colour) => colour.reduce((sum, part, i) => sum + linear(part / 255) * [0.2126, 0.7152, 0.0722][i], 0.05);
  const contrast = (one) => {
    const below = behind(one);
    const [a, b] = [light(below), light(over(below, getComputedStyle(one).color))];
    return Math.max(a, b) / Math.min(a, b);
  };
  const speaks = (one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  return [...document.body.querySelectorAll("*:not(option):not(svg *)")]
    .filter((one) => one.offsetParent && speaks(one) && contrast(one) < least)
    .map((one) => `${contrast(one).toFixed(1)} ${one.outerHTML.slice(0, 160)}`);
};
