// The teacher's secret: behind the # of the link, then in the memory of this tab. Neither is ever part of a request.
export default function ({ data: [data], parentElement, setTriggerValue }) {
  const name = `room ${data.code}`;
  const memory = {
    get: () => { try { return sessionStorage.getItem(name); } catch { return null; } },
    set: (secret) => { try { sessionStorage.setItem(name, secret); } catch { /* without memory it lasts until a reload */ } },
  };
  if (data.secret) memory.set(data.secret);
  const given = location.hash.slice(1);
  if (given) history.replaceState(history.state, "", location.pathname + location.search);
  if (data.ask && parentElement.asked !== data.code) {
    parentElement.asked = data.code;
    setTriggerValue("secret", given || memory.get() || "none");
  }
  const button = parentElement.querySelector("button");
  button.hidden = !data.copy;
  button.textContent = data.copy ?? "";
  button.title = data.help ?? "";
  const [field, told] = [parentElement.querySelector("input"), parentElement.querySelector("[role=status]")];
  button.onclick = async () => {
    const link = `${location.origin}${data.path}?room=${data.code}&seat=teacher#${data.secret}`;
    let copied = true;
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      Object.assign(field, { hidden: false, value: link });
      field.select();
      copied = document.execCommand("copy");
    }
    field.hidden = copied;
    told.textContent = copied ? data.copied : data.by_hand;
  };
}
