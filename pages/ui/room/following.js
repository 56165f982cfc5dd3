// The film of who follows goes to the teacher's frame, as if its slider had been moved there.
export default function ({ data: [data], parentElement }) {
  if (parentElement.done === data.number) return undefined;
  parentElement.done = data.number;
  let patience = 60;
  const timer = setInterval(() => {
    const slider = document.querySelector("[data-frame] [data-part=slider]");
    if (slider && Number(slider.max) >= data.frame) {
      slider.value = data.frame;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      patience = 0;
    }
    if (patience-- <= 0) clearInterval(timer);
  }, 150);
  return () => clearInterval(timer);
}
