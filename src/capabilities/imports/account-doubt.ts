// What to ask or to say about the ad account a file was put into.

import { type Words, words } from "../../core/locale.ts";
import { mediumLabels } from "../../core/medium.ts";
import type { PickedAccount } from "./account-picker.ts";
import type { AccountChoice, AccountGroup } from "./account-rule.ts";
import { NEW_ACCOUNT } from "./answers.ts";
import type { StoredDoubt } from "./import-report.ts";

const MOST_ACCOUNTS = 2;

/** The question when some campaign names are known, but fewer than half. */
export function accountDoubt(group: AccountGroup, choice: AccountChoice & { kind: "ask" }): StoredDoubt {
  const label = mediumLabels[group.medium];
  return {
    slot: "account",
    question: words(
      `이 ${label.ko} 파일은 어느 광고계정의 것인가요? 캠페인 이름이 일부만 같아요.`,
      `Which ad account is this ${label.en} file from? Only some campaign names are known.`,
    ),
    options: [
      ...choice.candidates.slice(0, MOST_ACCOUNTS).map(({ id, name }) => ({
        label: words(`‘${name}’ 계정`, `Account “${name}”`),
        answers: { account: id },
      })),
      { label: words("새 계정", "A new account"), answers: { account: NEW_ACCOUNT } },
    ],
    assumed: words(
      `아는 계정과 캠페인 이름이 절반보다 적게 같아 새 ${label.ko} 계정으로 두었어요.`,
      `Fewer than half of the campaign names are known, so I took it for a new ${label.en} account.`,
    ),
  };
}

/** What to say about an account that was found by its campaigns, or by being the only one. */
export function accountNotes(accounts: readonly PickedAccount[]): Words[] {
  return accounts.flatMap(({ name, why, learnt, currency }) => {
    const notes: Words[] = [];
    if (why === "campaigns")
      notes.push(
        words(
          `캠페인 이름이 절반 이상 같아 ‘${name}’ 계정에 이어 붙였어요.`,
          `At least half of the campaign names are known, so it joined the account “${name}”.`,
        ),
      );
    if (why === "only")
      notes.push(
        words(
          `하나뿐인 ‘${name}’ 계정에 이어 붙였어요.`,
          `It joined “${name}”, the only account of that medium.`,
        ),
      );
    if (learnt !== undefined)
      notes.push(
        words(
          `‘${name}’ 계정의 통화를 ${currency}로 알게 됐어요.`,
          `The currency of “${name}” is now known: ${currency}.`,
        ),
      );
    return notes;
  });
}
