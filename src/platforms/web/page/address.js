// Which conversation the address bar names, so that a reload and the back button lead to it.

export function addressedPlace() {
  const query = new URLSearchParams(location.search);
  const [thread, workspace] = [query.get("thread"), query.get("workspace")];
  return { ...(thread && { thread }), ...(workspace && { workspace }) };
}

/** @param entered whether a person went there, so that "back" leads to where they were */
export function showPlace(place, entered) {
  const url = `${location.pathname}?${new URLSearchParams(place)}`;
  if (url === location.pathname + location.search) return;
  if (entered) history.pushState(null, "", url);
  else history.replaceState(null, "", url);
}
