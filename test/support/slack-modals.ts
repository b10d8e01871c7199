// Modals of the strict Web API: a trigger is of use once and for three seconds, a view is changed by whoever holds its last hash.

import { modalProblems } from "../../src/platforms/slack/blocks/view.ts";

type Fields = Record<string, string>;
type Answer = Record<string, unknown>;
export type ShownModal = {
  id: string;
  hash: string;
  /** As the person sees it now, and everything they saw before. */
  view: Record<string, unknown>;
  seen: Record<string, unknown>[];
};

export type SlackModals = {
  methods: Readonly<Record<string, (fields: Fields) => Answer>>;
  /** In the order in which they opened; those that were closed are gone. */
  open: ShownModal[];
  /** As Slack hands one out with a press, a command or a shortcut. */
  trigger: () => string;
  /** Three seconds passed. */
  expire: (trigger: string) => void;
  /** The person closed it. */
  close: (id: string) => void;
};

const no = (error: string): Answer => ({ ok: false, error });

/** @param refused takes what was refused, and why */
export function buildSlackModals(refused: string[]): SlackModals {
  const triggers = new Map<string, "fresh" | "used" | "expired">();
  const open: ShownModal[] = [];
  let count = 0;

  function viewIn({ view = "" }: Fields): Record<string, unknown> | undefined {
    const given = JSON.parse(view) as Record<string, unknown>;
    const problems = modalProblems(given);
    refused.push(...problems.map(({ path, rule }) => `view${path}: ${rule}`));
    return problems.length > 0 ? undefined : given;
  }

  function answer(modal: ShownModal): Answer {
    return { ok: true, view: { ...modal.view, id: modal.id, hash: modal.hash } };
  }

  return {
    open,
    trigger() {
      const id = `trigger-${++count}`;
      triggers.set(id, "fresh");
      return id;
    },
    expire: (trigger) => void triggers.set(trigger, "expired"),
    close(id) {
      const at = open.findIndex((modal) => modal.id === id);
      if (at >= 0) open.splice(at, 1);
    },
    methods: {
      "views.open": (fields) => {
        const { trigger_id = "" } = fields;
        const state = triggers.get(trigger_id);
        if (state !== "fresh")
          return no(
            state === undefined
              ? "invalid_trigger_id"
              : state === "used"
                ? "exchanged_trigger_id"
                : "expired_trigger_id",
          );
        triggers.set(trigger_id, "used");
        const view = viewIn(fields);
        if (!view) return no("invalid_arguments");
        const modal = { id: `V${++count}`, hash: `h${count}`, view, seen: [view] };
        open.push(modal);
        return answer(modal);
      },
      "views.update": (fields) => {
        const modal = open.find(({ id }) => id === fields["view_id"]);
        if (!modal) return no("not_found");
        if (fields["hash"] !== undefined && fields["hash"] !== modal.hash) return no("hash_conflict");
        const view = viewIn(fields);
        if (!view) return no("invalid_arguments");
        modal.hash = `h${++count}`;
        modal.view = view;
        modal.seen.push(view);
        return answer(modal);
      },
    },
  };
}
