import { describe, expect, it } from "vitest";
import { callOf } from "./reading.ts";

describe("people, roles and automation", () => {
  it.each([
    [
      "Priya를 프로젝트 매니저로 올려주세요",
      { action: "set_role", person: "Priya", role: "project_manager" },
    ],
    ["준호를 뷰어로 내려줘", { action: "set_role", person: "준호", role: "viewer" }],
    ["다니엘한테 관리자 권한 줘", { action: "set_role", person: "다니엘", role: "company_admin" }],
    ["태오 권한 좀 뺏어줘", { action: "set_role", person: "태오" }],
    ["Make Dana an admin", { action: "set_role", person: "Dana", role: "company_admin" }],
    ["Give Jia project manager rights", { action: "set_role", person: "Jia", role: "project_manager" }],
    [
      "새 인턴 sujin@slowmorning.kr 뷰어로 초대해줘",
      { action: "invite", person: "sujin@slowmorning.kr", role: "viewer" },
    ],
    ["add Priyanka to the team as a member", { action: "invite", person: "Priyanka", role: "member" }],
  ])("changes: %s", (message, input) => {
    expect(callOf(message)).toEqual({ tool: "set_role", input });
  });

  it.each([
    ["지아님 권한이 지금 어떻게 돼있죠", "지아"],
    ["서연님 지금 등급이 뭐예요?", "서연"],
    ["which role does Nadia have?", "Nadia"],
    ["What is Theo allowed to do?", "Theo"],
  ])("shows one person: %s", (message, person) => {
    expect(callOf(message)).toEqual({ tool: "show_roles", input: { action: "show_role", person } });
  });

  it("keeps the amount of a question about who approves", () => {
    expect(callOf("예산 50만원 넘는 변경은 누가 승인할 수 있나요?")).toEqual({
      tool: "show_roles",
      input: { action: "list_permissions", threshold: { amount: 500_000, currency: "KRW" } },
    });
    expect(callOf("who may approve budgets over $5,000?")).toEqual({
      tool: "show_roles",
      input: { action: "list_permissions", threshold: { amount: 5_000, currency: "USD" } },
    });
  });

  it.each([
    ["이제부터 자동으로 돌려줘", "autonomous"],
    ["Switch yourself to autonomous mode", "autonomous"],
    ["앞으로는 제안만 해줘", "suggest"],
    ["from now on only suggest things, don't act even when something's approved", "suggest"],
    ["승인받고 실행하는 모드로 바꿔줘", "act_on_approval"],
    ["ask me before you do anything", "act_on_approval"],
  ])("reads how far automation goes: %s", (message, autonomy) => {
    expect(callOf(message)).toEqual({ tool: "set_autonomy", input: { autonomy } });
  });
});
