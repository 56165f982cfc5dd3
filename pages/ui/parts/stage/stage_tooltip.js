import { clamp, put } from "../../kit.js";

// The line of words beside what is pointed at. It is placed in the stage, or in the experiment where that lays out its parts.
export class Tooltip {
  constructor(root) {
    this.root = root;
    this.line = root.querySelector(".stage-telling");
  }

  get box() {
    return (this.line.offsetParent ?? this.root).getBoundingClientRect();
  }

  hide() {
    this.line.hidden = true;
  }

  // Say `words`, `right` and `down` pixels from a corner of what they are about; `up` from there where there is no room below.
  say(words, [x, y], [right, down], up = down) {
    this.line.hidden = false;
    put(this.line, words);
    const { left, top, width, height } = this.box;
    const room = Math.max(0, width - this.line.offsetWidth);
    this.line.style.left = `${clamp(x - left + right, 0, room)}px`;
    this.line.style.top = `${y - top + (y - top > height - 60 ? up : down)}px`;
  }
}
