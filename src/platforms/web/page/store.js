// What this device keeps for a while: small values by name. A browser that keeps nothing is no reason to stop.

export function kept(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Full, or switched off: it lasts as long as the page.
  }
}
