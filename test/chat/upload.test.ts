import { describe, expect, test } from "vitest";
import { asksToUpload, uploadOffer } from "../../src/chat/upload.ts";

describe("a wish to hand over a file", () => {
  test.each([
    "파일 올릴게",
    "리포트 올리고 싶어요",
    "엑셀 파일을 어떻게 올려?",
    "메타 리포트 업로드할게요",
    "csv 첨부해도 돼?",
    "파일 보낼게",
    "보고서 하나 보내고 싶은데요",
    "업로드 링크 줘",
    "I want to upload a file",
    "can I attach my report?",
    "let me send you a csv",
    "upload link please",
  ])("is heard in %s", (text) => {
    expect(asksToUpload(text)).toBe(true);
  });

  test.each([
    "예산 올려줘",
    "메타 일 예산 20% 올려",
    "리포트 보내줘",
    "매일 아침 리포트 보내줘",
    "지난주 캠페인 어땠어?",
    "어제 올린 파일 다시 읽어줘",
    "which file was uploaded yesterday?",
    "send me the report",
    "올해 데이터 보여줘",
    "raise the budget of the report campaign",
  ])("is not heard in %s", (text) => {
    expect(asksToUpload(text)).toBe(false);
  });

  test("is answered with a button that Kakao shows whole", () => {
    expect(Math.max(uploadOffer.label.ko.length, uploadOffer.label.en.length)).toBeLessThanOrEqual(14);
    expect(uploadOffer.say.ko).toContain("10분");
  });
});
