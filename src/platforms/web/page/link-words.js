// What the pages behind links say, in both languages.

import { currentLang } from "./words.js";

const texts = {
  uploadTitle: ["파일 올리기", "Upload a file"],
  uploadHint: [
    "광고 리포트(CSV · TSV · XLSX) 같은 파일 한 개를 {most}MB까지 올릴 수 있어요. 이 링크는 한 번만, {minutes}분 동안 쓸 수 있어요.",
    "One file, such as an ad report (CSV, TSV, XLSX), up to {most} MB. This link works once, for {minutes} minutes.",
  ],
  file: ["파일 고르기", "Choose a file"],
  upload: ["올리기", "Upload"],
  uploading: ["{name} 올리는 중 {percent}", "Uploading {name} {percent}"],
  reading: ["받았어요. 읽고 있어요…", "It is here. Reading it…"],
  uploaded: ["파일을 받았어요", "The file is here"],
  uploadedHint: [
    "읽은 결과는 아래와 대화방에 있어요. 이 창은 닫아도 돼요.",
    "What was read stands below and in the conversation. You can close this page.",
  ],
  notTaken: ["이 파일은 쓰지 못했어요", "This file could not be used"],
  another: [
    "더 올리려면 대화방에서 ‘파일 올릴게’라고 말해 새 링크를 받아 주세요.",
    "To add another one, say “upload a file” in the conversation and get a new link.",
  ],
  still: [
    "아직 읽고 있어요. 결과는 대화방에서도 볼 수 있으니 이 창은 닫아도 돼요.",
    "It is still being read. The result comes to the conversation too, so you can close this page.",
  ],
  tooLarge: [
    "파일이 {most}MB보다 커요. 기간을 나눠 내보낸 파일을 올려 주세요.",
    "The file is larger than {most} MB. Export a shorter period and upload that.",
  ],
  empty: ["빈 파일이에요. 다른 파일을 골라 주세요.", "The file is empty. Please choose another one."],
  failed: ["보내지 못했어요. 다시 눌러 주세요.", "This was not sent. Please press again."],
  over: [
    "이 링크는 더 열 수 없어요. 대화방에서 다시 요청해 주세요.",
    "This link opens nothing any more. Please ask again in the conversation.",
  ],
  formTitle: ["양식 채우기", "Fill in the form"],
  formHint: [
    "보내면 대화방에서 버튼을 누른 것과 같아요. 한 번만 보낼 수 있어요.",
    "Sending it is the same as pressing its button in the conversation. It can be sent once.",
  ],
  formUsed: ["이미 보낸 양식이에요", "This form was sent already"],
  formUsedHint: ["결과는 대화방에 있어요.", "Its result stands in the conversation."],
  formSent: ["보냈어요", "Sent"],
  cardTitle: ["답변 전체", "The whole answer"],
  cardHint: [
    "읽기 전용이에요. 버튼은 대화방에서 눌러 주세요.",
    "To be read only: buttons are pressed in the conversation.",
  ],
  print: ["인쇄하거나 PDF로 저장", "Print or save as PDF"],
};

export function said(key, fill = {}) {
  const text = texts[key]?.[currentLang() === "en" ? 1 : 0] ?? key;
  return text.replace(/\{(\w+)\}/g, (place, name) => String(fill[name] ?? place));
}
