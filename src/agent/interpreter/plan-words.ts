// How a drafted plan is changed in words, as data.

import { z } from "zod";
import { loadYaml } from "../../language/data.ts";

const pattern = z.array(z.string()).transform((forms) => new RegExp(forms.join("|"), "u"));

export const planWords = loadYaml(
  "plan-words",
  z.object({
    more: pattern,
    less: pattern,
    add: pattern,
    drop: pattern,
    show: pattern,
    pack: pattern,
    again: pattern,
    pictures: pattern,
    versions: pattern,
    back: pattern,
    first: pattern,
    number: pattern,
    late: pattern,
    unlike: pattern,
    even: pattern,
    longer: pattern,
    objective: pattern,
    whole: pattern,
    becomes: pattern,
    each: pattern,
    only: pattern,
  }),
);
