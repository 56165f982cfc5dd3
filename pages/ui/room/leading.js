// The teacher's film at rest: its frame is sent, so that it can stand in the link that the class follows.
export default function ({ parentElement, setTriggerValue }) {
  parentElement.send = setTriggerValue;
  if (parentElement.watch) return undefined;
  let [before, sent, still] = [null, null, 0];
  parentElement.watch = setInterval(() => {
    const player = document.querySelector("[data-frame]");
    const frame = player && player.dataset.playing !== "true" ? player.dataset.frame : null;
    still = frame === before ? still + 1 : 0;
    before = frame;
    if (frame === null || still !== 2 || frame === sent) return;
    if (sent !== null) parentElement.send("frame", Number(frame));
    sent = frame;
  }, 250);
  return () => {
    clearInterval(parentElement.watch);
    delete parentElement.watch;
  };
}
