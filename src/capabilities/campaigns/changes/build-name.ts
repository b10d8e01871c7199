// A campaign's new name as an exact step. The tag at its end stays, whatever it is called: by it reports and repeats are known.

import { Failure } from "../../../core/failure.ts";
import { words } from "../../../core/locale.ts";
import { mediumFeatures } from "../../../media/features.ts";
import type { Built, Show } from "./build.ts";
import type { Reached } from "./targets.ts";

const TAG = /\s?\[co9-[0-9a-f]{8}\]$/;

/** @throws Failure "invalid" for several campaigns, whose names would become one, and for a name that is none */
export function buildName(targets: readonly Reached[], name: string, show: Show): Built {
  const wanted = name.replaceAll(/\s+/g, " ").trim();
  if (targets.length > 1) throw several(targets.map((one) => one.name));
  if (wanted === "" || /[\p{Cc}[\]]/u.test(wanted)) throw unfit();
  const moved = targets.filter((one) => one.name !== wanted);
  return {
    exact: {
      lines: moved.map((one) => ({
        medium: one.medium,
        accountId: one.accountId,
        entity: one.name,
        steps: [
          {
            op: "rename",
            target: { id: one.remote.id },
            campaignId: one.campaignId,
            to: tagged(wanted, one),
            before: one.remote.name,
          },
        ],
      })),
      holds: [],
      undoHolds: [],
      releases: [],
    },
    diff: moved.map((one) => ({
      entity: one.name,
      medium: one.medium,
      field: show.text(words("이름", "name")),
      before: one.name,
      after: wanted,
    })),
    already: targets.filter((one) => one.name === wanted).map((one) => one.name),
  };
}

/** @throws Failure "invalid" for a name longer than its medium takes */
function tagged(name: string, { medium, remote }: Reached): string {
  const tag = TAG.exec(remote.name)?.[0].trim();
  const whole = tag === undefined ? name : `${name} ${tag}`;
  const { maxNameLength } = mediumFeatures[medium];
  if (whole.length <= maxNameLength) return whole;
  throw new Failure("invalid", `a name of ${whole.length} letters`, {
    say: words(
      "이름이 이 매체가 받는 길이보다 길어요. 바뀐 것은 없어요.",
      "That name is longer than this medium takes. Nothing was changed.",
    ),
    next: words("더 짧은 이름으로 말해 주세요.", "Give a shorter name."),
  });
}

function several(names: readonly string[]): Failure {
  const shown = names.slice(0, 3);
  return new Failure("invalid", `one name for ${names.length} campaigns`, {
    say: words(
      `캠페인 여러 개(${shown.map((name) => `‘${name}’`).join(", ")} 등)를 한 이름으로 바꿀 수 없어요. 바뀐 것은 없어요.`,
      `Several campaigns (${shown.map((name) => `“${name}”`).join(", ")} …) cannot get one name. Nothing was changed.`,
    ),
    next: words("하나를 골라 말해 주세요.", "Name one of them."),
  });
}

function unfit(): Failure {
  return new Failure("invalid", "a name that is none", {
    say: words("그 이름은 쓸 수 없어요. 바뀐 것은 없어요.", "That name cannot be used. Nothing was changed."),
    next: words("대괄호나 줄바꿈 없이 말해 주세요.", "Give one without brackets or line breaks."),
  });
}
