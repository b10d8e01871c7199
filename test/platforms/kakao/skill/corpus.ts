// Replies as the guides describe them, one of each kind of bubble: our own words and addresses in their structure.

const image = "https://images.example/banner.png";

function reply(outputs: unknown[], rest: object = {}): unknown {
  return { version: "2.0", template: { outputs, ...rest } };
}

const basicCard = {
  title: "여름 샌들",
  description: "오늘까지 30% 할인",
  thumbnail: { imageUrl: image },
  buttons: [
    { action: "message", label: "자세히", messageText: "여름 샌들 자세히" },
    { action: "webLink", label: "보러 가기", webLinkUrl: "https://shop.example/sandals" },
  ],
};

const listCard = {
  header: { title: "오늘 할 일" },
  items: [
    { title: "승인", description: "1건", imageUrl: image, link: { web: "https://bot.example/1" } },
    {
      title: "소재",
      description: "2건",
      action: "block",
      blockId: "62654c249ac8ed78441532de",
      extra: { key: "1" },
    },
    { title: "보고", action: "message", messageText: "보고 보여줘" },
  ],
  buttons: [{ action: "operator", label: "상담원" }],
};

const commerceCard = {
  title: "여름 샌들",
  description: "두 색",
  price: 30_000,
  discount: 9_000,
  discountRate: 30,
  dicountedPrice: 21_000,
  currency: "won",
  thumbnails: [{ imageUrl: image, link: { web: "https://shop.example" } }],
  profile: { imageUrl: image, nickname: "가게" },
  buttons: [{ action: "share", label: "공유" }],
};

const itemCard = {
  imageTitle: { title: "예약", description: "확정" },
  title: "",
  thumbnail: { imageUrl: image, width: 800, height: 800 },
  profile: { title: "여행사", imageUrl: image },
  itemList: [
    { title: "출발", description: "2026-11-23" },
    { title: "도착", description: "2026-11-24" },
  ],
  itemListAlignment: "right",
  itemListSummary: { title: "합계", description: "₩210,000" },
  buttons: [{ action: "phone", label: "전화", phoneNumber: "02-000-0000" }],
  buttonLayout: "vertical",
};

export const person: Readonly<Record<string, unknown>> = {
  simpleText: reply([{ simpleText: { text: "안녕하세요" } }]),
  simpleImage: reply([{ simpleImage: { imageUrl: image, altText: "배너" } }]),
  textCard: reply([{ textCard: { title: "제목", description: "내용", buttons: basicCard.buttons } }]),
  basicCard: reply([{ basicCard }]),
  listCard: reply([{ listCard }]),
  commerceCard: reply([{ commerceCard }]),
  itemCard: reply([{ itemCard: { ...itemCard, title: undefined } }]),
  "textCard carousel": reply([
    { carousel: { type: "textCard", items: [{ title: "하나" }, { description: "둘" }] } },
  ]),
  "basicCard carousel": reply([
    {
      carousel: {
        type: "basicCard",
        header: { title: "모음", thumbnail: { imageUrl: image } },
        items: [basicCard, basicCard],
      },
    },
  ]),
  "listCard carousel": reply([{ carousel: { type: "listCard", items: [listCard, listCard] } }]),
  "commerceCard carousel": reply([{ carousel: { type: "commerceCard", items: [commerceCard] } }]),
  "quick replies": reply([{ simpleText: { text: "무엇을 볼까요?" } }], {
    quickReplies: [
      { label: "어제", action: "message", messageText: "어제 성과" },
      { label: "도움말", action: "block", blockId: "62654c249ac8ed78441532de", extra: { key: "2" } },
    ],
  }),
  "context and data": {
    ...(reply([{ simpleText: { text: "네" } }]) as object),
    context: {
      values: [
        { name: "plan", lifeSpan: 10, ttl: 60, params: { key: "1" } },
        { name: "old", lifeSpan: 0 },
      ],
    },
    data: { msg: "hi", count: 3 },
  },
  "data for the block": { version: "2.0", data: { msg: "hi" } },
  "use of the callback": { version: "2.0", useCallback: true, data: { text: "보고 있어요" } },
  "fields that are not known": reply([{ simpleText: { text: "네", tone: "new" } }], { theme: "dark" }),
};

export const team: Readonly<Record<string, unknown>> = {
  markdown: reply([{ simpleText: { text: "**굵게**", extra: { markdown: true } } }]),
  mentions: {
    ...(reply([{ simpleText: { text: "{{#mentions.a}} 확인해 주세요" } }]) as object),
    extra: { mentions: { a: { type: "botUserKey", id: "key-1" } } },
  },
  ranking: reply([{ listCard: { ...listCard, listLayout: "ranking" } }]),
  "five buttons": reply([
    {
      textCard: {
        title: "고르기",
        buttons: ["guide", "invite", "inviteMember", "mention", "settings"].map((action) => ({
          action,
          label: action,
        })),
      },
    },
  ]),
  "nothing to say": { version: "2.0", template: { outputs: [] } },
};

/** The guide's own sample of an itemCard in structure: two row titles and a button's label are longer than its limits. */
export const tooLongItemCard = reply([
  {
    itemCard: {
      imageTitle: { title: "DOFQTK", description: "Boarding Number" },
      thumbnail: { imageUrl: image, width: 800, height: 400 },
      profile: { title: "AA Airline", imageUrl: image },
      itemList: [
        { title: "Flight", description: "KE0605" },
        { title: "Boards", description: "8:50 AM" },
        { title: "Departs", description: "9:50 AM" },
        { title: "Terminal", description: "1" },
      ],
      itemListAlignment: "right",
      itemListSummary: { title: "Total", description: "$4,032.54" },
      buttons: [{ label: "View Boarding Pass", action: "webLink", webLinkUrl: "https://air.example/" }],
    },
  },
]);
