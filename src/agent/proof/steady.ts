// Words of a level that holds over days.

export const steady =
  /유지|머물|머무|내내|계속|(?<![a-z])(?:held|holding|steady|stable|stayed|remained|hovered)(?![a-z])/;
