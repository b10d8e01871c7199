// The Slack team of bench and chaos: one installation, its secrets, and what the app is told of it.

export const team = { id: "T1", botUser: "UBOT", app: "A1", botToken: "xoxb-0000000000-bench" } as const;

/** Shared by the app and by whoever knocks at its door. */
export const signingSecret = "0123456789abcdef0123456789abcdef";

/** @param apiUrl where this team's Web API lies */
export function slackVariables(apiUrl: string): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: team.botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
    CO9MA_SIGN_IN_SECRET: signingSecret,
  };
}
