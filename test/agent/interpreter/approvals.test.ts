import { describe, expect, it } from "vitest";
import { callOf } from "./reading.ts";

describe("approvals in words", () => {
  it.each([
    ["그래놀라 캐러셀 승인할게요", { action: "approve", target: "그래놀라 캐러셀" }],
    ["쿠폰 배너 건은 돌려보내", { action: "reject", target: "쿠폰 배너" }],
    [
      "겨울 이불 기획안은 반려해줘 예산이 너무 쎄서",
      { action: "reject", target: "겨울 이불 기획안", reason: "예산이 너무 쎄서" },
    ],
    ["소라가 올린 배너 교체 건 거절해줘", { action: "reject", target: "배너 교체", requestedBy: "소라" }],
    [
      "아까 내가 오케이한 Desk Lamp 예산 건 승인 취소하고싶은데",
      { action: "revoke", target: "Desk Lamp 예산" },
    ],
    ["Turn down the request about the coupon banner", { action: "reject", target: "coupon banner" }],
    [
      "reject the budget increase, we are out of money",
      { action: "reject", target: "budget increase", reason: "we are out of money" },
    ],
    ["ok the video ad from Mina", { action: "approve", target: "video ad", requestedBy: "Mina" }],
    ["Withdraw my approval for the sunscreen banner", { action: "revoke", target: "sunscreen banner" }],
    ["lgtm on the carousel, ok it", { action: "approve", target: "carousel" }],
  ])("reads: %s", (message, slots) => {
    expect(callOf(message)).toMatchObject({ tool: "show_approvals", input: slots });
  });

  it.each([
    "승인 기다리는 거 뭐 있는지 보여줘",
    "결재할 거 뭐 남았어?",
    "what's waiting for a sign-off?",
    "anything I still have to sign off?",
    "누가 무슨 승인 기다려?",
    "누가 결재 기다리고 있나요",
  ])("lists what waits: %s", (message) => {
    expect(callOf(message)).toEqual({ tool: "show_approvals", input: { action: "list_pending" } });
  });

  it.each([
    "잘못 잡은 예산 다시 계산해줘",
    "Meta ads declined 20% last week",
    "Naver ads declined since Monday",
  ])("decides nothing: %s", (message) => {
    expect(callOf(message)?.tool).not.toBe("show_approvals");
  });

  it("only ever calls a tool that reads", () => {
    expect(callOf("네 승인합니다")?.tool).toBe("show_approvals");
  });

  it("takes no dog for a rejection", () => {
    expect(callOf("반려견 간식 클릭수 알려줘")?.tool).toBe("query_performance");
  });
});
