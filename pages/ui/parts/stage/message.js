// Messages of the server as numbers: the browser's half of `pages/ui/film_bytes.py`.

const KINDS = { f8: Float64Array, f4: Float32Array, f2: Uint16Array, u1: Uint8Array };

// A message cut into its parts: how many, how long each is, then the parts, each from a multiple of eight bytes on.
export function parts(buffer, length) {
  const view = new DataView(buffer, 0, length);
  const count = view.getUint32(0, true);
  const found = [];
  let at = Math.ceil((4 + 4 * count) / 8) * 8;
  for (let k = 0; k < count; k++) {
    const size = view.getUint32(4 + 4 * k, true);
    found.push(new Uint8Array(buffer, at, size));
    at += Math.ceil(size / 8) * 8;
  }
  return found;
}

export function readJson(bytes) {
  return JSON.parse(new TextDecoder().decode(bytes));
}

// A film's header, with each of its arrays as numbers: see `pages/ui/training_run/stage_data.py`.
export function readFilm(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const length = view.getUint32(0, true);
  const film = readJson(bytes.subarray(4, 4 + length));
  let at = Math.ceil((4 + length) / 8) * 8;
  for (const [name, [kind, ...shape]] of Object.entries(film.arrays)) {
    const size = shape.reduce((a, b) => a * b, 1);
    const values = new KINDS[kind](bytes.buffer, bytes.byteOffset + at, size);
    film[name] = kind === "f2" ? fromHalf(values, new Float32Array(size)) : values;
    at += Math.ceil(values.byteLength / 8) * 8;
  }
  return film;
}

// Numbers of half precision, two bytes each, as those of single precision.
export function fromHalf(halves, singles) {
  for (let k = 0; k < halves.length; k++) {
    const bits = halves[k];
    const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
    const size =
      exponent === 31
        ? fraction
          ? NaN
          : Infinity
        : exponent
          ? 2 ** (exponent - 15) * (1 + fraction / 1024)
          : 2 ** -14 * (fraction / 1024);
    singles[k] = bits & 0x8000 ? -size : size;
  }
  return singles;
}
