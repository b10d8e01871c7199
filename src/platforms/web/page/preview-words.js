// What the preview says about itself, in both languages.

import { currentLang } from "./words.js";

const texts = {
  slack: ["Slack에서는 이렇게 보여요", "As Slack draws it"],
  kakao_person: ["카카오톡 1:1 채팅에서는 이렇게 보여요", "As a KakaoTalk one-to-one chat draws it"],
  kakao_team: ["카카오톡 팀 채팅에서는 이렇게 보여요", "As a KakaoTalk team chat draws it"],
  terminal: ["터미널에서는 이렇게 보여요", "As a terminal draws it"],
  note: [
    "저장된 같은 카드를 그 화면의 실제 렌더러로 그렸어요. 보낸 것은 없고, 버튼과 링크는 눌리지 않아요.",
    "The same stored cards through that surface's own renderer. Nothing was sent; buttons and links do not press here.",
  ],
  back: ["웹으로 돌아가기", "Back to the web"],
  empty: ["아직 답변이 없어요. 먼저 질문해 주세요.", "There is no answer yet. Ask something first."],
  payload: ["보내는 내용 (JSON)", "Payload (JSON)"],
  good: ["검사 통과: 오류 0 · 경고 0", "Checked: 0 errors, 0 warnings"],
  bad: ["검사: 오류 {errors} · 경고 {warnings}", "Checked: {errors} errors, {warnings} warnings"],
  page: ["‘계속 보기’를 누르면", "After “계속 보기” (more)"],
  more: ["전체 보기", "Read all"],
  unknown: ["여기서 그리지 않는 블록: {x}", "A block not drawn here: {x}"],
  file: ["파일", "File"],
  buttons: ["버튼 (미리보기)", "Buttons (preview)"],
};

export function said(key, fill = {}) {
  const text = texts[key]?.[currentLang() === "en" ? 1 : 0] ?? key;
  return text.replace(/\{(\w+)\}/g, (place, name) => String(fill[name] ?? place));
}
