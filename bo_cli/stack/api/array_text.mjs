// Postgres' text form of arrays, both ways. Elements keep their exact digits, and
// objects are written as JSON.

/**
 * @param {string} text as Postgres prints an array: {1,NULL,"a,b",{2}}
 * @param {(text: string) => unknown} parseElement
 * @param {string} separator `,` for every built-in type but box
 * @returns {unknown[]} elements, nested for more dimensions
 */
export function parseArray(text, parseElement, separator = ",") {
  let at = text.indexOf("{"); // dimensions such as [0:1]= may precede
  return readArray();

  function readArray() {
    const elements = [];
    at += 1;
    while (text[at] !== "}") {
      if (text[at] === "{") elements.push(readArray());
      else elements.push(text[at] === '"' ? parseElement(readQuoted()) : readBare());
      if (text[at] === separator) at += 1;
    }
    at += 1;
    return elements;
  }

  function readQuoted() {
    let value = "";
    for (at += 1; text[at] !== '"'; at += 1) {
      if (text[at] === "\\") at += 1;
      value += text[at];
    }
    at += 1;
    return value;
  }

  function readBare() {
    const start = at;
    while (text[at] !== separator && text[at] !== "}") at += 1;
    const word = text.slice(start, at);
    return word === "NULL" ? null : parseElement(word);
  }
}

/** @param {unknown[]} elements @param {(element: unknown) => string} elementText @returns {string} */
export function arrayText(elements, elementText = plainText) {
  const parts = elements.map((element) => {
    if (element === null || element === undefined) return "NULL";
    if (Array.isArray(element)) return arrayText(element, elementText);
    return `"${elementText(element).replace(/[\\"]/g, "\\$&")}"`;
  });
  return `{${parts.join(",")}}`;
}

/** Objects as JSON, everything else as its own text. */
export function plainText(value) {
  if (JSON.isRawJSON(value)) return value.rawJSON;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
